import Catalog

/// A PO file that errkb exported, as it came back from translators.
package struct POFile: Sendable {
  /// What the header says.
  package private(set) var header = POHeader("")
  /// What it translates, in the order of the file; nothing when there are problems.
  package private(set) var units: [TranslationUnit] = []
  /// What is wrong with it, in the order of the file.
  package private(set) var problems: [RecordProblem] = []

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - utf8: the text as UTF-8; a byte order mark at its beginning is left out.
  ///   - limit: so many problems are told at most.
  package init(parsing utf8: [UInt8], limit: Int) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let parser = POParser(utf8.starts(with: mark) ? Array(utf8.dropFirst(3)) : utf8, limit: limit)
    problems = parser.problems
    var messages = parser.messages[...]
    if let first = messages.first, first.context == nil, first.id.isEmpty {
      header = POHeader(first.text)
      messages.removeFirst()
    } else if utf8.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
      complain("the file is empty; export it anew", 1)
    } else {
      complain(
        "the file does not begin with a header, msgid \"\"; export it anew",
        parser.messages.first?.line ?? 1)
    }
    take(messages)
    problems = Array(problems.sorted { $0.line < $1.line }.prefix(limit))
    if !problems.isEmpty { units = [] }
  }

  private mutating func take(_ messages: ArraySlice<POMessage>) {
    let places = messages.map { $0.context.flatMap { TranslationPlace($0) } }
    guard messages.isEmpty || places.contains(where: { $0 != nil }) else {
      let line = messages.first?.line ?? 1
      return complain(
        "no msgctxt of the file names an entry as an export writes it, such as "
          + "shop:E42/message; it was made by another program", line)
    }
    var lines: [TranslationPlace: Int] = [:]
    var remedies: [EntryID: (isWhole: Bool, line: Int)] = [:]
    for (message, place) in zip(messages, places) {
      guard let place else {
        complain(Self.complaint(aboutContext: message.context), message.line)
        continue
      }
      if let other = lines.updateValue(message.line, forKey: place) {
        complain(
          "\(place) stands twice, in line \(other) and in line \(message.line)", message.line)
        continue
      }
      if place.part == .remedy || place.part.isStep {
        let known = remedies.updateValue((place.part == .remedy, message.line), forKey: place.entry)
        if let known, known.isWhole != (place.part == .remedy) {
          complain(
            "the remedy of \(place.address) stands whole and in steps, in line \(known.line) and "
              + "in line \(message.line)", message.line)
          continue
        }
      }
      take(message, place)
    }
  }

  private mutating func take(_ message: POMessage, _ place: TranslationPlace) {
    guard !message.hasPlural else {
      return complain(
        "\(place) has a msgid_plural; a text of errkb has no plural forms", message.line)
    }
    let text = withoutOuterLineFeeds(message.text)
    if place.part.isStep, text.utf8.contains(0x0A) {
      return complain("\(place) holds a line break; a step is one line", message.line)
    }
    units.append(
      TranslationUnit(
        place, source: message.id, text: text.allSatisfy(\.isWhitespace) ? "" : text,
        isFuzzy: message.isFuzzy, line: message.line))
  }

  private static func complaint(aboutContext context: String?) -> String {
    guard let context else {
      return "this msgid has no msgctxt, which would name its entry, such as shop:E42/message"
    }
    return "msgctxt '\(context)' names no text of an entry; one is written like shop:E42/message"
  }

  private mutating func complain(_ message: String, _ line: Int) {
    problems.append(RecordProblem(line: line, message: message))
  }
}

extension TranslationPlace.Part {
  /// Whether it is one step of a remedy.
  fileprivate var isStep: Bool { if case .step = self { true } else { false } }
}

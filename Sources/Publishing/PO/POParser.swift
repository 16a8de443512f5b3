/// Reads the syntax of a PO file: its messages, and what is wrong with its lines.
///
/// Of our own: libgettextpo is under the GPL, and ends the process on its own accord where a file is
/// not as it should be. See <https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html>.
struct POParser {
  private(set) var messages: [POMessage] = []
  private(set) var problems: [RecordProblem] = []
  private var current = Draft()
  /// What a line of nothing but strings goes on with.
  private var open: WritableKeyPath<Draft, [UInt8]?>?

  /// A message as far as it has been read.
  private struct Draft {
    var line: Int?
    var context: [UInt8]?
    var id: [UInt8]?
    var plural: [UInt8]?
    var text: [UInt8]?
    var isFuzzy = false
    /// Whether its text is that of plural forms.
    var hasForms = false
  }

  /// Reads a text.
  ///
  /// - Parameter limit: after so many problems the rest is not read.
  init(_ utf8: [UInt8], limit: Int) {
    var number = 0
    var start = utf8.startIndex
    while start < utf8.endIndex, problems.count < limit {
      let end = utf8[start...].firstIndex(of: 0x0A) ?? utf8.endIndex
      number += 1
      read(utf8[start..<end], number)
      start = end + 1
    }
    if problems.count < limit { finish() }
  }

  private mutating func read(_ line: ArraySlice<UInt8>, _ number: Int) {
    var line = line
    while let last = line.last, isBlank(last) { line.removeLast() }
    while let first = line.first, isBlank(first) { line.removeFirst() }
    switch line.first {
    case nil: return
    case UInt8(ascii: "#"): readComment(line)
    case UInt8(ascii: "\""): readStrings(line, number)
    default: readKeyword(line, number)
    }
  }

  private mutating func readComment(_ line: ArraySlice<UInt8>) {
    // Comments stand above their message.
    if current.text != nil { finish() }
    let kind = line.dropFirst().first
    if kind == UInt8(ascii: "~") {
      // What is above an obsolete message belongs to it.
      current = Draft()
    } else if kind == UInt8(ascii: ",") || kind == UInt8(ascii: "=") {
      let flags = line.dropFirst(2).split(separator: UInt8(ascii: ","))
      if flags.contains(where: { $0.filter { !isBlank($0) } == Array("fuzzy".utf8) }) {
        current.isFuzzy = true
      }
    }
  }

  private mutating func readKeyword(_ line: ArraySlice<UInt8>, _ number: Int) {
    let word = line.prefix { !isBlank($0) && $0 != UInt8(ascii: "\"") }
    open = nil
    switch String(decoding: word, as: UTF8.self) {
    case "msgctxt":
      if current.text != nil || current.context != nil { finish() }
      start(\.context, number)
    case "msgid":
      if current.text != nil || current.id != nil { finish() }
      start(\.id, number)
    case "msgid_plural": start(\.plural, number)
    case "msgstr": startText(number)
    case let form where form.hasPrefix("msgstr["):
      if current.plural == nil, !current.hasForms {
        complain("msgstr[0] without a msgid_plural above it; write msgstr", number)
      }
      // Of the forms of a plural, which is refused, one says as much as all.
      current.hasForms = true
      current.text = nil
      startText(number)
    case "domain": complain("errkb has no domains; take this line out", number)
    default:
      complain("this is no line of a PO file; texts stand in quotation marks", number)
    }
    if open != nil { readStrings(line[word.endIndex...].drop(while: isBlank), number) }
  }

  private mutating func startText(_ number: Int) {
    guard current.text == nil else { return complain("a second msgstr without a msgid", number) }
    guard current.id != nil else { return complain("msgstr without a msgid above it", number) }
    start(\.text, number)
  }

  private mutating func start(_ part: WritableKeyPath<Draft, [UInt8]?>, _ number: Int) {
    current.line = current.line ?? number
    current[keyPath: part] = []
    open = part
  }

  /// Reads what stands in quotation marks, one string behind the other.
  private mutating func readStrings(_ line: ArraySlice<UInt8>, _ number: Int) {
    guard let open else {
      return complain("a text without a keyword such as msgstr before it", number)
    }
    guard !line.isEmpty else { return complain("a text in quotation marks is missing", number) }
    var rest = line
    while rest.first == UInt8(ascii: "\"") {
      guard let length = append(stringIn: rest, to: open, number) else { return }
      rest = rest.dropFirst(length).drop(while: isBlank)
    }
    if !rest.isEmpty { complain("something stands behind the text in quotation marks", number) }
  }

  /// Appends the string that a line begins with and returns how many bytes it takes; nil when it has
  /// no end.
  private mutating func append(
    stringIn line: ArraySlice<UInt8>, to part: WritableKeyPath<Draft, [UInt8]?>, _ number: Int
  ) -> Int? {
    var text = current[keyPath: part] ?? []
    // Taken out for the while, or every line would copy what there is.
    current[keyPath: part] = nil
    defer { current[keyPath: part] = text }
    var index = line.startIndex + 1
    while index < line.endIndex {
      switch line[index] {
      case UInt8(ascii: "\""): return index + 1 - line.startIndex
      case UInt8(ascii: "\\"):
        guard let (byte, length) = escape(line[index...].dropFirst()) else {
          complain("a backslash stands before what is no escape; write \\\\ for one", number)
          return nil
        }
        text.append(byte)
        index += 1 + length
      case let byte:
        text.append(byte)
        index += 1
      }
    }
    complain("the closing quotation mark is missing", number)
    return nil
  }

  /// What is meant by the characters behind a backslash, and how many they are.
  private func escape(_ line: ArraySlice<UInt8>) -> (UInt8, length: Int)? {
    guard let first = line.first else { return nil }
    switch first {
    case UInt8(ascii: "n"): return (0x0A, 1)
    case UInt8(ascii: "t"): return (0x09, 1)
    case UInt8(ascii: "r"): return (0x0D, 1)
    case UInt8(ascii: "a"): return (0x07, 1)
    case UInt8(ascii: "b"): return (0x08, 1)
    case UInt8(ascii: "f"): return (0x0C, 1)
    case UInt8(ascii: "v"): return (0x0B, 1)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return (first, 1)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      let digits = line.prefix(3).prefix { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
      return number(digits, radix: 8).map { ($0, digits.count) }
    case UInt8(ascii: "x"):
      let digits = line.dropFirst().prefix(2).prefix { Character(Unicode.Scalar($0)).isHexDigit }
      return number(digits, radix: 16).map { ($0, digits.count + 1) }
    default: return nil
    }
  }

  private func number(_ digits: ArraySlice<UInt8>, radix: Int) -> UInt8? {
    Int(String(decoding: digits, as: UTF8.self), radix: radix).map {
      UInt8(truncatingIfNeeded: $0)
    }
  }

  /// Ends the message, if one has begun.
  private mutating func finish() {
    defer {
      current = Draft()
      open = nil
    }
    guard let line = current.line else { return }
    guard let id = current.id else { return complain("msgctxt without a msgid below it", line) }
    guard let text = current.text else { return complain("msgid without a msgstr below it", line) }
    guard let id = string(id), let text = string(text),
      case let context = current.context.map(string), context.map({ $0 != nil }) ?? true
    else { return complain("the escapes of this text give bytes that are no UTF-8", line) }
    messages.append(
      POMessage(
        line: line, context: context.flatMap { $0 }, id: id, hasPlural: current.plural != nil,
        text: text, isFuzzy: current.isFuzzy))
  }

  private func string(_ utf8: [UInt8]) -> String? { String(validating: utf8, as: UTF8.self) }

  private mutating func complain(_ message: String, _ line: Int) {
    problems.append(RecordProblem(line: line, message: message))
  }
}

/// A message of a PO file.
struct POMessage {
  /// The line of its first keyword.
  var line: Int
  var context: String?
  var id: String
  var hasPlural: Bool
  var text: String
  var isFuzzy: Bool
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

import TextAnalysis

/// A text with emphasis, code, links and images in it; a line feed is a line break.
///
/// `text` is what a reader sees and becomes of messages, names and codes. `commonMark` is what
/// descriptions and remedies store. Both come from one parser, `TextAnalysis.plainText`, so that a
/// description shows what a message says.
struct Inlines: Equatable, Sendable {
  /// The inlines in the notation that `TextAnalysis.inlineParts` reads.
  let commonMark: String
  /// Whether no character is markup, whatever field the text goes to.
  private let isVerbatim: Bool

  /// Takes inlines; every line of them is trimmed.
  init(commonMark: String) {
    self.commonMark = trimmedLines(commonMark)
    isVerbatim = false
  }

  /// Takes the value of a field as it stands, as a sheet holds it, or a page that errkb wrote.
  init(verbatim value: String) {
    commonMark = value
    isVerbatim = true
  }

  /// The text without marks.
  var text: String {
    if isVerbatim { return commonMark }
    let text = plainText(commonMark)
    return text == commonMark ? text : trimmedLines(text)
  }

  var isEmpty: Bool { commonMark.isEmpty }

  /// The inlines of several with a text between them.
  static func joined(_ all: some Sequence<Inlines>, separator: String) -> Inlines {
    let all = Array(all)
    if all.count == 1 { return all[0] }
    let joined = all.map(\.commonMark).joined(separator: separator)
    return all.contains { !$0.isVerbatim }
      ? Inlines(commonMark: joined) : Inlines(verbatim: joined)
  }

  /// The lines of a paragraph as one: a blank between them, but none between Chinese and Chinese.
  static func paragraph(_ lines: [Inlines]) -> Inlines {
    guard lines.count > 1 else { return lines.first ?? Inlines(verbatim: "") }
    var result = ""
    for line in lines.lazy.map(\.commonMark) where !line.isEmpty {
      let isUnspaced =
        (result.unicodeScalars.last?.value ?? 0) >= 0x2E80
        && (line.unicodeScalars.first?.value ?? 0) >= 0x2E80
      result += (result.isEmpty || isUnspaced ? "" : " ") + line
    }
    return Inlines(commonMark: result)
  }

  /// What stands before and after the first of the separators; nil where there is none.
  ///
  /// Bold marks around the part before go with it, wherever the colon stands: `**label**: text` and
  /// `**label:** text`.
  func split(at separators: [String]) -> (before: Inlines, after: Inlines)? {
    let found = separators.compactMap { commonMark.firstRange(of: $0) }
    guard let range = found.min(by: { $0.lowerBound < $1.lowerBound }) else { return nil }
    var before = commonMark[..<range.lowerBound]
    var after = commonMark[range.upperBound...]
    if before.hasPrefix("**") && after.hasPrefix("**") {
      before = before.dropFirst(2)
      after = after.dropFirst(2)
    }
    return (Inlines(commonMark: String(before)), Inlines(commonMark: String(after)))
  }
}

private func trimmedLines(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "\n")) else { return trimmed(text) }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { trimmed($0) }
  return trimmed(lines.joined(separator: "\n"))
}

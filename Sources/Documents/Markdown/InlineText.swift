/// The inline content of a cell, a heading or a paragraph, in the two forms entries need.
struct InlineText: Equatable {
  /// Plain text: emphasis, links and code spans without their marks, entities decoded, `<br>` as a
  /// line feed.
  var text: String
  /// CommonMark inlines as the page writes them, `<br>` as a line feed, other HTML tags dropped.
  var source: String

  /// Takes a cell of a sheet, whose plain text and source are the same.
  init(literal cell: String) {
    text = trimmed(cell)
    source = text
  }

  /// Reads CommonMark inlines.
  init(_ markdown: String) {
    var markdown = markdown
    if markdown.withUTF8(isPlain) {
      self.text = trimmed(markdown)
      self.source = text
    } else {
      self.text = trimmedLines(plainText(ofInlines: markdown, replacingTag: replacement))
      self.source = trimmedLines(withoutTags(markdown))
    }
  }
}

/// Whether a cell holds no letter and no digit: empty, or a dash that says so.
func isNothing(_ text: String) -> Bool {
  !text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
}

/// Whether nothing in the text has a meaning in CommonMark, so that it stands for itself.
///
/// An underscore inside a word, as in `access_key_id`, has none; nor have brackets without a target.
func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  for (index, byte) in text.enumerated() {
    let next = index + 1 < text.count ? text[index + 1] : 0x20
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "\\"), 0x00, 0x0A, 0x0D: return false
    case UInt8(ascii: "_"):
      let before = index > 0 ? text[index - 1] : 0x20
      if !isWordByte(before) || !isWordByte(next) { return false }
    case UInt8(ascii: "]"): if next == UInt8(ascii: "(") { return false }
    case UInt8(ascii: "<"): if isASCIILetter(next) || "/!?".utf8.contains(next) { return false }
    case UInt8(ascii: "&"): if isASCIILetter(next) || next == UInt8(ascii: "#") { return false }
    default: break
    }
  }
  return true
}

private func isASCIILetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

/// ASCII letters, digits and the underscore; other scripts go the careful way.
private func isWordByte(_ byte: UInt8) -> Bool {
  isASCIILetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
}

private func trimmedLines(_ text: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { trimmed($0) }
  return trimmed(lines.joined(separator: "\n"))
}

/// What stands for an HTML tag in plain text: a line feed for a tag that begins a line, its text for
/// an image, nothing for other tags of HTML, and the tag itself where it is none of HTML's: `<instance-id>` is a blank
/// to fill in.
func replacement(forTag tag: String) -> String {
  let name = tag.dropFirst().drop { $0 == "/" }
    .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.lowercased()
  if name == "img" { return alternativeText(ofTag: tag) }
  if name == "br" || linesOfHTML.contains(name) { return "\n" }
  return inlinesOfHTML.contains(name) || tag.hasPrefix("<!--") ? "" : tag
}

/// What the tag of an image says in its place; empty where it says nothing.
private func alternativeText(ofTag tag: String) -> String {
  for quote in ["\"", "'"] {
    guard let start = tag.firstRange(of: " alt=" + quote)?.upperBound,
      let end = tag[start...].firstRange(of: quote)?.lowerBound
    else { continue }
    return trimmed(tag[start..<end])
  }
  return ""
}

private let linesOfHTML: Set<String> = [
  "p", "div", "li", "ul", "ol", "tr", "table", "tbody", "pre", "h1", "h2", "h3", "h4", "h5", "h6",
]

private let inlinesOfHTML: Set<String> = [
  "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img",
  "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong",
  "sub", "sup", "td", "th", "tt", "u", "var", "wbr",
]

/// CommonMark inlines with their HTML tags replaced; code spans and escapes stay as they are.
private func withoutTags(_ markdown: String) -> String {
  let bytes = Array(markdown.utf8)
  var result: [UInt8] = []
  var index = 0
  while index < bytes.count {
    switch bytes[index] {
    case UInt8(ascii: "\\") where index + 1 < bytes.count:
      result += bytes[index...(index + 1)]
      index += 2
    case UInt8(ascii: "`"):
      let end = endOfCodeSpan(bytes, at: index)
      result += bytes[index..<end]
      index = end
    case UInt8(ascii: "<"):
      if let end = endOfTag(bytes, at: index) {
        let tag = String(decoding: bytes[index..<end], as: UTF8.self)
        result += Array(replacement(forTag: tag).utf8)
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    default:
      result.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// The end of the code span that begins at the index, or of the backticks that begin none.
private func endOfCodeSpan(_ bytes: [UInt8], at start: Int) -> Int {
  let opening = bytes[start...].prefix { $0 == UInt8(ascii: "`") }
  var index = opening.endIndex
  while index < bytes.count {
    guard bytes[index] == UInt8(ascii: "`") else {
      index += 1
      continue
    }
    let run = bytes[index...].prefix { $0 == UInt8(ascii: "`") }
    if run.count == opening.count { return run.endIndex }
    index = run.endIndex
  }
  return opening.endIndex
}

/// The end of the HTML tag that begins at the index; nil where none does.
private func endOfTag(_ bytes: [UInt8], at start: Int) -> Int? {
  let name = bytes[(start + 1)...].drop { $0 == UInt8(ascii: "/") }
  guard let first = name.first, isASCIILetter(first) else { return nil }
  let rest = name.drop { isWordByte($0) || $0 == UInt8(ascii: "-") }
  // A colon or an at sign after the name makes it an autolink.
  guard let next = rest.first, " \t/>".utf8.contains(next) else { return nil }
  guard let close = rest.prefix(200).firstIndex(of: UInt8(ascii: ">")) else { return nil }
  return close + 1
}

extension Inlines {
  /// Reads the inlines of a page of Markdown.
  init(markdown: String) { self.init(commonMark: withoutHTML(markdown)) }
}

/// The inlines of a page with the HTML in them as text, which is what it is to `TextAnalysis.inlineParts`:
/// tags of HTML as `replacement(forTag:)` says, comments gone, and character references as their
/// characters.
///
/// Code spans, escapes and autolinks stay as they are.
func withoutHTML(_ markdown: String) -> String {
  let isHTML = { (byte: UInt8) in byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") }
  guard markdown.utf8.contains(where: isHTML) else { return markdown }
  let bytes = Array(markdown.utf8)[...]
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var index = 0
  while index < bytes.count {
    var end = index + 1
    var replaced: String?
    switch bytes[index] {
    case UInt8(ascii: "\\"): end = min(index + 2, bytes.count)
    case UInt8(ascii: "`"): end = endOfCodeSpan(bytes, from: index)
    case UInt8(ascii: "<"):
      if let tag = endOfTag(bytes, at: index) {
        end = tag
        replaced = replacement(forTag: String(decoding: bytes[index..<tag], as: UTF8.self))
      }
    case UInt8(ascii: "&"):
      if let reference = CharacterReference(at: bytes[index...]) {
        end = index + reference.length
        replaced = inlines(reference.text, between: result.last, and: bytes[end...])
      }
    default: break
    }
    if let replaced { result += replaced.utf8 } else { result += bytes[index..<end] }
    index = end
  }
  return String(decoding: result, as: UTF8.self)
}

/// The character of a reference, with a backslash where it would be markup.
private func inlines(
  _ character: String, between before: UInt8?, and rest: ArraySlice<UInt8>
) -> String {
  let isMarkup =
    switch character {
    case "*", "_", "`", "[", "]", "\\": true
    case "!": rest.first == UInt8(ascii: "[")
    case "(": before == UInt8(ascii: "]")
    // Only an autolink is more than text: one of e-mail has the longest way to its sign.
    case "<": rest.prefix(320).prefix { $0 > 0x20 }.contains { ":@".utf8.contains($0) }
    default: false
    }
  return isMarkup ? "\\" + character : character
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

/// The text without the line feeds around it.
///
/// gettext wants a translation to begin and end with one where its source does, which no translator
/// of an error text should have to think of.
func withoutOuterLineFeeds(_ text: String) -> String {
  guard text.utf8.first == 0x0A || text.utf8.last == 0x0A else { return text }
  var bytes = text.utf8[...]
  while bytes.first == 0x0A { bytes.removeFirst() }
  while bytes.last == 0x0A { bytes.removeLast() }
  return String(Substring(bytes))
}

extension [UInt8] {
  /// Appends a keyword and its text; one of several lines stands a line each.
  ///
  /// - Parameter mark: what every line begins with, such as `#| `.
  mutating func appendPO(_ keyword: String, _ text: String, mark: String = "") {
    self += "\(mark)\(keyword) ".utf8
    var text = text
    text.withUTF8 { appendPOStrings($0, mark: mark) }
  }

  private mutating func appendPOStrings(_ text: UnsafeBufferPointer<UInt8>, mark: String) {
    guard text.contains(0x0A) else {
      appendPOString(text[...], endsInLineFeed: false)
      return append(0x0A)
    }
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    self += "\"\"\n".utf8
    for (index, line) in lines.enumerated() {
      let isLast = index == lines.count - 1
      if isLast, line.isEmpty { break }
      self += mark.utf8
      appendPOString(line, endsInLineFeed: !isLast)
      append(0x0A)
    }
  }

  private mutating func appendPOString(
    _ text: Slice<UnsafeBufferPointer<UInt8>>, endsInLineFeed: Bool
  ) {
    append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): self += [UInt8(ascii: "\\"), byte]
      case 0x09: self += #"\t"#.utf8
      case 0x0D: self += #"\r"#.utf8
      case ..<0x20, 0x7F: self += Self.octal(byte)
      default: append(byte)
      }
    }
    if endsInLineFeed { self += #"\n"#.utf8 }
    append(UInt8(ascii: "\""))
  }

  /// Three digits: a digit may follow.
  private static func octal(_ byte: UInt8) -> [UInt8] {
    let digits = [byte >> 6, byte >> 3 & 7, byte & 7].map { UInt8(ascii: "0") + $0 }
    return [UInt8(ascii: "\\")] + digits
  }
}

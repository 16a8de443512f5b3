/// Where the HTML tag or comment that begins at the index ends; nil where none does.
///
/// See <https://spec.commonmark.org/0.31.2/#raw-html>.
func endOfTag(_ bytes: ArraySlice<UInt8>, at start: Int) -> Int? {
  var reader = TagReader(rest: bytes[start...].dropFirst())
  if reader.rest.starts(with: "!--".utf8) { return reader.endOfComment() }
  let isClosing = reader.skip(UInt8(ascii: "/"))
  guard reader.skipName() else { return nil }
  var hasBlank = reader.skipBlanks()
  while !isClosing, hasBlank, reader.skipAttributeName() {
    hasBlank = reader.skipBlanks()
    guard reader.skip(UInt8(ascii: "=")) else { continue }
    _ = reader.skipBlanks()
    guard reader.skipValue() else { return nil }
    hasBlank = reader.skipBlanks()
  }
  if !isClosing { _ = reader.skip(UInt8(ascii: "/")) }
  return reader.skip(UInt8(ascii: ">")) ? reader.rest.startIndex : nil
}

/// Passes over the parts of a tag.
private struct TagReader {
  var rest: ArraySlice<UInt8>

  mutating func skip(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func skipBlanks() -> Bool { skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A } }

  mutating func skipName() -> Bool {
    guard let first = rest.first, isLetter(first) else { return false }
    return skip { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  mutating func skipAttributeName() -> Bool {
    guard let first = rest.first, isLetter(first) || "_:".utf8.contains(first) else { return false }
    return skip { isLetter($0) || isDigit($0) || "_:.-".utf8.contains($0) }
  }

  mutating func skipValue() -> Bool {
    guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return skip { $0 > 0x20 && !"\"'=<>`".utf8.contains($0) }
    }
    rest = rest.dropFirst().drop { $0 != quote }
    return skip(quote)
  }

  /// Where the comment ends; there are no two hyphens within one.
  func endOfComment() -> Int? {
    let text = rest.dropFirst(3)
    guard text.first != UInt8(ascii: ">"), !text.starts(with: "->".utf8) else { return nil }
    var index = text.startIndex
    while index + 1 < text.endIndex {
      if text[index] == UInt8(ascii: "-"), text[index + 1] == UInt8(ascii: "-") {
        let end = index + 2
        return end < text.endIndex && text[end] == UInt8(ascii: ">") ? end + 1 : nil
      }
      index += 1
    }
    return nil
  }

  private mutating func skip(_ isWanted: (UInt8) -> Bool) -> Bool {
    let next = rest.drop(while: isWanted)
    defer { rest = next }
    return next.startIndex > rest.startIndex
  }
}

private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

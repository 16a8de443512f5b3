/// Reads a JSON text token by token, to the letter of the standard.
///
/// Who uses it says what is expected next; it keeps no tree. See
/// <https://www.rfc-editor.org/rfc/rfc8259>.
package struct JSONScanner {
  private let bytes: [UInt8]
  private var index = 0

  /// What is no JSON.
  package struct Problem: Error, Equatable, CustomStringConvertible {
    /// A phrase, such as "a string that does not end".
    package var description: String
    /// Where it stands, in bytes from 0.
    package var offset: Int
  }

  /// Begins at the first byte.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// How many bytes were read.
  package var offset: Int { index }

  /// Whether nothing but blanks is left.
  package mutating func isAtEnd() -> Bool {
    skipBlanks()
    return index == bytes.count
  }

  /// The next byte that is no blank, which stays unread; nil at the end.
  package mutating func peek() -> UInt8? {
    skipBlanks()
    return index < bytes.count ? bytes[index] : nil
  }

  /// Takes a byte such as `{`, and says whether it came next.
  package mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    index += 1
    return true
  }

  /// Takes a word such as `null`, and says whether it came next.
  package mutating func take(word: StaticString) -> Bool {
    skipBlanks()
    let length = word.utf8CodeUnitCount
    guard bytes.count - index >= length else { return false }
    for position in 0..<length where bytes[index + position] != word.utf8Start[position] {
      return false
    }
    index += length
    return true
  }

  /// What is wrong here.
  package func problem(_ phrase: String) -> Problem { Problem(description: phrase, offset: index) }

  /// Takes a string.
  package mutating func string() throws(Problem) -> String {
    guard take(UInt8(ascii: "\"")) else { throw problem("a string is expected here") }
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      // Nearly no string has an escape.
      if bytes[index] == UInt8(ascii: "\\") { return try escapedString(from: start) }
      guard bytes[index] >= 0x20 else { throw problem("a control character in a string") }
      index += 1
    }
    return try text(bytes[start..<index])
  }

  /// Takes a number and returns it as it is written.
  package mutating func number() throws(Problem) -> String {
    skipBlanks()
    let start = index
    func isDigit(_ index: Int) -> Bool {
      index < bytes.count && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
    }
    func skipDigits() throws(Problem) {
      guard isDigit(index) else { throw problem("a value is expected") }
      while isDigit(index) { index += 1 }
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
    let hasLeadingZero = isDigit(index) && bytes[index] == UInt8(ascii: "0") && isDigit(index + 1)
    guard !hasLeadingZero else { throw problem("a number with a leading zero") }
    try skipDigits()
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      try skipDigits()
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[index]) {
        index += 1
      }
      try skipDigits()
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  /// The text of bytes that the closing quotation mark follows.
  private mutating func text(_ slice: ArraySlice<UInt8>) throws(Problem) -> String {
    guard index < bytes.count else { throw problem("a string that does not end") }
    // By its buffer, which is several times as fast as by the sequence.
    let text = slice.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
    guard let text else {
      throw problem("a string that is no UTF-8")
    }
    index += 1
    return text
  }

  private mutating func escapedString(from start: Int) throws(Problem) -> String {
    var unescaped = Array(bytes[start..<index])
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      let byte = bytes[index]
      guard byte >= 0x20 else { throw problem("a control character in a string") }
      index += 1
      if byte == UInt8(ascii: "\\") {
        let scalar = try escape()
        unescaped += Array(String(Character(scalar)).utf8)
      } else {
        unescaped.append(byte)
      }
    }
    return try text(unescaped[...])
  }

  /// Takes what follows a backslash.
  private mutating func escape() throws(Problem) -> Unicode.Scalar {
    guard index < bytes.count else { throw problem("a string that does not end") }
    let letter = bytes[index]
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): break
    default: throw problem("an unknown escape in a string")
    }
    let unit = try codeUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard UTF16.isLeadSurrogate(UInt16(unit)), index + 1 < bytes.count,
      bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
    else { throw problem("half a surrogate pair in a string") }
    index += 2
    let trail = try codeUnit()
    guard (0xDC00...0xDFFF).contains(trail),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (trail - 0xDC00))
    else { throw problem("half a surrogate pair in a string") }
    return scalar
  }

  private mutating func codeUnit() throws(Problem) -> UInt32 {
    let digits = bytes[index..<min(index + 4, bytes.count)]
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") }),
      let unit = UInt32(text, radix: 16)
    else { throw problem("an unknown escape in a string") }
    index += 4
    return unit
  }
}

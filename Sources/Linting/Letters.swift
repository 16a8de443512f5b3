import TextAnalysis

/// Letters, digits and blanks, by what they are told apart for.
extension Unicode.Scalar {
  /// Whether the scalar is a letter of ASCII.
  var isASCIILetter: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// Whether the scalar is a digit of half width.
  var isASCIIDigit: Bool { (0x30...0x39).contains(value) }

  /// Whether the scalar is an ASCII letter, a digit or `_`.
  var isASCIIWord: Bool { isASCIILetter || isASCIIDigit || self == "_" }

  /// Whether the scalar is a letter of Latin writing.
  var isLatinLetter: Bool {
    switch value {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: true
    default: isASCIILetter
    }
  }

  /// Whether the scalar is Han, kana or Hangul.
  var isEastAsian: Bool { isHan(self) || isKana(self) || isHangul(self) }

  /// Whether the scalar is white space, of any width.
  var isBlank: Bool { properties.isWhitespace }
}

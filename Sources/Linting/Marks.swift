import TextAnalysis

/// The marks of a sentence that Chinese has in full width and Latin writing in half width.
extension Unicode.Scalar {
  /// The mark of full width for one of half width.
  var fullWidthMark: Unicode.Scalar? {
    switch self {
    case ",": "，"
    case ";": "；"
    case ":": "："
    case "!": "！"
    case "?": "？"
    case ".": "。"
    default: nil
    }
  }

  /// The mark of half width for one of full width; none for `、`.
  var halfWidthMark: Unicode.Scalar? {
    switch self {
    case "，": ","
    case "；": ";"
    case "：": ":"
    case "！": "!"
    case "？": "?"
    case "。": "."
    default: nil
    }
  }

  /// Whether the scalar ends or divides a sentence, in either width.
  var isSentenceMark: Bool { self == "、" || fullWidthMark != nil || halfWidthMark != nil }

  /// Whether the scalar is a letter of Latin writing.
  var isLatinLetter: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: true
    default: false
    }
  }

  /// Whether the scalar is a digit of half width.
  var isASCIIDigit: Bool { (0x30...0x39).contains(value) }

  /// Whether the scalar is Han, kana or Hangul.
  var isEastAsian: Bool { isHan(self) || isKana(self) || isHangul(self) }

  /// Whether the scalar is white space, of any width.
  var isBlank: Bool { properties.isWhitespace }
}

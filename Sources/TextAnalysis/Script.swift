/// What kind of writing a scalar belongs to, as far as cutting text into words needs to know.
enum ScriptClass {
  /// Written without blanks between words: Han, kana, Hangul, bopomofo.
  case unspaced
  /// A letter of a script that puts blanks between words.
  case letter
  /// A decimal digit or another number.
  case digit
  /// Belongs to the letter before it.
  case mark
  /// Anything else: blanks, punctuation, symbols.
  case other

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x30...0x39: self = .digit
    case 0x41...0x5A, 0x61...0x7A: self = .letter
    case 0..<0x80: self = .other
    case 0x4E00...0x9FFF: self = .unspaced
    case 0x3001...0x3004, 0x3008...0x3020, 0xFF00...0xFF0F: self = .other
    default: self = Self.looked(up: scalar)
    }
  }

  private static func looked(up scalar: Unicode.Scalar) -> ScriptClass {
    if isHan(scalar) || isKana(scalar) || isHangul(scalar) { return .unspaced }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      .letter
    case .decimalNumber, .letterNumber, .otherNumber: .digit
    case .nonspacingMark, .spacingMark, .enclosingMark: .mark
    default: .other
    }
  }
}

/// Whether the scalar is an ideograph (Unicode's `Han` script, the iteration mark included).
package func isHan(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
  default: false
  }
}

/// Whether the scalar is hiragana or katakana, half width included.
package func isKana(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF,
    0xFF66...0xFF9D:
    true
  default: false
  }
}

/// Whether the scalar is Hangul, as a syllable or as one of its letters.
package func isHangul(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97F, 0xAC00...0xD7FF: true
  default: false
  }
}

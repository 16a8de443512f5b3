extension Unicode.Scalar {
  /// Whether a reader cannot see the character, or a terminal acts on it; tab and line feed aside.
  ///
  /// What `isUnseen` names, and what leaves no trace: line and paragraph separators, the default
  /// ignorable code points of <https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt>,
  /// interlinear annotation, tags and noncharacters. Joiners and variation selectors are not among
  /// them, see `replacingInvisible`.
  package var isInvisible: Bool {
    switch value {
    case ..<0x7F: isUnseen
    case 0x7F...0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E,
      0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFDD0...0xFDEF, 0xFEFF, 0xFFA0,
      0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE00FF, 0xE01F0...0xE0FFF:
      true
    default: value & 0xFFFE == 0xFFFE
    }
  }

  /// Whether the character says how the one before it looks or joins the next: ZWNJ, ZWJ and
  /// variation selectors.
  fileprivate var isJoiner: Bool {
    switch value {
    case 0x200C, 0x200D, 0x180B...0x180D, 0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
    default: false
    }
  }
}

/// The text with what `substitute` gives in the place of every character that a reader cannot see.
///
/// Joiners and variation selectors stay behind a character that is not ASCII, as Persian, Indic scripts,
/// Han variants and emoji need them, and before the key of a keycap (`1️⃣`). Behind a Latin letter or
/// a digit, or one behind the other, they only make two codes look alike.
package func replacingInvisible(
  in text: String, with substitute: (Unicode.Scalar) -> String
) -> String {
  guard mayHoldInvisible(text) else { return text }
  let scalars = text.unicodeScalars
  var shown = String.UnicodeScalarView()
  var previous: Unicode.Scalar?
  for index in scalars.indices {
    let scalar = scalars[index]
    let isHidden =
      scalar.isInvisible
      || scalar.isJoiner && !joins(scalar, behind: previous, before: scalars[index...].dropFirst())
    if isHidden {
      shown.add(substitute(scalar))
    } else {
      shown.append(scalar)
    }
    previous = scalar
  }
  return String(shown)
}

/// A text of JSON with `\uXXXX` for what a reader cannot see; it is equal when parsed.
///
/// Outside of strings JSON holds nothing of the kind.
package func escapingInvisible(inJSON json: String) -> String {
  replacingInvisible(in: json) { scalar in
    scalar.utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }
}

private func joins(
  _ joiner: Unicode.Scalar, behind previous: Unicode.Scalar?,
  before rest: Substring.UnicodeScalarView
) -> Bool {
  guard let previous else { return false }
  if previous.isASCII { return joiner == "\u{FE0F}" && rest.first == "\u{20E3}" }
  // The sequence of a coloured emoji: a variation selector, then a joiner.
  let isBehindSelector = previous.isJoiner && previous.value >= 0xFE00
  return previous.isJoiner ? joiner == "\u{200D}" && isBehindSelector : !previous.isInvisible
}

/// Whether bytes of the text are, or begin, something that may be invisible; most texts have none.
///
/// Tab and line feed aside, every control character and every line separator is among what it sees.
package func mayHoldInvisible(_ text: String) -> Bool {
  var text = text
  return text.withUTF8 { bytes in
    bytes.indices.contains { index in
      switch bytes[index] {
      case 0x09, 0x0A, 0x20...0x7E: false
      case ..<0x20, 0x7F, 0xC2, 0xCD, 0xD8, 0xE1, 0xF1...0xF4: true
      // U+2000–203F but for quotation marks and dashes, U+2040–207F
      case 0xE2 where bytes[index + 1] == 0x80: !(0x90...0xA7).contains(bytes[index + 2])
      case 0xE2: bytes[index + 1] == 0x81
      // U+3140–317F
      case 0xE3: bytes[index + 1] == 0x85
      // U+FDC0–FE3F, U+FEC0–FEFF, U+FF80–FFFF
      case 0xEF:
        switch bytes[index + 1] {
        case 0xB7, 0xB8, 0xBB, 0xBE, 0xBF: true
        default: false
        }
      // All but most emoji
      case 0xF0: bytes[index + 1] != 0x9F || bytes[index + 2] == 0xBF
      default: false
      }
    }
  }
}

import TextAnalysis

/// How much a text looks like a code.
enum CodeShape: Comparable {
  /// It is none: empty, a sentence, a dash, a date.
  case none
  /// One word; a code where the heading says so.
  case word
  /// An identifier that is no word of a language: `ErrUserNotFound`, `ACCESS_DENIED`.
  case identifier
  /// Holds a digit.
  case number

  init(_ text: String) {
    // A code in full width, or with a true minus sign, is the same code.
    let text =
      text.utf8.allSatisfy { $0 < 0x80 }
      ? text : compatibilityComposed(text).replacing("\u{2212}", with: "-")
    var words = 1
    var digits = 0
    var letters = 0
    var lower = 0
    var humps = 0
    var separators = 0
    var previous: UInt8 = 0x20
    guard (1...100).contains(text.utf8.count) else {
      self = .none
      return
    }
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x41...0x5A:
        letters += 1
        if (0x61...0x7A).contains(previous) { humps += 1 }
      case 0x61...0x7A:
        letters += 1
        lower += 1
      case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"),
        UInt8(ascii: "/"), UInt8(ascii: "#"):
        separators += 1
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: "+"):
        break
      case 0x20: words += 1
      default:
        // Ideographs, quotation marks, commas: a text and no code.
        self = .none
        return
      }
      previous = byte
    }
    let last = text.utf8.last ?? 0x20
    let endsLikeText = last == UInt8(ascii: ".") || last == UInt8(ascii: ":")
    if digits + letters == 0 || endsLikeText || Self.placeholders.contains(text.lowercased()) {
      self = .none
    } else if words > 1 {
      // `ERROR 1045 (28000)` is a code, `See chapter 12 for more` is none.
      self = words <= 3 && digits > 0 && lower <= 5 ? .number : .none
    } else if digits > 0 {
      self = .number
    } else if humps > 0 || separators > 0 && lower == 0 || separators > 0 && humps > 0 {
      self = .identifier
    } else {
      self = .word
    }
  }

  private static let placeholders: Set<String> = ["n/a", "na", "none", "null", "nil", "tbd"]
}

/// Whether a text that looks like a code is a date, a version or an address; where no heading says
/// that it is a code, it is none.
func isDateOrVersion(_ text: String) -> Bool {
  let version = text.hasPrefix("v") || text.hasPrefix("V") ? text.dropFirst() : text[...]
  guard version.utf8.allSatisfy({ (0x30...0x39).contains($0) || "./-:".utf8.contains($0) }) else {
    return false
  }
  let parts = version.split { "./-:".contains($0) }
  return parts.count > 1
}

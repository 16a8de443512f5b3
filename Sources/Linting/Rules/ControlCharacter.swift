import Catalog
import TextAnalysis

/// Looks for characters that nobody sees and that change how a text is shown, copied or found, and for
/// U+FFFD, which stands for bytes that a decoder could not read.
///
/// `replacingInvisible` says which those are. It keeps joiners and variation selectors where writing
/// systems and emoji need them. Kept here, too: marks of direction in languages written from right to
/// left, the zero-width space in languages written without blanks, tags in a text with a black flag.
enum ControlCharacter: TextRule {
  static let rule = LintRule(
    "control-character", .error, "The text holds a character that nobody sees.", canFix: true)

  static func fault(in text: EntryText) -> String? {
    if let scalar = removingInvisible(text).first {
      return "holds \(scalar.notation), which nobody sees"
    }
    return text.written.unicodeScalars.contains("\u{FFFD}")
      ? "holds U+FFFD, which stands for bytes that could not be read" : nil
  }

  static func fixed(_ text: EntryText) -> String? {
    let (fixed, first) = removingInvisible(text)
    // The letters after an escape may belong to it.
    let isUnclear = text.written.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{FFFD}" }
    guard first != nil, !isUnclear, text.isSafeFix(fixed) else { return nil }
    // A joiner may now stand behind a letter that needs none.
    var result = text
    result.written = fixed
    return removingInvisible(result).first == nil ? fixed : nil
  }

  /// The text without the characters, and the first of them.
  private static func removingInvisible(
    _ text: EntryText
  ) -> (fixed: String, first: Unicode.Scalar?) {
    let language = text.language.tag.prefix { $0 != "-" }
    let hasFlag = text.written.unicodeScalars.contains("\u{1F3F4}")
    var first: Unicode.Scalar?
    let fixed = replacingInvisible(in: text.written) { scalar in
      switch scalar.value {
      case 0x61C, 0x200E, 0x200F:
        if rightToLeft.contains(language) { return String(scalar) }
      case 0x200B:
        if withoutBlanks.contains(language) { return String(scalar) }
      case 0xE0020...0xE007F:
        if hasFlag { return String(scalar) }
      default: break
      }
      first = first ?? scalar
      switch scalar.value {
      // Line tabulation, form feed, next line, line separator, paragraph separator.
      case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: return isDescription(text) ? "\n" : " "
      default: return ""
      }
    }
    return (fixed, first)
  }

  private static func isDescription(_ text: EntryText) -> Bool {
    if case .description = text.field { true } else { false }
  }

  private static let rightToLeft: Set<Substring> = ["ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"]
  private static let withoutBlanks: Set<Substring> = ["bo", "km", "lo", "my", "th"]
}

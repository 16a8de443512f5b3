import Catalog

/// Looks for Latin letters and digits in full width, as in `Ａ１` for `A1`.
///
/// In Japanese they are customary.
enum FullWidth: TextRule {
  static let rule = LintRule(
    "full-width", .note, "Latin letters or digits have full width.", canFix: true)

  static func fault(in text: EntryText) -> String? {
    guard text.language != .japanese, mayHoldFullWidth(text.written) else { return nil }
    let found = text.prose.unicodeScalars.drop { halfWidth($0) == nil }
      .prefix(12).prefix { halfWidth($0) != nil }
    return found.isEmpty ? nil : "has '\(Substring(found))' in full width"
  }

  static func fixed(_ text: EntryText) -> String? {
    guard fault(in: text) != nil else { return nil }
    var fixed = String.UnicodeScalarView()
    for scalar in text.written.unicodeScalars { fixed.append(halfWidth(scalar) ?? scalar) }
    return text.isSafeFix(String(fixed)) ? String(fixed) : nil
  }

  /// The ASCII letter or digit for one of full width.
  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: Unicode.Scalar(scalar.value - 0xFEE0)
    default: nil
    }
  }

  /// Whether a text has a character from U+FF00 to U+FF7F; most texts have none.
  private static func mayHoldFullWidth(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if previous == 0xEF, byte == 0xBC || byte == 0xBD { return true }
      previous = byte
    }
    return false
  }
}

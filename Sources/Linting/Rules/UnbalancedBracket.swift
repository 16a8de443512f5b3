/// Brackets and quotation marks without a partner.
enum UnbalancedBracket: TextRule {
  static let rule = LintRule.unbalancedBracket

  static func fault(in text: LintedText) -> TextFault? {
    guard
      let offset = text.brackets.alone.first(where: { isCertain($0, text) })
        ?? oddQuotationMark(text)
    else { return nil }
    return TextFault(
      sentence:
        "has a '\(text.scalars[offset])' without a partner in "
        + "'\(text.excerpt(around: offset..<(offset + 1)))'")
  }

  /// Whether a mark can be nothing else: in German `“` ends what `„` begins.
  private static func isCertain(_ offset: Int, _ text: LintedText) -> Bool {
    guard "“”".unicodeScalars.contains(text.scalars[offset]) else { return true }
    return !text.scalars.contains { $0 == "„" }
  }

  /// The last of an odd number of straight quotation marks that are no inches.
  private static func oddQuotationMark(_ text: LintedText) -> Int? {
    let marks = text.scalars.indices.filter {
      text.scalars[$0] == "\"" && text.protected[$0] == nil
    }
    guard marks.count % 2 == 1, !marks.contains(where: { isInch($0, text.scalars) }),
      let last = marks.last, !isSpokenOf(last, text)
    else { return nil }
    return last
  }

  /// Whether a mark is named, as in `'"'` or between blanks.
  private static func isSpokenOf(_ offset: Int, _ text: LintedText) -> Bool {
    let before = text.scalar(at: offset - 1)
    let after = text.scalar(at: offset + 1)
    return text.isQuoted(offset) || (before?.isBlank ?? true) && (after?.isBlank ?? true)
  }
}

import TextAnalysis

/// Characters that nobody sees, and that change how a text is shown, copied or found.
enum ControlCharacter: TextRule {
  static let rule = LintRule.controlCharacter

  static func fault(in text: LintedText) -> TextFault? {
    let scalars = text.written.unicodeScalars
    guard let first = scalars.first(where: \.isUnseen) else { return nil }
    let mended = String(String.UnicodeScalarView(scalars.filter { !$0.isUnseen }))
    return TextFault(sentence: "holds \(first.notation), which nobody sees", mended: mended)
  }
}

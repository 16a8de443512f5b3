import TextAnalysis

/// Looks for strong emphasis and links of a description or remedy that begin and do not end.
///
/// Readers see the marks then. `unclosedMarks` says which those are.
enum UnclosedMarkup: TextRule {
  static let rule = LintRule(
    "unclosed-markup", .warning, "Strong emphasis or a link begins and does not end.")

  static func fault(in text: EntryText) -> String? {
    guard !text.isMessage, let mark = unclosedMarks(inInlines: text.written).first else {
      return nil
    }
    return switch mark {
    case .strong: "begins strong emphasis with '**' and does not end it"
    case .link: "begins a link with '[' and does not end it"
    }
  }
}

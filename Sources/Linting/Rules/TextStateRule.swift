import Catalog
import TextAnalysis

/// Looks for translations whose source has changed, and for drafts.
enum TextStateRule: EntryRule {
  static let outdatedTranslation = LintRule(
    "outdated-translation", .warning, "The text that this one was translated from has changed.")
  static let unreviewedText = LintRule("unreviewed-text", .note, "Nobody has reviewed the text.")
  static let rules: [LintRule] = [outdatedTranslation, unreviewedText]

  static func faults(in entry: LintedEntry, _ context: LintContext) -> [Fault] {
    let entry = entry.entry
    let texts = entry.languages(preferring: []).compactMap { language in
      entry.texts[language].map { (language, $0) }
    }
    let outdated = texts.filter { $0.1.state == .outdated }.map { language, text in
      Fault(
        rule: outdatedTranslation, field: .state(language),
        sentence: "is outdated: \(reason(text.origin, in: entry))", next: .translate(language))
    }
    let drafts = texts.filter { $0.1.state == .draft }.map { language, _ in
      Fault(
        rule: unreviewedText, field: .state(language),
        sentence: "is draft: nobody has reviewed it",
        next: .approve(language))
    }
    return outdated + drafts
  }

  /// What has changed since a translation was made.
  private static func reason(_ origin: Entry.Origin?, in entry: Entry) -> String {
    guard let origin else { return "somebody marked it so" }
    let parts: [(String, String?, Field)] = [
      ("message", origin.message, .message(origin.language)),
      ("description", origin.description, .description(origin.language)),
      ("remedy", origin.remedy, .remedy(origin.language)),
    ]
    let changed = parts.filter { _, before, field in
      before.map { ChangeGrade(from: $0, to: entry.value(of: field)) >= .wording } ?? false
    }
    guard !changed.isEmpty else { return "somebody marked it so" }
    return "the \(listed(changed.map(\.0))) in \(origin.language.tag) "
      + (changed.count == 1 ? "has changed" : "have changed")
  }
}

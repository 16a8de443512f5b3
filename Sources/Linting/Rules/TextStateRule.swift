import Catalog
import TextAnalysis

/// Texts that somebody has to look at: outdated translations, and drafts.
enum TextStateRule: EntryRule {
  static let rules: [LintRule] = [.outdatedTranslation, .unreviewedText]

  static func faults(
    of record: EntryRecord, in surroundings: Surroundings, _ settings: LintSettings
  ) -> [Fault] {
    let entry = record.entry
    let texts = entry.languages(preferring: []).compactMap { language in
      entry.texts[language].map { (language, $0) }
    }
    let outdated = texts.filter { $0.1.state == .outdated }.map { language, text in
      Fault(
        rule: .outdatedTranslation, field: .state(language),
        sentence: "is outdated: \(reason(text.origin, in: entry))", mending: .translate(language))
    }
    let drafts = texts.filter { $0.1.state == .draft }.map { language, _ in
      Fault(
        rule: .unreviewedText, field: .state(language),
        sentence: "is draft: nobody has reviewed it",
        mending: .approve(language))
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

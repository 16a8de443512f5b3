import Catalog

/// Texts that somebody has to look at: outdated translations, and drafts.
enum TextStateRule: EntryRule {
  static let rules: [LintRule] = [.outdatedTranslation, .unreviewedText]

  static func faults(
    of record: EntryRecord, in surroundings: Surroundings, _ settings: LintSettings
  ) -> [Fault] {
    record.entry.texts.sorted { $0.key < $1.key }.compactMap { language, text in
      switch text.state {
      case .sourced, .reviewed: nil
      case .draft:
        Fault(
          rule: .unreviewedText, field: .state(language), sentence: "is draft: nobody reviewed it",
          mending: .approve(language))
      case .outdated:
        Fault(
          rule: .outdatedTranslation, field: .state(language),
          sentence:
            "is outdated: the text in \(text.origin?.language.tag ?? "the other language") changed",
          mending: .translate(language))
      }
    }
  }
}

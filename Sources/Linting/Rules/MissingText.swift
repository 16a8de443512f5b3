import Catalog

/// Looks for texts that `LintSettings.requirements` asks for and an entry lacks.
enum MissingText: EntryRule {
  static let missingMessage = LintRule(
    "missing-message", .error, "A message that is required is missing.")
  static let missingDescription = LintRule(
    "missing-description", .error, "A description that is required is missing.")
  static let missingRemedy = LintRule(
    "missing-remedy", .error, "A remedy that is required is missing.")
  static let missingTranslation = LintRule(
    "missing-translation", .error, "A text is missing in a language that is required.")
  static let rules: [LintRule] = [
    missingMessage, missingDescription, missingRemedy, missingTranslation,
  ]

  static func faults(in entry: LintedEntry, _ context: LintContext) -> [Fault] {
    let settings = context.settings
    guard !settings.requirements.isEmpty, entry.isCurrent else { return [] }
    let entry = entry.entry
    var faults: [Fault] = []
    for part in parts where settings.severity(of: part.rule) != nil {
      let wanted = settings.requirements.filter { $0 == part.requirement($0.language) }
      let languages = wanted.compactMap(\.language).sorted()
      faults += languages.compactMap { fault(part.rule, part.field, $0, in: entry) }
      // With `remedy` and `remedy.en`, an entry without any remedy is told once, for `remedy.en`.
      if languages.isEmpty, !wanted.isEmpty, present(part.field, in: entry).isEmpty {
        let language = entry.systemLanguage ?? .english
        faults += [fault(part.rule, part.field, language, in: entry)].compactMap { $0 }
      }
    }
    let reported = Set(faults.map(\.field))
    let languages = settings.requirements.filter { $0 == $0.language.map(Requirement.translation) }
    for language in languages.compactMap(\.language).sorted() {
      for part in parts where !reported.contains(part.field(language)) {
        guard !present(part.field, in: entry).isEmpty,
          let fault = fault(missingTranslation, part.field, language, in: entry)
        else { continue }
        faults.append(fault)
      }
    }
    return faults
  }

  private typealias Part = (
    rule: LintRule, field: (Language) -> Field, requirement: (Language?) -> Requirement
  )

  private static var parts: [Part] {
    [
      (missingMessage, Field.message, Requirement.message),
      (missingDescription, Field.description, Requirement.description),
      (missingRemedy, Field.remedy, Requirement.remedy),
    ]
  }

  /// The languages that have a text, the system's own first.
  private static func present(_ field: (Language) -> Field, in entry: Entry) -> [Language] {
    entry.languages(preferring: []).filter { entry.value(of: field($0)) != nil }
  }

  private static func fault(
    _ rule: LintRule, _ field: (Language) -> Field, _ language: Language, in entry: Entry
  ) -> Fault? {
    let present = present(field, in: entry)
    guard !present.contains(language) else { return nil }
    return Fault(
      rule: rule, field: field(language),
      sentence: "is missing; \(present.first?.tag ?? "no language") has one",
      next: present.isEmpty ? .write(field(language)) : .translate(language))
  }
}

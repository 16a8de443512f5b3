import Catalog

/// Texts that another entry has, word for word: a reader cannot tell the two apart.
enum SameText: EntryRule {
  static let rules: [LintRule] = [.sameMessage, .sameDescription]

  static func faults(
    of record: EntryRecord, in surroundings: Surroundings, _ settings: LintSettings
  ) throws -> [Fault] {
    guard record.entry.isCurrent else { return [] }
    var faults: [Fault] = []
    let fields: [(LintRule, (Language) -> Field)] = [
      (.sameMessage, Field.message), (.sameDescription, Field.description),
    ]
    // Twins are looked up in the base: not for a rule that is off.
    for (rule, field) in fields where settings.severity(of: rule) != nil {
      if let fault = try fault(rule, field, in: record.entry, surroundings) {
        faults.append(fault)
      }
    }
    return faults
  }

  /// The fault in the first language in which there is one: the translations follow from it.
  private static func fault(
    _ rule: LintRule, _ field: (Language) -> Field, in entry: Entry, _ surroundings: Surroundings
  ) throws -> Fault? {
    for field in entry.languages(preferring: []).map(field) where entry.value(of: field) != nil {
      guard let twins = try surroundings.twins(entry, field) else { continue }
      let others = twins.count > 1 ? " and \(twins.count - 1) more" : ""
      return Fault(
        rule: rule, field: field, sentence: "is that of \(twins.first)\(others) as well",
        mending: .write(field))
    }
    return nil
  }
}

import Catalog

/// Looks for messages and descriptions that another code has, too: a reader cannot tell the two apart.
enum SameText: EntryRule {
  static let sameMessage = LintRule(
    "same-message", .warning, "Another code of the same category has this message, too.")
  static let sameDescription = LintRule(
    "same-description", .warning, "Another code of the system has this description, too.")
  static let rules: [LintRule] = [sameMessage, sameDescription]

  static func faults(in entry: LintedEntry, _ context: LintContext) throws -> [Fault] {
    guard entry.isCurrent else { return [] }
    var faults: [Fault] = []
    let fields: [(LintRule, (Language) -> Field)] = [
      (sameMessage, Field.message), (sameDescription, Field.description),
    ]
    // Looking up twins takes time: not for a rule that is off.
    for (rule, field) in fields where context.settings.severity(of: rule) != nil {
      if let fault = try fault(rule, field, in: entry.entry, context.base) {
        faults.append(fault)
      }
    }
    return faults
  }

  /// The fault in the first language that has one; its translations are the same again.
  private static func fault(
    _ rule: LintRule, _ field: (Language) -> Field, in entry: Entry, _ base: BaseLookup
  ) throws -> Fault? {
    for field in entry.languages(preferring: []).map(field) where entry.value(of: field) != nil {
      guard let twins = try base.twins(entry, field) else { continue }
      let others = twins.count > 1 ? " and \(twins.count - 1) more" : ""
      return Fault(
        rule: rule, field: field, sentence: "is that of \(twins.first)\(others) as well",
        next: .write(field))
    }
    return nil
  }
}

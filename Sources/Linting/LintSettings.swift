import Catalog

/// What lint looks for, and how much it weighs.
package struct LintSettings: Sendable, Equatable {
  /// What rules weigh here; nil turns one off, a rule that is not here weighs what it does by itself.
  package var severities: [LintRule: LintSeverity?] = [:]
  /// The rules to look for; empty for all that are not off.
  package var rules: Set<LintRule> = []
  /// The least severity to look for.
  package var threshold = LintSeverity.note
  /// The texts that every entry has to have.
  package var requirements: Set<Requirement> = []

  /// Makes the settings that hold where nobody says otherwise: every rule, no requirements.
  package init() {}

  /// What a fault of a kind weighs; nil when it is not looked for.
  package func severity(of rule: LintRule) -> LintSeverity? {
    guard rules.isEmpty || rules.contains(rule) else { return nil }
    // A rule that is named is wanted, whatever is settled elsewhere.
    let severity = severities[rule] ?? rule.severity
    guard let severity = severity ?? (rules.contains(rule) ? rule.severity : nil) else {
      return nil
    }
    return severity >= threshold ? severity : nil
  }
}

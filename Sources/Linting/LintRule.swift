/// What `errkb lint` can find: the id that people write, and what a finding of it weighs.
///
/// Each is declared in the type that looks for it, an `EntryRule`.
package struct LintRule: Hashable, Sendable {
  /// The name in settings, options and answers, such as `same-message`; it never changes.
  package let id: String
  /// What a finding weighs where the settings do not say otherwise.
  package let severity: LintSeverity
  /// What is wrong where the rule finds something, in one sentence.
  package let summary: String
  /// Whether `lint --fix` can correct what the rule finds.
  package let canFix: Bool

  init(_ id: String, _ severity: LintSeverity, _ summary: String, canFix: Bool = false) {
    self.id = id
    self.severity = severity
    self.summary = summary
    self.canFix = canFix
  }

  /// Every rule, in the order in which an entry's findings are told.
  package static let all: [LintRule] = entryRules.flatMap { $0.rules }

  private static let byID: [String: LintRule] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.id, $0) })

  /// Finds a rule by its id.
  package init?(id: String) {
    guard let rule = Self.byID[id] else { return nil }
    self = rule
  }

  /// Ids of rules that errkb once had, each with the id of the rule that does a part of its work now.
  package static let removed: [String: String?] = [
    "doubled-punctuation": nil, "mixed-width": FullWidth.rule.id,
    "stray-markup": UnclosedMarkup.rule.id, "unbalanced-bracket": nil, "unlike-neighbours": nil,
  ]

  package static func == (left: LintRule, right: LintRule) -> Bool { left.id == right.id }

  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// How much a finding weighs.
package enum LintSeverity: String, CaseIterable, Sendable, Comparable {
  /// Good to know.
  case note
  /// Likely wrong; somebody should look.
  case warning
  /// Leads a reader astray, or is required and missing.
  case error

  package static func < (left: LintSeverity, right: LintSeverity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

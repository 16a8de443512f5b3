import Catalog

/// What lint looks for, and how much it weighs.
package struct LintSettings: Sendable, Equatable {
  /// What rules weigh here; nil turns one off, a rule that is not a key has its own severity.
  package var severities: [LintRule: LintSeverity?] = [:]
  /// The rules to look for; empty for all that are not off.
  package var rules: Set<LintRule> = []
  /// The least severity to look for.
  package var threshold = LintSeverity.note
  /// The texts that every entry has to have.
  package var requirements: Set<Requirement> = []

  /// Makes the settings that hold where nobody says otherwise: every rule, no requirements.
  package init() {}

  /// What a finding of a rule weighs; nil when the rule is not looked for.
  package func severity(of rule: LintRule) -> LintSeverity? {
    guard rules.isEmpty || rules.contains(rule) else { return nil }
    // A rule that `rules` names is looked for even where `severities` turns it off.
    let severity = severities[rule] ?? rule.severity
    guard let severity = severity ?? (rules.contains(rule) ? rule.severity : nil) else {
      return nil
    }
    return severity >= threshold ? severity : nil
  }
}

/// A text that every entry has to have.
package enum Requirement: Hashable, Sendable {
  /// A message, in a language or in any.
  case message(Language?)
  /// A description, in a language or in any.
  case description(Language?)
  /// A remedy, in a language or in any.
  case remedy(Language?)
  /// In this language, whatever of the three the entry has in another.
  case translation(Language)

  /// The language it asks for; nil for any.
  package var language: Language? {
    switch self {
    case .message(let language), .description(let language), .remedy(let language): language
    case .translation(let language): language
    }
  }

  /// Reads `message`, `message.en`, `description…`, `remedy…`, or a language such as `en`, which asks
  /// for all translations into it; nil when it is none of these.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let language = parts.count == 2 ? Language(String(parts[1])) : nil
    guard parts.count == 1 || language != nil else { return nil }
    switch parts.first {
    case "message": self = .message(language)
    case "description": self = .description(language)
    case "remedy": self = .remedy(language)
    default:
      guard parts.count == 1, let language = Language(text) else { return nil }
      self = .translation(language)
    }
  }
}

import Catalog

/// What the user says a heading means: `--map ROLE=HEADING`.
package struct RoleOverride: Sendable, Equatable {
  /// What the column or label says.
  package var role: Role
  /// Its language, for texts; nil leaves it to the column's own letters.
  package var language: Language?
  /// The heading as the page has it; case, blanks and punctuation do not matter.
  package var heading: String

  /// Reads `ROLE=HEADING`, where a text's role may name its language: `message.en=Meaning`.
  package init(parsing text: String) throws(RoleOverrideError) {
    guard let equals = text.firstIndex(of: "=") else { throw .notRoleAndHeading(text) }
    let heading = trimmed(text[text.index(after: equals)...])
    let role = text[..<equals].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard !heading.isEmpty, let name = role.first else { throw .notRoleAndHeading(text) }
    guard let named = Role(rawValue: trimmed(name).lowercased()) else {
      throw .unknownRole(String(name))
    }
    self.role = named
    self.heading = heading
    if role.count == 2 {
      let tag = trimmed(role[1])
      guard named.isText else { throw .roleWithoutLanguage(named) }
      guard let language = Language(tag) else { throw .unknownLanguage(tag) }
      self.language = language
    }
  }
}

/// Why an override cannot be read.
package enum RoleOverrideError: Error, Equatable, CustomStringConvertible {
  /// The text has no role, no heading or no `=`.
  case notRoleAndHeading(String)
  /// There is no such role.
  case unknownRole(String)
  /// The text after the dot is no language tag.
  case unknownLanguage(String)
  /// Only texts have a language.
  case roleWithoutLanguage(Role)

  package var description: String {
    switch self {
    case .notRoleAndHeading(let text): "'\(text)' is not ROLE=HEADING; ROLE is \(Self.roles)"
    case .unknownRole(let role): "'\(role)' is no role; use \(Self.roles)"
    case .unknownLanguage(let tag):
      "'\(tag)' is no language tag; write one as in message.en or remedy.zh-Hans"
    case .roleWithoutLanguage(let role):
      "'\(role.rawValue)' has no language; write it without the dot"
    }
  }

  private static let roles =
    Role.allCases.map { $0.isText ? "\($0.rawValue)[.LANG]" : $0.rawValue }
    .joined(separator: ", ")
}

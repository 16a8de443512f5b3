import Catalog

/// What a column of a table, or a label in a list, says about the error.
package enum Role: Sendable, Hashable, CaseIterable {
  /// A field that has no language.
  case scalar(ScalarField)
  /// The short text of the error.
  case message
  /// The longer explanation.
  case description
  /// What to do.
  case remedy
  /// Another spelling of the code.
  case alias
  /// Kept under the page's own heading.
  case attribute
  /// Left out.
  case ignore

  package static let code = Role.scalar(.code)
  static let variant = Role.scalar(.variant)
  static let codeEnd = Role.scalar(.codeEnd)
  static let httpStatus = Role.scalar(.httpStatus)

  package static let allCases: [Role] = {
    let identity = ScalarField.all(in: .identity)
    let others = ScalarField.allCases.filter { !identity.contains($0) }
    return identity.map(Role.scalar) + [.message, .description, .remedy]
      + others.map(Role.scalar) + [.alias, .attribute, .ignore]
  }()

  /// Whether texts of the role are in a language.
  var isText: Bool { self == .message || self == .description || self == .remedy }

  /// Whether an entry has one value of the role, so that of two columns one would be lost; of
  /// categories one is a part of the other.
  var isSingle: Bool {
    if case .scalar(let field) = self { field != .category } else { false }
  }
}

extension Role {
  package init?(rawValue: String) {
    guard let role = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = role
  }

  /// The name of the role for `--map` and in a stored mapping.
  package var rawValue: String {
    switch self {
    case .scalar(let field): field.role
    case .message: "message"
    case .description: "description"
    case .remedy: "remedy"
    case .alias: "alias"
    case .attribute: "attribute"
    case .ignore: "ignore"
    }
  }
}

/// A column's heading, what the column says, and in which language where it is a text.
struct Column: Sendable, Equatable {
  var heading: String
  var role: Role
  var language: Language?
  /// Whether a person said so, now or at an earlier import.
  var isNamed = false
  /// Whether a person said which language it is in.
  var isLanguageNamed = false
}

import Catalog

/// What a column of a table, or a label in a list, says about the error.
package enum Role: String, Sendable, CaseIterable {
  /// The code as printed.
  case code
  /// What tells the entries of a code apart.
  case variant
  /// The last code of a range.
  case codeEnd = "code-end"
  /// The short text of the error.
  case message
  /// The longer explanation.
  case description
  /// What to do.
  case remedy
  /// The HTTP status.
  case http
  /// How bad the error is.
  case severity
  /// Whether the entry is in use: active, deprecated or removed.
  case status
  /// The code that takes this one's place.
  case replacedBy = "replaced-by"
  /// The page's own grouping.
  case category
  /// Another spelling of the code.
  case alias
  /// Kept under the page's own heading.
  case attribute
  /// Left out.
  case ignore

  /// Whether texts of the role are in a language.
  var isText: Bool { self == .message || self == .description || self == .remedy }

  /// Whether an entry has one value of the role, so that of two columns one would be lost.
  var isSingle: Bool {
    switch self {
    case .code, .variant, .codeEnd, .http, .severity, .status, .replacedBy: true
    case .message, .description, .remedy, .category, .alias, .attribute, .ignore: false
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

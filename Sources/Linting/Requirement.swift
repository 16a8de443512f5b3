import Catalog

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

import TextAnalysis

/// What a person searches for, as typed: words, `"exact phrases"`, `-without`, `system:SLUG`, `word*`.
///
/// Every text can be read; quotation marks that are not closed close at the end.
package struct SearchQuery: Equatable, Sendable {
  /// What must be found.
  package private(set) var words: [QueryWord] = []
  /// What must not be found.
  package private(set) var excluded: [QueryWord] = []
  /// The slug of the one system to search, from `system:SLUG`.
  package private(set) var system: String?
  /// The words as one text, in which a code may have been typed in several words.
  package private(set) var codeText = ""

  /// Whether nothing is asked: no letter and no digit.
  package var isEmpty: Bool { words.isEmpty && excluded.isEmpty && system == nil }

  /// Reads a query.
  package init(_ text: String) {
    var codeWords: [String] = []
    for token in Self.tokens(of: text) {
      if token.isQuoted {
        add(token, text: token.text)
        if !token.isExcluded { codeWords.append(token.text) }
      } else if !token.isExcluded, let slug = Self.system(token.text) {
        system = slug
      } else {
        let text = token.text.hasSuffix("*") ? String(token.text.dropLast()) : token.text
        add(token, text: text)
        if !token.isExcluded { codeWords.append(text) }
      }
    }
    codeText = codeWords.joined(separator: " ")
  }

  private mutating func add(_ token: Token, text: String) {
    let isPrefix = !token.isQuoted && token.text.hasSuffix("*")
    guard let word = QueryWord(text, isPrefix: isPrefix, isExact: token.isQuoted) else { return }
    if token.isExcluded { excluded.append(word) } else { words.append(word) }
  }

  private static func system(_ text: String) -> String? {
    guard let colon = text.firstIndex(of: ":"), text[..<colon].lowercased() == "system" else {
      return nil
    }
    let slug = text[text.index(after: colon)...].lowercased()
    return slug.isEmpty ? nil : slug
  }

  private struct Token {
    var text: String
    var isQuoted: Bool
    var isExcluded: Bool
  }

  private static let quotes: Set<Character> = ["\"", "“", "”", "＂"]
  private static let minuses: Set<Character> = ["-", "－", "−"]

  /// A minus excludes only before a letter or a quotation mark: `-4000002` is a code.
  private static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = text[...]
    while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
      rest = rest[start...]
      var isExcluded = false
      if let first = rest.first, minuses.contains(first), let next = rest.dropFirst().first,
        next.isLetter || quotes.contains(next)
      {
        isExcluded = true
        rest = rest.dropFirst()
      }
      if let first = rest.first, quotes.contains(first) {
        rest = rest.dropFirst()
        let end = rest.firstIndex(where: quotes.contains) ?? rest.endIndex
        tokens.append(Token(text: String(rest[..<end]), isQuoted: true, isExcluded: isExcluded))
        rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[end...]
      } else {
        let end = rest.firstIndex { $0.isWhitespace || quotes.contains($0) } ?? rest.endIndex
        tokens.append(Token(text: String(rest[..<end]), isQuoted: false, isExcluded: isExcluded))
        rest = rest[end...]
      }
    }
    return tokens
  }
}

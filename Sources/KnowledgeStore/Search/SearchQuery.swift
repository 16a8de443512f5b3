import TextAnalysis

/// What a person searches for, as typed: words, `"exact phrases"`, `-without`, `system:SLUG`, `word*`.
///
/// Every text can be read; quotation marks that are not closed close at the end. A word that is typed
/// again counts once. Of a long text only the beginning counts, see `lastWord`.
package struct SearchQuery: Equatable, Sendable {
  private var wanted = WordList()
  private var unwanted = WordList()
  /// The slug of the one system to search, from `system:SLUG`.
  package private(set) var system: String?
  /// The words as one text, in which a code may have been typed in several words; empty where some do
  /// not count.
  package private(set) var codeText = ""

  /// The most different words, and the most characters (Unicode scalars) of them all, that count: as
  /// many to be found, and as many not to be found.
  package static let limits = (words: 64, characters: 1000)

  /// What must be found.
  package var words: [QueryWord] { wanted.words }
  /// What must not be found.
  package var excluded: [QueryWord] { unwanted.words }
  /// Where the query is longer than its limits, the last word that counts, as typed, perhaps only the
  /// beginning of it; nil where all of the query counts.
  package var lastWord: String? { wanted.lastWord ?? unwanted.lastWord }

  /// Whether nothing is asked: no letter and no digit.
  package var isEmpty: Bool { words.isEmpty && excluded.isEmpty && system == nil }

  /// Reads a query.
  package init(_ text: String) {
    var codeWords: [String] = []
    for token in Self.tokens(of: text) {
      if !token.isQuoted, !token.isExcluded, let slug = Self.system(token.text) {
        system = slug
        continue
      }
      let isPrefix = !token.isQuoted && token.text.hasSuffix("*")
      let text = isPrefix ? String(token.text.dropLast()) : token.text
      if token.isExcluded {
        unwanted.add(text, isPrefix: isPrefix, isExact: token.isQuoted)
      } else {
        wanted.add(text, isPrefix: isPrefix, isExact: token.isQuoted)
        if wanted.lastWord == nil { codeWords.append(text) }
      }
    }
    // The beginning of a long text is no code.
    if wanted.lastWord == nil { codeText = codeWords.joined(separator: " ") }
  }

  /// Words in the order typed, each once.
  private struct WordList: Equatable, Sendable {
    private(set) var words: [QueryWord] = []
    private var known: Set<QueryWord> = []
    private var typed: Set<String> = []
    private var characters = 0
    private var last = ""
    private var isCut = false

    var lastWord: String? { isCut ? last : nil }

    mutating func add(_ text: String, isPrefix: Bool, isExact: Bool) {
      // Nothing is worked out for what comes after the end, or again.
      guard !isCut, typed.insert("\(isPrefix)\(isExact)\(text)").inserted else { return }
      let room = SearchQuery.limits.characters - characters
      let beginning = String(text.unicodeScalars.prefix(max(room, 1)))
      let isWhole = beginning.utf8.count == text.utf8.count
      guard let word = QueryWord(beginning, isPrefix: isPrefix && isWhole, isExact: isExact),
        !known.contains(word)
      else {
        isCut = !isWhole && text.contains { $0.isLetter || $0.isNumber }
        return
      }
      guard room > 0, words.count < SearchQuery.limits.words else {
        isCut = true
        return
      }
      known.insert(word)
      words.append(word)
      characters += beginning.unicodeScalars.count
      last = beginning
      isCut = !isWhole
    }
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

import TextAnalysis

/// Writes expressions of FTS5's query language from words of a query.
///
/// Every token is a quoted string, so nothing typed can be an operator or an error:
/// <https://www.sqlite.org/fts5.html#full_text_query_syntax>.
enum FullTextExpression {
  /// Rows that hold every word, each as one contiguous phrase or as one identifier.
  static func all(_ words: [QueryWord]) -> String {
    guard words.count > 1 else { return words.map(alternatives).joined() }
    return words.map { "(" + alternatives($0) + ")" }.joined(separator: " AND ")
  }

  /// Rows that hold any word, each as in `all(_:)`; for words that must not be found.
  static func anyWord(_ words: [QueryWord]) -> String {
    words.map(alternatives).joined(separator: " OR ")
  }

  /// Rows that hold any word or any piece of one.
  ///
  /// Of a pasted novel only the first pieces count, since each costs a pass over its rows.
  static func anyPart(of words: [QueryWord]) -> String {
    var parts: [String] = []
    for word in words {
      parts.append(alternatives(word))
      for (index, piece) in word.pieces.enumerated() {
        // Of `5100abc*` only `5100` is left, which is not the end that may go on.
        let isEnd = index + 1 == word.pieces.count && piece.last == word.phrase.last
        let isPrefix = word.endsInPrefix && isEnd
        parts.append(quoted(piece, isPrefix: isPrefix))
      }
    }
    var seen: Set<String> = []
    return parts.filter { seen.insert($0).inserted }.prefix(64).joined(separator: " OR ")
  }

  private static func alternatives(_ word: QueryWord) -> String {
    let phrase = quoted(word.phrase, isPrefix: word.endsInPrefix)
    return word.whole.map { phrase + " OR " + quoted([$0], isPrefix: word.endsInPrefix) } ?? phrase
  }

  private static func quoted(_ tokens: [String], isPrefix: Bool) -> String {
    let text = tokens.joined(separator: " ").split(separator: "\"").joined(separator: "\"\"")
    return "\"\(text)\"" + (isPrefix ? " *" : "")
  }
}

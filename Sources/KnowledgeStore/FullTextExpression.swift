import TextAnalysis

/// Writes expressions of FTS5's query language from words of a query.
///
/// Every token is a quoted string, so nothing typed can be an operator or an error:
/// <https://www.sqlite.org/fts5.html#full_text_query_syntax>.
enum FullTextExpression {
  /// Rows that hold every word, each as one contiguous phrase or as one identifier.
  static func all(_ words: [QueryWord]) -> String {
    words.map { "(" + alternatives($0) + ")" }.joined(separator: " AND ")
  }

  /// Rows that hold any word, each as in `all(_:)`; for words that must not be found.
  static func anyWord(_ words: [QueryWord]) -> String {
    words.map(alternatives).joined(separator: " OR ")
  }

  /// Rows that hold any word or any part of one.
  ///
  /// Of a pasted novel only the first parts count, since each costs a pass over its rows.
  static func anyPart(of words: [QueryWord]) -> String {
    var parts: [String] = []
    for word in words {
      parts.append(alternatives(word))
      let last = word.phrase.indices.last
      for (index, token) in word.phrase.enumerated() where word.phrase.count > 1 {
        parts.append(quoted([token], isPrefix: word.endsInPrefix && index == last))
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

import Catalog
import Storage
import TextAnalysis

/// What to search for, and among which entries.
package struct SearchRequest: Sendable {
  /// The query as read.
  package var query: SearchQuery
  /// Among which entries.
  package var filter = EntryFilter()
  /// How many answers at most.
  package var limit = 20

  /// Makes a request.
  package init(_ query: SearchQuery) {
    self.query = query
    filter.system = query.system
  }
}

/// An answer of a search.
package struct SearchHit: Sendable {
  package var entry: Entry
  /// How well the texts match, larger is better; comparable within one kind and one search.
  package var score: Double
  package var kind: Kind

  /// How an entry matches, best first.
  package enum Kind: String, Sendable {
    /// The query is the entry's code.
    case code
    /// The entry's code begins with the query.
    case prefix
    /// Every word stands in the entry.
    case all
    /// Some of the words, or parts of them, stand in the entry.
    case partial
  }
}

extension KnowledgeBase {
  /// Finds entries: the code itself, codes that begin so, all words, then some of them.
  ///
  /// Partial matches fill up what is left of the limit; the far weaker ones are left out. A query
  /// that is empty finds nothing.
  package func search(_ request: SearchRequest) throws -> [SearchHit] {
    try reading {
      var found: [(id: Int64, score: Double, kind: SearchHit.Kind)] = []
      var seen: Set<Int64> = []
      func add(_ rows: [(id: Int64, score: Double)], _ kind: SearchHit.Kind) {
        for row in rows where found.count < request.limit && seen.insert(row.id).inserted {
          found.append((row.id, row.score, kind))
        }
      }
      let query = request.query
      if query.excluded.isEmpty && !query.codeText.isEmpty {
        let address = try EntryAddress(query.codeText) { try isSystem($0) }
        var named = request
        named.filter.system = request.filter.system ?? address.system
        add(try codes(equalTo: address.key, named), .code)
        let key = CodeKey(query.codeText)
        if key.text.utf8.count > 1 { add(try codes(beginningWith: key, request), .prefix) }
      }
      if found.count < request.limit {
        add(try rows(matching: FullTextExpression.all(query.words), request), .all)
      }
      if found.count < request.limit, !query.words.isEmpty {
        let relaxed = try rows(matching: FullTextExpression.anyPart(of: query.words), request)
        let best = relaxed.first?.score ?? 0
        // Strict answers are among these and set the bar: a weak echo of one common word is noise.
        add(relaxed.filter { $0.score >= best / 2 }, .partial)
        if relaxed.isEmpty { try checkIndexAnswers() }
      }
      return try found.compactMap { row in
        try entry(id: row.id).map { SearchHit(entry: $0, score: row.score, kind: row.kind) }
      }
    }
  }

  private func codes(
    equalTo key: CodeKey, _ request: SearchRequest
  ) throws -> [(id: Int64, score: Double)] {
    try codeRows("= ?1", [.text(key.text)], request)
  }

  private func codes(
    beginningWith key: CodeKey, _ request: SearchRequest
  ) throws -> [(id: Int64, score: Double)] {
    // Above every key that begins so: keys hold no U+10FFFF.
    try codeRows("> ?1 AND %key < ?2", [.text(key.text), .text(key.text + "\u{10FFFF}")], request)
  }

  private func codeRows(
    _ condition: String, _ values: [Value], _ request: SearchRequest
  ) throws -> [(id: Int64, score: Double)] {
    let filter = request.filter.condition(after: values.count)
    let onCode = "codes.key " + condition.replacing("%key", with: "codes.key")
    let onAlias = "aliases.key " + condition.replacing("%key", with: "aliases.key")
    let rows = try connection.query(
      """
      SELECT codes.id, codes.key FROM codes WHERE \(onCode) AND \(filter.sql)
      UNION
      SELECT codes.id, codes.key FROM aliases JOIN codes ON codes.id = aliases.code_id
        WHERE \(onAlias) AND \(filter.sql)
      ORDER BY 2, 1 LIMIT \(request.limit)
      """, values + filter.values
    ) { $0.int64(0) }
    return rows.map { ($0, 0) }
  }

  /// Rows that match an expression, best first; equal scores by row, so that answers do not jump.
  private func rows(
    matching expression: String, _ request: SearchRequest
  ) throws -> [(id: Int64, score: Double)] {
    let excluded = FullTextExpression.anyWord(request.query.excluded)
    let filter = request.filter.condition(after: 2)
    let without =
      excluded.isEmpty
      ? "?2 = ''" : "codes.id NOT IN (SELECT rowid FROM error_search WHERE error_search MATCH ?2)"
    guard !expression.isEmpty else {
      guard !request.query.isEmpty else { return [] }
      return try connection.query(
        """
        SELECT codes.id FROM codes WHERE ?1 = '' AND \(without) AND \(filter.sql)
        ORDER BY codes.system_id, codes.key, codes.id LIMIT \(request.limit)
        """, [.text(""), .text(excluded)] + filter.values
      ) { ($0.int64(0), 0) }
    }
    do {
      return try connection.query(
        """
        SELECT codes.id, rank FROM error_search JOIN codes ON codes.id = error_search.rowid
        WHERE error_search MATCH ?1 AND \(without) AND \(filter.sql)
        ORDER BY rank, codes.id LIMIT \(request.limit)
        """, [.text(expression), .text(excluded)] + filter.values
      ) { ($0.int64(0), -$0.real(1)) }
    } catch let error as SQLiteError { throw DamagedIndex.cause(error) }
  }

  /// Looks up the first and the last row of the index by a word that each holds.
  ///
  /// An index whose parts are gone answers every query with nothing. To look through all of it takes
  /// longer than a search may.
  ///
  /// - Throws: `DamagedIndex`.
  private func checkIndexAnswers() throws {
    for order in ["ASC", "DESC"] {
      let row = try connection.first(
        """
        SELECT id, c0 || ' ' || c1 || ' ' || c2 || ' ' || c3 || ' ' || c4
        FROM error_search_content ORDER BY id \(order) LIMIT 1
        """
      ) { (id: $0.int64(0), words: $0.text(1).split(separator: " ")) }
      // Words of which every version of the tokenizer makes one token.
      guard let row,
        let word = row.words.first(where: { word in
          word.unicodeScalars.allSatisfy {
            $0.isASCII
              ? $0.properties.isAlphabetic || $0.properties.numericType != nil
              : ("\u{4E00}"..."\u{9FA5}").contains($0)
          }
        })
      else { continue }
      do {
        let isFound = try connection.first(
          "SELECT 1 FROM error_search WHERE error_search MATCH ? AND rowid = ?",
          [.text("\"\(word)\""), .integer(row.id)]
        ) { _ in true }
        guard isFound == true else { throw DamagedIndex(detail: "words it holds are not found") }
      } catch let error as SQLiteError { throw DamagedIndex.cause(error) }
    }
  }
}

import Storage

/// The table that tells people with other tools how words are written for the index.
enum HowToSearch {
  /// A query as a person types it, and why its expression looks as it does.
  private static let examples: [(query: String, note: String)] = [
    (
      "验证码",
      """
      Han text is indexed as overlapping pairs of characters and the last one alone; a word of three \
      or more is the phrase of its pairs, in quotation marks
      """
    ),
    ("证书", "a word of two characters is one pair"),
    ("锁", "one character is the beginning of a pair: the character, then *"),
    ("密码错误", "four characters are three pairs"),
    ("磁盘空间不足", "and so on: each pair begins with the character that ends the one before"),
    ("超时", "another pair"),
    ("权限", "another pair"),
    ("登录 失败", "words that must all be there are joined by AND"),
    ("certificate", "words in Latin letters are written as they are, case does not matter"),
    ("cert*", "words that begin so"),
    (
      "bk_biz_id",
      "an identifier is the phrase of its parts, or itself in one piece with its joints written _"
    ),
    ("AccessKey无效", "parts of two scripts are one phrase"),
    ("5100", "a number is found whole, never by a part of it"),
    ("-1", "the minus of a number is written _"),
    ("1.10", "and so are its points"),
  ]

  /// Notes on what no example shows; their expressions work as well.
  private static let forms: [(query: String, match: String, note: String)] = [
    (
      "message only: 验证码", "message : \"验证 证码\"",
      "a column's name and a colon narrow the search: code, message, description, context, remedy"
    ),
    ("密码 without 错误", "\"密码\" NOT \"错误\"", "NOT leaves out what holds the second"),
    ("密码 or 口令", "\"密码\" OR \"口令\"", "OR is either"),
    (
      "any Han word", "\"验证 证码\"",
      """
      SQL writes the phrase: WITH RECURSIVE pairs(i, pair) AS (SELECT 1, substr(:word, 1, 2) UNION ALL \
      SELECT i + 1, substr(:word, i + 1, 2) FROM pairs WHERE i + 2 <= length(:word)) \
      SELECT '"' || group_concat(pair, ' ') || '"' FROM pairs
      """
    ),
    (
      "the entries that match", "\"证书\"",
      """
      SELECT error_codes.* FROM error_search JOIN error_codes ON error_codes.id = error_search.rowid \
      WHERE error_search MATCH '"证书"' ORDER BY error_search.rank
      """
    ),
  ]

  /// Fills the table.
  static func write(_ connection: borrowing Connection) throws {
    let rows =
      examples.map { example in
        let words = SearchQuery(example.query).words
        return (example.query, FullTextExpression.all(words), example.note)
      } + forms.map { ($0.query, $0.match, $0.note) }
    for (query, match, note) in rows {
      try connection.run(
        "INSERT INTO how_to_search (query, match, note) VALUES (?, ?, ?)",
        [.text(query), .text(match), .text(note)])
    }
  }
}

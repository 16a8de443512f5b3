import Storage
import Testing

@testable import KnowledgeStore

/// A base with one row of everything.
private func filledBase() throws -> KnowledgeBase {
  let base = try emptyBase()
  try base.take(
    page(1, [draft("E1", "磁盘已满", remedy: ["清理"], aliases: ["ErrDisk"]), draft("E2", "网络")]))
  try base.connection.execute("INSERT INTO systems (slug, name) VALUES ('other', 'Other')")
  return base
}

/// Completes the columns that a case leaves out.
private let goodDocument =
  "'\(String(repeating: "a", count: 64))', '{}', 1, '2026-01-01T00:00:00.000Z'"

@Test(arguments: [
  "INSERT INTO systems (slug, name) VALUES ('desk', 'again')",
  "INSERT INTO systems (slug, name) VALUES ('', 'n')",
  "INSERT INTO systems (slug, name) VALUES ('Desk2', 'n')",
  "INSERT INTO systems (slug, name) VALUES ('a_b', 'n')",
  "INSERT INTO systems (slug, name) VALUES ('x', '')",
  "INSERT INTO systems (slug, name, language) VALUES ('x', 'n', 'ZH')",
  "INSERT INTO systems (slug, name, language) VALUES ('x', 'n', 'zh_CN')",
  "INSERT INTO systems (id, slug, name) VALUES ('one', 'x', 'n')",
  "INSERT INTO documents (system_id, name, sha256, mapping, reader_version, imported_at) "
    + "VALUES (1, 'page', \(goodDocument))",
  "INSERT INTO documents (system_id, name, sha256, mapping, reader_version, imported_at) "
    + "VALUES (77, 'p', \(goodDocument))",
  "INSERT INTO documents (system_id, name, sha256, mapping, reader_version, imported_at) "
    + "VALUES (1, 'p', 'abc', '{}', 1, '2026-01-01T00:00:00.000Z')",
  "UPDATE documents SET sha256 = upper(sha256) || 'A'",
  "UPDATE documents SET mapping = 'no json'",
  "UPDATE documents SET reader_version = 0",
  "UPDATE documents SET imported_at = '2026-01-01'",
  "INSERT INTO codes (system_id, code) VALUES (77, 'E9')",
  "INSERT INTO codes (system_id, code) VALUES (1, ' ')",
  "INSERT INTO codes (system_id, code) VALUES (1, NULL)",
  "INSERT INTO codes (system_id, code, key) VALUES (1, 'E1', 'E1')",
  "INSERT INTO codes (system_id, code) VALUES (1, 'e1')",
  "INSERT INTO codes (system_id, code, variant) VALUES (1, 'E1', '1')",
  "INSERT INTO codes (system_id, code, variant) VALUES (1, 'E1', 'a#b')",
  "INSERT INTO codes (system_id, code, variant) VALUES (1, 'E1', 'a:b')",
  "INSERT INTO codes (system_id, code, http_status) VALUES (1, 'E9', 99)",
  "INSERT INTO codes (system_id, code, http_status) VALUES (1, 'E9', 600)",
  "INSERT INTO codes (system_id, code, http_status) VALUES (1, 'E9', 'four')",
  "INSERT INTO codes (system_id, code, status) VALUES (1, 'E9', 'withdrawn')",
  "INSERT INTO codes (system_id, code, attributes) VALUES (1, 'E9', '[]')",
  "INSERT INTO codes (system_id, code, attributes) VALUES (1, 'E9', 'x')",
  "INSERT INTO codes (system_id, code, category) VALUES (1, 'E9', '')",
  "INSERT INTO codes (system_id, code, revision) VALUES (1, 'E9', -1)",
  "DELETE FROM systems WHERE slug = 'desk'",
  "INSERT INTO aliases VALUES (1, 'ErrDisk', 'ERRDISK')",
  "INSERT INTO aliases VALUES (77, 'a', 'A')",
  "INSERT INTO translations (code_id, language, message) VALUES (1, 'zh-Hans', 'again')",
  "INSERT INTO translations (code_id, language, message) VALUES (77, 'en', 'm')",
  "INSERT INTO translations (code_id, language, message) VALUES (1, 'English!', 'm')",
  "INSERT INTO translations (code_id, language, message) VALUES (1, 'en', '')",
  "INSERT INTO translations (code_id, language, state) VALUES (1, 'en', 'done')",
  "INSERT INTO translations (code_id, language, made_from) VALUES (1, 'en', 'zh')",
  "INSERT INTO translations (code_id, language, reviewed_by) VALUES (1, 'en', 'me')",
  "INSERT INTO remedies VALUES (1, 'zh-Hans', 1, 'again')",
  "INSERT INTO remedies VALUES (1, 'zh-Hans', 0, 'step')",
  "INSERT INTO remedies VALUES (1, 'zh-Hans', 2, ' ')",
  "INSERT INTO remedies VALUES (1, 'zh-Hans', 2, 'a' || char(10) || 'b')",
  "INSERT INTO remedies VALUES (1, 'en', 1, 'a remedy without a text row')",
  "UPDATE provenance SET first_line = 0",
  "UPDATE provenance SET last_line = first_line - 1",
  "UPDATE provenance SET base = '[]'",
  "UPDATE provenance SET gone_since = 'yesterday'",
  "INSERT INTO provenance SELECT * FROM provenance",
  "INSERT INTO changes (batch_id, system_id, code_id, revision, before, after) "
    + "VALUES (1, 1, 1, 1, '{}', '{}')",
  "INSERT INTO changes (batch_id, system_id, code_id, revision, before, after) "
    + "VALUES (99, 1, 1, 2, '{}', '{}')",
  "INSERT INTO changes (batch_id, system_id, code_id, revision, before, after) "
    + "VALUES (1, 1, 1, 2, '[]', '{}')",
  "INSERT INTO changes (batch_id, system_id, code_id, document_id, revision, before, after) "
    + "VALUES (1, 1, 1, 1, 2, '{}', '{}')",
  "UPDATE batches SET author = ''",
  "DELETE FROM batches",
  "INSERT INTO reviews (code_id, document_id, kind) VALUES (1, 1, 'conflict')",
  "INSERT INTO reviews (code_id, document_id, kind) VALUES (1, 1, 'quarrel')",
  "INSERT INTO reviews (code_id, document_id, kind, field) "
    + "VALUES (1, 1, 'withdrawal', 'category')",
])
func `no tool can write what makes no sense`(sql: String) throws {
  let base = try filledBase()
  let before = try base.dump()
  do {
    try base.connection.execute(sql)
    Issue.record("went through")
  } catch {
    #expect(
      error.code.primary == .constraint
        || ["malformed JSON", "datatype mismatch"].contains(error.message),
      "\(error)")
  }
  #expect(try base.dump() == before)
}

@Test func `a document speaks about entries of its own system only`() throws {
  let base = try filledBase()
  try base.connection.execute(
    """
    INSERT INTO documents (system_id, name, sha256, mapping, reader_version, imported_at)
      VALUES (2, 'p', \(goodDocument));
    """)
  #expect(throws: SQLiteError.self) {
    try base.connection.execute(
      """
      INSERT INTO provenance (code_id, document_id, code, first_line, last_line, base)
        VALUES (1, 2, 'E1', 1, 1, '{}')
      """)
  }
}

@Test func `an entry that is deleted takes its texts along and leaves the history`() throws {
  let base = try filledBase()
  try base.connection.execute("DELETE FROM codes WHERE code = 'E1'")
  for table in ["aliases", "translations", "remedies", "provenance"] {
    #expect(try base.number("SELECT count(*) FROM \(table) WHERE code_id = 1") == 0)
  }
  #expect(try base.number("SELECT count(*) FROM changes WHERE revision = 1 AND code_id = 1") == 1)
  #expect(try base.reindex(rebuilding: false, by: author) == 1)
  #expect(try base.search(SearchRequest(SearchQuery("磁盘"))).isEmpty)
  try base.checkIndex()
}

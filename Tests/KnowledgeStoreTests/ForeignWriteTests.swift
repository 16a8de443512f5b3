import Catalog
import Storage
import TestSupport
import Testing

@testable import KnowledgeStore

/// A base in a file, and what another tool does to it.
private func withForeignWrites(_ sql: String, _ body: (KnowledgeBase) throws -> Void) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    let base = try KnowledgeBase(path: path, for: .creating, clock: .fixed(0))
    try base.take(
      page(1, [draft("E_1", "磁盘已满", remedy: ["清理"], aliases: ["ErrDisk"]), draft("E_2", "网络中断")]))
    do {
      let other = try Connection(path: path, mode: .readWrite)
      try other.execute(sql)
    }
    try body(base)
  }
}

private func codes(_ base: KnowledgeBase, _ query: String) throws -> [String] {
  try base.search(SearchRequest(SearchQuery(query))).map(\.entry.code)
}

@Test(arguments: [
  // What is written, whose entry waits, what then finds which entry.
  (
    "INSERT INTO codes (system_id, code) VALUES (1, 'new-code.7')", "desk:new-code.7", "NEW_CODE_7",
    "new-code.7"
  ),
  ("INSERT INTO codes (system_id, code) VALUES (1, '１００８')", "desk:１００８", "1008", "１００８"),
  (
    "INSERT INTO translations (code_id, language, message) VALUES (2, 'en', 'cable unplugged')",
    "desk:E_2", "unplugged", "E_2"
  ),
  ("UPDATE translations SET message = '电源故障' WHERE code_id = 1", "desk:E_1", "电源", "E_1"),
  ("INSERT INTO remedies VALUES (2, 'zh-Hans', 1, '换一根网线')", "desk:E_2", "网线", "E_2"),
  ("UPDATE remedies SET step = '删除日志' WHERE code_id = 1", "desk:E_1", "日志", "E_1"),
  ("INSERT INTO aliases VALUES (2, 'Err.Net', 'wrong')", "desk:E_2", "err-net", "E_2"),
  (
    "UPDATE aliases SET alias = 'ErrFull', key = 'x' WHERE code_id = 1", "desk:E_1", "errfull",
    "E_1"
  ),
  ("UPDATE codes SET code = 'X-9' WHERE code = 'E_2'", "desk:X-9", "x_9", "X-9"),
  (
    "UPDATE codes SET attributes = '{\"源\":\"CMDB\"}' WHERE code = 'E_2'", "desk:E_2", "cmdb", "E_2"
  ),
  ("UPDATE codes SET category = '网络设备' WHERE code = 'E_2'", "desk:E_2", "设备", "E_2"),
])
func `what others write is queued, reported, settled and found`(
  sql: String, waiting: String, query: String, code: String
) throws {
  try withForeignWrites(sql) { base in
    #expect(try base.unsettledCount() == 1)
    let report = try base.examine()
    #expect(report.unindexed == [waiting])
    #expect(!report.isSound && report.problems.isEmpty)
    #expect(try base.reindex(rebuilding: false, by: author) == 1)
    #expect(try codes(base, query) == [code])
    let entry = try base.only(code)
    #expect(try base.texts("SELECT key FROM codes WHERE code = '\(code)'") == [CodeKey(code).text])
    for alias in entry.aliases {
      #expect(try base.entries(at: base.address(alias)).map(\.code) == [code])
    }
    #expect(
      try base.texts("SELECT command FROM history ORDER BY id DESC LIMIT 1") == [author.command])
    #expect(try base.examine().isSound)
    try base.checkRecords()
    try base.checkIndex()
    let before = try base.dump()
    #expect(try base.reindex(rebuilding: false, by: author) == 0)
    #expect(try base.dump() == before)
  }
}

@Test(arguments: [
  "DELETE FROM translations WHERE code_id = 1", "DELETE FROM remedies", "DELETE FROM aliases",
  "DELETE FROM codes WHERE id = 1", "UPDATE codes SET status = 'removed' WHERE id = 1",
])
func `what others take away is no longer found`(sql: String) throws {
  try withForeignWrites(sql) { base in
    #expect(try base.unsettledCount() > 0)
    _ = try base.reindex(rebuilding: false, by: author)
    let found = try ["磁盘", "清理", "ErrDisk"].map { try codes(base, $0) }
    #expect(found.contains([]))
    try base.checkRecords()
    try base.checkIndex()
  }
}

@Test func `a change of no field leaves no history`() throws {
  try withForeignWrites("UPDATE translations SET message = message || ''") { base in
    let before = try base.number("SELECT count(*) FROM changes")
    #expect(try base.reindex(rebuilding: false, by: author) == 2)
    #expect(try base.number("SELECT count(*) FROM changes") == before)
    #expect(try base.number("SELECT max(revision) FROM codes") == 1)
  }
}

@Test func `an import first takes in what others wrote, and keeps it`() throws {
  let sql = """
    UPDATE translations SET message = '我们的' WHERE code_id = 1;
    INSERT INTO codes (system_id, code) VALUES (1, 'e.3');
    """
  try withForeignWrites(sql) { base in
    let report = try base.take(
      page(2, [draft("E_1", "他们的"), draft("E_2", "网络中断"), draft("E-3", "三")]))
    #expect(report.counts.conflicts == 1)
    #expect(report.counts.added == 0)
    #expect(try base.only("E_1").texts[chinese]?.message == "我们的")
    #expect(try base.only("e.3").texts[chinese]?.message == "三")
    // The edit is not this import's work: it has a batch of its own.
    #expect(
      try base.texts("SELECT command FROM batches ORDER BY id")
        == [author.command, "reindex", author.command])
    try base.checkRecords()
    try base.checkIndex()
  }
}

@Test func `a dry run over foreign writes leaves them waiting`() throws {
  try withForeignWrites("INSERT INTO codes (system_id, code) VALUES (1, 'e.3')") { base in
    let before = try base.dump()
    try base.take(page(2, [draft("E-3", "三")]), dryRun: true)
    #expect(try base.dump() == before)
    #expect(try base.unsettledCount() == 1)
  }
}

@Test func `a spelling whose key is taken becomes a variant`() throws {
  try withForeignWrites("INSERT INTO codes (system_id, code) VALUES (1, 'e-1')") { base in
    #expect(try base.reindex(rebuilding: false, by: author) == 1)
    #expect(try base.addresses() == ["desk:E_1", "desk:E_2", "desk:e-1#2"])
    #expect(try base.entries(at: base.address("E.1")).count == 2)
    try base.checkRecords()
  }
}

@Test func `the counter of revisions goes on whatever others set it to`() throws {
  try withForeignWrites("UPDATE codes SET revision = 0, category = '改' WHERE id = 1") { base in
    _ = try base.reindex(rebuilding: false, by: author)
    #expect(try base.only("E_1").revision == 2)
    try base.checkRecords()
  }
}

@Test func `the index can be built anew from nothing`() throws {
  try withForeignWrites("DELETE FROM error_search") { base in
    #expect(try codes(base, "磁盘").isEmpty)
    _ = try base.reindex(rebuilding: true, by: author)
    #expect(try codes(base, "磁盘") == ["E_1"])
    try base.checkIndex()
  }
}

@Test(arguments: 1...3)
func `after any foreign writes the queue settles and the index is right`(seed: UInt64) throws {
  var random = SeededGenerator(seed: seed)
  let base = try emptyBase()
  try base.take(page(1, (1...8).map { draft("E\($0)", "第 \($0) 个", remedy: ["步"], line: $0) }))
  let statements = [
    "UPDATE translations SET message = 'm%' WHERE code_id = %",
    "DELETE FROM remedies WHERE code_id = %",
    "INSERT OR IGNORE INTO codes (system_id, code) VALUES (1, 'n.%')",
    "DELETE FROM codes WHERE id = %",
    "INSERT OR REPLACE INTO aliases VALUES (%, 'a%', 'A')",
    "UPDATE codes SET severity = '%' WHERE id = %",
    "UPDATE OR IGNORE codes SET code = 'r-%', key = 'r-%' WHERE id = %",
    "INSERT OR IGNORE INTO translations (code_id, language, description) VALUES (%, 'en', '*d*')",
  ]
  for _ in 1...60 {
    let row = try base.connection.query("SELECT id FROM codes") { $0.int(0) }.randomElement(
      using: &random)
    let sql = statements.randomElement(using: &random) ?? ""
    try base.connection.execute(sql.replacing("%", with: String(row ?? 1)))
    if Int.random(in: 0...3, using: &random) == 0 {
      _ = try base.reindex(rebuilding: false, by: author)
    }
  }
  _ = try base.reindex(rebuilding: false, by: author)
  try base.checkRecords()
  try base.checkIndex()
  #expect(try base.examine().isSound)
}

@Test func `an entry deleted without foreign keys is gone whole, and stays in the history`() throws
{
  try withForeignWrites("PRAGMA foreign_keys = OFF; DELETE FROM codes WHERE id = 2") { base in
    #expect(try base.reindex(rebuilding: false, by: author) == 1)
    #expect(try base.examine().isSound)
    let last = try base.connection.first(
      "SELECT before, after FROM changes WHERE code_id = 2 ORDER BY revision DESC"
    ) { [$0.text(0), $0.text(1)] }
    #expect(last == [#"{"code":"E_2","message.zh-Hans":"网络中断"}"#, "{}"])
    // Its id is not used again, so what comes next has a history of its own.
    let report = try base.take(page(2, [draft("E_1", "磁盘已满"), draft("E_3", "证书过期")]))
    #expect(report.counts.added == 1)
    #expect(try base.only("E_3").revision == 1)
  }
}

@Test func `a language another tool wrote in short is the one it stands for`() throws {
  try withForeignWrites(
    "INSERT INTO translations (code_id, language, message) VALUES (1, 'en-us', 'disk full')"
  ) { base in
    _ = try base.reindex(rebuilding: false, by: author)
    #expect(try base.only("E_1").texts[Language("en-US") ?? chinese]?.message == "disk full")
    #expect(
      try base.connection.first("SELECT 1 FROM translations WHERE language = 'en-US'") { _ in true }
        == true)
  }
}

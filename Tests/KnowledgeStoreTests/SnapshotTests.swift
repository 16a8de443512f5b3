import Catalog
import Storage
import TestSupport
import Testing

@testable import KnowledgeStore

/// What is published, and that it depends on the content alone.
@Suite struct SnapshotTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func base(_ name: String, day: Int64 = 0) throws -> KnowledgeBase {
    try KnowledgeBase(
      path: folder.path(name), for: .creating, clock: .fixed(day * 86_400))
  }

  /// The bytes of a snapshot of a base.
  private func snapshot(
    _ base: KnowledgeBase, _ change: (inout SnapshotOptions) -> Void = { _ in }
  ) throws -> [UInt8] {
    var options = SnapshotOptions(version: "1")
    options.replaces = true
    change(&options)
    let path = folder.path("out.db")
    _ = try base.publish(to: path, options)
    return try folder.bytes("out.db")
  }

  /// The lines that the content hash of a snapshot of a base is made of.
  private func content(_ base: KnowledgeBase) throws -> [String] {
    _ = try snapshot(base)
    return try KnowledgeBase(path: folder.path("out.db"), for: .reading)
      .texts("SELECT line FROM content")
  }

  private let first = page(
    1,
    [
      draft(
        "E1", "磁盘已满", description: "空间不足", remedy: ["清理", "扩容"], category: "磁盘",
        aliases: ["0x1"], httpStatus: 507, attributes: ["源": "JOB"]),
      draft("E2", "验证码错误", line: 2), draft("E3", "任务不存在", line: 3),
    ])
  private var second: DocumentVersion {
    page(2, [first.entries[0], draft("E2", "验证码已过期", line: 2)])
  }

  @Test func `equal content gives equal bytes, whatever way it came about`() throws {
    let one = try base("one.db")
    try one.take(first)
    try one.take(second)
    try one.edit("E1", [.remedy(.english): "Free some space."])
    try one.edit("E2", [.message(.english): "The captcha has expired."])

    // Another day, another order, edits that were taken back, an entry that came and went, rows that
    // have other numbers.
    let other = try base("other.db", day: 400)
    try other.take(page(7, [draft("X1", "别的系统")], system: .init(slug: "aaa")))
    try other.take(first)
    try other.edit("E2", [.category: "wrong"])
    try other.edit("E2", [.category: nil])
    try other.take(second)
    try other.edit("E2", [.message(.english): "The captcha has expired."])
    try other.edit("E1", [.remedy(.english): "Delete files."])
    try other.edit("E1", [.remedy(.english): "Free some space."])
    try other.removeSystem("aaa", withEntries: true, by: maintainer)

    #expect(try content(one) == content(other))
    let bytes = try snapshot(one)
    #expect(bytes == (try snapshot(other)))
    #expect(bytes == (try snapshot(one)))
  }

  @Test func `no names, times, history or old texts are in the file`() throws {
    let base = try base("kb.db", day: 20_000)
    try base.take(first)
    try base.edit("E2", [.message(chinese): "验证码不对"])
    try base.edit("E2", [.state(chinese): "reviewed"])
    try base.take(second)
    let text = String(decoding: try snapshot(base), as: UTF8.self)
    for secret in ["ann", "2024", "验证码错误", "验证码已过期"] {
      #expect(!text.contains(secret), "\(secret)")
    }
    #expect(text.contains("验证码不对"))

    let whole = String(decoding: try snapshot(base) { $0.withHistory = true }, as: UTF8.self)
    for told in ["ann", "2024", "验证码错误"] { #expect(whole.contains(told), "\(told)") }
  }

  @Test(arguments: [
    [Field.message(chinese): "磁盘满了"], [.description(chinese): "没有空间"], [.remedy(chinese): "清理"],
    [.category: "存储"], [.httpStatus: "500"], [.severity: "高"], [.attribute("源"): "CMDB"],
    [.aliases: "0x01"], [.replacedBy: "E2"], [.status: "deprecated"], [.status: "removed"],
    [.codeEnd: "E9"], [.state(chinese): "reviewed"], [.message(.english): "The disk is full."],
    [.variant: "web"], [.code: "E1a"],
  ])
  func `every change of the content changes the hash`(_ change: [Field: String]) throws {
    let base = try base("kb.db")
    try base.take(first)
    let options = SnapshotOptions(version: "1")
    let before = try base.publish(to: folder.path("before.db"), options).content
    try base.edit("E1", change.mapValues { $0 })
    let after = try base.publish(to: folder.path("after.db"), options).content
    #expect(before.hash != after.hash)
    let batch = try #require(try base.texts("SELECT max(id) || '' FROM batches").first)
    // And taken back it is the same again.
    _ = try base.revertBatch(try #require(Int(batch)), by: maintainer)
    #expect(try base.publish(to: folder.path("back.db"), options).content == before)
    #expect(try folder.bytes("back.db") == folder.bytes("before.db"))
  }

  @Test func `every verb that reads finds in a snapshot what is in the base`() throws {
    let base = try base("kb.db")
    try base.take(first)
    try base.take(second)
    try base.edit("E1", [.message(.english): "The disk is full."])
    _ = try snapshot(base)
    let published = try KnowledgeBase(path: folder.path("out.db"), for: .reading)
    func entries(_ base: KnowledgeBase) throws -> [Entry] {
      var entries: [Entry] = []
      try base.forEachEntry {
        var entry = $0
        entry.revision = 0
        entry.texts = entry.texts.mapValues {
          .init(message: $0.message, description: $0.description, state: $0.state)
        }
        // A snapshot tells that it was withdrawn, not when and where it stood.
        if entry.withdrawn != nil {
          entry.sources = entry.sources.map { .init(document: $0.document, line: 1) }
        }
        entries.append(entry)
      }
      return entries
    }
    #expect(try entries(published) == entries(base))
    #expect(try entries(published).map(\.withdrawn) == [nil, nil, Clock.unknownTime])
    for query in ["验证码", "盘", "disk full", "E1", "0x1"] {
      let request = SearchRequest(SearchQuery(query))
      #expect(
        try published.search(request).map(\.entry.address)
          == base.search(request).map(\.entry.address))
      #expect(!(try published.search(request).isEmpty), "\(query)")
    }
    #expect(try published.examine().isSound)
    #expect(throws: StoreError.snapshot(path: folder.path("out.db"))) {
      try KnowledgeBase(path: folder.path("out.db"), for: .writing)
    }
  }

  @Test func `systems and languages narrow a snapshot`() throws {
    let base = try base("kb.db")
    try base.take(first)
    try base.take(page(3, [draft("M1", "邮件")], system: .init(slug: "mail")))
    try base.edit("E1", [.message(.english): "The disk is full."])
    _ = try snapshot(base) { $0.systems = ["mail"] }
    var published = try KnowledgeBase(path: folder.path("out.db"), for: .reading)
    #expect(try published.texts("SELECT code FROM error_codes ORDER BY id") == ["M1"])
    #expect(try published.texts("SELECT slug FROM systems") == ["mail"])
    #expect(try published.verify().isSound)

    _ = try snapshot(base) { $0.languages = [.english] }
    published = try KnowledgeBase(path: folder.path("out.db"), for: .reading)
    #expect(try published.texts("SELECT message FROM error_codes") == ["The disk is full."])
    #expect(try published.texts("SELECT count(*) || '' FROM remedies") == ["0"])
    #expect(try published.search(SearchRequest(SearchQuery("清理"))).isEmpty)
    #expect(try published.search(SearchRequest(SearchQuery("disk"))).count == 1)
    #expect(try published.verify().isSound)
    #expect(try published.texts("SELECT value FROM meta WHERE key = 'only_languages'") == ["en"])
  }

  @Test func `a base without entries is published, too`() throws {
    _ = try snapshot(try base("kb.db"))
    let published = try KnowledgeBase(path: folder.path("out.db"), for: .reading)
    #expect(try published.verify().isSound)
    #expect(try published.texts("SELECT value FROM meta WHERE key = 'entries'") == ["0"])
  }

  @Test func `the history goes along under the new numbers`() throws {
    let base = try base("kb.db")
    try base.take(page(7, [draft("X1", "别的")], system: .init(slug: "zzz")))
    try base.take(first)
    try base.edit("E2", [.message(chinese): "验证码不对"])
    try base.removeSystem("zzz", withEntries: true, by: maintainer)
    _ = try snapshot(base) { $0.withHistory = true }
    let published = try KnowledgeBase(path: folder.path("out.db"), for: .reading)
    let sql =
      "SELECT concat(batch, system, code, document, revision, before, after) FROM history ORDER BY id"
      .replacing("concat(", with: "quote(").replacing(", ", with: ") || quote(")
    #expect(try published.texts(sql) == base.texts(sql))
    #expect(try published.texts(sql).count > 5)
    #expect(try published.verify().isSound)
  }

  @Test func `what other tools wrote has to be taken in first`() throws {
    let base = try base("kb.db")
    try base.take(first)
    try base.connection.execute("UPDATE translations SET message = '满了' WHERE code_id = 1")
    #expect(throws: SnapshotError.unsettled(path: folder.path("kb.db"))) { try snapshot(base) }
    #expect(!folder.exists("out.db") && !folder.exists(".out.db.errkb-new"))
    try base.takeIn(by: maintainer)
    _ = try snapshot(base)
  }

  @Test func `a place that must not be overwritten is refused, and stays`() throws {
    let base = try base("kb.db")
    try base.take(first)
    try self.base("other.db").take(second)
    try folder.write("notes", "words")
    try folder.write("busy.db-journal", "journal")
    var options = SnapshotOptions(version: "1")
    _ = try base.publish(to: folder.path("published.db"), options)
    #expect(throws: SnapshotError.exists(path: folder.path("published.db"))) {
      try base.publish(to: folder.path("published.db"), options)
    }
    options.replaces = true
    let cases: [(String, SnapshotError)] = [
      ("kb.db", .isTheBase(path: folder.path("kb.db"))),
      ("kb.db-wal", .isSideFile(path: folder.path("kb.db-wal"))),
      ("other.db", .isABase(path: folder.path("other.db"))),
      ("", .isFolder(path: folder.path(""))), ("new/", .isFolder(path: folder.path("new/"))),
      (
        "busy.db",
        .hasJournal(path: folder.path("busy.db"), journal: folder.path("busy.db-journal"))
      ),
      (
        "none/out.db",
        .cannotWrite(path: folder.path("none/out.db"), reason: "No such file or directory")
      ),
    ]
    for (name, error) in cases {
      #expect(throws: error) { try base.publish(to: folder.path(name), options) }
    }
    #expect(try folder.bytes("notes") == Array("words".utf8))
    #expect(try self.base("other.db").texts("SELECT code FROM codes").count == 2)
    _ = try base.publish(to: folder.path("notes"), options)
    #expect(
      try KnowledgeBase(path: folder.path("notes"), for: .reading).verify().isSound)
  }

  @Test(arguments: [
    ("UPDATE translations SET message = '假的' WHERE code_id = 1", "desk:E1 is not indexed"),
    ("DELETE FROM remedies", "steps is 0, and meta says 2"),
    ("UPDATE meta SET value = '9' WHERE key = 'entries'", "entries is 3, and meta says 9"),
    ("UPDATE documents SET sha256 = replace(sha256, '0', 'f')", "meta lists other documents"),
    ("DROP VIEW coverage", "view coverage is missing"),
    ("CREATE TABLE extra (a)", "table extra is none of errkb's"),
    ("DELETE FROM error_search_data WHERE id > 10", "the full-text index is damaged"),
    ("UPDATE error_search_content SET c1 = 'x' WHERE id = 2", "desk:E2 is not indexed"),
    ("DELETE FROM systems", "names a missing row of systems"),
    ("PRAGMA journal_mode = WAL", "WAL mode"),
    ("UPDATE how_to_search SET match = 'x'", "rest_sha256 is"),
    ("INSERT INTO unindexed VALUES (1)", "other tools have written"),
    ("UPDATE codes SET revision = 7", "rest_sha256 is"),
    ("UPDATE meta SET value = '2' WHERE key = 'errkb_version'", "rest_sha256 is"),
    ("DELETE FROM meta WHERE key = 'rest_sha256'", "and meta says nothing"),
    (
      "INSERT INTO batches VALUES (1, '2026-01-01T00:00:00.000Z', 'm', 'set', NULL, NULL)",
      "rest_sha256 is"
    ),
    ("UPDATE translations SET made_from = '{}'", "rest_sha256 is"),
    ("UPDATE provenance SET base = '{\"a\":\"b\"}'", "rest_sha256 is"),
    ("UPDATE documents SET mapping = '{\"a\":\"b\"}'", "rest_sha256 is"),
    ("INSERT INTO error_search (rowid, code) VALUES (99, 'x')", "belong to no entry: 1"),
  ])
  func `a snapshot that was changed says what`(_ sql: String, _ problem: String) throws {
    let base = try base("kb.db")
    try base.take(first)
    _ = try snapshot(base)
    do {
      let connection = try Connection(path: folder.path("out.db"), mode: .readWrite, trust: .own)
      try connection.execute("PRAGMA foreign_keys = OFF")
      try connection.execute(sql)
    }
    let found = try KnowledgeBase(path: folder.path("out.db"), for: .examining).verify()
    #expect(found.problems.contains { $0.contains(problem) }, "\(found.problems)")
  }

  @Test(arguments: [
    "UPDATE batches SET author = 'mallory'", "UPDATE batches SET command = 'set' WHERE id = 1",
    "UPDATE changes SET after = replace(after, 'E1', 'E9')",
    "UPDATE documents SET imported_at = '2001-01-01T00:00:00.000Z'",
    "UPDATE codes SET revision = 7", "UPDATE translations SET made_from = '{}'",
  ])
  func `a changed history of a snapshot is told`(_ sql: String) throws {
    let base = try base("kb.db")
    try base.take(first)
    _ = try snapshot(base) { $0.withHistory = true }
    let path = folder.path("out.db")
    #expect(try KnowledgeBase(path: path, for: .reading).verify().isSound)
    do {
      let connection = try Connection(path: path, mode: .readWrite)
      try connection.execute(sql)
    }
    let found = try KnowledgeBase(path: path, for: .reading).verify()
    #expect(found.problems.contains { $0.hasPrefix("history_sha256 is ") }, "\(found.problems)")
  }

  @Test(arguments: [
    "DELETE FROM how_to_search", "INSERT INTO meta VALUES ('note', 'x')",
    "INSERT INTO reviews (code_id, document_id, kind) VALUES (1, 1, 'withdrawal')",
    "UPDATE migrations SET name = 'x'", "UPDATE migrations SET sql = 'x'",
  ])
  func `a snapshot with the history that was changed beside it is told`(_ sql: String) throws {
    let base = try base("kb.db")
    try base.take(first)
    try base.take(page(1, [draft("X1", "别的")], system: .init(slug: "aaa")))
    _ = try base.removeSystem("aaa", withEntries: true, by: maintainer)
    _ = try snapshot(base) { $0.withHistory = true }
    let path = folder.path("out.db")
    #expect(try KnowledgeBase(path: path, for: .reading).verify().problems == [])
    do {
      let connection = try Connection(path: path, mode: .readWrite)
      try connection.execute(sql)
    }
    #expect(try !KnowledgeBase(path: path, for: .reading).verify().isSound)
  }

  /// All that a tool can read in a file.
  private func everything(_ path: String) throws -> [String] {
    let connection = try Connection(path: path, mode: .readOnly)
    var lines: [String] = []
    let tables = try connection.query(
      """
      SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')
        AND name NOT GLOB 'error_search_*' AND name NOT GLOB 'sqlite_*' ORDER BY name
      """
    ) { $0.text(0) }
    for table in tables {
      lines += try connection.query("SELECT * FROM \(table)") { row in
        "\(table): \((0..<row.count).map { row.value($0) })"
      }
    }
    for index in ["codes_by_key", "codes_ranges", "aliases_by_key", "provenance_by_document"] {
      let table = index.prefix { $0 != "_" }
      let condition = index == "codes_ranges" ? "code_end IS NOT NULL" : "true"
      lines += try connection.query("SELECT * FROM \(table) INDEXED BY \(index) WHERE \(condition)")
      { row in "\(index): \((0..<row.count).map { row.value($0) })" }
    }
    for word in ["e1", "e2", "\"磁盘\"", "\"清理\"", "job", "\"验证\"*", "0x1", "磁*", "任务*"] {
      lines += try connection.query(
        "SELECT rowid, rank FROM error_search WHERE error_search MATCH ? ORDER BY rowid",
        [.text(word)]
      ) { "\(word): \($0.int(0)) \($0.real(1))" }
    }
    return lines
  }

  @Test(arguments: [false, true])
  func `every flipped bit that changes an answer is found`(withHistory: Bool) throws {
    let base = try base("kb.db")
    try base.take(first)
    try base.edit("E1", [.message(.english): "The disk is full.", .codeEnd: "E9"])
    let whole = try snapshot(base) { $0.withHistory = withHistory }
    let path = folder.path("out.db")
    let answers = try everything(path)
    var random = SeededGenerator(seed: withHistory ? 2 : 1)
    var found = 0
    for _ in 0..<500 {
      var bytes = whole
      let place = Int.random(in: 100..<bytes.count, using: &random)
      let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &random)
      bytes[place] ^= bit
      try folder.write("out.db", bytes)
      do {
        guard try KnowledgeBase(path: path, for: .examining).verify().isSound else {
          found += 1
          continue
        }
      } catch is StoreError {
        found += 1
        continue
      }
      // Without an answer, or with another one, the file is not sound.
      #expect((try? everything(path)) == answers, "byte \(place), bit \(bit)")
    }
    #expect(found > 100)
  }

  @Test(arguments: [
    (
      "UPDATE systems SET slug = '../../planted'",
      "systems with id 1: CHECK constraint failed: slug"
    ),
    ("UPDATE codes SET http_status = 7", "codes with id 1: CHECK constraint failed: http_status"),
    ("UPDATE codes SET status = 'x'", "codes with id 1: CHECK constraint failed: status"),
    (
      "UPDATE translations SET state = 'x'",
      "translations with code_id 1, language 'zh-Hans': CHECK constraint failed: state"
    ),
    ("UPDATE documents SET sha256 = 'x'", "documents with id 1: CHECK constraint failed: length"),
    ("UPDATE codes SET attributes = 'not json'", "codes with id 1: CHECK constraint failed: json"),
    (
      "UPDATE remedies SET step = ' '",
      "remedies with code_id 1, language 'zh-Hans', position 1: CHECK constraint failed: trim(step)"
    ),
  ])
  func `rows that break a rule are named, and not published`(_ sql: String, _ named: String) throws
  {
    let base = try base("kb.db")
    try base.take(first)
    _ = try snapshot(base)
    let forced =
      "PRAGMA ignore_check_constraints = ON; \(sql); DELETE FROM unindexed;"
      + "PRAGMA ignore_check_constraints = OFF"
    try Connection(path: folder.path("out.db"), mode: .readWrite, trust: .own).execute(forced)
    let found = try KnowledgeBase(path: folder.path("out.db"), for: .examining).verify()
    #expect(found.problems.contains { $0.contains(named) }, "\(found.problems)")
    try base.connection.execute(forced)
    let report = try KnowledgeBase(path: base.path, for: .examining).examine()
    #expect(report.problems.contains { $0.contains(named) }, "\(report.problems)")
    #expect(throws: (any Error).self) { try snapshot(base) }
  }

  @Test func `a snapshot of a later schema is refused, and a base is none`() throws {
    let base = try base("kb.db")
    #expect(throws: StoreError.noSnapshot(path: base.path)) { try base.verify() }
    _ = try snapshot(base)
    let path = folder.path("out.db")
    do {
      let connection = try Connection(path: path, mode: .readWrite)
      try connection.execute("UPDATE meta SET value = '2.0' WHERE key = 'schema_version'")
    }
    #expect(throws: StoreError.newer(path: path, version: 2, newest: 1)) {
      try KnowledgeBase(path: path, for: .reading).verify()
    }
  }

  @Test func `every expression that explains the search runs, and the examples find what they say`()
    throws
  {
    let base = try base("kb.db")
    try base.take(
      page(
        1,
        [
          draft("5100", "验证码错误，锁已过期"), draft("-1", "证书 certificate 密码错误", line: 2),
          draft("1.10", "磁盘空间不足 bk_biz_id", line: 3), draft("7", "AccessKey无效 权限 超时", line: 4),
          draft("8", "登录或注册失败，密码为空", line: 5),
        ]))
    _ = try snapshot(base)
    let published = try KnowledgeBase(path: folder.path("out.db"), for: .reading)
    let rows = try published.connection.query(
      """
      SELECT query, (SELECT count(*) FROM error_search WHERE error_search MATCH match)
      FROM how_to_search
      """
    ) { ($0.text(0), $0.int(1)) }
    #expect(rows.count > 15)
    for (query, hits) in rows { #expect(hits > 0, "\(query)") }
  }

  @Test func `attributes make the same bytes in whatever order and spelling they were written`()
    throws
  {
    let spellings = [
      #"{"é":"1","zone":"2","area":"3"}"#, #"{"area": "3", "zone": "2", "é": "1", "none": null}"#,
    ]
    var files: [[UInt8]] = []
    for (number, spelling) in spellings.enumerated() {
      let base = try base("kb\(number).db")
      try base.take(first)
      try base.connection.run(
        "UPDATE codes SET attributes = ? WHERE code = 'E2'", [.text(spelling)])
      try base.takeIn(by: maintainer)
      files.append(try snapshot(base))
      #expect(
        try KnowledgeBase(path: folder.path("out.db"), for: .reading).verify().problems
          == [])
    }
    #expect(files[0] == files[1])
  }

  @Test func `a base is read and not locked while it is published, and others may be writing`()
    throws
  {
    let base = try base("kb.db")
    try base.take(first)
    let writer = try Connection(path: folder.path("kb.db"), mode: .readWrite)
    try writer.write {
      try writer.execute("UPDATE codes SET severity = 'x'")
      _ = try snapshot(base)
    }
    let published = try KnowledgeBase(path: folder.path("out.db"), for: .reading)
    #expect(try published.texts("SELECT severity FROM codes WHERE severity IS NOT NULL") == [])
  }

  @Test func `what lies where a base of another name would grow is not taken for a leftover`()
    throws
  {
    let base = try base(".out.db.errkb-new")
    try base.take(first)
    #expect(throws: SnapshotError.isTheBase(path: folder.path("out.db"))) { try snapshot(base) }
    #expect(try base.texts("SELECT code FROM codes").count == 3)
  }

  @Test func `the order and repetition of what is asked for does not show`() throws {
    let base = try base("kb.db")
    try base.take(first)
    try base.take(page(3, [draft("M1", "邮件")], system: .init(slug: "mail")))
    let one = try snapshot(base) { $0.systems = ["mail", "desk"] }
    #expect(try one == snapshot(base) { $0.systems = ["desk", "mail", "mail"] })
  }
}

import Catalog
import Foundation
import Migrations
import Storage
import TestSupport
import Testing

@testable import KnowledgeStore

/// What a file from a stranger can do to whoever looks at it: nothing.
@Suite struct OpeningTests {
  private let folder: Folder
  private var path: String { folder.path("kb.db") }

  init() throws { folder = try Folder() }

  private func makeBase() throws {
    let base = try KnowledgeBase(path: path, for: .creating, clock: .fixed(0))
    try base.take(page(1, [draft("E1", "磁盘已满", remedy: ["清理"]), draft("E2", "验证码错误", line: 2)]))
  }

  private func makeSnapshot() throws {
    try makeBase()
    let base = try KnowledgeBase(path: path, for: .reading)
    _ = try base.publish(to: folder.path("out.db"), SnapshotOptions(version: "1"))
  }

  private func open(_ purpose: KnowledgeBase.Purpose, _ name: String = "kb.db") throws {
    _ = try KnowledgeBase(path: folder.path(name), for: purpose)
  }

  /// The error of opening, by the name of its case; nil when it opens.
  private func refusal(
    _ purpose: KnowledgeBase.Purpose, _ name: String = "kb.db"
  ) -> String? {
    do {
      try open(purpose, name)
      return nil
    } catch let error as StoreError {
      return String("\(Mirror(reflecting: error).children.first?.label ?? "\(error)")")
    } catch {
      return "\(error)"
    }
  }

  private static let purposes: [KnowledgeBase.Purpose] = [
    .reading, .examining, .writing, .creating, .trying,
  ]

  // MARK: Journals

  /// A rollback journal that names a file as its super-journal, as `hot-journal.py` of no one's makes.
  private func journal(naming victim: String?, of database: String) throws -> [UInt8] {
    let bytes = try folder.bytes(database)
    let page = Int(bytes[16]) << 8 | Int(bytes[17])
    func number(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xFF) } }
    let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    var journal = magic
    for value in [0, 0x1234, bytes.count / page, 512, page] { journal += number(value) }
    journal += [UInt8](repeating: 0, count: 512 - journal.count)
    guard let victim else { return journal }
    let name = Array(victim.utf8)
    let sum = name.reduce(0) { $0 + Int(Int8(bitPattern: $1)) } & 0xFFFF_FFFF
    return journal + number(0x4000_0000 / page + 1) + name + number(name.count) + number(sum)
      + magic
  }

  @Test(arguments: purposes)
  func `no journal has a file deleted that it names`(purpose: KnowledgeBase.Purpose) throws {
    try makeSnapshot()
    let victim = folder.path("victim.txt")
    for name in ["kb.db", "out.db"] {
      try folder.write("victim.txt", Array("precious".utf8))
      try folder.write(name + "-journal", try journal(naming: victim, of: name))
      let isRead = [.reading, .examining, .trying].contains(purpose)
      let expected =
        name == "kb.db" ? "foreignJournal" : isRead ? "snapshotWithSideFile" : "snapshot"
      // By its name, and by a link from another folder.
      try FileManager.default.createDirectory(
        atPath: folder.path("links"), withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("links/" + name), withDestinationPath: folder.path(name))
      for path in [name, "links/" + name] { #expect(refusal(purpose, path) == expected) }
      #expect(try folder.bytes("victim.txt") == Array("precious".utf8))
    }
  }

  @Test func `no rollback deletes what a journal names, whoever lets it run`() throws {
    try makeBase()
    do { try Connection(path: path, mode: .readWrite).execute("PRAGMA journal_mode = DELETE") }
    try folder.write("victim.txt", Array("precious".utf8))
    try folder.write("kb.db-journal", try journal(naming: folder.path("victim.txt"), of: "kb.db"))
    // What a journal that comes between looking and opening would meet.
    #expect(throws: SQLiteError.self) {
      try Connection(path: path, mode: .readWrite).execute("SELECT * FROM sqlite_schema")
    }
    #expect(try folder.bytes("victim.txt") == Array("precious".utf8))
  }

  @Test func `a write that was cut off is not passed over, and is rolled back by the next write`()
    throws
  {
    try makeBase()
    do {
      let other = try Connection(path: path, mode: .readWrite)
      try other.execute("PRAGMA journal_mode = DELETE")
    }
    let before = try folder.bytes("kb.db")
    try folder.write("kb.db-journal", try journal(naming: nil, of: "kb.db"))
    for purpose in [KnowledgeBase.Purpose.reading, .examining, .trying] {
      #expect(refusal(purpose) == "unfinishedWrite")
      #expect(try folder.bytes("kb.db") == before)
    }
    #expect(refusal(.writing) == nil)
    #expect(refusal(.reading) == nil)
  }

  @Test func `a base in WAL mode has no journal of its own`() throws {
    try makeBase()
    try folder.write("kb.db-journal", try journal(naming: nil, of: "kb.db"))
    for purpose in Self.purposes { #expect(refusal(purpose) == "foreignJournal") }
  }

  @Test func `a log beside a snapshot is told`() throws {
    try makeSnapshot()
    try folder.write("out.db-wal", [1, 2, 3])
    #expect(refusal(.reading, "out.db") == "snapshotWithSideFile")
  }

  @Test func `a log beside a base that has none, or of a second name, is not taken in`() throws {
    try makeBase()
    do { try Connection(path: path, mode: .readWrite).execute("PRAGMA journal_mode = DELETE") }
    try folder.write("kb.db-wal", [1, 2, 3])
    for purpose in Self.purposes { #expect(refusal(purpose) == "foreignJournal") }
    #expect(unlink(folder.path("kb.db-wal")) == 0)
    try folder.write("victim.txt", Array("precious".utf8))
    for ending in ["-journal", "-wal", "-shm"] {
      #expect(link(folder.path("victim.txt"), path + ending) == 0)
      for purpose in Self.purposes { #expect(refusal(purpose) == "cannotOpen") }
      #expect(unlink(path + ending) == 0)
    }
    #expect(try folder.bytes("victim.txt") == Array("precious".utf8))
  }

  @Test func `a reader leaves nothing beside a base, and a reader at work keeps what it needs`()
    throws
  {
    try makeBase()
    do {
      let first = try KnowledgeBase(path: path, for: .reading)
      do { _ = try KnowledgeBase(path: path, for: .reading) }
      #expect(folder.exists("kb.db-shm"))
      #expect(try first.only("E1").code == "E1")
    }
    #expect(!folder.exists("kb.db-wal") && !folder.exists("kb.db-shm"))
  }

  // MARK: Kinds of files

  @Test(arguments: ["", "-journal", "-wal", "-shm"])
  func `a pipe, a folder or a link to one is told at once`(ending: String) throws {
    try makeBase()
    if ending.isEmpty { try FileManager.default.removeItem(atPath: path) }
    for ending in ["-wal", "-shm"] {
      // What the last reader left; it may not be there.
      try? FileManager.default.removeItem(atPath: path + ending)
    }
    #expect(mkfifo(path + ending, 0o600) == 0)
    for purpose in Self.purposes { #expect(refusal(purpose) == "cannotOpen") }
    #expect(unlink(path + ending) == 0)
    #expect(mkdir(path + ending, 0o700) == 0)
    for purpose in Self.purposes { #expect(refusal(purpose) == "cannotOpen") }
  }

  @Test(arguments: [[0x41], Array("SQLite format 3".utf8), [UInt8](repeating: 0, count: 600)])
  func `a file that is no database is not written over`(bytes: [UInt8]) throws {
    try folder.write("kb.db", bytes)
    for purpose in Self.purposes { #expect(refusal(purpose) == "notADatabase") }
    #expect(try folder.bytes("kb.db") == bytes)
  }

  @Test func `a header with a version that nobody writes is damage`() throws {
    try makeBase()
    do { try Connection(path: path, mode: .readWrite).setUserVersion(-1) }
    for purpose in Self.purposes { #expect(refusal(purpose) == "damaged") }
  }

  // MARK: Schemas

  @Test func `the digests are those of the schemas`() throws {
    let base = try emptyBase()
    let snapshot = try Connection(path: ":memory:", trust: .own)
    try SnapshotSchema.create(base.migrator, snapshot)
    let digests = [
      try SchemaCheck(of: base.connection).digest, try SchemaCheck(of: snapshot).digest,
    ]
    #expect(digests == [SchemaCheck.baseDigest, SchemaCheck.snapshotDigest])
  }

  private static let hostile = [
    """
    ALTER TABLE codes RENAME TO c0; CREATE VIEW codes AS WITH RECURSIVE c(x) AS
      (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT c0.* FROM c0, c
    """,
    "CREATE TRIGGER evil AFTER INSERT ON batches BEGIN DELETE FROM remedies; END",
    "CREATE TRIGGER evil AFTER UPDATE ON codes BEGIN SELECT raise(FAIL, 'no'); END",
    "CREATE TRIGGER evil INSTEAD OF INSERT ON error_codes BEGIN DELETE FROM codes; END",
    "CREATE INDEX evil ON codes (hex(zeroblob(10)))",
    "CREATE UNIQUE INDEX evil ON translations (code_id)",
    "DROP VIEW coverage; CREATE VIEW coverage AS SELECT 1 AS system",
    "DROP TRIGGER codes_updated",
    "DROP INDEX codes_by_key",
    "CREATE INDEX evil ON codes (code) WHERE code > 'a'",
    """
    CREATE TABLE notes (c INTEGER REFERENCES codes (id) ON DELETE CASCADE);
    CREATE TRIGGER nt AFTER DELETE ON notes BEGIN DELETE FROM remedies; END
    """,
    "CREATE TABLE notes (c INTEGER REFERENCES Unindexed (code_id))",
    "CREATE TABLE notes (c TEXT REFERENCES codes (code))",
    """
    PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage =
      (SELECT rootpage FROM sqlite_schema WHERE name = 'codes') WHERE name = 'unindexed'
    """,
    "ALTER TABLE systems ADD COLUMN extra TEXT DEFAULT 'x'",
    """
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(sql, 'slug <> ''''', '1') WHERE name = 'systems';
    PRAGMA writable_schema = RESET
    """,
    """
    PRAGMA writable_schema = ON;
    INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_evil', 'codes', 0,
      'CREATE TRIGGER sqlite_evil AFTER INSERT ON codes BEGIN DELETE FROM remedies; END');
    PRAGMA writable_schema = RESET
    """,
  ]

  @Test(arguments: hostile)
  func `nothing is asked of tables that are not as errkb declares them`(sql: String) throws {
    try makeBase()
    do { try Connection(path: path, mode: .readWrite, trust: .own).execute(sql) }
    let before = try folder.bytes("kb.db")
    for purpose in [KnowledgeBase.Purpose.reading, .writing, .creating, .trying] {
      #expect(refusal(purpose) == "altered", "\(purpose)")
    }
    let health = try KnowledgeBase(path: path, for: .examining).examine()
    #expect(!health.problems.isEmpty)
    #expect(health.entries == nil)
    #expect(try folder.bytes("kb.db") == before)
  }

  @Test(arguments: [
    "CREATE VIEW meta2 AS SELECT 1; DROP TABLE meta; ALTER TABLE codes RENAME TO c0",
    "DROP TABLE meta; CREATE VIEW meta AS SELECT hex(zeroblob(400000000)) AS key, 1 AS value",
  ])
  func `a snapshot with other tables is a problem that is told`(sql: String) throws {
    try makeSnapshot()
    do { try Connection(path: folder.path("out.db"), mode: .readWrite, trust: .own).execute(sql) }
    #expect(refusal(.reading, "out.db") == "altered")
    let found = try KnowledgeBase(path: folder.path("out.db"), for: .examining)
      .verify()
    #expect(found.problems.contains { $0.contains("meta") }, "\(found.problems)")
    #expect(found.meta.isEmpty)
  }

  @Test func `what others put beside our tables is theirs`() throws {
    try makeBase()
    do {
      try Connection(path: path, mode: .readWrite).execute(
        """
        CREATE TABLE notes (code TEXT, note TEXT); CREATE INDEX notes_by_code ON notes (code);
        CREATE VIEW noted AS SELECT * FROM notes JOIN codes USING (code);
        CREATE TRIGGER noting AFTER INSERT ON notes BEGIN SELECT 1; END;
        CREATE TABLE more (c INTEGER REFERENCES codes (id)); CREATE INDEX mine ON codes (category);
        ANALYZE
        """)
    }
    for purpose in Self.purposes { #expect(refusal(purpose) == nil) }
  }

  @Test func `a statement over a stranger's file is bounded`() throws {
    let connection = try Connection(path: ":memory:")
    for sql in [
      "SELECT hex(zeroblob(400000000))", "SELECT load_extension('x')",
      "SELECT " + String(repeating: "(", count: 200) + "1" + String(repeating: ")+1", count: 200),
      "PRAGMA writable_schema = ON; CREATE TABLE t (a); DELETE FROM sqlite_schema",
      "CREATE VIRTUAL TABLE f USING fts5 (a); DELETE FROM f_data",
    ] {
      #expect(throws: SQLiteError.self, "\(sql.prefix(40))") { try connection.execute(sql) }
    }
  }

  // MARK: Dumps

  @Test func `a restored dump is told, and becomes a base again`() throws {
    try makeBase()
    let before = try KnowledgeBase(path: path, for: .reading).dump()
    do {
      let connection = try Connection(path: path, mode: .readWrite)
      try connection.setApplicationID(0)
      try connection.setUserVersion(0)
    }
    for purpose in Self.purposes { #expect(refusal(purpose) == "restoredDump", "\(purpose)") }
    #expect(try KnowledgeBase.markRestoredDump(at: path))
    #expect(try !KnowledgeBase.markRestoredDump(at: path))
    #expect(try KnowledgeBase(path: path, for: .reading).dump() == before)
  }

  // MARK: Dry runs

  @Test func `a dry run changes no byte, whatever the file is`() throws {
    try makeBase()
    // Nothing of the base is in a log.
    do { try Connection(path: path, mode: .readWrite).checkpoint() }
    try folder.write("empty.db", [])
    let before = try folder.bytes("kb.db")
    let base = try KnowledgeBase(path: path, for: .trying)
    try base.take(page(2, [draft("E1", "别的"), draft("E3", "新的", line: 2)]))
    #expect(try base.only("E3").code == "E3")
    #expect(try folder.bytes("kb.db") == before)
    let empty = try KnowledgeBase(path: folder.path("empty.db"), for: .trying)
    try empty.take(page(1, [draft("E1", "甲")]))
    #expect(try folder.bytes("empty.db") == [])
  }
}

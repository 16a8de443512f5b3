import Catalog
import Foundation
import Migrations
import Storage
import TestSupport
import Testing

@testable import KnowledgeStore

/// The steps there are, and two that may come.
private let steps =
  Migration.all + [
    Migration(
      version: Migration.all.count + 1, name: "note",
      sql: "ALTER TABLE codes ADD COLUMN note TEXT NOT NULL DEFAULT 'none'"),
    Migration(
      version: Migration.all.count + 2, name: "lengths",
      sql: """
        CREATE TABLE lengths (code_id INTEGER PRIMARY KEY REFERENCES codes (id), n INTEGER) STRICT;
        INSERT INTO lengths SELECT id, length(code) FROM codes;
        """),
  ]

/// Whether a reader of a base in WAL mode leaves the file beside it.
private func isSideFile(_ name: String) -> Bool { name.hasSuffix("-wal") || name.hasSuffix("-shm") }

private let folder = URL(filePath: #filePath).deletingLastPathComponent()

@Test func `the schema is the one on record`() throws {
  let base = try emptyBase()
  let statements = try base.texts(
    """
    SELECT sql FROM sqlite_schema
    WHERE sql IS NOT NULL AND name NOT GLOB 'error_search_*' AND name <> 'migrations'
    ORDER BY type, name
    """)
  let schema = statements.map { $0 + ";\n" }.joined(separator: "\n")
  let golden = folder.appending(path: "Golden/schema.sql")
  if ProcessInfo.processInfo.environment["ERRKB_RECORD"] == "1" {
    try schema.write(to: golden, atomically: true, encoding: .utf8)
    Issue.record("recorded \(golden.path); run again without ERRKB_RECORD")
  }
  #expect(try schema == String(contentsOf: golden, encoding: .utf8))
}

@Test func `the catalog of steps is the folder of steps`() throws {
  let migrations = folder.appending(path: "../../Migrations").path
  let names = Migration.all.map {
    "M" + String(repeating: "0", count: 4 - String($0.version).count)
      + "\($0.version)_\($0.name).sql"
  }
  #expect(try files(in: migrations).filter { $0.hasSuffix(".sql") } == names)
  #expect(Migration.all.map(\.version) == Array(1...Migration.all.count))
  for (step, name) in zip(Migration.all, names) {
    #expect(step.sql == (try String(contentsOfFile: migrations + "/" + name, encoding: .utf8)))
  }
}

@Test(arguments: 1...steps.count)
func `a filled file of any age comes up to the newest schema`(age: Int) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    let before = try fill(path, Array(steps.prefix(age)))
    let base = try KnowledgeBase(path: path, for: .writing, migrations: steps)
    #expect(try base.connection.userVersion() == Int32(steps.count))
    #expect(try base.texts("SELECT name FROM migrations ORDER BY version") == steps.map(\.name))
    #expect(try entries(of: base) == before)
    #expect(try base.number("SELECT count(*) FROM lengths") == (age == steps.count ? 0 : 2))
    #expect(try base.number("SELECT count(*) FROM codes WHERE note = 'none'") == 2)
    #expect(try base.examine().isSound)
    #expect(try base.search(SearchRequest(SearchQuery("磁盘"))).map(\.entry.code) == ["E1"])
    let made = age == steps.count ? nil : path + ".schema-\(age)"
    #expect(base.copyOfOlderSchema == made)
    // The copy has the schema and the rows from before the first step; none is made for no step.
    let copies = try files(in: folder).filter { $0.contains("schema-") }
    #expect(copies == (age == steps.count ? [] : ["kb.db.schema-\(age)"]))
    guard age < steps.count else { return }
    let copy = try KnowledgeBase(
      path: path + ".schema-\(age)", for: .reading, migrations: Array(steps.prefix(age)))
    #expect(try entries(of: copy) == before)
  }
}

@Test(arguments: 1...Migration.all.count)
func `a snapshot and a dump of a schema that is older are known as what they are`(
  age: Int
) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    let older = Array(Migration.all.prefix(age))
    try fill(path, older)
    do {
      let base = try KnowledgeBase(path: path, for: .writing, migrations: older)
      _ = try base.publish(to: folder + "/s.db", SnapshotOptions(version: "0"))
      // What a dump does not carry.
      try base.connection.setApplicationID(0)
      try base.connection.setUserVersion(0)
    }
    let found = try KnowledgeBase(path: folder + "/s.db", for: .examining).verify()
    #expect(found.problems == [])
    #expect(
      storeError { _ = try KnowledgeBase(path: path, for: .reading) } == .restoredDump(path: path))
    #expect(try KnowledgeBase.markRestoredDump(at: path))
    let base = try KnowledgeBase(path: path, for: .writing)
    #expect(try base.examine().isSound && base.number("SELECT count(*) FROM codes") > 0)
  }
}

@Test func `no copy is made of a file without entries`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    do { _ = try KnowledgeBase(path: path, for: .creating) }
    do { _ = try KnowledgeBase(path: path, for: .writing, migrations: steps) }
    #expect(try files(in: folder) == ["kb.db"])
  }
}

@Test func `an older file answers nothing before it is brought up, and stays as it is`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    try fill(path, Migration.all)
    let bytes = try Data(contentsOf: URL(filePath: path))
    let error = storeError { _ = try KnowledgeBase(path: path, for: .reading, migrations: steps) }
    #expect(error == .outdated(path: path))
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    #expect(try files(in: folder).filter { !isSideFile($0) } == ["kb.db"])
  }
}

@Test func `a step that fails leaves no trace, and the copy`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    let before = try fill(path, Migration.all)
    let broken = Migration(
      version: Migration.all.count + 2, name: "broken",
      sql: "CREATE TABLE half (n); UPDATE codes SET note = 'x'; INSERT INTO nowhere VALUES (1)")
    let list = steps.prefix(Migration.all.count + 1) + [broken]
    for attempt in 1...2 {
      let error = storeError {
        _ = try KnowledgeBase(path: path, for: .writing, migrations: Array(list))
      }
      guard case .other(path, let cause) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(cause.message == "no such table: nowhere")
      // The good step before it holds.
      let version = Migration.all.count + 1
      let base = try KnowledgeBase(
        path: path, for: .reading, migrations: Array(steps.prefix(version)))
      #expect(try base.texts("SELECT DISTINCT note FROM codes") == ["none"])
      #expect(try base.number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'") == 0)
      #expect(try entries(of: base) == before)
      let copies = try files(in: folder).filter { $0.hasPrefix("kb.db.schema-") }
      #expect(copies.count == attempt)
    }
  }
}

@Test func `a first step that fails leaves a file that can still become a base`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    let broken = [Migration(version: 1, name: "broken", sql: "CREATE TABLE half (n); nonsense")]
    #expect(
      storeError { _ = try KnowledgeBase(path: path, for: .creating, migrations: broken) } != nil)
    #expect(
      storeError { _ = try KnowledgeBase(path: path, for: .reading) } == .missing(path: path))
    let base = try KnowledgeBase(path: path, for: .creating)
    #expect(try base.examine().isSound)
    #expect(try base.number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'") == 0)
  }
}

@Test func `two that open a new file at once make one base`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    let first = try KnowledgeBase(path: path, for: .creating)
    let second = try KnowledgeBase(path: path, for: .creating)
    try first.take(page(1, [draft("E1", "一")]))
    try second.take(page(2, [draft("E1", "一"), draft("E2", "二")]))
    #expect(try first.addresses() == ["desk:E1", "desk:E2"])
  }
}

@Test(arguments: [KnowledgeBase.Purpose.writing, .creating])
func `an edited step is refused before anything is written`(purpose: KnowledgeBase.Purpose) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    try fill(path, Migration.all)
    try change(path, "UPDATE migrations SET sql = sql || ' ' WHERE version = 1")
    let error = storeError {
      _ = try KnowledgeBase(path: path, for: purpose)
    }
    #expect(error == .editedMigration(path: path, version: 1))
  }
}

@Test(arguments: [
  "UPDATE migrations SET sql = sql || ' ' WHERE version = 1",
  "INSERT INTO migrations (version, name, sql) VALUES (99, 'x', 'SELECT 1')",
])
func `where the tables are as they should be, another record of steps is damage`(sql: String) throws
{
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    try fill(path, Migration.all)
    try change(path, sql)
    let report = try KnowledgeBase(path: path, for: .reading).examine()
    #expect(report.problems == ["the record of how the file was built is damaged"])
    try change(path, "DROP TRIGGER codes_updated")
    #expect(throws: StoreError.self) {
      try KnowledgeBase(path: path, for: .reading).examine()
    }
  }
}

@Test(arguments: [KnowledgeBase.Purpose.writing, .creating])
func `a step that nobody here knows is refused`(purpose: KnowledgeBase.Purpose) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    try fill(path, Migration.all)
    try change(path, "INSERT INTO migrations (version, name, sql) VALUES (99, 'x', 'SELECT 1')")
    let error = storeError {
      _ = try KnowledgeBase(path: path, for: purpose)
    }
    #expect(error == .unknownMigration(path: path, version: 99))
  }
}

@Test(arguments: [KnowledgeBase.Purpose.reading, .writing, .creating])
func `a file of a newer errkb is refused and stays as it is`(purpose: KnowledgeBase.Purpose) throws
{
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    try fill(path, steps)
    let bytes = try Data(contentsOf: URL(filePath: path))
    let error = storeError { _ = try KnowledgeBase(path: path, for: purpose) }
    let newest = Migration.all.count
    #expect(error == .newer(path: path, version: newest + 2, newest: newest))
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    #expect(try files(in: folder).filter { !isSideFile($0) } == ["kb.db"])
  }
}

@Test(
  arguments: [
    "CREATE TABLE t (n)", "PRAGMA application_id = 7", "PRAGMA user_version = 3",
    "CREATE TABLE t (n); PRAGMA application_id = 252006674; PRAGMA user_version = 1",
  ], [KnowledgeBase.Purpose.reading, .writing, .creating])
func `a database of another application is refused and stays as it is`(
  sql: String, purpose: KnowledgeBase.Purpose
) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/other.db"
    try change(path, sql, mode: .create)
    let bytes = try Data(contentsOf: URL(filePath: path))
    let error = storeError { _ = try KnowledgeBase(path: path, for: purpose) }
    #expect(error == .foreign(path: path))
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    #expect(try files(in: folder) == ["other.db"])
  }
}

@Test(arguments: [KnowledgeBase.Purpose.reading, .writing, .creating])
func `a file that is no database is refused and stays as it is`(
  purpose: KnowledgeBase.Purpose
) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/page.md"
    let text = Data(String(repeating: "| 1001 | 磁盘已满 |\n", count: 100).utf8)
    try text.write(to: URL(filePath: path))
    let error = storeError { _ = try KnowledgeBase(path: path, for: purpose) }
    #expect(error == .notADatabase(path: path))
    #expect(try Data(contentsOf: URL(filePath: path)) == text)
    #expect(try files(in: folder) == ["page.md"])
  }
}

@Test(arguments: [KnowledgeBase.Purpose.reading, .writing])
func `a file that is not there is missing and is not made`(purpose: KnowledgeBase.Purpose) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    let error = storeError { _ = try KnowledgeBase(path: path, for: purpose) }
    let left = try files(in: folder)
    #expect(error == .missing(path: path))
    #expect(left == [])
  }
}

@Test func `a folder that is not there is said`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/no/kb.db"
    let error = storeError { _ = try KnowledgeBase(path: path, for: .creating) }
    #expect(error == .cannotOpen(path: path, reason: "No such file or directory"))
  }
}

@Test func `a truncated file is damaged`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    try fill(path, Migration.all)
    let whole = try Data(contentsOf: URL(filePath: path))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: path))
    let error = storeError {
      let base = try KnowledgeBase(path: path, for: .reading)
      try base.forEachEntry { _ in }
      _ = try base.search(SearchRequest(SearchQuery("磁盘")))
    }
    #expect(error == .damaged(path: path, detail: "database disk image is malformed"))
  }
}

@Test func `damage inside the file is found when it is examined`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    try fill(path, Migration.all)
    let file = try FileHandle(forUpdating: URL(filePath: path))
    let page = try #require(try rootPage(path, "codes"))
    try file.seek(toOffset: UInt64((page - 1) * 4096))
    try file.write(contentsOf: [UInt8](repeating: 0xA5, count: 4096))
    try file.close()
    let base = try KnowledgeBase(path: path, for: .reading)
    let error = storeError { try base.forEachEntry { _ in } }
    #expect(error == .damaged(path: path, detail: "database disk image is malformed"))
  }
}

@Test func `a row that names a missing row is found when the file is examined`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "一")]))
  try base.connection.execute(
    "PRAGMA foreign_keys = 0; DELETE FROM systems; PRAGMA foreign_keys = 1")
  let report = try base.examine()
  #expect(!report.isSound)
  #expect(report.problems.contains("row 1 of codes names a missing row of systems"))
}

@Test func `a file that another connection writes is locked for writers and open for readers`()
  throws
{
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    try fill(path, Migration.all)
    let base = try KnowledgeBase(path: path, for: .writing, busyTimeout: .zero)
    let before = try base.dump()
    let other = try Connection(path: path, mode: .readWrite)
    try other.write {
      let error = storeError { try base.take(page(9, [draft("E9", "九")])) }
      #expect(error == .locked(path: path))
      let reader = try KnowledgeBase(path: path, for: .reading, busyTimeout: .zero)
      #expect(try reader.addresses().count == 2)
    }
    #expect(try base.dump() == before)
    try base.take(page(9, [draft("E9", "九")]))
  }
}

@Test func `what cannot be written says so and nothing is half-written`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    try fill(path, Migration.all)
    let base = try KnowledgeBase(path: path, for: .writing)
    let before = try base.dump()
    // Tests may run as root, whom no permission stops.
    try base.connection.execute("PRAGMA query_only = 1")
    #expect(storeError { try base.take(page(9, [draft("E9", "九")])) } == .readOnly(path: path))
    #expect(try base.dump() == before)
  }
}

@Test func `a base opens for reading where no side file can be made`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    try fill(path, Migration.all)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    defer {
      // So that the folder can be removed; if this fails it stays behind.
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    }
    let base = try KnowledgeBase(path: path, for: .reading)
    #expect(try base.addresses() == ["desk:E1", "desk:E2"])
  }
}

@Test func `a full disk takes everything back`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    try fill(path, Migration.all)
    let base = try KnowledgeBase(path: path, for: .writing)
    let before = try base.dump()
    try base.connection.pageLimit(try base.number("PRAGMA page_count") + 4)
    let entries = (1...500).map { draft("N\($0)", "第 \($0) 个错误", line: $0) }
    #expect(storeError { try base.take(page(9, entries)) } == .full(path: path))
    #expect(try base.dump() == before)
    try base.connection.pageLimit(100_000)
    #expect(try base.take(page(9, entries)).counts.added == 500)
    #expect(try base.examine().isSound)
  }
}

@Test(
  arguments: [
    .missing(path: "kb.db"), .cannotOpen(path: "kb.db", reason: "why"),
    .notADatabase(path: "kb.db"),
    .foreign(path: "kb.db"), .newer(path: "kb.db", version: 2, newest: 1), .outdated(path: "kb.db"),
    .editedMigration(path: "kb.db", version: 1), .unknownMigration(path: "kb.db", version: 9),
    .damaged(path: "kb.db", detail: "why"), .locked(path: "kb.db"), .readOnly(path: "kb.db"),
    .full(path: "kb.db"),
  ] as [StoreError])
func `every refusal is one sentence that names the file`(
  error: StoreError
) {
  let text = error.description
  #expect(text.contains("kb.db"))
  #expect(!text.contains("\n") && !text.hasSuffix("."))
}

/// Makes a base by `migrations` with two entries in the file; returns what they hold.
@discardableResult
private func fill(_ path: String, _ migrations: [Migration]) throws -> [FieldValues] {
  let base = try KnowledgeBase(path: path, for: .creating, clock: .fixed(0), migrations: migrations)
  try base.take(
    page(1, [draft("E1", "磁盘已满", remedy: ["清理", "重试"]), draft("E2", "网络中断", line: 2)]))
  return try entries(of: base)
}

private func entries(of base: KnowledgeBase) throws -> [FieldValues] {
  var entries: [FieldValues] = []
  try base.forEachEntry { entries.append(FieldValues($0)) }
  return entries
}

/// Runs SQL on a file as another tool does.
private func change(_ path: String, _ sql: String, mode: Connection.Mode = .readWrite) throws {
  let connection = try Connection(path: path, mode: mode)
  try connection.execute(sql)
}

private func rootPage(_ path: String, _ table: String) throws -> Int? {
  let connection = try Connection(path: path, mode: .readOnly)
  return try connection.first(
    "SELECT rootpage FROM sqlite_schema WHERE name = ?", [.text(table)]
  ) { $0.int(0) }
}

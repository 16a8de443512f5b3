import Catalog
import Storage
import TextAnalysis

extension KnowledgeBase {
  /// How many entries the index, or the history, is behind with.
  package func unsettledCount() throws -> Int {
    try reading { try connection.first("SELECT count(*) FROM unindexed") { $0.int(0) } ?? 0 }
  }

  /// Brings the index rows of changed entries up to date and empties the queue.
  ///
  /// Runs inside the transaction of the write that changed them, so the index is never behind what
  /// errkb wrote.
  func settleIndex() throws {
    let ids = try connection.query("SELECT code_id FROM unindexed ORDER BY code_id") {
      $0.int64(0)
    }
    guard !ids.isEmpty else { return }
    var indexer = try Indexer(connection)
    for id in ids { try indexer.index(id) }
    try connection.run("DELETE FROM unindexed")
    try indexer.flush(connection)
  }

  /// Builds the index anew, whatever is left of it, and checks it.
  ///
  /// - Throws: `DamagedIndex` when what was built is not sound.
  func rebuildIndex() throws {
    let table = try SearchTable(migrator)
    try connection.replaceFullTextTable(
      SearchTable.name, declaration: table.declaration, settings: table.settings,
      data: table.data)
    try indexEntries(connection)
    try connection.run("DELETE FROM unindexed")
    if let problem = try connection.fullTextProblem(of: SearchTable.name) {
      throw DamagedIndex(detail: problem)
    }
  }
}

/// The full-text table as errkb declares it.
struct SearchTable {
  static let name = "error_search"
  let declaration: String
  /// What FTS5 keeps of its settings, by name.
  let settings: [String: Value]

  /// What FTS5 keeps its index in while there are no rows.
  let data: [(id: Int64, block: Value)]

  /// Reads the table in an empty base.
  init(_ migrator: Migrator) throws {
    let base = try Connection(path: ":memory:", trust: .own)
    try migrator.build(base)
    declaration =
      try base.first("SELECT sql FROM sqlite_schema WHERE name = ?", [.text(Self.name)]) {
        $0.text(0)
      } ?? ""
    settings = try base.fullTextSettings(of: Self.name)
    data = try base.fullTextData(of: Self.name)
  }
}

/// The full-text index cannot be read or written, whatever the tables hold; `detail` is SQLite's
/// sentence.
struct DamagedIndex: Error {
  let detail: String

  /// What a failure of a statement that works with the index only comes to.
  ///
  /// Values of ours break no rule of the tables that FTS5 keeps, and our expressions are valid.
  static func cause(_ error: SQLiteError) -> any Error {
    [.error, .corrupt, .constraint, .mismatch].contains(error.code.primary)
      ? DamagedIndex(detail: error.message) : error
  }
}

/// Builds the rows of the full-text index for all entries of a file that has none.
func indexEntries(_ connection: borrowing Connection) throws {
  var indexer = try Indexer(connection)
  try connection.forEach("SELECT id FROM codes ORDER BY id") { try indexer.index($0.int64(0)) }
}

/// Writes rows of the full-text index from what the tables hold.
///
/// Removed entries have theirs, too: `EntryFilter` hides them from those who do not ask for them.
private struct Indexer: ~Copyable {
  private var texts: IndexedTexts
  private var delete: Statement
  private var insert: Statement
  private let hasRows: Bool

  init(_ connection: borrowing Connection) throws {
    let texts = try IndexedTexts(connection)
    let delete = try Self.statement("DELETE FROM error_search WHERE rowid = ?", connection)
    let insert = try Self.statement(
      """
      INSERT INTO error_search (rowid, code, message, description, context, remedy)
      VALUES (?, ?, ?, ?, ?, ?)
      """, connection)
    // The first import need not look for what it would replace.
    hasRows =
      try connection.first("SELECT EXISTS (SELECT 1 FROM error_search_content)") {
        $0.int(0) == 1
      } ?? true
    self.texts = texts
    self.delete = delete
    self.insert = insert
  }

  /// Has FTS5 write what it holds back, as it does at a savepoint, so that a failure is told as one of
  /// the index and not of the whole transaction.
  func flush(_ connection: borrowing Connection) throws {
    do throws(SQLiteError) {
      try connection.execute("SAVEPOINT indexed; RELEASE indexed")
    } catch { throw DamagedIndex.cause(error) }
  }

  private static func statement(
    _ sql: String, _ connection: borrowing Connection
  ) throws -> Statement {
    do throws(SQLiteError) { return try connection.statement(sql) } catch {
      throw DamagedIndex.cause(error)
    }
  }

  mutating func index(_ id: Int64) throws {
    let columns = try texts.columns(of: id)
    do throws(SQLiteError) {
      if hasRows { try delete.run([.integer(id)]) }
      if let columns { try insert.run([.integer(id)] + columns.map { .text($0) }) }
    } catch { throw DamagedIndex.cause(error) }
  }
}

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
  }

  /// Builds every row of the index anew.
  func rebuildIndex() throws {
    try connection.run("DELETE FROM error_search")
    try connection.run(
      "INSERT INTO unindexed SELECT id FROM codes WHERE true ON CONFLICT DO NOTHING")
    try settleIndex()
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
    let delete = try connection.statement("DELETE FROM error_search WHERE rowid = ?")
    let insert = try connection.statement(
      """
      INSERT INTO error_search (rowid, code, message, description, context, remedy)
      VALUES (?, ?, ?, ?, ?, ?)
      """)
    // The first import need not look for what it would replace.
    hasRows =
      try connection.first("SELECT EXISTS (SELECT 1 FROM error_search)") {
        $0.int(0) == 1
      } ?? true
    self.texts = texts
    self.delete = delete
    self.insert = insert
  }

  mutating func index(_ id: Int64) throws {
    if hasRows { try delete.run([.integer(id)]) }
    guard let columns = try texts.columns(of: id) else { return }
    try insert.run([.integer(id)] + columns.map { .text($0) })
  }
}

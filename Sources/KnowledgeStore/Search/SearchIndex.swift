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
    for id in ids { try indexer.index(id, connection) }
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
  let ids = try connection.query("SELECT id FROM codes ORDER BY id") { $0.int64(0) }
  for id in ids { try indexer.index(id, connection) }
}

/// Writes rows of the full-text index from what the tables hold.
///
/// Removed entries have theirs, too: `EntryFilter` hides them from those who do not ask for them.
private struct Indexer: ~Copyable {
  private var segmenter = Segmenter()
  private var selectCode: Statement
  private var selectAliases: Statement
  private var selectTexts: Statement
  private var selectSteps: Statement
  private var delete: Statement
  private var insert: Statement
  private let hasRows: Bool

  init(_ connection: borrowing Connection) throws {
    let selectCode = try connection.statement(
      "SELECT code, category, severity, attributes FROM codes WHERE id = ?")
    let selectAliases = try connection.statement("SELECT alias FROM aliases WHERE code_id = ?")
    let selectTexts = try connection.statement(
      "SELECT message, description FROM translations WHERE code_id = ? ORDER BY language")
    let selectSteps = try connection.statement(
      "SELECT step FROM remedies WHERE code_id = ? ORDER BY language, position")
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
    self.selectCode = selectCode
    self.selectAliases = selectAliases
    self.selectTexts = selectTexts
    self.selectSteps = selectSteps
    self.delete = delete
    self.insert = insert
  }

  mutating func index(_ id: Int64, _ connection: borrowing Connection) throws {
    if hasRows { try delete.run([.integer(id)]) }
    try selectCode.bind([.integer(id)])
    guard try selectCode.step() else { return try selectCode.reset() }
    var codes = [selectCode.row.text(0)]
    let category = selectCode.row.optionalText(1)
    let severity = selectCode.row.optionalText(2)
    let attributes = selectCode.row.text(3)
    try selectCode.reset()
    codes += try Self.texts(&selectAliases, id)
    var messages: [String] = []
    var descriptions: [String] = []
    try selectTexts.bind([.integer(id)])
    while try selectTexts.step() {
      if let message = selectTexts.row.optionalText(0) { messages.append(message) }
      if let text = selectTexts.row.optionalText(1) { descriptions.append(plainText(text)) }
    }
    try selectTexts.reset()
    var context = [category, severity].compactMap { $0 }
    if attributes != "{}" {
      context += try connection.query("SELECT value FROM json_each(?)", [.text(attributes)]) {
        $0.optionalText(0) ?? ""
      }
    }
    let steps = try Self.texts(&selectSteps, id).map { plainText($0) }
    try insert.run([
      .integer(id), .text(segmenter.segment(codes)), .text(segmenter.segment(messages)),
      .text(segmenter.segment(descriptions)), .text(segmenter.segment(context)),
      .text(segmenter.segment(steps)),
    ])
  }

  private static func texts(_ statement: inout Statement, _ id: Int64) throws -> [String] {
    try statement.bind([.integer(id)])
    var texts: [String] = []
    while try statement.step() { texts.append(statement.row.text(0)) }
    try statement.reset()
    return texts
  }
}

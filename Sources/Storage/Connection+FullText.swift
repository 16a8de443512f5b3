import CSQLite

/// FTS5 tables and what they are kept in: <https://sqlite.org/fts5.html#fts5_data_structures>.
extension Connection {
  /// What is wrong between the index of an FTS5 table and the texts it was made from; nil for nothing.
  ///
  /// Needs a file that can be written, although nothing is. Wraps
  /// <https://sqlite.org/fts5.html#the_integrity_check_command>.
  package borrowing func fullTextProblem(of table: String) throws(SQLiteError) -> String? {
    do throws(SQLiteError) {
      try run("INSERT INTO \(table) (\(table)) VALUES ('integrity-check')")
      return nil
    } catch {
      guard .corrupt ~= error.code else { throw error }
      return error.message
    }
  }

  /// The settings of an FTS5 table as it keeps them, by name.
  package borrowing func fullTextSettings(of table: String) throws -> [String: Value] {
    let rows = try query("SELECT k, v FROM \(table)_config") { ($0.text(0), $0.value(1)) }
    return Dictionary(rows) { $1 }
  }

  /// How many words of an FTS5 table a search does not get to, although its index holds them.
  ///
  /// The integrity check follows the pages of the index and not the way a search takes to them. Needs a
  /// connection that can write; nothing is written to the file. Wraps
  /// <https://sqlite.org/fts5.html#the_fts5vocab_virtual_table_module>.
  package borrowing func unreachableWords(of table: String) throws -> Int {
    try execute(
      "CREATE VIRTUAL TABLE temp.\(table)_words USING fts5vocab ('main', '\(table)', 'row')")
    let count = try first(
      """
      SELECT count(*) FROM temp.\(table)_words AS held
      WHERE NOT EXISTS (SELECT 1 FROM temp.\(table)_words AS found WHERE found.term = held.term)
      """
    ) { $0.int(0) }
    try execute("DROP TABLE temp.\(table)_words")
    return count ?? 0
  }

  /// The rows an FTS5 table keeps its index in.
  package borrowing func fullTextData(of table: String) throws -> [(id: Int64, block: Value)] {
    try query("SELECT id, block FROM \(table)_data ORDER BY id") { ($0.int64(0), $0.value(1)) }
  }

  /// Puts an empty FTS5 table in the place of one, whatever that holds.
  ///
  /// To be called inside a transaction; afterwards the connection is one to a file of
  /// ``Trust/anybody``.
  ///
  /// - Parameters:
  ///   - declaration: the `CREATE VIRTUAL TABLE` of the new one.
  ///   - settings: those of the new one; see <https://sqlite.org/fts5.html#special_insert_commands>.
  ///   - data: what a table without rows keeps its index in.
  package borrowing func replaceFullTextTable(
    _ table: String, declaration: String, settings: [String: Value],
    data: [(id: Int64, block: Value)]
  ) throws {
    // FTS5 opens no table whose settings or index it cannot read, and what it does not open cannot be
    // dropped.
    try database.check(errkb_sqlite3_set_defensive(database.handle, 0))
    do {
      try execute("DELETE FROM \(table)_config; DELETE FROM \(table)_data")
      for (name, value) in settings {
        try run("INSERT INTO \(table)_config (k, v) VALUES (?, ?)", [.text(name), value])
      }
      for (id, block) in data {
        try run("INSERT INTO \(table)_data (id, block) VALUES (?, ?)", [.integer(id), block])
      }
    } catch {
      // What failed first is told.
      _ = errkb_sqlite3_set_defensive(database.handle, 1)
      throw error
    }
    try database.check(errkb_sqlite3_set_defensive(database.handle, 1))
    try execute("DROP TABLE \(table)")
    try execute(declaration)
    // The version is that of FTS5 itself.
    for (name, value) in settings where name != "version" {
      try run("INSERT INTO \(table) (\(table), rank) VALUES (?, ?)", [.text(name), value])
    }
  }
}

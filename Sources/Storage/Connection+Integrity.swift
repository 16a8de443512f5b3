/// A row that points at nothing: <https://sqlite.org/pragma.html#pragma_foreign_key_check>.
package struct ForeignKeyViolation: Sendable, Equatable {
  /// The table that holds the row.
  package var table: String
  /// The row; `nil` in a table WITHOUT ROWID.
  package var rowID: Int64?
  /// The table that misses what the row points at.
  package var parent: String

  package init(table: String, rowID: Int64?, parent: String) {
    self.table = table
    self.rowID = rowID
    self.parent = parent
  }
}

/// Looking for damage; what cannot even be opened as a database throws
/// ``ResultCode/notADatabase`` instead.
extension Connection {
  /// What is wrong with the file, a sentence each, at most 100; empty if it is sound.
  ///
  /// Reads all tables and indexes. Wraps <https://sqlite.org/pragma.html#pragma_integrity_check>.
  package borrowing func integrityProblems() throws -> [String] {
    try problems("PRAGMA integrity_check")
  }

  /// The same without comparing indexes to their tables, in a fraction of the time.
  ///
  /// Wraps <https://sqlite.org/pragma.html#pragma_quick_check>.
  package borrowing func quickCheckProblems() throws -> [String] {
    try problems("PRAGMA quick_check")
  }

  /// The rows of a table that point at nothing, as writing with foreign keys off can leave them.
  ///
  /// Wraps <https://sqlite.org/pragma.html#pragma_foreign_key_check>.
  package borrowing func foreignKeyViolations(
    of table: String
  ) throws -> [ForeignKeyViolation] {
    try query("SELECT * FROM pragma_foreign_key_check(?)", [.text(table)]) { row in
      ForeignKeyViolation(
        table: row.text(0), rowID: row.isNull(1) ? nil : row.int64(1), parent: row.text(2))
    }
  }

  private borrowing func problems(_ check: String) throws -> [String] {
    var lines: [String] = []
    do {
      try forEach(check) { lines.append($0.text(0)) }
    } catch let error as SQLiteError where .corrupt ~= error.code {
      // The check lists what it can and then stumbles over the same damage itself.
      lines.append(error.message)
    }
    return lines == ["ok"] ? [] : lines
  }
}

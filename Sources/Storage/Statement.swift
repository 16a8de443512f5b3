import CSQLite

/// A prepared statement, lent by its connection until it goes out of scope.
///
/// Then it is reset, its bindings are cleared, and the connection keeps it for the next use of the
/// same SQL. It keeps its connection open. Wraps <https://sqlite.org/c3ref/stmt.html>.
package struct Statement: ~Copyable {
  let handle: OpaquePointer
  let database: Database
  /// The text it was made from.
  package let sql: String
  private var state = State.ready

  private enum State {
    case ready
    case onRow
    case done
  }

  init(_ sql: String, on database: Database) throws(SQLiteError) {
    handle = try database.takeStatement(sql)
    self.database = database
    self.sql = sql
  }

  deinit { database.giveBack(handle, sql: sql) }

  /// Moves to the next row and says whether there is one; after the last it stays at the end.
  ///
  /// A failing step resets the statement. Wraps <https://sqlite.org/c3ref/step.html>.
  package mutating func step() throws(SQLiteError) -> Bool {
    guard state != .done else { return false }
    if state == .ready { try database.checkTransaction() }
    switch sqlite3_step(handle) {
    case SQLITE_ROW:
      state = .onRow
      return true
    case SQLITE_DONE:
      state = .done
      return false
    case let code:
      let error = database.failure(code, sql: sql)
      // Returns the failure of the step once more.
      sqlite3_reset(handle)
      state = .ready
      throw error
    }
  }

  /// The row that ``step()`` moved to, to be borrowed only; without one it has no columns.
  package var row: Row {
    // Yielded instead of returned, so that nobody can keep it while the statement moves on.
    _read { yield Row(of: handle) }
  }

  /// Goes back to before the first row; bindings stay.
  ///
  /// Throws what could only fail now: a statement that writes and was left before its last row
  /// commits here. Wraps <https://sqlite.org/c3ref/reset.html>.
  package mutating func reset() throws(SQLiteError) {
    guard state != .ready else { return }
    state = .ready
    try database.check(sqlite3_reset(handle), sql: sql)
  }

  /// Binds the values, runs to the end past any rows, and resets: the fast way to write many rows.
  package mutating func run(_ values: [Value] = []) throws(SQLiteError) {
    try bind(values)
    while try step() {}
    try reset()
  }

  /// The names of the result's columns; none for a statement that returns no rows.
  ///
  /// Wraps <https://sqlite.org/c3ref/column_name.html>.
  package var columnNames: [String] {
    (0..<sqlite3_column_count(handle)).map { column in
      // No name means that there was no memory for it.
      sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
    }
  }
}

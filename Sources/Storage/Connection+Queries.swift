import CSQLite

/// Running SQL. Values are bound to `?` in order and never become part of the SQL.
extension Connection {
  /// Runs all statements of a script, past any rows they return, and stops at the first failure.
  ///
  /// Not a transaction by itself: wrap it in ``write(_:)``. Nothing is cached.
  package borrowing func execute(_ script: String) throws(SQLiteError) {
    let database = database
    try database.forEachStatement(in: script) { statement throws(SQLiteError) in
      var code = sqlite3_step(statement)
      while code == SQLITE_ROW { code = sqlite3_step(statement) }
      guard code == SQLITE_DONE else {
        // The statement begins where the one before it ended, with blanks.
        let sql = sqlite3_sql(statement).map { String(cString: $0).drop(while: \.isWhitespace) }
        let error = database.failure(code, sql: sql.map(String.init))
        // Returns the failure of the step once more.
        sqlite3_finalize(statement)
        throw error
      }
      try database.check(sqlite3_finalize(statement))
    }
  }

  /// Runs one statement to its end; rows it may return are passed over.
  package borrowing func run(_ sql: String, _ values: [Value] = []) throws(SQLiteError) {
    var statement = try statement(sql)
    try statement.run(values)
  }

  /// Runs `sql` and maps every row; a row cannot leave the closure that reads it.
  package borrowing func query<T>(
    _ sql: String, _ values: [Value] = [], _ map: (borrowing Row) throws -> T
  ) throws -> [T] {
    var statement = try statement(sql)
    try statement.bind(values)
    var results: [T] = []
    while try statement.step() { results.append(try map(statement.row)) }
    return results
  }

  /// Runs `sql` and maps its first row; `nil` if there is none.
  package borrowing func first<T>(
    _ sql: String, _ values: [Value] = [], _ map: (borrowing Row) throws -> T
  ) throws -> T? {
    var statement = try statement(sql)
    try statement.bind(values)
    guard try statement.step() else { return nil }
    let result = try map(statement.row)
    try statement.reset()
    return result
  }

  /// Runs `sql` and calls `body` with each row as it is found, for results too large to collect.
  package borrowing func forEach(
    _ sql: String, _ values: [Value] = [], _ body: (borrowing Row) throws -> Void
  ) throws {
    var statement = try statement(sql)
    try statement.bind(values)
    while try statement.step() { try body(statement.row) }
  }

  /// Runs `sql` and calls `body` with each row as it is found, until it returns false.
  ///
  /// - Returns: whether `body` has seen every row.
  package borrowing func forEachWhile(
    _ sql: String, _ values: [Value] = [], _ body: (borrowing Row) throws -> Bool
  ) throws -> Bool {
    var statement = try statement(sql)
    try statement.bind(values)
    while try statement.step() {
      guard try body(statement.row) else {
        try statement.reset()
        return false
      }
    }
    return true
  }

  /// A statement to bind and step by hand, from the cache if this SQL was used before.
  ///
  /// The same SQL may be in use any number of times at once. The text has to hold exactly one
  /// statement: none, or a second one, is an error.
  package borrowing func statement(_ sql: String) throws(SQLiteError) -> Statement {
    try Statement(sql, on: database)
  }

  /// How many rows the last INSERT, UPDATE or DELETE changed, triggers and cascades not counted.
  ///
  /// Wraps <https://sqlite.org/c3ref/changes.html>.
  package var changes: Int { Int(sqlite3_changes64(database.handle)) }

  /// How many rows were changed since the connection was opened, triggers and cascades included.
  ///
  /// Wraps <https://sqlite.org/c3ref/total_changes.html>.
  package var totalChanges: Int { Int(sqlite3_total_changes64(database.handle)) }

  /// The rowid of the last row inserted; 0 before the first.
  ///
  /// Wraps <https://sqlite.org/c3ref/last_insert_rowid.html>.
  package var lastInsertedRowID: Int64 { sqlite3_last_insert_rowid(database.handle) }
}

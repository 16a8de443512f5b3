import CSQLite

extension Database {
  /// Compiles a text that holds exactly one statement; comments and blanks around it are fine.
  ///
  /// Wraps <https://sqlite.org/c3ref/prepare.html>.
  func prepare(_ sql: String) throws(SQLiteError) -> OpaquePointer {
    var only: OpaquePointer?
    do throws(SQLiteError) {
      // The statement is kept, which SQLite likes to know: its memory comes from elsewhere.
      try forEachStatement(in: sql, flags: UInt32(SQLITE_PREPARE_PERSISTENT)) {
        statement throws(SQLiteError) in
        guard only == nil else {
          sqlite3_finalize(statement)
          throw SQLiteError(
            code: .misuse, message: "more than one statement where one is expected", sql: sql)
        }
        only = statement
      }
    } catch {
      sqlite3_finalize(only)
      throw error
    }
    guard let only else {
      throw SQLiteError(code: .misuse, message: "no statement where one is expected", sql: sql)
    }
    return only
  }

  /// Compiles the statements of `script` one after the other and gives each away to `body`.
  ///
  /// The next one is compiled after `body` returns, because it may need what this one creates.
  /// SQLite stops reading at a NUL; between statements it counts as a blank here, and inside of one
  /// the rest does not compile, so that nothing is left out in silence.
  func forEachStatement(
    in script: String, flags: UInt32 = 0,
    _ body: (_ statement: OpaquePointer) throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    let bytes = script.utf8CString
    try bytes.withUnsafeBufferPointer { (buffer) throws(SQLiteError) in
      // The last byte is the NUL that ends a C string; to count it spares SQLite a copy.
      guard var next = buffer.baseAddress, let length = Int32(exactly: buffer.count) else {
        throw SQLiteError(code: .tooBig, message: "the SQL text is too long")
      }
      let end = next + Int(length) - 1
      while next < end {
        try checkTransaction()
        var statement: OpaquePointer?
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(
          handle, next, Int32(end - next) + 1, flags, &statement, &tail)
        guard code == SQLITE_OK else { throw failure(code, sql: String(cString: next)) }
        if let statement { try body(statement) }
        next = tail ?? end
        while next < end && next.pointee == 0 { next += 1 }
      }
    }
  }
}

import CSQLite

/// The one owner of a C connection, shared by the `Connection` and the statements made from it.
///
/// Each of them holds it, so that it is closed after the last of them is gone: a statement never
/// outlives its connection.
final class Database {
  let handle: OpaquePointer
  let interruptHandle: InterruptHandle
  /// How many bodies of transactions and savepoints are running, one inside the other.
  var transactionDepth = 0
  /// Set while a transaction is open that could not be rolled back.
  var isTransactionLost = false
  private var cache = StatementCache()
  private var isClosed = false

  /// Opens a file.
  ///
  /// Wraps <https://sqlite.org/c3ref/open.html>.
  init(filename: String, flags: Int32) throws(SQLiteError) {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(filename, &opened, flags, guardedFileSystem)
    guard code == SQLITE_OK, let opened else {
      // SQLite hands out a connection even when it fails: its message is read, then it is closed.
      // A connection that never opened has nothing that closing could fail on.
      let extended = opened == nil ? code : sqlite3_extended_errcode(opened)
      let error = SQLiteError(extended, on: opened)
      sqlite3_close(opened)
      throw error
    }
    handle = opened
    interruptHandle = InterruptHandle(for: opened)
  }

  deinit {
    // Statements hold this object, so none is left that would make closing busy. SQLite leaks a
    // connection that is busy, hence the assertion; `close()` is the way to hear of it.
    let code = close()
    assert(code == SQLITE_OK, "never finalized: \(preparedStatements)")
  }

  /// Finalizes the cache and closes the connection; busy while a statement is in use.
  ///
  /// Wraps <https://sqlite.org/c3ref/close.html>.
  func close() -> Int32 {
    guard !isClosed else { return SQLITE_OK }
    cache.finalizeAll()
    let code = interruptHandle.closing { sqlite3_close(handle) }
    isClosed = code == SQLITE_OK
    return code
  }

  /// Throws if a call on this connection did not return `SQLITE_OK`.
  func check(_ code: Int32, sql: String? = nil) throws(SQLiteError) {
    guard code == SQLITE_OK else { throw failure(code, sql: sql) }
  }

  func failure(_ code: Int32, sql: String? = nil) -> SQLiteError {
    SQLiteError(code, on: handle, sql: sql)
  }

  /// The SQL of the statements that are not finalized, those in the cache included.
  ///
  /// A leak shows here. Wraps <https://sqlite.org/c3ref/next_stmt.html>.
  var preparedStatements: [String] {
    var list: [String] = []
    var next = sqlite3_next_stmt(handle, nil)
    while let statement = next {
      list.append(sqlite3_sql(statement).map { String(cString: $0) } ?? "")
      next = sqlite3_next_stmt(handle, statement)
    }
    return list
  }
}

/// The cache of statements.
extension Database {
  /// A statement of this SQL that nobody else uses: an idle one, or a new one.
  func takeStatement(_ sql: String) throws(SQLiteError) -> OpaquePointer {
    if let statement = cache.take(sql) { return statement }
    return try prepare(sql)
  }

  /// Takes back what ``takeStatement(_:)`` gave, as good as new.
  func giveBack(_ statement: OpaquePointer, sql: String) {
    // Both calls cannot fail in a way that matters here: reset repeats what the last step threw,
    // and clearing always works.
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
    cache.put(statement, sql: sql)
  }
}

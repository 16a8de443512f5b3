import CSQLite

/// An open database: the one door to SQLite.
///
/// Use it from one thread at a time; a `Mutex<Connection>` shares it. Foreign keys are enforced, and
/// every failure is a ``SQLiteError`` with its extended code. It is closed when it goes out of scope;
/// ``close()`` also says whether that worked. Wraps <https://sqlite.org/c3ref/sqlite3.html>.
package struct Connection: ~Copyable {
  let database: Database
  /// How the file was opened.
  package let mode: Mode
  /// How long a call waits for a lock that others hold.
  let busyTimeout: Duration

  /// Opens the database in the file at `path`; `:memory:` is one that lives in memory only.
  ///
  /// The path is always taken as a path, also where it begins with `file:`. SQLite does not look at
  /// the contents yet: a file that is no database fails at the first use, with
  /// ``ResultCode/notADatabase``. Where another connection holds a lock, each call waits up to
  /// `busyTimeout` before it throws ``ResultCode/busy``. Wraps <https://sqlite.org/c3ref/open.html>
  /// and <https://sqlite.org/c3ref/busy_timeout.html>.
  package init(
    path: String, mode: Mode = .create, trust: Trust = .anybody,
    busyTimeout: Duration = .seconds(5)
  ) throws(SQLiteError) {
    try self.init(
      filename: mode.filename(for: path), mode: mode, trust: trust, busyTimeout: busyTimeout)
  }

  /// Opens an empty database of its own, see ``temporaryCopy()``.
  init(temporary busyTimeout: Duration) throws(SQLiteError) {
    try self.init(filename: "", mode: .create, trust: .anybody, busyTimeout: busyTimeout)
  }

  private init(
    filename: String, mode: Mode, trust: Trust, busyTimeout: Duration
  ) throws(SQLiteError) {
    let database = try Database(filename: filename, flags: mode.flags)
    try database.check(sqlite3_extended_result_codes(database.handle, 1))
    if trust == .anybody { try database.distrust() }
    try database.check(sqlite3_busy_timeout(database.handle, busyTimeout.wholeMilliseconds))
    try database.check(errkb_sqlite3_enable_foreign_keys(database.handle))
    self.database = database
    self.mode = mode
    self.busyTimeout = busyTimeout
  }

  /// Closes the connection and reports what stands in the way.
  ///
  /// While a ``Statement`` is alive this throws ``ResultCode/busy`` with that statement's SQL; the
  /// connection then closes when the statement goes. Wraps <https://sqlite.org/c3ref/close.html>.
  package consuming func close() throws(SQLiteError) {
    let code = database.close()
    try database.check(code, sql: code == SQLITE_OK ? nil : database.preparedStatements.first)
  }

  /// What stops a running query from another thread.
  package var interruptHandle: InterruptHandle { database.interruptHandle }
}

extension Duration {
  /// Milliseconds as SQLite counts them, at most some 24 days; to it, a negative number is none.
  fileprivate var wholeMilliseconds: Int32 {
    Int32(clamping: Int128(self / .milliseconds(1)))
  }
}

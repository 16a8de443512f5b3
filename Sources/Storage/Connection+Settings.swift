import CSQLite
import Glibc

/// What the file says about itself: <https://sqlite.org/fileformat.html#the_database_header>.
extension Connection {
  /// The number that marks whose file this is; 0 if nobody's.
  ///
  /// Wraps <https://sqlite.org/pragma.html#pragma_application_id>.
  package borrowing func applicationID() throws -> Int32 { try number("PRAGMA application_id") }

  package borrowing func setApplicationID(_ id: Int32) throws(SQLiteError) {
    try execute("PRAGMA application_id = \(id)")
  }

  /// The version of the schema, as its owner counts; 0 in a new file.
  ///
  /// Wraps <https://sqlite.org/pragma.html#pragma_user_version>.
  package borrowing func userVersion() throws -> Int32 { try number("PRAGMA user_version") }

  package borrowing func setUserVersion(_ version: Int32) throws(SQLiteError) {
    try execute("PRAGMA user_version = \(version)")
  }

  /// Says whether there is a table, or a virtual table, of this name; case counts for nothing.
  package borrowing func tableExists(_ name: String) throws -> Bool {
    try first(
      "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE", [.text(name)]
    ) { _ in true } ?? false
  }

  /// Says whether writing is impossible, because of the mode or because the file is protected.
  ///
  /// Wraps <https://sqlite.org/c3ref/db_readonly.html>.
  package var isReadOnly: Bool { sqlite3_db_readonly(database.handle, "main") == 1 }

  private borrowing func number(_ sql: String) throws -> Int32 {
    try first(sql) { Int32(truncatingIfNeeded: $0.int64(0)) } ?? 0
  }
}

/// How the file is written.
extension Connection {
  /// Makes readers and a writer not wait for each other, from now on and for everyone.
  ///
  /// The file keeps this. A database in memory has no log and stays as it is; a file where it is
  /// not possible throws. Waits for others as long as the busy timeout says. Not inside a transaction.
  /// Wraps <https://sqlite.org/wal.html>.
  package borrowing func useWriteAheadLog() throws {
    let sql = "PRAGMA journal_mode = WAL"
    let mode = try waiting { try first(sql) { $0.text(0) } ?? "" }
    guard mode == "wal" || mode == "memory" else {
      throw SQLiteError(
        code: .error, message: "the journal mode stays \(mode) and does not become wal", sql: sql)
    }
  }

  /// Tries again while others are busy: where a lock that this connection holds could be what they wait
  /// for, SQLite fails at once and does not call its busy handler
  /// (<https://sqlite.org/c3ref/busy_handler.html>).
  private borrowing func waiting<T>(_ body: () throws -> T) throws -> T {
    let deadline = ContinuousClock.now + busyTimeout
    while true {
      do {
        return try body()
      } catch let error as SQLiteError where .busy ~= error.code {
        guard ContinuousClock.now < deadline else { throw error }
        usleep(10_000)
      }
    }
  }

  /// Moves everything from the write-ahead log into the file and empties the log.
  ///
  /// Without a log it does nothing. Throws ``ResultCode/busy`` while others still read the log, and
  /// ``ResultCode/locked`` inside a transaction. Wraps
  /// <https://sqlite.org/c3ref/wal_checkpoint_v2.html>.
  package borrowing func checkpoint() throws(SQLiteError) {
    try database.check(
      sqlite3_wal_checkpoint_v2(database.handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil))
  }

  /// Lets the file grow to so many pages, then writing fails with ``ResultCode/full``.
  ///
  /// It is for tests of a full disk. SQLite never goes below the size that the file has. Wraps
  /// <https://sqlite.org/pragma.html#pragma_max_page_count>.
  package borrowing func pageLimit(_ pages: Int) throws(SQLiteError) {
    try execute("PRAGMA max_page_count = \(pages)")
  }
}

/// Other files in the same connection.
extension Connection {
  /// Makes another database part of this connection, under a name that stands before its tables'.
  ///
  /// What `mode` allows is allowed there, as far as this connection may do it. Not inside a
  /// transaction. Wraps <https://sqlite.org/lang_attach.html>.
  package borrowing func attach(_ path: String, as name: String, mode: Mode) throws {
    try run("ATTACH ? AS \(name)", [.text(try mode.filename(for: path))])
  }
}

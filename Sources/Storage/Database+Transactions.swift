import CSQLite

/// What keeps a transaction whole when taking it back goes wrong.
extension Database {
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Takes back a transaction or a savepoint by the SQL in `cancel`.
  ///
  /// Does not throw, because the error to report is the one that led here. It can fail, as an
  /// interrupt also stops a ROLLBACK while some other query is being read. Then the whole
  /// transaction is lost, and rolled back as soon as that is possible.
  func cancelTransaction(_ cancel: String) {
    // After a full disk and the like SQLite has rolled back by itself, and there is nothing left.
    let isCancelled =
      !isInTransaction || sqlite3_exec(handle, cancel, nil, nil, nil) == SQLITE_OK
    if !isCancelled {
      isTransactionLost = true
    } else if !isInTransaction {
      isTransactionLost = false
    }
  }

  /// Throws where a statement would not run in the transaction that it belongs to.
  ///
  /// Without this the rest of a body whose transaction is gone would be committed bit by bit, and
  /// what a savepoint could not take back would be committed with the rest.
  func checkTransaction() throws(SQLiteError) {
    if transactionDepth > 0 {
      guard isInTransaction, !isTransactionLost else {
        throw SQLiteError(
          code: .abort, message: "the transaction was rolled back because of an earlier failure")
      }
    } else if isTransactionLost {
      try check(sqlite3_exec(handle, "ROLLBACK", nil, nil, nil), sql: "ROLLBACK")
      isTransactionLost = false
    }
  }
}

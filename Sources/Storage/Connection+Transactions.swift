/// Transactions: <https://sqlite.org/lang_transaction.html>.
extension Connection {
  /// Runs `body` in a transaction that can write from its start: all of it happens, or nothing.
  ///
  /// Any error takes everything back and is thrown on, also when it is the commit that fails. Inside
  /// another transaction it is a savepoint, and an error takes back what this `body` did only. Some
  /// failures, such as a full disk, make SQLite take back the outer transaction at once; whoever
  /// goes on in it all the same meets ``ResultCode/abort``. To write inside ``read(_:)`` throws
  /// ``ResultCode/busySnapshot`` if others wrote since it began: begin with `write` where something
  /// will be written.
  package borrowing func write<T>(_ body: () throws -> T) throws -> T {
    try database.checkTransaction()
    guard isInTransaction else {
      return try transaction(begin: "BEGIN IMMEDIATE", end: "COMMIT", cancel: "ROLLBACK", body)
    }
    // Names nest: each of these means the innermost savepoint of the name.
    return try transaction(
      begin: "SAVEPOINT nested", end: "RELEASE nested",
      cancel: "ROLLBACK TO nested; RELEASE nested", body)
  }

  /// Runs `body` so that all its queries see the same state of the database, whatever others write.
  ///
  /// Inside a transaction it just runs: that one sees one state already.
  package borrowing func read<T>(_ body: () throws -> T) throws -> T {
    try database.checkTransaction()
    guard !isInTransaction else { return try body() }
    return try transaction(begin: "BEGIN DEFERRED", end: "COMMIT", cancel: "ROLLBACK", body)
  }

  /// Says whether a transaction is open.
  ///
  /// Wraps <https://sqlite.org/c3ref/get_autocommit.html>.
  package var isInTransaction: Bool { database.isInTransaction }

  private borrowing func transaction<T>(
    begin: String, end: String, cancel: String, _ body: () throws -> T
  ) throws -> T {
    try run(begin)
    database.transactionDepth += 1
    defer { database.transactionDepth -= 1 }
    do {
      let result = try body()
      try run(end)
      return result
    } catch {
      database.cancelTransaction(cancel)
      throw error
    }
  }
}

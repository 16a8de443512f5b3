import CSQLite

extension Connection {
  /// Whose file is opened, and so what its schema may do.
  package enum Trust: Sendable {
    /// Anybody's: a file that was received, or one that others can write.
    ///
    /// Its inner tables and its schema cannot be written, and what one statement can take in memory,
    /// nesting and steps is bounded. What its views and triggers say is for the caller to look at before
    /// anything is asked of them: SQLite 3.40 cannot load a schema with JSON functions in it when
    /// `SQLITE_DBCONFIG_TRUSTED_SCHEMA` is off.
    case anybody
    /// One that this process has just made and nobody else knows of.
    case own
  }
}

extension Database {
  /// Bounds what the schema and the contents of a file can make a statement do.
  ///
  /// See <https://sqlite.org/security.html>.
  func distrust() throws(SQLiteError) {
    try check(errkb_sqlite3_set_defensive(handle, 1))
    for (category, limit) in Self.limits { sqlite3_limit(handle, category, limit) }
  }

  /// The bounds, wide enough for every statement of ours.
  ///
  /// See <https://sqlite.org/c3ref/c_limit_attached.html>.
  private static let limits: [(category: Int32, limit: Int32)] = [
    // A field holds 1 MiB at most; a row of the history holds all that one entry has, which as a record
    // of an export has 32 MiB at most.
    (SQLITE_LIMIT_LENGTH, 32 << 20),
    (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
    (SQLITE_LIMIT_EXPR_DEPTH, 100),
    (SQLITE_LIMIT_COMPOUND_SELECT, 16),
    (SQLITE_LIMIT_VDBE_OP, 50_000),
    (SQLITE_LIMIT_ATTACHED, 1),
    (SQLITE_LIMIT_TRIGGER_DEPTH, 10),
    (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000),
  ]
}

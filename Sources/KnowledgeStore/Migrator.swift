import Migrations
import Storage

/// Brings a file to the newest schema, and refuses the files it must not touch.
struct Migrator {
  let path: String
  let migrations: [Migration]

  /// Checks that the file is ours and has the newest schema, without writing.
  ///
  /// Two pragmas, since this runs before every answer; the recorded steps are compared before
  /// something is written, and by `doctor`.
  func check(_ connection: borrowing Connection) throws {
    let version = try ownVersion(connection)
    guard version == migrations.count else {
      if try isSnapshot(connection) { throw StoreError.outdatedSnapshot(path: path) }
      // An empty file becomes a base, and an older one is brought up, by the first command that writes.
      throw version == 0 ? StoreError.missing(path: path) : StoreError.outdated(path: path)
    }
  }

  /// Runs the steps the file lacks, each in a transaction of its own.
  ///
  /// A file that holds entries is copied to `FILE.schema-VERSION` first.
  func migrate(_ connection: borrowing Connection) throws {
    let version = try ownVersion(connection)
    if try isSnapshot(connection) { throw StoreError.snapshot(path: path) }
    if version > 0 { try checkRecordedSteps(connection) }
    guard version < migrations.count else { return }
    if version == 0 {
      try connection.useWriteAheadLog()
    } else {
      try backUpIfFilled(connection, version)
    }
    try build(connection)
  }

  /// Runs the steps the file lacks, each in a transaction of its own, or all in the one that is open.
  func build(_ connection: borrowing Connection) throws {
    for migration in migrations { try run(migration, connection) }
  }

  /// Compares the steps the file records with ours.
  func checkRecordedSteps(_ connection: borrowing Connection) throws {
    try connection.forEach("SELECT version, sql FROM migrations ORDER BY version") { row in
      let version = row.int(0)
      guard let known = migrations.first(where: { $0.version == version }) else {
        throw StoreError.unknownMigration(path: path, version: version)
      }
      guard known.sql == row.text(1) else {
        throw StoreError.editedMigration(path: path, version: version)
      }
    }
  }

  /// Whether the file is a snapshot.
  func isSnapshot(_ connection: borrowing Connection) throws -> Bool {
    try connection.applicationID() == SnapshotSchema.applicationID
  }

  /// The schema of our file, 0 for an empty one.
  private func ownVersion(_ connection: borrowing Connection) throws -> Int {
    let application = try connection.applicationID()
    let version = Int(try connection.userVersion())
    let own = [KnowledgeBase.applicationID, SnapshotSchema.applicationID]
    guard own.contains(application) else {
      let isEmpty = try connection.first("SELECT count(*) = 0 FROM sqlite_schema") {
        $0.int(0) == 1
      }
      guard application == 0, version == 0, isEmpty == true else {
        throw StoreError.foreign(path: path)
      }
      return 0
    }
    guard version <= migrations.count else {
      throw StoreError.newer(path: path, version: version, newest: migrations.count)
    }
    return version
  }

  private func run(_ migration: Migration, _ connection: borrowing Connection) throws {
    try connection.write {
      // Another process may have run the step while this one waited for the lock.
      guard try connection.userVersion() < Int32(migration.version) else { return }
      try connection.execute(
        """
        CREATE TABLE IF NOT EXISTS migrations (
          version    INTEGER PRIMARY KEY,
          name       TEXT NOT NULL,
          sql        TEXT NOT NULL,
          applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
        ) STRICT
        """)
      try connection.execute(migration.sql)
      try connection.run(
        "INSERT INTO migrations (version, name, sql) VALUES (?, ?, ?)",
        [.integer(Int64(migration.version)), .text(migration.name), .text(migration.sql)])
      try connection.setApplicationID(KnowledgeBase.applicationID)
      try connection.setUserVersion(Int32(migration.version))
    }
  }

  private func backUpIfFilled(_ connection: borrowing Connection, _ version: Int) throws {
    let isFilled = try connection.first("SELECT EXISTS (SELECT 1 FROM codes)") { $0.int(0) == 1 }
    guard isFilled == true, path != ":memory:" else { return }
    // The number of the schema the copy has; a copy that is there already is of the same schema and
    // was made before the same step, which then failed: it is kept, and this one counts on.
    var name = "\(path).schema-\(version)"
    var count = 1
    while fileExists(name) {
      count += 1
      name = "\(path).schema-\(version)-\(count)"
    }
    try connection.backUp(to: name)
  }
}

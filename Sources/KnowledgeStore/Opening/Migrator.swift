import Migrations
import Storage

/// Brings a file to the newest schema, and refuses the files it must not touch.
struct Migrator {
  let path: String
  let migrations: [Migration]

  /// Checks that the file is ours, has the newest schema and declares nothing else, without writing.
  ///
  /// This runs before every answer. The recorded steps are compared before something is written, and by
  /// `doctor`.
  func check(_ connection: borrowing Connection) throws {
    try connection.read {
      let version = try ownVersion(connection)
      guard version == migrations.count else {
        if try isSnapshot(connection) { throw StoreError.outdatedSnapshot(path: path) }
        // An empty file becomes a base, and an older one is brought up, by the first command that writes.
        throw version == 0 ? StoreError.missing(path: path) : StoreError.outdated(path: path)
      }
      try checkSchema(connection)
    }
  }

  /// Runs the steps the file lacks, each in a transaction of its own.
  ///
  /// A file that holds entries is copied to `FILE.schema-VERSION` first.
  ///
  /// - Parameter isCopy: whether the connection is to a copy in a temporary place, which needs neither
  ///   a copy nor a log of its own.
  /// - Returns: the path of the copy that was made.
  @discardableResult
  func migrate(_ connection: borrowing Connection, isCopy: Bool = false) throws -> String? {
    let version = try connection.read {
      let version = try ownVersion(connection)
      if try isSnapshot(connection) { throw StoreError.snapshot(path: path) }
      if version > 0 {
        try checkSchema(connection, upTo: version)
        try checkRecordedSteps(connection)
      }
      return version
    }
    guard version < migrations.count else { return nil }
    var copy: String?
    if !isCopy {
      if version == 0 {
        try connection.useWriteAheadLog()
      } else {
        copy = try backUpIfFilled(connection, version)
      }
    }
    try build(connection)
    return copy
  }

  /// Checks that the file is ours and no newer, whatever it declares.
  func identify(_ connection: borrowing Connection) throws {
    try connection.read {
      if try ownVersion(connection) == 0 { throw StoreError.missing(path: path) }
    }
  }

  /// Runs the steps the file lacks, each in a transaction of its own, or all in the one that is open.
  func build(_ connection: borrowing Connection) throws {
    for migration in migrations { try run(migration, connection) }
  }

  /// How the declarations of the file differ from those of errkb, a sentence each.
  ///
  /// - Parameters:
  ///   - steps: how many steps of the schema ran in the file.
  ///   - isExact: whether tables and views beside ours are a difference, too.
  func schemaProblems(
    _ connection: borrowing Connection, upTo steps: Int, isExact: Bool = false
  ) throws -> [String] {
    var found = try SchemaCheck(of: connection)
    // What the schemas of this errkb come to is known, so that an answer need not build them first.
    let isSnapshot = try isSnapshot(connection)
    let known = isSnapshot ? SchemaCheck.snapshotDigest : SchemaCheck.baseDigest
    guard found.digest != known || !found.sharedPages.isEmpty || steps != Migration.all.count else {
      return []
    }
    let expected = try Connection(path: ":memory:", trust: .own)
    let migrator = Migrator(path: path, migrations: Array(migrations.prefix(steps)))
    if isSnapshot {
      try SnapshotSchema.create(migrator, expected)
    } else {
      try migrator.build(expected)
    }
    try found.lookCloser(connection)
    return found.problems(comparedTo: try SchemaCheck(of: expected), isExact: isExact)
  }

  private func checkSchema(_ connection: borrowing Connection, upTo steps: Int? = nil) throws {
    let problems = try schemaProblems(connection, upTo: steps ?? migrations.count)
    guard problems.isEmpty else { throw StoreError.altered(path: path, problems: problems) }
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
  ///
  /// Inside one transaction: another process may be making the base at this moment.
  private func ownVersion(_ connection: borrowing Connection) throws -> Int {
    let application = try connection.applicationID()
    let version = Int(try connection.userVersion())
    let own = [KnowledgeBase.applicationID, SnapshotSchema.applicationID]
    guard own.contains(application) else {
      let isEmpty = try connection.first("SELECT count(*) = 0 FROM sqlite_schema") {
        $0.int(0) == 1
      }
      guard application == 0, version == 0 else { throw StoreError.foreign(path: path) }
      guard isEmpty == true else {
        throw try schemaOfRestoredDump(connection) == nil
          ? StoreError.foreign(path: path) : StoreError.restoredDump(path: path)
      }
      return 0
    }
    guard version > 0 else {
      throw StoreError.damaged(
        path: path, detail: "its header says schema \(version), which no errkb writes")
    }
    guard version <= migrations.count else {
      throw StoreError.newer(path: path, version: version, newest: migrations.count)
    }
    return version
  }

  /// The schema of a file without marks that has the tables of a base; nil for another file.
  ///
  /// `.dump` of the `sqlite3` shell does not write the marks of the header.
  private func schemaOfRestoredDump(_ connection: borrowing Connection) throws -> Int? {
    try migrations.indices.map { $0 + 1 }.reversed().first { steps in
      try schemaProblems(connection, upTo: steps).isEmpty
    }
  }

  /// Sets the marks in the header of a base that was restored from a dump.
  ///
  /// Returns whether it was one.
  func mark(_ connection: borrowing Connection) throws -> Bool {
    try connection.write {
      guard try connection.applicationID() == 0, try connection.userVersion() == 0,
        let version = try schemaOfRestoredDump(connection)
      else { return false }
      try checkRecordedSteps(connection)
      try connection.setApplicationID(KnowledgeBase.applicationID)
      try connection.setUserVersion(Int32(version))
      return true
    }
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

  /// Returns the path of the copy; nil where none is needed.
  private func backUpIfFilled(
    _ connection: borrowing Connection, _ version: Int
  ) throws -> String? {
    let isFilled = try connection.first("SELECT EXISTS (SELECT 1 FROM codes)") { $0.int(0) == 1 }
    guard isFilled == true, path != ":memory:" else { return nil }
    // The number of the schema the copy has; a copy that is there already is of the same schema and
    // was made before the same step, which then failed: it is kept, and this one counts on.
    var name = "\(path).schema-\(version)"
    var count = 1
    while fileExists(name) {
      count += 1
      name = "\(path).schema-\(version)-\(count)"
    }
    try connection.backUp(to: name)
    return name
  }
}

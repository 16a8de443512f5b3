import Catalog
import Migrations
import Storage

/// A knowledge base: one SQLite file with the entries, their history and the search index.
///
/// A class, since it is the one owner of a connection; not to be shared between threads. Every
/// method that fails for reasons of the file throws `StoreError`.
package final class KnowledgeBase {
  let connection: Connection
  /// The file, as it was named.
  package let path: String
  let clock: Clock
  let migrator: Migrator

  /// `application_id` of our files: `erkb`, see <https://www.sqlite.org/fileformat2.html>.
  package static let applicationID: Int32 = 0x6572_6B62

  /// What a base is opened for.
  package enum Purpose: Sendable {
    /// Answers only. The file must be there; a base on read-only media opens.
    case reading
    /// Changes. The file must be there; it is brought up to the newest schema.
    case writing
    /// Changes; a file that is not there is created.
    case creating
  }

  /// Opens a base.
  ///
  /// - Parameters:
  ///   - path: the file; `:memory:` with `creating` is a base that is gone when it is closed.
  ///   - clock: what tells the time of changes.
  package init(
    path: String, for purpose: Purpose, clock: Clock = .system,
    busyTimeout: Duration = .seconds(5), migrations: [Migration] = Migration.all
  ) throws {
    self.path = path
    self.clock = clock
    let migrator = Migrator(path: path, migrations: migrations)
    self.migrator = migrator
    do {
      switch purpose {
      case .reading:
        connection = try Self.openForReading(path, busyTimeout, migrator)
      case .writing:
        guard path == ":memory:" || fileExists(path) else { throw StoreError.missing(path: path) }
        connection = try Connection(path: path, mode: .readWrite, busyTimeout: busyTimeout)
        try migrator.migrate(connection)
      case .creating:
        connection = try Connection(path: path, mode: .create, busyTimeout: busyTimeout)
        try migrator.migrate(connection)
      }
      if purpose != .reading {
        // A crash of the machine may take the last commits, never the file: WAL with NORMAL, see
        // <https://www.sqlite.org/pragma.html#pragma_synchronous>.
        // The cache holds the pages of an import that touches every table for each entry; 128 MiB is
        // a bound, a small import takes what it needs.
        try connection.execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -131072")
      }
    } catch let error as SQLiteError {
      // What SQLite says of a folder depends on how it was to be opened.
      if isFolder(path) { throw StoreError.cannotOpen(path: path, reason: "it is a folder") }
      throw StoreError(error, path: path)
    }
  }

  /// Whether the file is a snapshot, which is read only.
  package func isSnapshot() throws -> Bool {
    try reading { try migrator.isSnapshot(connection) }
  }

  /// Runs a body that reads, all of it seeing one state of the file.
  package func reading<T>(_ body: () throws -> T) throws -> T {
    try translatingErrors { try connection.read(body) }
  }

  /// Runs a body that writes, as one transaction.
  func writing<T>(_ body: () throws -> T) throws -> T {
    try translatingErrors { try connection.write(body) }
  }

  /// Refuses a base that cannot be written, for a person who is about to type what it should hold.
  ///
  /// - Throws: `StoreError.readOnly`.
  package func requireWritable() throws {
    guard !connection.isReadOnly, path == ":memory:" || isWritable(folderOf: path) else {
      throw StoreError.readOnly(path: path)
    }
  }

  private func translatingErrors<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as SQLiteError {
      throw StoreError(error, path: path)
    }
  }

  /// Opens for reading whatever the media allow: as usual, else without writing at all.
  private static func openForReading(
    _ path: String, _ busyTimeout: Duration, _ migrator: Migrator
  ) throws -> Connection {
    guard fileExists(path) else { throw StoreError.missing(path: path) }
    do {
      let connection = try Connection(path: path, mode: .readWrite, busyTimeout: busyTimeout)
      try migrator.check(connection)
      return connection
    } catch let error as SQLiteError
      where [.cantOpen, .readOnly, .ioError, .permission].contains(error.code.primary)
    {
      // A file in WAL mode wants two files beside it; where these cannot be made, it can be read as
      // one that does not change: <https://www.sqlite.org/wal.html#read_only_databases>.
      guard isEmptyFile(path + "-wal") else {
        throw error.code.primary == .ioError ? error : StoreError.unmergedLog(path: path)
      }
      let connection = try Connection(path: path, mode: .immutable, busyTimeout: busyTimeout)
      try migrator.check(connection)
      return connection
    }
  }
}

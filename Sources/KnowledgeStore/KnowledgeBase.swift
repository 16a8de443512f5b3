import Catalog
import Files
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
  /// The copy that was made of the file before it was brought to the newest schema; nil where it had that.
  package let copyOfOlderSchema: String?
  /// Comes after the connection, so that it ends after it.
  private let cleaning: SideFileCleaning

  /// `application_id` of our files: `erkb`, see <https://www.sqlite.org/fileformat2.html>.
  package static let applicationID: Int32 = 0x6572_6B62

  /// What a base is opened for.
  package enum Purpose: Sendable {
    /// Answers only; nothing of the file or beside it is changed, but that a base in WAL mode needs its
    /// two side files. The file must be there; a base on read-only media opens.
    case reading
    /// Looking for faults: as for reading, but a file whose tables are not errkb's opens, too.
    case examining
    /// Changes. The file must be there; it is brought up to the newest schema.
    case writing
    /// Changes; a file that is not there is created.
    case creating
    /// Changes in a copy that is gone when the base is closed, for dry runs: the file is only read.
    case trying
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
    cleaning = SideFileCleaning(of: resolvedPath(path))
    var copy: String?
    do {
      var file = path == ":memory:" ? nil : try DatabaseFile(path)
      // An empty file is no base yet, but one may be made of it.
      let isMade = purpose == .creating || purpose == .trying && file != nil
      guard file?.header != nil || isMade else { throw StoreError.missing(path: path) }
      switch purpose {
      case .reading, .examining:
        try file?.checkSideFilesForReading(cleaning)
        connection = try Self.openForReading(file?.location ?? path, named: path, busyTimeout) {
          if purpose == .reading { try migrator.check($0) } else { try migrator.identify($0) }
        }
      case .trying:
        try file?.checkSideFilesForReading(cleaning)
        let original = try Self.openForReading(file?.location ?? path, named: path, busyTimeout) {
          _ = try $0.applicationID()
        }
        connection = try temporaryCopy(of: original)
        try migrator.migrate(connection, isCopy: true)
      case .writing, .creating:
        if path != ":memory:" {
          if file == nil { try DatabaseFile.create(path) }
          file = try file ?? DatabaseFile(path)
        }
        try file?.checkSideFilesForWriting(cleaning)
        let location = file?.location ?? path
        connection = try Connection(
          path: location, mode: path == ":memory:" ? .create : .readWrite, busyTimeout: busyTimeout)
        copy = try migrator.migrate(connection)
        // A crash of the machine may take the last commits, never the file: WAL with NORMAL, see
        // <https://www.sqlite.org/pragma.html#pragma_synchronous>.
        // The cache holds the pages of an import that touches every table for each entry; 128 MiB is
        // a bound, a small import takes what it needs.
        try connection.execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -131072")
      }
      copyOfOlderSchema = copy
      let journalMode = try connection.first("PRAGMA journal_mode", []) { $0.text(0) }
      let hasLog = connection.mode != .immutable && journalMode == "wal"
      try file?.checkOwners(afterOpening: hasLog)
    } catch let error as SQLiteError {
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
      throw explained(error)
    } catch let error as DamagedContent {
      throw StoreError.damagedContent(path: path, sentence: error.sentence)
    } catch let error as DamagedIndex {
      throw StoreError.damagedIndex(path: path, detail: error.detail)
    }
  }

  /// Sets the marks of a base in a file that was restored from a dump of one, and brings it back into
  /// WAL mode; returns whether it was such a file.
  package static func markRestoredDump(
    at path: String, busyTimeout: Duration = .seconds(5)
  ) throws -> Bool {
    do {
      guard let file = try DatabaseFile(path), file.header != nil else {
        throw StoreError.missing(path: path)
      }
      let cleaning = SideFileCleaning(of: file.location)
      try file.checkSideFilesForWriting(cleaning)
      let connection = try Connection(
        path: file.location, mode: .readWrite, busyTimeout: busyTimeout)
      guard try Migrator(path: path, migrations: Migration.all).mark(connection) else {
        return false
      }
      try connection.useWriteAheadLog()
      return true
    } catch let error as SQLiteError {
      throw StoreError(error, path: path)
    }
  }

  /// Opens for reading whatever the media allow: as usual, else as a file that nobody changes.
  ///
  /// - Parameter check: looks at the contents, which is when SQLite first reads from the file.
  private static func openForReading(
    _ location: String, named path: String, _ busyTimeout: Duration,
    _ check: (borrowing Connection) throws -> Void
  ) throws -> Connection {
    do {
      let connection = try Connection(path: location, mode: .readOnly, busyTimeout: busyTimeout)
      try check(connection)
      return connection
    } catch let error as SQLiteError
      where [.cantOpen, .readOnly, .ioError, .permission].contains(error.code.primary)
      && error.code != .readOnlyRollback
    {
      // A file in WAL mode wants two files beside it; where these cannot be made, it can be read as
      // one that does not change: <https://www.sqlite.org/wal.html#read_only_databases>.
      guard isEmptyFile(location + "-wal") else {
        throw error.code.primary == .ioError ? error : StoreError.unmergedLog(path: path)
      }
      let connection = try Connection(path: location, mode: .immutable, busyTimeout: busyTimeout)
      try check(connection)
      return connection
    }
  }
}

/// Content that no errkb can have written, found on reading; the sentence names the entry.
struct DamagedContent: Error {
  let sentence: String

  init(_ entry: Entry, _ damage: String) { sentence = "\(entry.address) \(damage)" }
}

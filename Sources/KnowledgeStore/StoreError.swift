import Storage

/// What keeps a knowledge base from answering.
package enum StoreError: Error, Equatable, CustomStringConvertible {
  /// There is no file at the path.
  case missing(path: String)
  /// The file cannot be opened or created; `reason` is the system's.
  case cannotOpen(path: String, reason: String)
  /// The file is no SQLite database.
  case notADatabase(path: String)
  /// The file is a SQLite database of another application.
  case foreign(path: String)
  /// The file was written by a newer errkb.
  case newer(path: String, version: Int, newest: Int)
  /// The file has an older schema, and only answers are wanted.
  case outdated(path: String)
  /// The file is a snapshot, and is to be written.
  case snapshot(path: String)
  /// The file is a snapshot of an older errkb.
  case outdatedSnapshot(path: String)
  /// The file is a base, or something else, where a snapshot is wanted.
  case noSnapshot(path: String)
  /// A step of the schema that ran in the file is not the one this errkb knows.
  case editedMigration(path: String, version: Int)
  /// The file records a step of the schema that this errkb does not know.
  case unknownMigration(path: String, version: Int)
  /// The file is damaged; `detail` is SQLite's sentence.
  case damaged(path: String, detail: String)
  /// Another process holds the file longer than we wait.
  case locked(path: String)
  /// The file, or where it lies, cannot be written.
  case readOnly(path: String)
  /// The file has changes in a write-ahead log that cannot be merged where it lies.
  case unmergedLog(path: String)
  /// There is no space left.
  case full(path: String)
  /// A key pressed, or a signal.
  case interrupted
  /// Anything else SQLite says.
  case other(path: String, SQLiteError)

  package var description: String {
    switch self {
    case .missing(let path):
      "there is no knowledge base at \(path)"
    case .cannotOpen(let path, let reason):
      "cannot open \(path): \(reason)"
    case .notADatabase(let path):
      "\(path) is not a SQLite database"
    case .foreign(let path):
      "\(path) belongs to another application"
    case .newer(let path, let version, let newest):
      "\(path) was written by a newer errkb (schema \(version), this one knows \(newest))"
    case .outdated(let path):
      "\(path) was written by an older errkb"
    case .snapshot(let path):
      "\(path) is a snapshot, which is only read"
    case .outdatedSnapshot(let path):
      "\(path) is a snapshot of an older errkb"
    case .noSnapshot(let path):
      "\(path) is a base that is worked on and no snapshot"
    case .editedMigration(let path, let version):
      "\(path) was built with another text of schema step \(version)"
    case .unknownMigration(let path, let version):
      "\(path) records schema step \(version), which this errkb does not know"
    case .damaged(let path, let detail):
      "\(path) is damaged (\(detail))"
    case .locked(let path):
      "\(path) is locked by another process"
    case .readOnly(let path):
      "\(path) cannot be written"
    case .unmergedLog(let path):
      "\(path) has changes in \(path)-wal, which cannot be read where nothing can be written"
    case .full(let path):
      "there is no space left for \(path); nothing was changed"
    case .interrupted: "interrupted; nothing was changed"
    case .other(let path, let error) where error.code.primary == .ioError:
      """
      cannot read or write \(path): \(error.message) (SQLite code \(error.code.rawValue)); \
      nothing was changed
      """
    case .other(let path, let error): "\(path): \(error)"
    }
  }

  /// Whether the disk, or a limit of it, is the cause.
  package var isInputOutput: Bool {
    if case .other(_, let error) = self { error.code.primary == .ioError } else { false }
  }

  /// Sorts SQLite's result codes into what a person can act on.
  init(_ error: SQLiteError, path: String) {
    self =
      switch error.code.primary {
      case .busy, .locked: .locked(path: path)
      case .corrupt: .damaged(path: path, detail: error.message)
      case .notADatabase: .notADatabase(path: path)
      case .full: .full(path: path)
      case .readOnly: .readOnly(path: path)
      case .cantOpen: .cannotOpen(path: path, reason: error.message)
      case .interrupt: .interrupted
      default: .other(path: path, error)
      }
  }
}

import Catalog
import Files
import Glibc
import Storage

/// What keeps a knowledge base from answering.
package enum StoreError: Equatable {
  /// There is no file at the path.
  case missing(path: String)
  /// The file cannot be opened or created; `reason` is the system's.
  case cannotOpen(path: String, reason: String)
  /// The file is to be made or written through a link that somebody else may have planted.
  case foreignLink(ForeignLink)
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
  /// An entry holds what no errkb can have written; the sentence names the entry and the row.
  case damagedContent(path: String, sentence: String)
  /// The full-text index is damaged, and the tables may be sound; `detail` is SQLite's sentence.
  case damagedIndex(path: String, detail: String)
  /// Rows of a table that is none of errkb's refer to ours and keep these from being changed.
  case foreignTable(path: String, table: String)
  /// The file declares other tables, views or triggers than errkb does; `problems` has a sentence for
  /// each.
  case altered(path: String, problems: [String])
  /// The file has the tables of a base and no marks in its header: a dump was restored.
  case restoredDump(path: String)
  /// A journal or a log lies beside a snapshot, which nobody writes.
  case snapshotWithSideFile(path: String, sideFile: String)
  /// A journal holds a write that did not come to its end, and the file is only to be read.
  case unfinishedWrite(path: String, journal: String)
  /// A journal that is not of errkb's making would be carried out if the file were opened.
  case foreignJournal(path: String, journal: String, reason: String)
  /// A side file, empty as it may be, belongs to a user who may not write the base.
  case foreignSideFile(path: String, sideFile: String)
  /// A side file of the base cannot be written, most likely because another user made it by reading.
  case sideFileInTheWay(path: String, sideFile: String)
  /// A copy to work on cannot be made in the folder for temporary files.
  case noRoomForCopy(folder: String, reason: String)
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
    case .foreignLink(let link): link.description
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
    case .damagedContent(let path, let sentence): "\(path) is damaged: \(sentence)"
    case .damagedIndex(let path, let detail):
      "the full-text index of \(path) is damaged (\(detail)); nothing was changed"
    case .foreignTable(let path, let table):
      """
      the table '\(table)' in \(path), which is none of errkb's, refers to a row or column that cannot \
      be changed because of it; nothing was changed
      """
    case .altered(let path, let problems):
      """
      the tables of \(path) are not as errkb makes them: \(problems.first ?? "they differ")\
      \(problems.count > 1 ? ", and \(problems.count - 1) more" : ""); nothing is read from it
      """
    case .restoredDump(let path):
      "\(path) is a base restored from a dump, without the marks of errkb in its header"
    case .snapshotWithSideFile(let path, let sideFile):
      "\(sideFile) lies beside the snapshot \(path) and would change what it says"
    case .unfinishedWrite(let path, let journal):
      "\(path) has a write that was cut off: \(journal) has to be rolled back first"
    case .foreignJournal(let path, let journal, let reason):
      "\(journal) beside \(path) is not of errkb's making: \(reason)"
    case .foreignSideFile(let path, let sideFile):
      "\(sideFile) beside \(path) belongs to a user who may not write the base"
    case .sideFileInTheWay(let path, let sideFile):
      "\(sideFile) beside \(path) belongs to another user and cannot be written"
    case .noRoomForCopy(let folder, let reason):
      "cannot make a copy to work on in \(folder): \(reason)"
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
    case .other(let path, let error) where error.code.primary == .constraint:
      """
      \(path): a value breaks a rule of the schema (SQLite code \(error.code.rawValue)); \
      nothing was changed
      """
    case .other(let path, let error):
      "\(path): \(error.message) (SQLite code \(error.code.rawValue))"
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
      // A file system in memory that is full tells it when the index of the log should grow.
      case .ioError
      where error.code == .sharedMemorySize || [ENOSPC, EDQUOT].contains(error.systemError):
        .full(path: path)
      case .readOnly where error.code == .readOnlyRollback:
        .unfinishedWrite(path: path, journal: path + "-journal")
      case .readOnly: .readOnly(path: path)
      // A log whose index nobody present may write.
      case .lockingProtocol: .unfinishedWrite(path: path, journal: path + "-wal")
      case .cantOpen:
        .cannotOpen(
          path: path,
          reason: error.systemError == 0
            ? error.message : String(cString: strerror(error.systemError)))
      case .interrupt: .interrupted
      default: .other(path: path, error)
      }
  }
}

extension StoreError: Problem {
  package var kind: ProblemKind { self == .interrupted ? .interrupted : .base }

  package var code: String {
    switch self {
    case .missing: "missing"
    case .cannotOpen: "cannot_open"
    case .foreignLink: "foreign_link"
    case .notADatabase: "not_a_database"
    case .foreign: "foreign"
    case .newer: "newer"
    case .outdated: "outdated"
    case .snapshot: "snapshot"
    case .outdatedSnapshot: "outdated"
    case .noSnapshot: "no_snapshot"
    case .editedMigration, .unknownMigration: "migration"
    case .damaged: "damaged"
    case .damagedContent: "damaged"
    case .foreignTable: "foreign_table"
    case .damagedIndex: "damaged_index"
    case .altered: "altered"
    case .restoredDump: "restored_dump"
    case .snapshotWithSideFile: "side_file"
    case .unfinishedWrite: "unfinished_write"
    case .foreignJournal: "foreign_journal"
    case .foreignSideFile, .sideFileInTheWay: "side_file"
    case .noRoomForCopy: "no_room_for_copy"
    case .locked: "locked"
    case .readOnly: "read_only"
    case .unmergedLog: "unmerged_log"
    case .full: "full"
    case .interrupted: "interrupted"
    case .other: "sqlite"
    }
  }
}

import TextAnalysis

/// Why a snapshot is not written; each says what a person can do next.
package enum SnapshotError: Error, Equatable, CustomStringConvertible {
  /// Something lies at the path and is not to be replaced.
  case exists(path: String)
  /// A folder lies at the path.
  case isFolder(path: String)
  /// A device or a pipe lies at the path.
  case isSpecial(path: String)
  /// The path is that of the base itself.
  case isTheBase(path: String)
  /// A base that is worked on lies at the path.
  case isABase(path: String)
  /// The path is named as what SQLite keeps beside a database.
  case isSideFile(path: String)
  /// A journal lies beside the path, which SQLite would play into the new file.
  case hasJournal(path: String, journal: String)
  /// Another run writes a snapshot to the same path.
  case inProgress(path: String)
  /// The file cannot be made, written or put in its place; `reason` is the system's.
  case cannotWrite(path: String, reason: String)
  /// Other tools wrote to the base while it was read.
  case unsettled(path: String)
  /// What was written is not what it should be; nothing was put in place.
  case unsound(path: String, problems: [String])

  package var description: String {
    switch self {
    case .exists(let path): "\(path) is there already; replace it with --force"
    case .isFolder(let path):
      "\(path) is a folder; name the file, such as \(path.hasSuffix("/") ? path : path + "/")errkb.db"
    case .isSpecial(let path):
      "\(path) is a device or a pipe; a snapshot is a file, name one"
    case .isTheBase(let path): "\(path) is the base itself; name another file for the snapshot"
    case .isABase(let path):
      "\(path) is a base that is worked on and no snapshot; name another file, or remove it first"
    case .isSideFile(let path):
      "\(path) is named as what SQLite keeps beside a database; name another file"
    case .hasJournal(let path, let journal):
      "\(journal) lies beside \(path), so another tool is writing there; close it, or remove both"
    case .inProgress(let path):
      "another snapshot is being written to \(path); try again when it has finished"
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason); check the folder and the disk, or name another path"
    case .unsettled(let path):
      "other tools have written to \(path); take that in with: errkb --db \(shellWord(path)) reindex"
    case .unsound(let path, let problems):
      "what was written for \(path) is not sound (\(problems.first ?? "")); check the disk and try again"
    }
  }
}

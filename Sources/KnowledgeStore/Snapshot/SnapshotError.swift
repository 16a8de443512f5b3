import Catalog
import Files

/// Why a snapshot is not written.
package enum SnapshotError: Equatable {
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
  /// The path is a link that somebody else may have planted.
  case foreignLink(ForeignLink)
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
    case .exists(let path): "\(path) is there already"
    case .isFolder(let path):
      "\(path) is a folder"
    case .isSpecial(let path):
      "\(path) is a device or a pipe"
    case .isTheBase(let path): "\(path) is the base itself"
    case .isABase(let path):
      "\(path) is a base that is worked on and no snapshot"
    case .isSideFile(let path):
      "\(path) is named as what SQLite keeps beside a database"
    case .foreignLink(let link): link.description
    case .hasJournal(let path, let journal):
      "\(journal) lies beside \(path), so another tool is writing there"
    case .inProgress(let path):
      "another snapshot is being written to \(path)"
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason)"
    case .unsettled(let path):
      "other tools have written to \(path)"
    case .unsound(let path, let problems):
      "what was written for \(path) is not sound (\(problems.first ?? ""))"
    }
  }
}

extension SnapshotError: Problem {
  package var kind: ProblemKind {
    switch self {
    case .exists, .isFolder, .isSpecial, .isTheBase, .isABase, .isSideFile,
      .foreignLink, .hasJournal:
      .invalid
    case .inProgress, .cannotWrite, .unsettled, .unsound: .base
    }
  }

  package var code: String {
    switch self {
    case .exists: "exists"
    case .isFolder: "is_folder"
    case .isSpecial: "is_special"
    case .isTheBase: "is_the_base"
    case .isABase: "is_a_base"
    case .isSideFile: "is_side_file"
    case .foreignLink: "foreign_link"
    case .hasJournal: "has_journal"
    case .inProgress: "in_progress"
    case .cannotWrite: "unwritable"
    case .unsettled: "unsettled"
    case .unsound: "unsound"
    }
  }
}

import ArgumentParser
import KnowledgeStore

/// An error as it is told to a person: what is wrong, what to do next, and the exit status.
struct Failure: Error {
  /// A word for programs, such as `locked`.
  var code: String
  /// One sentence.
  var message: String
  /// What the sentence is about in particular, one item a line.
  var details: [String] = []
  /// What to do next, where the sentence does not say it.
  var hint: String?
  var status: ExitStatus

  /// Makes a failure.
  init(
    _ status: ExitStatus, code: String, _ message: String, details: [String] = [],
    hint: String? = nil
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.details = details
    self.hint = hint
  }

  /// The failure, with what it is about in front of its sentence.
  func prefixed(by subject: String) -> Failure {
    var failure = self
    failure.message = "\(subject): \(message)"
    return failure
  }

  /// Sorts an error of the lower layers.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as StoreError: self.init(error)
    case let error as ImportError:
      self.init(.conflict, code: error.code, error.description, hint: error.hint)
    case let error as SnapshotError:
      self.init(error.status, code: error.code, error.description, hint: error.hint)
    case let error as EditError:
      self.init(error.status, code: error.code, error.description, hint: error.hint)
    default:
      self.init(
        .internalError, code: "internal",
        "this should not happen: \(String(describing: error))",
        hint: "please report it with the command that was typed")
    }
  }

  private init(_ error: StoreError) {
    let code =
      switch error {
      case .missing: "missing"
      case .cannotOpen: "cannot_open"
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
      case .sideFileInTheWay: "side_file"
      case .noRoomForCopy: "no_room_for_copy"
      case .locked: "locked"
      case .readOnly: "read_only"
      case .unmergedLog: "unmerged_log"
      case .full: "full"
      case .interrupted: "interrupted"
      case .other: "sqlite"
      }
    self.init(
      error == .interrupted ? .interrupted : .database, code: code, error.description,
      hint: error.hint)
  }
}

extension ImportError {
  fileprivate var code: String {
    switch self {
    case .tooManyWithdrawn: "too_many_withdrawn"
    case .similarDocument: "similar_document"
    case .conflicts: "conflicts"
    }
  }
}

extension SnapshotError {
  fileprivate var status: ExitStatus {
    switch self {
    case .exists, .isFolder, .isSpecial, .isTheBase, .isABase, .isSideFile,
      .hasJournal:
      .usage
    case .inProgress, .cannotWrite, .unsettled, .unsound: .database
    }
  }

  fileprivate var code: String {
    switch self {
    case .exists: "exists"
    case .isFolder: "is_folder"
    case .isSpecial: "is_special"
    case .isTheBase: "is_the_base"
    case .isABase: "is_a_base"
    case .isSideFile: "is_side_file"
    case .hasJournal: "has_journal"
    case .inProgress: "in_progress"
    case .cannotWrite: "unwritable"
    case .unsettled: "unsettled"
    case .unsound: "unsound"
    }
  }
}

extension EditError {
  fileprivate var status: ExitStatus {
    switch self {
    case .noSuchEntry, .noSuchSystem, .noSuchDocument, .noSuchRevision, .noSuchBatch,
      .nothingToRevert:
      .nothingFound
    case .ambiguous, .exists, .systemExists, .systemInUse, .documentExists, .invalid: .usage
    case .moved, .clash, .settled, .changedSince: .conflict
    }
  }

  fileprivate var code: String {
    switch self {
    case .noSuchEntry: "no_such_entry"
    case .ambiguous: "ambiguous"
    case .exists: "exists"
    case .noSuchSystem: "no_such_system"
    case .systemExists: "system_exists"
    case .systemInUse: "system_in_use"
    case .noSuchDocument: "no_such_document"
    case .documentExists: "document_exists"
    case .invalid: "invalid"
    case .moved: "moved"
    case .clash: "clash"
    case .noSuchRevision: "no_such_revision"
    case .nothingToRevert: "nothing_to_revert"
    case .noSuchBatch: "no_such_batch"
    case .settled: "settled"
    case .changedSince: "changed_since"
    }
  }
}

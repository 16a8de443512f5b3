import Files
import Glibc
import Storage

/// The file of a base, looked at before SQLite opens it.
///
/// SQLite acts on what lies beside a file as soon as it reads from it: it waits for a pipe, rolls back
/// a journal, deletes what the journal names, reads a log. So all of that is looked at first.
struct DatabaseFile {
  let path: String
  /// What the file says of itself; nil for a file of no length.
  let header: FileHeader?
  /// Who owns the file.
  private let owner: uid_t

  /// Looks at a path; nil when nothing lies there.
  ///
  /// - Throws: `StoreError` for what is no database file, cannot be reached or cannot be read.
  init?(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno != ENOENT else { return nil }
      throw StoreError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    let kind = FileKind(status.st_mode)
    guard kind == .file else {
      throw StoreError.cannotOpen(path: path, reason: "it is \(kind.name)")
    }
    self.path = path
    owner = status.st_uid
    guard access(path, R_OK) == 0 else {
      throw StoreError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_size > 0 else {
      header = nil
      return
    }
    // To SQLite some files too short for a header are empty, and it would write over them.
    guard let header = try FileHeader(path: path) else { throw StoreError.notADatabase(path: path) }
    self.header = header
  }

  /// Whether the file is a snapshot by its mark.
  var isSnapshot: Bool { header?.applicationID == SnapshotSchema.applicationID }

  /// Refuses what a connection that only reads could not account for.
  ///
  /// A journal of a base is SQLite's to judge: it is that of a writer at work, or a read-only connection
  /// fails with ``ResultCode/readOnlyRollback``.
  ///
  /// - Throws: `StoreError`.
  func checkSideFilesForReading() throws {
    try checkKinds()
    guard !isSnapshot else {
      for ending in ["-journal", "-wal"] where !isEmptyFile(path + ending) {
        throw StoreError.snapshotWithSideFile(path: path, sideFile: path + ending)
      }
      return
    }
    guard let journal = try HotJournal(beside: path),
      let reason = try reasonAgainst(journal, isToBeRolledBack: false)
    else { return }
    throw StoreError.foreignJournal(path: path, journal: journal.path, reason: reason)
  }

  /// Refuses a journal that no errkb can have left and that SQLite would carry out.
  ///
  /// What a crash of our own left is rolled back by SQLite when it opens the file, as it should be.
  ///
  /// - Throws: `StoreError`.
  func checkSideFilesForWriting() throws {
    try checkKinds()
    guard let journal = try HotJournal(beside: path),
      let reason = try reasonAgainst(journal, isToBeRolledBack: true)
    else { return }
    throw StoreError.foreignJournal(path: path, journal: journal.path, reason: reason)
  }

  private func reasonAgainst(_ journal: HotJournal, isToBeRolledBack: Bool) throws -> String? {
    let ownID = [KnowledgeBase.applicationID, SnapshotSchema.applicationID]
    if journal.namesSuperJournal { return "it names another file, which would be deleted" }
    if let header, header.isInWALMode, ownID.contains(header.applicationID) {
      return "a base in WAL mode has none"
    }
    return isToBeRolledBack && journal.owner != owner && journal.owner != geteuid()
      ? "it belongs to another user than the file" : nil
  }

  /// SQLite opens these three by their names, whatever they are.
  private func checkKinds() throws {
    for ending in ["-journal", "-wal", "-shm"] {
      var status = stat()
      guard lstat(path + ending, &status) == 0 else { continue }
      let kind = FileKind(status.st_mode)
      guard kind == .file else {
        let isLink = status.st_mode & S_IFMT == S_IFLNK
        let name = isLink ? "a symbolic link" : kind.name
        throw StoreError.cannotOpen(
          path: path, reason: "\(path + ending) beside it is \(name) and no file")
      }
    }
  }
}

/// A rollback journal that SQLite would roll back: one that is not empty and not zeroed.
///
/// See <https://sqlite.org/fileformat2.html#the_rollback_journal>.
private struct HotJournal {
  let path: String
  let owner: uid_t
  /// Whether it ends with the name of a super-journal, which only a transaction over several files
  /// has, and errkb writes one.
  let namesSuperJournal: Bool

  private static let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  init?(beside database: String) throws {
    path = database + "-journal"
    var status = stat()
    guard lstat(path, &status) == 0, status.st_size > 0 else { return nil }
    owner = status.st_uid
    let size = Int(status.st_size)
    guard access(path, R_OK) == 0 else {
      throw StoreError.cannotOpen(
        path: database, reason: "\(path) beside it cannot be read")
    }
    // SQLite takes a journal whose first byte is zero for one that is done with.
    guard fileBytes(path, 0..<1) != [0] else { return nil }
    namesSuperJournal = fileBytes(path, max(0, size - 8)..<size) == Self.magic && size > 8 + 8
  }
}

import Files
import Glibc
import Storage

/// The file of a base, looked at before SQLite opens it.
///
/// SQLite acts on what lies beside a file as soon as it reads from it: it waits for a pipe, rolls back
/// a journal, deletes what the journal names, reads a log. So all of that is looked at first.
struct DatabaseFile {
  /// The path as it was named, for messages.
  let path: String
  /// The path of the file itself where it was named by a link: side files lie beside the file.
  let location: String
  /// What the file says of itself; nil for a file of no length.
  let header: FileHeader?
  private let status: stat

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
    self.status = status
    var link = stat()
    let isLink = lstat(path, &link) == 0 && link.st_mode & S_IFMT == S_IFLNK
    location = isLink ? resolvedPath(path) : path
    guard access(path, R_OK) == 0 else {
      throw StoreError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_size > 0 else {
      // Those of /proc tell no size, and are no empty files.
      guard isEmptyOrGrows(location) else { throw StoreError.notADatabase(path: path) }
      header = nil
      return
    }
    // To SQLite some files too short for a header are empty, and it would write over them.
    guard let header = try FileHeader(path: location) else {
      throw StoreError.notADatabase(path: path)
    }
    self.header = header
  }

  /// Makes an empty file with the permissions that the umask leaves, which SQLite would not give to a group.
  ///
  /// Another run may have made it meanwhile. A link of this user's own is followed.
  ///
  /// - Throws: `StoreError.cannotOpen`, `.foreignLink`.
  static func create(_ path: String) throws {
    let location = try ownTarget(of: path)
    let name = path.split(separator: "/").last ?? ""
    guard name.utf8.count + "-journal".utf8.count <= Int(NAME_MAX) else {
      throw StoreError.cannotOpen(
        path: path, reason: "its name is too long for those of the files beside it")
    }
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = open(location, flags, 0o666)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      throw StoreError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
  }

  /// The path of what is written to when the base is.
  ///
  /// - Throws: `StoreError.foreignLink`.
  private static func ownTarget(of path: String) throws -> String {
    do throws(ForeignLink) {
      try refuseForeignLink(folderPath(of: path))
      return try Files.ownTarget(of: path)
    } catch {
      throw StoreError.foreignLink(error)
    }
  }

  /// Whether the file is a snapshot by its mark.
  var isSnapshot: Bool { header?.applicationID == SnapshotSchema.applicationID }

  /// Refuses what a connection that only reads could not account for.
  ///
  /// A journal of a base is SQLite's to judge: it is that of a writer at work, or a read-only connection
  /// fails with ``ResultCode/readOnlyRollback``.
  ///
  /// - Throws: `StoreError`.
  func checkSideFilesForReading(_ cleaning: borrowing SideFileCleaning) throws {
    try checkKinds()
    guard !isSnapshot else {
      for ending in ["-journal", "-wal"] where !isEmptyFile(location + ending) {
        throw StoreError.snapshotWithSideFile(path: path, sideFile: location + ending)
      }
      return
    }
    try checkContents(isToBeRolledBack: false)
    try checkOwners(cleaning)
  }

  /// Refuses a snapshot, which is not written, and side files that no errkb can have left and that SQLite
  /// would carry out.
  ///
  /// What a crash of our own left is rolled back by SQLite when it opens the file, as it should be.
  ///
  /// - Throws: `StoreError`.
  func checkSideFilesForWriting(_ cleaning: borrowing SideFileCleaning) throws {
    // Before anything is rolled back.
    if isSnapshot { throw StoreError.snapshot(path: path) }
    _ = try Self.ownTarget(of: path)
    try checkKinds()
    try checkContents(isToBeRolledBack: true)
    try checkOwners(cleaning)
    for ending in ["-wal", "-shm"]
    // One that is not there, or goes at this moment, is not in the way.
    where access(location + ending, R_OK | W_OK) != 0 && [EACCES, EPERM].contains(errno) {
      throw StoreError.sideFileInTheWay(path: path, sideFile: location + ending)
    }
  }

  private func checkContents(isToBeRolledBack: Bool) throws {
    let isOurs = header.map { $0.applicationID == KnowledgeBase.applicationID } ?? false
    if let journal = try HotJournal(beside: location) {
      let reason: String? =
        if journal.namesSuperJournal {
          "it names another file, which would be deleted"
        } else if isOurs, header?.isInWALMode == true {
          "a base in WAL mode has none"
        } else if isToBeRolledBack, !mayBeOfAWriter(journal.owner) {
          "it belongs to a user who may not write the base"
        } else {
          nil
        }
      if let reason { throw foreign(journal.path, reason) }
    }
    var log = stat()
    guard lstat(location + "-wal", &log) == 0, log.st_size > 0 else { return }
    if isOurs, header?.isInWALMode == false {
      throw foreign(location + "-wal", "a base that is not in WAL mode has none")
    }
    if !mayBeOfAWriter(log.st_uid) {
      throw foreign(location + "-wal", "it belongs to a user who may not write the base")
    }
  }

  /// Refuses side files of users who may not write the base, empty ones as well: SQLite writes into what
  /// is there, and who keeps it open can change what was written.
  ///
  /// They go where that is safe.
  ///
  /// - Throws: `StoreError.foreignSideFile`.
  private func checkOwners(_ cleaning: borrowing SideFileCleaning) throws {
    guard !foreignSideFiles.isEmpty else { return }
    cleaning.removeForeign(["-shm", "-wal", "-journal"])
    try checkOwners(afterOpening: false)
  }

  /// Refuses side files of users who may not write the base; asked again when SQLite has opened them,
  /// since somebody may have been quick.
  ///
  /// - Parameter hasLog: whether SQLite has opened a log, so that one has to be there.
  /// - Throws: `StoreError`.
  func checkOwners(afterOpening hasLog: Bool) throws {
    if let sideFile = foreignSideFiles.first {
      throw StoreError.foreignSideFile(path: path, sideFile: sideFile)
    }
    for ending in ["-wal", "-shm"] where hasLog && !fileExists(location + ending) {
      throw StoreError.cannotOpen(
        path: path, reason: "somebody took \(location + ending) beside it away at this moment")
    }
  }

  private var foreignSideFiles: [String] {
    // A snapshot has none that are looked at.
    guard !isSnapshot else { return [] }
    return ["-journal", "-wal", "-shm"].map { location + $0 }.filter { sideFile in
      var status = stat()
      return lstat(sideFile, &status) == 0 && !mayBeOfAWriter(status.st_uid)
    }
  }

  private func foreign(_ sideFile: String, _ reason: String) -> StoreError {
    .foreignJournal(path: path, journal: sideFile, reason: reason)
  }

  /// Whether a user may have written the base, as far as its mode tells.
  private func mayBeOfAWriter(_ user: uid_t) -> Bool {
    [status.st_uid, geteuid(), 0].contains(user) || status.st_mode & 0o022 != 0
  }

  /// SQLite opens these three by their names, whatever they are.
  private func checkKinds() throws {
    for ending in ["-journal", "-wal", "-shm"] {
      var status = stat()
      guard lstat(location + ending, &status) == 0 else { continue }
      let kind = FileKind(status.st_mode)
      guard kind == .file else {
        let isLink = status.st_mode & S_IFMT == S_IFLNK
        let name = isLink ? "a symbolic link" : kind.name
        throw StoreError.cannotOpen(
          path: path, reason: "\(location + ending) beside it is \(name) and no file")
      }
      // SQLite would write into what is somebody's file under another name, too.
      guard status.st_nlink == 1 else {
        throw StoreError.cannotOpen(
          path: path, reason: "\(location + ending) beside it has a second name")
      }
    }
  }
}

/// Whether a file of no length has nothing in it, but what another process may be writing.
private func isEmptyOrGrows(_ path: String) -> Bool {
  let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard file >= 0 else { return true }
  defer { close(file) }
  var byte: UInt8 = 0
  var status = stat()
  return read(file, &byte, 1) == 0 || fstat(file, &status) == 0 && status.st_size > 0
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

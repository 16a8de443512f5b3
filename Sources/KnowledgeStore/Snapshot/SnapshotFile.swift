import Glibc

/// The file in which a snapshot grows beside its place, and which is renamed into it when it is whole.
///
/// Its name is always the same, so that what a killed run left behind is used up by the next; a lock
/// (`flock(2)`, which SQLite does not use) keeps two runs apart.
struct SnapshotFile: ~Copyable {
  /// The path to build at; an empty file.
  let path: String
  private let target: String
  private let name: String
  private let descriptor: Int32
  private var isFinished = false

  /// Makes the file beside `target`, which a person calls `name`.
  ///
  /// - Throws: `SnapshotError`.
  init(beside target: String, named name: String) throws {
    let path = target + ".new"
    let descriptor = try Self.openLocked(path, name)
    // What a killed run left.
    guard ftruncate(descriptor, 0) == 0 else {
      let error = errno
      close(descriptor)
      throw SnapshotError.cannotWrite(path: name, reason: String(cString: strerror(error)))
    }
    self.path = path
    self.target = target
    self.name = name
    self.descriptor = descriptor
  }

  deinit {
    if !isFinished { unlink(path) }
    // Nothing was written through it, so nothing can be lost on closing.
    close(descriptor)
  }

  /// Puts the file in its place, replacing what is there, once all of it is on the disk.
  ///
  /// - Throws: `SnapshotError.cannotWrite`; then the old file is still there.
  consuming func putInPlace() throws {
    guard fsync(descriptor) == 0, rename(path, target) == 0 else {
      throw SnapshotError.cannotWrite(path: name, reason: String(cString: strerror(errno)))
    }
    isFinished = true
    // The rename is on the disk when its folder is. A folder that cannot be opened keeps it in the
    // cache of the file system, which is all it can do.
    let folder = open(folderPath(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private static func openLocked(_ path: String, _ name: String) throws -> Int32 {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard descriptor >= 0 else {
        throw SnapshotError.cannotWrite(path: name, reason: String(cString: strerror(errno)))
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw SnapshotError.inProgress(path: name)
      }
      // Between opening and locking another run may have renamed it away: then this is its snapshot.
      if isSameFile(descriptor, path) { return descriptor }
      close(descriptor)
    }
  }

  private static func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
    var opened = stat()
    var named = stat()
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }
}

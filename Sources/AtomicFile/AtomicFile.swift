import Glibc

/// A file that grows beside its place and is renamed into it when it is whole.
///
/// Until then the old file is there as it was. The name it grows under, `.NAME.errkb-new`, is always
/// the same, so that what a killed run left behind is used up by the next; a lock (`flock(2)`, which
/// SQLite does not use) keeps two runs apart. A symbolic link stays, and what it leads to is replaced.
package struct AtomicFile: ~Copyable {
  /// The path to write at; an empty file.
  package let path: String
  /// The same file, open for writing.
  package let descriptor: Int32
  private let target: String
  private var isFinished = false

  /// Makes the file beside `target`.
  ///
  /// - Throws: `AtomicFileError`.
  package init(at target: String) throws(AtomicFileError) {
    let target = resolvedPath(target)
    let path = Self.path(beside: target)
    let descriptor = try Self.openLocked(path)
    // What a killed run left.
    guard ftruncate(descriptor, 0) == 0 else {
      let error = AtomicFileError.failed(errno)
      close(descriptor)
      throw error
    }
    var old = stat()
    // Who may read the old file may read the new one; where that cannot be set, the default is.
    if stat(target, &old) == 0 { fchmod(descriptor, old.st_mode & 0o777) }
    self.path = path
    self.target = target
    self.descriptor = descriptor
  }

  /// Where a file grows that will lie at `target`.
  package static func path(beside target: String) -> String {
    folder(of: target) + "." + name(of: target) + ".errkb-new"
  }

  deinit {
    if !isFinished { unlink(path) }
    // What was written through it was synced, or is given up.
    close(descriptor)
  }

  /// Puts the file in its place once all of it is on the disk.
  ///
  /// - Parameter replacing: whether a file that lies there is replaced; else that is `.exists`.
  /// - Throws: `AtomicFileError`; then what lay there is still there.
  package consuming func putInPlace(replacing: Bool) throws(AtomicFileError) {
    guard fsync(descriptor) == 0 else { throw .failed(errno) }
    guard rename(replacing) else { throw errno == EEXIST ? .exists : .failed(errno) }
    isFinished = true
    // The rename is on the disk when its folder is. A folder that cannot be opened keeps it in the
    // cache of the file system, which is all it can do.
    let folder = open(
      target.contains("/") ? folder(of: target) : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private func rename(_ replacing: Bool) -> Bool {
    if !replacing {
      // A second name for the file is never put over another one's, see `link(2)`; not every file
      // system has them.
      if link(path, target) == 0 {
        unlink(path)
        return true
      }
      guard errno != EEXIST else { return false }
    }
    return Glibc.rename(path, target) == 0
  }

  private static func openLocked(_ path: String) throws(AtomicFileError) -> Int32 {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard descriptor >= 0 else { throw .failed(errno) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw .inProgress
      }
      // Between opening and locking another run may have renamed it away: then this is its file.
      if isOpen(descriptor, at: path) { return descriptor }
      close(descriptor)
    }
  }

  private static func isOpen(_ descriptor: Int32, at path: String) -> Bool {
    var opened = stat()
    var named = stat()
    return fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }
}

/// Why a file is not put in its place.
package enum AtomicFileError: Error, Equatable {
  /// Another run writes the same file.
  case inProgress
  /// A file lies there and is not to be replaced.
  case exists
  /// A call failed with this `errno`.
  case failed(Int32)

  /// The system's sentence for a failed call.
  package var reason: String {
    switch self {
    case .inProgress: "another run is writing it"
    case .exists: "it is there already"
    case .failed(let code): String(cString: strerror(code))
    }
  }
}

/// The path with its symbolic links followed; as it is where nothing lies.
package func resolvedPath(_ path: String) -> String {
  guard let resolved = realpath(path, nil) else { return path }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// The folder a path names a file in, with its `/`; empty for the one at hand.
private func folder(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
}

private func name(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
}

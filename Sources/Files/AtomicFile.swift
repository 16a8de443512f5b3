import CFiles
import Glibc

/// A file that grows beside its place and is renamed into it when it is whole.
///
/// Until then the old file is there as it was. The name it grows under, `.NAME.errkb-new`, is always
/// the same, so that what a killed run left behind is removed by the next; a lock (`flock(2)`, which
/// SQLite does not use) keeps two runs apart. A symbolic link stays, and what it leads to is replaced, but
/// where somebody else may have planted it.
///
/// Others may have put something under that name, or a killed run may have left the finished file
/// under two names: it is never opened for writing. It is removed, and a new file is made.
package struct AtomicFile: ~Copyable {
  /// The path to write at; an empty file.
  package let path: String
  /// The same file, open for writing.
  package let descriptor: Int32
  private let target: String
  private var isFinished = false

  /// Makes the file beside `target`, with the rights of the file that it replaces.
  ///
  /// - Throws: `AtomicFileError`.
  package init(at target: String) throws(AtomicFileError) {
    let target = try Self.ownTarget(of: target)
    let path = Self.path(beside: target)
    var old = stat()
    // Who may read the old file may read the new one, and nobody else at any moment.
    let mode = stat(target, &old) == 0 ? old.st_mode & 0o777 : nil
    descriptor = try Self.makeLocked(path, mode: mode ?? 0o666)
    // The umask took away what the old file has. Where that cannot be set, the default stays.
    if let mode { fchmod(descriptor, mode) }
    self.path = path
    self.target = target
  }

  private static func ownTarget(of path: String) throws(AtomicFileError) -> String {
    do throws(ForeignLink) {
      try refuseForeignLink(folderPath(of: path))
      let target = try Files.ownTarget(of: path)
      try refuseForeignLink(folderPath(of: target))
      return target
    } catch {
      throw .foreignLink(error)
    }
  }

  /// Where a file grows that will lie at `target`.
  package static func path(beside target: String) -> String {
    let (mark, ending) = (".", ".errkb-new")
    var name = target.dropFirst(folderPath(of: target).count)
    // A name has at most NAME_MAX bytes, see limits.h(0p).
    while name.utf8.count > Int(NAME_MAX) - mark.utf8.count - ending.utf8.count {
      name.removeLast()
    }
    return folderPath(of: target) + mark + name + ending
  }

  deinit {
    if !isFinished, Self.isOpen(descriptor, at: path) { unlink(path) }
    // What was written through it was synced, or is given up.
    close(descriptor)
  }

  /// Puts the file in its place once all of it is on the disk.
  ///
  /// - Parameter replacing: whether a file that lies there is replaced; else that is `.exists`.
  /// - Throws: `AtomicFileError`; then what lay there is still there.
  package consuming func putInPlace(replacing: Bool) throws(AtomicFileError) {
    guard fsync(descriptor) == 0 else { throw .failed(errno) }
    // Somebody else's file must not be put there in place of this one.
    guard Self.isOpen(descriptor, at: path) else { throw .replaced(path) }
    guard replacing ? Glibc.rename(path, target) == 0 : renameToFreePlace() else {
      throw errno == EEXIST ? .exists : .failed(errno)
    }
    isFinished = true
    syncFolder(of: target)
  }

  /// Renames the file unless something lies at the place; then `errno` is `EEXIST`.
  private func renameToFreePlace() -> Bool {
    if errkb_rename_to_free_place(path, target) == 0 { return true }
    // Not every file system knows that, see rename(2), nor a second name for a file, see link(2).
    guard errno == EINVAL || errno == ENOSYS else { return false }
    if link(path, target) == 0 {
      unlink(path)
      return true
    }
    guard [EPERM, ENOTSUP, EMLINK].contains(errno) else { return false }
    guard access(target, F_OK) != 0 else {
      errno = EEXIST
      return false
    }
    return Glibc.rename(path, target) == 0
  }

  /// Makes a new file that only this run has open.
  private static func makeLocked(
    _ path: String, mode: mode_t
  ) throws(AtomicFileError) -> Int32 {
    // Others may make the file again and again, but not hold this run up for ever.
    for _ in 1...100 {
      let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
      guard descriptor >= 0 else {
        guard errno == EEXIST else { throw .failed(errno) }
        try removeLeftover(path)
        continue
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw .inProgress
      }
      // Between making and locking another run may have taken it for a leftover.
      if isOpen(descriptor, at: path) { return descriptor }
      close(descriptor)
    }
    throw .inProgress
  }

  /// Removes what lies under the name, unless another run is at work on it.
  private static func removeLeftover(_ path: String) throws(AtomicFileError) {
    // The lock can be looked at without a right to write. What is no file, or cannot be opened, no
    // run is at work on.
    var status = stat()
    let isRegular = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    let descriptor =
      isRegular ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY) : -1
    defer { if descriptor >= 0 { close(descriptor) } }
    if descriptor >= 0 {
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .inProgress }
      // It was renamed or removed since: look anew.
      guard isOpen(descriptor, at: path) else { return }
    }
    guard unlink(path) == 0 || errno == ENOENT else {
      let error = errno
      throw .inTheWay(path, error == EISDIR ? .folder : .code(error))
    }
  }

  private static func isOpen(_ descriptor: Int32, at path: String) -> Bool {
    var opened = stat()
    var named = stat()
    return fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }
}

/// Whether two paths lead to one file.
package func isSameFile(_ left: String, _ right: String) -> Bool {
  var first = stat()
  var second = stat()
  return stat(left, &first) == 0 && stat(right, &second) == 0
    && first.st_ino == second.st_ino && first.st_dev == second.st_dev
}

/// Why a file is not put in its place.
package enum AtomicFileError: Error, Equatable {
  /// Another run writes the same file.
  case inProgress
  /// A file lies there and is not to be replaced.
  case exists
  /// Something lies under the name that the file grows under and cannot be removed.
  case inTheWay(String, Obstacle)
  /// The growing file was removed or replaced while it was written; its name.
  case replaced(String)
  /// The place is a link that somebody else may have planted.
  case foreignLink(ForeignLink)
  /// A call failed with this `errno`.
  case failed(Int32)

  /// Why something cannot be removed.
  package enum Obstacle: Equatable, Sendable {
    case folder
    case code(Int32)
  }

  /// The reason, as the end of a sentence.
  package var reason: String {
    switch self {
    case .inProgress: "another run is writing it; try again when it has finished"
    case .exists: "it is there already"
    case .inTheWay(let path, .folder): "the folder \(path) is in the way; remove it"
    case .inTheWay(let path, .code(let code)):
      "\(path) is in the way and cannot be removed (\(String(cString: strerror(code)))); "
        + "let its owner remove it"
    case .replaced(let path): "somebody removed or replaced \(path) meanwhile; try again"
    case .foreignLink(let link): link.description
    case .failed(let code): String(cString: strerror(code))
    }
  }
}

/// The path with its symbolic links followed; as it is where nothing lies.
package func resolvedPath(_ path: String) -> String {
  guard let resolved = realpath(path, nil) else { return path }
  defer { free(resolved) }
  // Only a name that is UTF-8 is the same as a String.
  return String(validatingCString: resolved) ?? path
}

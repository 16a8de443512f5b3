import Glibc
import Storage

/// A file for a copy to work on, in a folder that nobody else can enter; both are gone with it.
///
/// What a killed run left behind is taken away by the next one: the folder is locked (`flock(2)`) as long
/// as its run lives.
struct TemporaryFile: ~Copyable {
  /// The path of the file, which is empty.
  let path: String
  private let folder: String
  private let lock: Int32

  private static let prefix = "errkb-copy-"

  /// Makes the file in the folder for temporary files.
  ///
  /// - Throws: `StoreError.noRoomForCopy`.
  init(named name: String) throws {
    Self.sweep()
    var template = Array((temporaryFolder + Self.prefix + "XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw Self.failure() }
    let folder = String(cString: made)
    let path = folder + "/" + name
    let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, file >= 0 else {
      let failure = Self.failure()
      for descriptor in [lock, file] where descriptor >= 0 { close(descriptor) }
      Self.remove(folder)
      throw failure
    }
    // Nothing was written through it.
    close(file)
    self.folder = folder
    self.path = path
    self.lock = lock
  }

  deinit {
    Self.remove(folder)
    close(lock)
  }

  /// Tells a failure to write as one of the folder for temporary files.
  func translatingErrors<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as SQLiteError
      where [.full, .ioError, .cantOpen].contains(error.code.primary)
    {
      throw StoreError.noRoomForCopy(folder: temporaryFolder, reason: error.message)
    }
  }

  private static func failure() -> StoreError {
    .noRoomForCopy(folder: temporaryFolder, reason: String(cString: strerror(errno)))
  }

  /// Takes away what killed runs of this user left.
  private static func sweep() {
    for name in names(in: temporaryFolder) where name.hasPrefix(prefix) {
      let folder = temporaryFolder + name
      var status = stat()
      let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      if fstat(descriptor, &status) == 0, status.st_uid == geteuid(),
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
      {
        remove(folder)
      }
    }
  }

  /// Removes a folder of ours, which holds files only.
  private static func remove(_ folder: String) {
    for name in names(in: folder) { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

/// A copy of a database that can be written and is gone with its connection.
///
/// - Throws: `StoreError.noRoomForCopy`, besides what reading throws.
func temporaryCopy(of connection: borrowing Connection) throws -> Connection {
  do throws(SQLiteError) {
    return try connection.temporaryCopy()
  } catch {
    guard error.code.primary == .full else { throw error }
    throw StoreError.noRoomForCopy(folder: temporaryFolder, reason: error.message)
  }
}

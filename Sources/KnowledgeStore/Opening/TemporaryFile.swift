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
  /// Of a name that nobody else gives to a file.
  private static let name = "errkb-copy.db"
  /// What lies in a folder of ours at most.
  private static let contents = ["", "-journal", "-wal", "-shm"].map { name + $0 }

  /// Makes the file in the folder for temporary files.
  ///
  /// - Throws: `StoreError.noRoomForCopy`.
  init() throws {
    Self.sweep()
    var template = Array((temporaryFolder + Self.prefix + "XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw Self.failure() }
    let folder = String(cString: made)
    let path = folder + "/" + Self.name
    let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let isLocked = lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0
    let file = isLocked ? open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600) : -1
    guard file >= 0 else {
      let failure = Self.failure()
      Self.remove(folder)
      if lock >= 0 { close(lock) }
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

  /// Takes away what killed runs of this user left, and nothing that anybody else may have made.
  private static func sweep() {
    for name in names(in: temporaryFolder) where isOurs(name) {
      let folder = temporaryFolder + name
      var status = stat()
      let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(),
        status.st_mode & 0o7777 == 0o700, flock(descriptor, LOCK_EX | LOCK_NB) == 0
      else { continue }
      // A run makes its file when it holds the lock: an empty folder may be that of one that begins.
      let left = names(in: folder)
      if !left.isEmpty, left.allSatisfy(contents.contains) { remove(folder) }
    }
  }

  /// Whether a name is as mkdtemp(3) makes it of ours.
  private static func isOurs(_ name: String) -> Bool {
    let unique = name.dropFirst(prefix.count)
    return name.hasPrefix(prefix) && unique.utf8.count == 6
      && unique.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
      }
  }

  /// Removes a folder of ours.
  private static func remove(_ folder: String) {
    for name in contents { unlink(folder + "/" + name) }
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

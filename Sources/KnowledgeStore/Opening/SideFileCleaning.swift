import Glibc
import Synchronization

/// Takes away the two side files that a connection which only reads leaves beside a base in WAL mode.
///
/// SQLite takes them away itself when a connection that may write is the last to close
/// (<https://www.sqlite.org/wal.html#the_wal_file>). Left behind by another user, they would keep the
/// owner of the base from writing it. This does the same under the same lock: only where nobody has the
/// base open, the log is empty, and the reader may write the base. The base itself is not touched.
struct SideFileCleaning: ~Copyable {
  private let location: String

  /// Begins when a base is opened; `deinit` has to come after its connection is closed.
  init(of location: String) {
    self.location = location
    openBases.withLock { $0[location, default: 0] += 1 }
  }

  deinit {
    let isLast = openBases.withLock { bases in
      bases[location, default: 1] -= 1
      return bases[location] == 0
    }
    guard isLast else { return }
    removeIdleSideFiles(of: location, ["-shm", "-wal"])
  }

  /// Takes side files away now, that somebody else made, where nobody else has the base open.
  borrowing func removeForeign(_ endings: [String]) {
    // To close a file drops all locks that this process has on it.
    guard openBases.withLock({ $0[location] == 1 }) else { return }
    removeIdleSideFiles(of: location, endings)
  }
}

/// Removes side files of a base that this user may write, that nobody has open, and whose log and
/// journal are empty.
private func removeIdleSideFiles(of location: String, _ endings: [String]) {
  guard endings.contains(where: { isLeftover(location + $0) }) else { return }
  let file = open(location, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
  guard file >= 0 else { return }
  defer { close(file) }
  // SQLite's exclusive lock; a reader or writer at work holds a part of it.
  var lock = flock()
  lock.l_type = Int16(F_WRLCK)
  lock.l_whence = Int16(SEEK_SET)
  lock.l_start = 0x4000_0000
  lock.l_len = 512
  guard fcntl(file, F_SETLK, &lock) == 0 else { return }
  for ending in ["-wal", "-journal"] {
    var log = stat()
    guard lstat(location + ending, &log) != 0 || log.st_size == 0 else { return }
  }
  for ending in endings where isLeftover(location + ending) { unlink(location + ending) }
}

/// How many bases this process has open in each file.
private let openBases = Mutex<[String: Int]>([:])

/// Whether a file of its own lies there.
private func isLeftover(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1
}

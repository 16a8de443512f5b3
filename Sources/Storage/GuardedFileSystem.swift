import CSQLite
import Glibc
import Synchronization

/// SQLite's own file layer, but that it deletes nothing else than the side files of databases that this
/// process has opened; the name to open databases with.
///
/// A rollback journal can name any file as its super-journal, and SQLite deletes that after the
/// rollback. Transactions over several files, which have a super-journal, are none of ours. Nil where
/// SQLite has no file layer to build on. See <https://sqlite.org/vfs.html>.
let guardedFileSystem: String? = {
  guard let original = originalFileSystem, let name = strdup("errkb") else { return nil }
  // Registered for the life of the process, so never freed.
  let guarded = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
  guarded.initialize(to: original.pointee)
  guarded.pointee.zName = UnsafePointer(name)
  guarded.pointee.pNext = nil
  guarded.pointee.xOpen = { vfs, name, file, flags, given in
    if flags & SQLITE_OPEN_MAIN_DB != 0, let name {
      let database = String(cString: name)
      openedDatabases.withLock { _ = $0.insert(database) }
    }
    return originalFileSystem?.pointee.xOpen?(vfs, name, file, flags, given) ?? SQLITE_CANTOPEN
  }
  guarded.pointee.xDelete = { vfs, name, isDurable in
    guard let name, isSideFile(String(cString: name)) else { return deletionRefused }
    return originalFileSystem?.pointee.xDelete?(vfs, name, isDurable) ?? deletionRefused
  }
  return sqlite3_vfs_register(guarded, 0) == SQLITE_OK ? "errkb" : nil
}()

/// What does the work.
///
/// Its functions look at nothing of the layer but what a copy of it holds as well.
private nonisolated(unsafe) let originalFileSystem: UnsafeMutablePointer<sqlite3_vfs>? =
  sqlite3_vfs_find(nil)

/// The databases that were opened, by their full names.
private let openedDatabases = Mutex<Set<String>>([])

private func isSideFile(_ name: String) -> Bool {
  ["-journal", "-wal"].contains { ending in
    guard name.hasSuffix(ending) else { return false }
    let database = String(name.dropLast(ending.count))
    return openedDatabases.withLock { $0.contains(database) }
  }
}

/// `SQLITE_IOERR_DELETE`, which the header writes as a shift.
private let deletionRefused = SQLITE_IOERR | 10 << 8

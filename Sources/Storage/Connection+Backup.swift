import CSQLite
import Glibc

extension Connection {
  /// Copies the database, as it is at this moment, into a new file at `path`.
  ///
  /// Overwrites nothing: a file that exists is ``ResultCode/cantOpen``. The copy has the permissions of
  /// the file. After a failure no file is left. Others may read meanwhile; inside a ``write(_:)`` of this connection, where nothing is
  /// settled yet, it throws ``ResultCode/busy``. A copy of a database with a write-ahead log has
  /// one, too. Wraps <https://sqlite.org/c3ref/backup_finish.html>.
  package borrowing func backUp(to path: String) throws(SQLiteError) {
    guard !path.isEmpty, !path.utf8.contains(0), path != ":memory:" else {
      throw SQLiteError(code: .cantOpen, message: "'\(path)' is not the path of a file")
    }
    // SQLite opens what it finds; only this call creates a file and tells if there was one.
    let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      let reason = String(cString: strerror(errno))
      throw SQLiteError(code: .cantOpen, message: "cannot create \(path): \(reason)")
    }
    var original = stat()
    if let name = sqlite3_db_filename(database.handle, "main"), stat(name, &original) == 0 {
      // Where that fails the copy stays its owner's alone.
      fchmod(file, original.st_mode & 0o777)
    }
    // Nothing was written through it, so nothing can be lost on closing.
    Glibc.close(file)
    do throws(SQLiteError) {
      let copy = try Connection(path: path, mode: .readWrite)
      try copyPages(to: copy)
      try copy.close()
    } catch {
      for suffix in ["", "-journal", "-wal", "-shm"] {
        // Most of these do not exist; what matters is the error that led here.
        unlink(path + suffix)
      }
      throw error
    }
  }

  /// A copy of the database that can be written and is gone with its connection; large ones lie in a
  /// file without a name where SQLite keeps its temporary ones.
  ///
  /// Wraps <https://sqlite.org/inmemorydb.html#temp_db>.
  package borrowing func temporaryCopy() throws(SQLiteError) -> Connection {
    let copy = try Connection(temporary: .seconds(5))
    try copyPages(to: copy)
    return copy
  }

  private borrowing func copyPages(to copy: borrowing Connection) throws(SQLiteError) {
    // SQLite leaves the messages of all these calls on the copy's connection.
    let target = copy.database
    guard let backup = sqlite3_backup_init(target.handle, "main", database.handle, "main") else {
      throw target.failure(sqlite3_extended_errcode(target.handle))
    }
    let code = sqlite3_backup_step(backup, -1)
    let finished = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else { throw target.failure(code) }
    try target.check(finished)
  }
}

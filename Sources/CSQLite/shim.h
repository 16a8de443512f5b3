#pragma once
#include <sqlite3.h>

// What SQLite offers as macros or variadic functions, which Swift cannot call, as plain functions.

/// Binds text that SQLite copies before it returns. A NULL pointer would bind NULL, so empty text
/// is bound as the empty literal.
static inline int errkb_sqlite3_bind_text(
    sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 byteCount) {
  return byteCount == 0
      ? sqlite3_bind_text64(statement, index, "", 0, SQLITE_STATIC, SQLITE_UTF8)
      : sqlite3_bind_text64(statement, index, text, byteCount, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds bytes that SQLite copies before it returns. No bytes are an empty blob and not NULL.
static inline int errkb_sqlite3_bind_blob(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 byteCount) {
  return byteCount == 0
      ? sqlite3_bind_zeroblob(statement, index, 0)
      : sqlite3_bind_blob64(statement, index, bytes, byteCount, SQLITE_TRANSIENT);
}

/// Turns the enforcement of foreign keys on for a connection, without touching its file.
static inline int errkb_sqlite3_enable_foreign_keys(sqlite3 *connection) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_FKEY, 1, (int *)0);
}

/// Refuses what only a file's owner could want to do to its inner parts: writing shadow tables and the
/// schema itself. See <https://sqlite.org/c3ref/c_dbconfig_defensive.html#sqlitedbconfigdefensive>.
static inline int errkb_sqlite3_set_defensive(sqlite3 *connection, int on) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, on, (int *)0);
}

/// Reads the first bytes of a file that may be open as a database in this process.
///
/// Through SQLite's own file layer, since closing any other descriptor of the file would drop the
/// locks that this process holds on it: <https://sqlite.org/howtocorrupt.html#posix_close_bug>. What
/// the file is too short for becomes zero and the result SQLITE_IOERR_SHORT_READ.
static inline int errkb_sqlite3_read_start(const char *path, void *buffer, int count) {
  sqlite3_vfs *vfs = sqlite3_vfs_find(0);
  if (vfs == 0) return SQLITE_ERROR;
  int result = SQLITE_NOMEM;
  char *full = sqlite3_malloc(vfs->mxPathname + 1);
  sqlite3_file *file = sqlite3_malloc(vfs->szOsFile);
  sqlite3_filename name = 0;
  if (full != 0 && file != 0) {
    result = vfs->xFullPathname(vfs, path, vfs->mxPathname + 1, full);
    // Following a link is no failure: SQLITE_OK_SYMLINK.
    if ((result & 0xFF) == SQLITE_OK) {
      name = sqlite3_create_filename(full, "", "", 0, 0);
      result = name == 0 ? SQLITE_NOMEM : SQLITE_OK;
    }
  }
  if (result == SQLITE_OK) {
    file->pMethods = 0;
    result = vfs->xOpen(vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, 0);
    if (result == SQLITE_OK) result = file->pMethods->xRead(file, buffer, count, 0);
    if (file->pMethods != 0) file->pMethods->xClose(file);
  }
  sqlite3_free_filename(name);
  sqlite3_free(file);
  sqlite3_free(full);
  return result;
}

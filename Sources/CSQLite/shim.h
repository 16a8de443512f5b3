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

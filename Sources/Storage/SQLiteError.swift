import CSQLite

/// A call into SQLite that failed: the code, SQLite's own sentence, and the SQL it was about.
///
/// The values bound to the SQL are not kept, so that an error can be printed without giving away
/// what users store.
package struct SQLiteError: Error, Sendable, Equatable {
  /// The extended code.
  package var code: ResultCode
  /// SQLite's own sentence, such as "UNIQUE constraint failed: codes.key".
  package var message: String
  /// The statement that failed; `nil` where it was no statement.
  package var sql: String?
  /// The `errno` of the system's call that failed; 0 where there was none.
  package var systemError: Int32 = 0

  package init(code: ResultCode, message: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
  }
}

extension SQLiteError: CustomStringConvertible {
  /// One line: the sentence, the code, and the beginning of the SQL.
  package var description: String {
    let sentence = "\(message) (SQLite code \(code.rawValue))"
    guard let sql else { return sentence }
    let words = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "\(sentence) in: \(words.prefix(200))\(words.count > 200 ? "…" : "")"
  }
}

extension SQLiteError {
  /// The failure `code` of a call on `connection`, with the message that SQLite left there.
  ///
  /// Some calls fail without leaving a message; then the general sentence for the code stands in,
  /// not the message of an older failure. Wraps <https://sqlite.org/c3ref/errcode.html>.
  init(_ code: Int32, on connection: OpaquePointer?, sql: String? = nil) {
    let isAboutThisCall = connection != nil && sqlite3_extended_errcode(connection) == code
    let message = isAboutThisCall ? sqlite3_errmsg(connection) : sqlite3_errstr(code)
    self.init(
      code: ResultCode(rawValue: code),
      message: message.map { String(cString: $0) } ?? "unknown error",
      sql: sql)
    if isAboutThisCall, [.cantOpen, .ioError].contains(self.code.primary) {
      systemError = sqlite3_system_errno(connection)
    }
  }
}

import CSQLite

extension Statement {
  /// Resets the statement and gives all its parameters their values, in order.
  ///
  /// Throws ``ResultCode/range`` if there are more or fewer values than parameters.
  package mutating func bind(_ values: [Value]) throws(SQLiteError) {
    try reset()
    let parameters = Int(sqlite3_bind_parameter_count(handle))
    guard values.count == parameters else {
      throw SQLiteError(
        code: .range, message: "\(values.count) values for \(parameters) parameters", sql: sql)
    }
    for (index, value) in values.enumerated() {
      try bindReset(value, at: Int32(truncatingIfNeeded: index + 1))
    }
  }

  /// Resets the statement and gives one parameter its value; parameters count from one, as in SQL.
  ///
  /// The others keep theirs. Wraps <https://sqlite.org/c3ref/bind_blob.html>.
  package mutating func bind(_ value: Value, at index: Int32) throws(SQLiteError) {
    try reset()
    try bindReset(value, at: index)
  }

  private func bindReset(_ value: Value, at index: Int32) throws(SQLiteError) {
    let code =
      switch value {
      case .null: sqlite3_bind_null(handle, index)
      case .integer(let number): sqlite3_bind_int64(handle, index, number)
      case .real(let number): sqlite3_bind_double(handle, index, number)
      case .text(var text):
        // By count of bytes, so that a NUL does not end the text. Native strings are not copied.
        text.withUTF8 { utf8 in
          utf8.withMemoryRebound(to: CChar.self) { characters in
            errkb_sqlite3_bind_text(
              handle, index, characters.baseAddress, UInt64(characters.count))
          }
        }
      case .blob(let bytes):
        bytes.withUnsafeBytes { buffer in
          errkb_sqlite3_bind_blob(handle, index, buffer.baseAddress, UInt64(buffer.count))
        }
      }
    try database.check(code, sql: sql)
  }
}

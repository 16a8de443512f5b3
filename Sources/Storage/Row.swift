import CSQLite

/// The row a statement stands on: a view, valid until the statement moves.
///
/// It can only be borrowed, so it cannot outlive its row; take values out of it. Columns count from
/// zero, and one that does not exist stops the program, as an array does. A value of another type is
/// converted as SQLite does: text that is no number reads as 0, and NULL as 0 or "". Use the
/// `optional…` forms where NULL means something. Wraps
/// <https://sqlite.org/c3ref/column_blob.html>.
package struct Row: ~Copyable {
  private let statement: OpaquePointer
  /// How many columns the row has.
  package let count: Int

  init(of statement: OpaquePointer) {
    self.statement = statement
    count = Int(sqlite3_data_count(statement))
  }

  /// The whole text, NULs included; bytes that are not UTF-8 become U+FFFD.
  package func text(_ column: Int) -> String {
    let column = checked(column)
    // The order is the manual's rule: the conversion to UTF-8 first, then the count of its bytes.
    // No pointer means NULL, or no memory for the conversion, which the next step reports.
    guard let bytes = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// Appends the text's bytes as they are stored; nothing for NULL.
  package func appendText(_ column: Int, to buffer: inout [UInt8]) {
    let column = checked(column)
    guard let bytes = sqlite3_column_text(statement, column) else { return }
    let count = Int(sqlite3_column_bytes(statement, column))
    buffer.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
  }

  /// The text, or `nil` for NULL.
  package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

  package func int(_ column: Int) -> Int { Int(int64(column)) }

  /// The number, or `nil` for NULL.
  package func optionalInt(_ column: Int) -> Int? { isNull(column) ? nil : int(column) }

  /// The column as a 64-bit integer; `nil` if it is NULL.
  package func optionalInt64(_ column: Int) -> Int64? { isNull(column) ? nil : int64(column) }

  package func int64(_ column: Int) -> Int64 { sqlite3_column_int64(statement, checked(column)) }

  package func real(_ column: Int) -> Double { sqlite3_column_double(statement, checked(column)) }

  /// The bytes; none for NULL.
  package func blob(_ column: Int) -> [UInt8] {
    let column = checked(column)
    guard let bytes = sqlite3_column_blob(statement, column) else { return [] }
    let count = Int(sqlite3_column_bytes(statement, column))
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  }

  /// The value in the type it is stored in.
  package func value(_ column: Int) -> Value {
    switch sqlite3_column_type(statement, checked(column)) {
    case SQLITE_INTEGER: .integer(int64(column))
    case SQLITE_FLOAT: .real(real(column))
    case SQLITE_TEXT: .text(text(column))
    case SQLITE_BLOB: .blob(blob(column))
    default: .null
    }
  }

  package func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(statement, checked(column)) == SQLITE_NULL
  }

  private func checked(_ column: Int) -> Int32 {
    precondition(column >= 0 && column < count, "the row has no column \(column), only \(count)")
    return Int32(truncatingIfNeeded: column)
  }
}

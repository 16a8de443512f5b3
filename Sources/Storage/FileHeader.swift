import CSQLite
import Glibc

/// What the first bytes of a database file say, read before SQLite opens it.
///
/// See <https://sqlite.org/fileformat2.html#the_database_header>.
package struct FileHeader: Equatable, Sendable {
  /// The number that marks whose file this is.
  package var applicationID: Int32
  /// The version of the schema, as its owner counts.
  package var userVersion: Int32
  /// Whether changes go through a write-ahead log.
  package var isInWALMode: Bool

  /// How long the header is, in bytes.
  private static let length = 100

  /// Reads the header of the file at `path`; nil for a file that does not begin like a database.
  ///
  /// Locks of this process on the file stay. Throws ``ResultCode/cantOpen`` for a file that cannot be
  /// read.
  package init?(path: String) throws(SQLiteError) {
    var bytes = [UInt8](repeating: 0, count: Self.length)
    let code = errkb_sqlite3_read_start(path, &bytes, Int32(Self.length))
    guard code == SQLITE_OK || code == ResultCode.shortRead.rawValue else {
      var error = SQLiteError(code, on: nil)
      error.systemError = errno
      throw error
    }
    guard bytes.starts(with: "SQLite format 3\0".utf8) else { return nil }
    func number(at offset: Int) -> Int32 {
      bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int32($1) }
    }
    applicationID = number(at: 68)
    userVersion = number(at: 60)
    isInWALMode = bytes[18] == 2
  }
}

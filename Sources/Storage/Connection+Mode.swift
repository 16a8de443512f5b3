import CSQLite

extension Connection {
  /// How a file is opened.
  package enum Mode: Sendable {
    /// Reading and writing; a file that does not exist is created.
    case create
    /// Reading and writing a file that exists. SQLite falls back to reading where the file is
    /// write-protected: ``Connection/isReadOnly`` tells.
    case readWrite
    /// Reading a file that exists. Others may write it meanwhile. Nothing of it is changed: a
    /// rollback journal that lies beside it is left alone, and the first use fails with
    /// ``ResultCode/readOnly``. A file with a write-ahead log needs its two side files, which stay; in
    /// a folder that cannot be written the first use fails with ``ResultCode/cantOpen``.
    case readOnly
    /// Reading a file that nobody changes, without locks and side files: the way to open a base on
    /// read-only media. What a `-wal` file beside it holds is not seen.
    case immutable
  }
}

extension Connection.Mode {
  var flags: Int32 {
    // One connection is used by one thread at a time, so SQLite need not lock for every call. Names
    // that we write as URIs are read as such, also by ATTACH, which takes the mode from there.
    let common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
    return switch self {
    case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | common
    case .readWrite: SQLITE_OPEN_READWRITE | common
    case .readOnly, .immutable: SQLITE_OPEN_READONLY | common
    }
  }

  /// The name under which SQLite opens the file at `path` and no other.
  ///
  /// See <https://sqlite.org/uri.html>.
  func filename(for path: String) throws(SQLiteError) -> String {
    // To SQLite the empty name is a temporary database, and a NUL ends the name.
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw SQLiteError(code: .cantOpen, message: "the path is empty or contains a NUL")
    }
    switch self {
    case .create, .readWrite: return path.utf8.starts(with: "file:".utf8) ? "./" + path : path
    case .readOnly: return Self.uri(path, "mode=ro")
    case .immutable: return Self.uri(path, "immutable=1")
    }
  }

  private static func uri(_ path: String, _ parameter: String) -> String {
    let authority = path.utf8.first == UInt8(ascii: "/") ? "//" : ""
    return "file:" + authority + percentEncoded(path) + "?" + parameter
  }
}

private func percentEncoded(_ path: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var encoded: [UInt8] = []
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      encoded.append(byte)
    default:
      encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
    }
  }
  return String(decoding: encoded, as: UTF8.self)
}

import Foundation
import TestSupport
import Testing

@testable import Storage

@Test(arguments: [
  "a.db", "file:a.db", "file:a.db?mode=memory", "with space.db", "100%25.db", "问?x=1#y&z.db",
  ":memory",
])
func `a file is opened under exactly its name`(name: String) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/" + name
    do {
      let connection = try Connection(path: path)
      try connection.execute("CREATE TABLE t (n); INSERT INTO t VALUES (1)")
    }
    #expect(try files(in: folder) == [name])
    for mode in [Connection.Mode.create, .readWrite, .readOnly, .immutable] {
      let connection = try Connection(path: path, mode: mode)
      #expect(try connection.numbers("SELECT n FROM t") == [1], "\(mode)")
    }
    #expect(try files(in: folder) == [name])
  }
}

@Test(
  arguments: [
    ("file:x.db", .create, "./file:x.db"), ("file::memory:", .readWrite, "./file::memory:"),
    ("file::memory:", .readOnly, "file:file%3A%3Amemory%3A?mode=ro"),
    (":memory:", .create, ":memory:"), ("x.db", .readWrite, "x.db"),
    ("file:x.db", .immutable, "file:file%3Ax.db?immutable=1"),
    ("/a b/库.db", .immutable, "file:///a%20b/%E5%BA%93.db?immutable=1"),
    ("//a.db", .immutable, "file:////a.db?immutable=1"),
  ] as [(String, Connection.Mode, String)])
func `no path is read as a URI`(path: String, mode: Connection.Mode, filename: String) throws {
  #expect(try mode.filename(for: path) == filename)
}

@Test(arguments: ["", "a\0b"], [Connection.Mode.create, .immutable])
func `a path that SQLite would misread is refused`(path: String, mode: Connection.Mode) {
  let error = failure { _ = try Connection(path: path, mode: mode) }
  #expect(error?.code == .cantOpen)
}

@Test(
  arguments: [
    ("missing/a.db", .create, .cantOpen), ("missing.db", .readWrite, .cantOpen),
    ("missing.db", .readOnly, .cantOpen), ("missing.db", .immutable, .cantOpen),
    // The folder itself: Linux opens it for reading, and then cannot read it.
    ("", .create, .cantOpen), ("", .readOnly, .ioError),
  ] as [(String, Connection.Mode, ResultCode)])
func `what cannot be opened is an error and leaves nothing`(
  name: String, mode: Connection.Mode, code: ResultCode
) throws {
  try withTemporaryFolder { folder in
    let error = failure { _ = try Connection(path: "\(folder)/\(name)", mode: mode) }
    let left = try files(in: folder)
    let message = code == .cantOpen ? "unable to open database file" : "disk I/O error"
    #expect(error?.code.primary == code)
    #expect(error?.message == message)
    #expect(left == [])
  }
}

@Test func `a read-only connection reads and refuses to write`() throws {
  try withTemporaryFolder { folder in
    try makeTable(at: folder + "/a.db")
    let connection = try Connection(path: folder + "/a.db", mode: .readOnly)
    let error = failure { try connection.run("INSERT INTO t VALUES (2)") }
    let isReadOnly = connection.isReadOnly
    #expect(error?.code == .readOnly)
    #expect(error?.message == "attempt to write a readonly database")
    #expect(isReadOnly)
    #expect(try connection.numbers("SELECT count(*) FROM t") == [1000])
  }
}

@Test func `a connection that may write says so`() throws {
  let connection = try Connection(path: ":memory:")
  let isReadOnly = connection.isReadOnly
  #expect(!isReadOnly)
}

@Test(arguments: [Connection.Mode.create, .readWrite, .readOnly, .immutable])
func `a picture named db is told apart at the first use`(mode: Connection.Mode) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/picture.db"
    let picture = Data([0x89, 0x50, 0x4E, 0x47] + [UInt8](repeating: 1, count: 5000))
    try picture.write(to: URL(filePath: path))
    let connection = try Connection(path: path, mode: mode)
    let error = failure { _ = try connection.tableExists("t") }
    #expect(error?.code == .notADatabase)
    #expect(error?.message == "file is not a database")
    #expect(try Data(contentsOf: URL(filePath: path)) == picture)
  }
}

@Test func `a truncated file is told apart`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/a.db"
    try makeTable(at: path)
    let whole = try Data(contentsOf: URL(filePath: path))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: path))
    let connection = try Connection(path: path)
    let error = failure { _ = try connection.numbers("SELECT sum(length(text)) FROM t") }
    #expect(error?.code.primary == .corrupt)
    #expect(error?.message == "database disk image is malformed")
  }
}

@Test func `a base with a write-ahead log opens on media that cannot be written`() throws {
  try withTemporaryFolder { folder in
    let original = folder + "/a.db"
    try makeTable(at: original)
    do {
      let connection = try Connection(path: original)
      try connection.useWriteAheadLog()
      try connection.checkpoint()
    }
    // Tests may run as root, whom no folder stops from writing; that no side file appears is the
    // part of it that can be seen.
    let media = folder + "/media"
    try FileManager.default.createDirectory(atPath: media, withIntermediateDirectories: false)
    try FileManager.default.copyItem(atPath: original, toPath: media + "/a.db")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: media)
    let connection = try Connection(path: media + "/a.db", mode: .immutable)
    #expect(try connection.numbers("SELECT count(*) FROM t") == [1000])
    #expect(try files(in: media) == ["a.db"])
    let error = failure { try connection.run("DELETE FROM t") }
    #expect(error?.code == .readOnly)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: media)
  }
}

@Test func `foreign keys are enforced from the start`() throws {
  let connection = try Connection(path: ":memory:")
  #expect(try connection.numbers("PRAGMA foreign_keys") == [1])
}

@Test(arguments: [
  (Duration.milliseconds(250), 250), (.seconds(5), 5000), (.zero, 0), (.seconds(-1), 0),
  (.seconds(Int64.max), Int(Int32.max)),
])
func `the busy timeout is taken in milliseconds`(timeout: Duration, milliseconds: Int) throws {
  let connection = try Connection(path: ":memory:", busyTimeout: timeout)
  #expect(try connection.numbers("PRAGMA busy_timeout") == [milliseconds])
}

/// A database of several pages.
private func makeTable(at path: String) throws {
  let connection = try Connection(path: path)
  try connection.execute("CREATE TABLE t (text TEXT)")
  try connection.write {
    for number in 1...1000 {
      try connection.run("INSERT INTO t VALUES (?)", [.text("some text that fills \(number)")])
    }
  }
}

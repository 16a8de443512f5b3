import Storage
import TestSupport
import Testing

@Test(arguments: [0, 1, -1, .max, .min] as [Int32])
func `the marks in the file's header are kept`(number: Int32) throws {
  try withTemporaryFolder { folder in
    do {
      let connection = try Connection(path: folder + "/a.db")
      try connection.setApplicationID(number)
      try connection.setUserVersion(number)
    }
    let connection = try Connection(path: folder + "/a.db", mode: .readWrite)
    #expect(try connection.applicationID() == number)
    #expect(try connection.userVersion() == number)
  }
}

@Test func `the version is part of the transaction`() throws {
  let connection = try Connection(path: ":memory:")
  #expect(throws: ChangeOfMind()) {
    try connection.write {
      try connection.setUserVersion(5)
      throw ChangeOfMind()
    }
  }
  #expect(try connection.userVersion() == 0)
}

@Test(arguments: [
  ("t", true), ("T", true), ("search", true), ("v", false), ("i", false), ("nothing", false),
  ("", false),
])
func `a table is found by its name`(name: String, exists: Bool) throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute(
    """
    CREATE TABLE t (a);
    CREATE VIEW v AS SELECT 1;
    CREATE INDEX i ON t (a);
    CREATE VIRTUAL TABLE search USING fts5 (text)
    """)
  #expect(try connection.tableExists(name) == exists)
}

@Test func `with a log a reader sees what a writer wrote, and a checkpoint empties it`() throws {
  try withTemporaryFolder { folder in
    let writer = try Connection(path: folder + "/a.db")
    try writer.useWriteAheadLog()
    let reader = try Connection(path: folder + "/a.db", mode: .readOnly)
    try writer.execute("CREATE TABLE t (n); INSERT INTO t VALUES (1)")
    #expect(try reader.numbers("SELECT n FROM t") == [1])
    #expect(try reader.query("PRAGMA journal_mode") { $0.text(0) } == ["wal"])
    #expect(try files(in: folder) == ["a.db", "a.db-shm", "a.db-wal"])
    #expect(try size(folder + "/a.db-wal") > 0)
    try writer.checkpoint()
    #expect(try size(folder + "/a.db-wal") == 0)
    try reader.close()
    try writer.close()
    #expect(try files(in: folder) == ["a.db"])
  }
}

@Test func `a checkpoint that a reader holds up is reported`() throws {
  try withTemporaryFolder { folder in
    let writer = try Connection(path: folder + "/a.db", busyTimeout: .zero)
    try writer.useWriteAheadLog()
    try writer.execute("CREATE TABLE t (n)")
    let reader = try Connection(path: folder + "/a.db")
    try reader.read {
      #expect(try reader.numbers("SELECT n FROM t") == [])
      try writer.run("INSERT INTO t VALUES (1)")
      #expect(failure { try writer.checkpoint() }?.code == .busy)
    }
    #expect(failure { try writer.write { try writer.checkpoint() } }?.code == .locked)
  }
}

@Test func `a database in memory needs no log`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.useWriteAheadLog()
  try connection.checkpoint()
  #expect(try connection.query("PRAGMA journal_mode") { $0.text(0) } == ["memory"])
}

@Test func `a log that cannot be had is an error`() throws {
  try withTemporaryFolder { folder in
    do { try Connection(path: folder + "/a.db").execute("CREATE TABLE t (n)") }
    let connection = try Connection(path: folder + "/a.db", mode: .immutable)
    let error = failure { try connection.useWriteAheadLog() }
    #expect(error != nil)
  }
}

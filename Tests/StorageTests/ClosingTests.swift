import Testing

@testable import Storage

@Test func `a connection closes with statements in its cache`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.run("SELECT 1")
  try connection.close()
}

@Test func `a connection with full-text tables closes`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text); INSERT INTO t VALUES ('a b')")
  let found = try connection.numbers("SELECT rowid FROM t WHERE t MATCH 'b'")
  #expect(found == [1])
  try connection.close()
}

@Test func `closing while a statement is alive is reported, and the statement still works`() throws
{
  let connection = try Connection(path: ":memory:")
  var statement = try connection.statement("SELECT 42")
  do {
    try connection.close()
    Issue.record("closed under a statement")
  } catch {
    #expect(error.code == .busy)
    #expect(error.message.contains("unable to close due to unfinalized statements"))
    #expect(error.sql == "SELECT 42")
  }
  let hasRow = try statement.step()
  let answer = statement.row.int(0)
  #expect(hasRow)
  #expect(answer == 42)
}

@Test func `the connection stays open until its last statement goes`() throws {
  weak var database: Database?
  do {
    var statement = try {
      let connection = try Connection(path: ":memory:")
      database = connection.database
      return try connection.statement("SELECT 1")
    }()
    let hasRow = try statement.step()
    #expect(hasRow)
    #expect(database != nil)
  }
  #expect(database == nil)
}

@Test func `no statement is left when a connection has closed its cache`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)")
  _ = failure { try connection.execute("INSERT INTO t VALUES (1), (1)") }
  _ = failure { try connection.run("INSERT INTO t VALUES (1), (1)") }
  _ = failure { try connection.run("SELECT 1; SELECT 2") }
  _ = try connection.first("SELECT 1 UNION SELECT 2") { $0.int(0) }
  let prepared = connection.database.preparedStatements
  #expect(prepared.sorted() == ["INSERT INTO t VALUES (1), (1)", "SELECT 1 UNION SELECT 2"])
  try connection.close()
}

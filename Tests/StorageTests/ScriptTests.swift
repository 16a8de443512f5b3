import Testing

@testable import Storage

@Test(arguments: [
  "CREATE TABLE a (x); INSERT INTO a VALUES (1)",
  "CREATE TABLE a (x); INSERT INTO a VALUES (1);",
  "-- first\nCREATE TABLE a (x); /* then */ INSERT INTO a VALUES (1); -- done",
  "CREATE TABLE a (x);; ;\n\n INSERT INTO a VALUES (1);\n\n",
  "CREATE TABLE a (x);\0INSERT INTO a VALUES (1);\0",
  "CREATE TABLE a (x); INSERT INTO a VALUES (1); SELECT * FROM a; SELECT 2 UNION SELECT 3",
  "CREATE TABLE a (x); INSERT INTO a VALUES (1) /* never closed",
  "CREATE TABLE a (x); INSERT INTO a VALUES (1); -- 结束",
])
func `a script runs to its end`(script: String) throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute(script)
  let rows = try connection.numbers("SELECT x FROM a")
  #expect(rows == [1])
}

@Test(arguments: ["", " ", ";", "-- nothing", "/* nothing */", "\0", " ; \0 ; "])
func `a script may be empty, a statement may not`(sql: String) throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute(sql)
  let error = failure { try connection.run(sql) }
  #expect(error?.code == .misuse)
  #expect(error?.message == "no statement where one is expected")
  #expect(error?.sql == sql)
}

@Test(arguments: [
  "SELECT 1", "SELECT 1;", " SELECT 1 ; ; ", "SELECT 1; -- done", "/* why */ SELECT 1\0",
  "SELECT 1;\0",
])
func `one statement may have comments and blanks around it`(sql: String) throws {
  let connection = try Connection(path: ":memory:")
  #expect(try connection.numbers(sql) == [1])
}

@Test(arguments: ["SELECT 1; SELECT 2", "SELECT 1; -- one\nSELECT 2;", "SELECT 1;\0SELECT 2"])
func `a second statement is refused and not left out`(sql: String) throws {
  let connection = try Connection(path: ":memory:")
  let error = failure { _ = try connection.numbers(sql) }
  #expect(error?.code == .misuse)
  #expect(error?.message == "more than one statement where one is expected")
  let prepared = connection.database.preparedStatements
  #expect(prepared.isEmpty)
}

@Test(arguments: ["SELECT 1; SELEC 2", "SELECT 1\0, 2", "SELECT 'a\0b'"])
func `a rest that does not compile is refused and not left out`(sql: String) throws {
  let connection = try Connection(path: ":memory:")
  let error = failure { _ = try connection.numbers(sql) }
  #expect(error?.code == .error)
  let prepared = connection.database.preparedStatements
  #expect(prepared.isEmpty)
}

@Test func `a script stops at the statement that fails and names it`() throws {
  let connection = try Connection(path: ":memory:")
  let error = failure {
    try connection.execute(
      """
      CREATE TABLE a (x UNIQUE);
      INSERT INTO a VALUES (1);
      INSERT INTO a VALUES (1);
      CREATE TABLE b (x)
      """)
  }
  let hasFirst = try connection.tableExists("a")
  let hasLast = try connection.tableExists("b")
  let prepared = connection.database.preparedStatements
  #expect(error?.code == .constraintUnique)
  #expect(error?.sql == "INSERT INTO a VALUES (1);")
  #expect(hasFirst)
  #expect(!hasLast)
  #expect(!prepared.contains { $0.hasPrefix("INSERT") })
}

@Test func `a script runs its queries to their last row`() throws {
  let connection = try Connection(path: ":memory:")
  let error = failure {
    try connection.execute("SELECT 1 UNION ALL SELECT abs(-9223372036854775807 - 1)")
  }
  #expect(error?.message == "integer overflow")
}

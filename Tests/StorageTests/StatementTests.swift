import Testing

@testable import Storage

@Test func `a statement that is run many times writes a row each time`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute("CREATE TABLE t (n INTEGER, text TEXT)")
  var insert = try connection.statement("INSERT INTO t VALUES (?, ?)")
  for number in 1...100 { try insert.run([Value(number), Value("row \(number)")]) }
  let last = connection.lastInsertedRowID
  let total = connection.totalChanges
  let sum = try connection.numbers("SELECT sum(n) FROM t WHERE text = 'row ' || n")
  #expect(last == 100)
  #expect(total == 100)
  #expect(sum == [5050])
}

@Test func `changes counts the rows of the last statement`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1), (2), (3)")
  try connection.run("UPDATE t SET n = n + 1 WHERE n > ?", [1])
  let changes = connection.changes
  #expect(changes == 2)
}

@Test func `a statement can be bound and stepped by hand`() throws {
  let connection = try Connection(path: ":memory:")
  var statement = try connection.statement("SELECT ?1 AS first, ?2 AS second")
  try statement.bind(7, at: 1)
  try statement.bind("seven", at: 2)
  let names = statement.columnNames
  let hasRow = try statement.step()
  let values = (statement.row.int(0), statement.row.text(1))
  let hasSecond = try statement.step()
  let hasThird = try statement.step()
  #expect(names == ["first", "second"])
  #expect(hasRow)
  #expect(values == (7, "seven"))
  #expect(!hasSecond)
  #expect(!hasThird)

  try statement.bind(8, at: 1)
  let hasRowAgain = try statement.step()
  let rebound = (statement.row.int(0), statement.row.text(1))
  #expect(hasRowAgain)
  #expect(rebound == (8, "seven"))
}

@Test func `a statement that is stepped past its end does not write again`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute("CREATE TABLE t (n INTEGER)")
  var insert = try connection.statement("INSERT INTO t VALUES (1)")
  let steps = (try insert.step(), try insert.step(), try insert.step())
  let count = try connection.numbers("SELECT count(*) FROM t")
  #expect(steps == (false, false, false))
  #expect(count == [1])
}

@Test func `the same SQL can be in use twice at once`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1), (2), (3)")
  var pairs: [[Int]] = []
  try connection.forEach("SELECT n FROM t ORDER BY n") { outer in
    let first = outer.int(0)
    try connection.forEach("SELECT n FROM t ORDER BY n") { pairs.append([first, $0.int(0)]) }
  }
  #expect(
    pairs == [[1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3], [3, 1], [3, 2], [3, 3]])
}

@Test func `a statement that was used before is used again`() throws {
  let connection = try Connection(path: ":memory:")
  for number in 1...10 {
    _ = try connection.first("SELECT ?", [Value(number)]) { $0.int(0) }
    try connection.forEach("SELECT 1, 2") { _ in }
  }
  let prepared = connection.database.preparedStatements
  #expect(prepared.sorted() == ["SELECT 1, 2", "SELECT ?"])
}

@Test func `statements whose SQL differs in bytes only are not mixed up`() throws {
  let connection = try Connection(path: ":memory:")
  // The same characters to Swift, in two spellings of the same length.
  let sentences = ["SELECT hex('a\u{323}\u{307}')", "SELECT hex('a\u{307}\u{323}')"]
  #expect(sentences[0] == sentences[1])
  let answers = try sentences.map { sql in try connection.first(sql) { $0.text(0) } }
  #expect(answers == ["61CCA3CC87", "61CC87CCA3"])
}

@Test func `the cache keeps the statements that were used last`() throws {
  let connection = try Connection(path: ":memory:")
  let capacity = StatementCache.capacity
  for number in 0..<capacity { try connection.run("SELECT \(number)") }
  try connection.run("SELECT 0")
  for number in 0..<10 { try connection.run("SELECT 'more', \(number)") }
  let prepared = connection.database.preparedStatements
  #expect(prepared.count == capacity)
  #expect(prepared.contains("SELECT 0"))
  #expect(!prepared.contains("SELECT 1"))
  #expect(!prepared.contains("SELECT 10"))
  #expect(prepared.contains("SELECT 11"))
}

@Test func `a statement comes back from the cache without its old bindings`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.run("SELECT ?", ["secret"])
  var statement = try connection.statement("SELECT ?")
  let hasRow = try statement.step()
  let isNull = statement.row.isNull(0)
  #expect(hasRow)
  #expect(isNull)
}

@Test func `a statement that was left in the middle starts from its first row`() throws {
  let connection = try Connection(path: ":memory:")
  let sql = "SELECT value FROM (SELECT 1 AS value UNION ALL SELECT 2)"
  let first = try connection.first(sql) { $0.int(0) }
  #expect(throws: ChangeOfMind.self) {
    try connection.forEach(sql) { _ in throw ChangeOfMind() }
  }
  let all = try connection.numbers(sql)
  #expect(first == 1)
  #expect(all == [1, 2])
}

@Test func `a cached statement follows a change of the schema`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
  let before = try connection.query("SELECT * FROM t") { $0.count }
  try connection.execute("ALTER TABLE t ADD COLUMN b DEFAULT 2")
  let after = try connection.query("SELECT * FROM t") { $0.value($0.count - 1) }
  #expect(before == [1])
  #expect(after == [2])
}

@Test(arguments: [[], [1], [1, 2, 3]] as [[Value]])
func `as many values as parameters are needed`(values: [Value]) throws {
  let connection = try Connection(path: ":memory:")
  let error = failure { try connection.run("SELECT ?, ?", values) }
  #expect(error?.code == .range)
  #expect(error?.message == "\(values.count) values for 2 parameters")
  #expect(error?.sql == "SELECT ?, ?")
}

@Test func `a value for a parameter that does not exist is an error`() throws {
  let connection = try Connection(path: ":memory:")
  var statement = try connection.statement("SELECT ?")
  do {
    try statement.bind(1, at: 2)
    Issue.record("bound a second parameter")
  } catch {
    #expect(error.code == .range)
  }
}

@Test func `what a write with results could not commit is reported by first`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute(
    """
    CREATE TABLE parent (id INTEGER PRIMARY KEY);
    CREATE TABLE child (parent REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)
    """)
  let error = failure {
    _ = try connection.first("INSERT INTO child VALUES (9) RETURNING parent") { $0.int(0) }
  }
  let count = try connection.numbers("SELECT count(*) FROM child")
  #expect(error?.code == .constraintForeignKey)
  #expect(count == [0])
}

@Test func `a walk over rows ends when the body says so, and the statement can be used again`()
  throws
{
  let connection = try Connection(path: ":memory:")
  let sql = "SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3"
  for last in 1...4 {
    var seen: [Int] = []
    let isWhole = try connection.forEachWhile(sql) { row in
      seen.append(row.int(0))
      return row.int(0) < last
    }
    #expect(seen == Array(1...min(last, 3)))
    #expect(isWhole == (last == 4))
  }
}

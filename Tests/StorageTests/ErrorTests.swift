import Testing

@testable import Storage

@Test(
  arguments: [
    (
      "INSERT INTO t VALUES (1, 'again', 1)", .constraintPrimaryKey,
      "UNIQUE constraint failed: t.id"
    ),
    ("INSERT INTO t VALUES (2, 'taken', 1)", .constraintUnique, "UNIQUE constraint failed: t.name"),
    ("INSERT INTO t VALUES (2, NULL, 1)", .constraintNotNull, "NOT NULL constraint failed: t.name"),
    ("INSERT INTO t VALUES (2, 'b', 9)", .constraintForeignKey, "FOREIGN KEY constraint failed"),
    (
      "INSERT INTO t VALUES (2, 'long name', 1)", .constraintCheck,
      "CHECK constraint failed: length(name) < 6"
    ),
    (
      "INSERT INTO t VALUES (2, x'00', 1)", .constraintDataType,
      "cannot store BLOB value in TEXT column t.name"
    ),
    ("DELETE FROM t", .constraintTrigger, "nothing is deleted here"),
    ("INSERT INTO t VALUES ('x', 'c', 1)", .mismatch, "datatype mismatch"),
    ("SELEC 1", .error, "near \"SELEC\": syntax error"),
    ("SELECT * FROM nowhere", .error, "no such table: nowhere"),
  ] as [(String, ResultCode, String)])
func `a failure keeps its extended code, its sentence and its SQL`(
  sql: String, code: ResultCode, message: String
) throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute(
    """
    CREATE TABLE t (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (length(name) < 6),
      parent INTEGER NOT NULL REFERENCES t (id)
    ) STRICT;
    CREATE TRIGGER keep BEFORE DELETE ON t BEGIN
      SELECT RAISE(ABORT, 'nothing is deleted here');
    END;
    INSERT INTO t VALUES (1, 'taken', 1)
    """)
  let error = failure { try connection.run(sql) }
  #expect(error == SQLiteError(code: code, message: message, sql: sql))
}

@Test func `a statement can be used again after it failed`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)")
  var insert = try connection.statement("INSERT INTO t VALUES (?)")
  try insert.run([1])
  do {
    try insert.run([1])
    Issue.record("inserted a key twice")
  } catch {
    #expect(error.code == .constraintPrimaryKey)
  }
  try insert.run([2])
  let rows = try connection.numbers("SELECT n FROM t ORDER BY n")
  #expect(rows == [1, 2])
}

@Test(arguments: [
  (ResultCode.constraint, ResultCode.constraintUnique, true),
  (.constraintUnique, .constraintUnique, true),
  (.constraintUnique, .constraintCheck, false),
  (.constraintUnique, .constraint, false),
  (.busy, .busySnapshot, true),
  (.busy, .locked, false),
])
func `a primary code as a pattern stands for its extended codes`(
  pattern: ResultCode, code: ResultCode, matches: Bool
) {
  #expect((pattern ~= code) == matches)
}

@Test func `an unknown code stays itself`() {
  let code = ResultCode(rawValue: 99 << 8 | 19)
  #expect(code.rawValue == 25_363)
  #expect(code.primary == .constraint)
}

@Test(arguments: [
  (
    SQLiteError(code: .busy, message: "database is locked"),
    "database is locked (SQLite code 5)"
  ),
  (
    SQLiteError(
      code: .constraintUnique, message: "UNIQUE constraint failed: t.a",
      sql: "INSERT INTO t\n  VALUES (?)"),
    "UNIQUE constraint failed: t.a (SQLite code 2067) in: INSERT INTO t VALUES (?)"
  ),
  (
    SQLiteError(code: .error, message: "m", sql: String(repeating: "x", count: 201)),
    "m (SQLite code 1) in: \(String(repeating: "x", count: 200))…"
  ),
])
func `an error describes itself in one line`(error: SQLiteError, expected: String) {
  #expect(error.description == expected)
}

@Test func `a failure without a message does not take that of an older one`() throws {
  let connection = try Connection(path: ":memory:")
  let older = failure { try connection.run("SELEC 1") }
  let error = SQLiteError(ResultCode.tooBig.rawValue, on: connection.database.handle)
  #expect(older?.message == "near \"SELEC\": syntax error")
  #expect(error == SQLiteError(code: .tooBig, message: "string or blob too big"))
}

@Test func `an error does not give away what was bound`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute("CREATE TABLE t (a TEXT UNIQUE); INSERT INTO t VALUES ('secret')")
  let error = failure { try connection.run("INSERT INTO t VALUES (?)", ["secret"]) }
  #expect(error?.description.contains("INSERT INTO t VALUES (?)") == true)
  #expect(error?.description.contains("secret") == false)
}

import Storage
import TestSupport
import Testing

@Test func `a sound database has no problems`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute("CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1)")
  #expect(try connection.integrityProblems() == [])
  #expect(try connection.quickCheckProblems() == [])
  #expect(try connection.foreignKeyViolations(of: "t") == [])
}

// A page has 4096 bytes; page 11 is a leaf of the table, with a header and pointers to its cells.
@Test(arguments: [
  (0, [UInt8](repeating: 0xFF, count: 64), "database disk image is malformed"),
  (0, [UInt8](repeating: 0, count: 4096), "database disk image is malformed"),
  (8, [0, 1], "On tree page 11 cell 0: Offset 1 out of range"),
])
func `damage in the middle of a file is found`(
  offset: UInt64, bytes: [UInt8], problem: String
) throws {
  try withTemporaryFolder { folder in
    let path = folder + "/a.db"
    do {
      let connection = try Connection(path: path)
      try connection.execute("CREATE TABLE t (text TEXT)")
      try connection.write {
        for _ in 1...100 {
          try connection.run(
            "INSERT INTO t VALUES (?)", [.text(String(repeating: "x", count: 1000))])
        }
      }
    }
    try overwrite(path, at: 4096 * 10 + offset, with: bytes)
    let connection = try Connection(path: path)
    let problems = try connection.integrityProblems()
    let quickProblems = try connection.quickCheckProblems()
    #expect(problems.contains { $0.contains(problem) })
    #expect(quickProblems.contains { $0.contains(problem) })
  }
}

@Test func `an index that lacks a row is found by the whole check only`() throws {
  let connection = try Connection(path: ":memory:", trust: .own)
  try connection.execute(
    """
    CREATE TABLE t (a INTEGER);
    CREATE INDEX t_a ON t (a);
    INSERT INTO t VALUES (1), (2);
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = 'CREATE INDEX t_a ON t (a) WHERE a > 1' WHERE name = 't_a';
    PRAGMA writable_schema = RESET;
    INSERT INTO t VALUES (0);
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = 'CREATE INDEX t_a ON t (a)' WHERE name = 't_a';
    PRAGMA writable_schema = RESET
    """)
  let problems = try connection.integrityProblems()
  #expect(problems.contains("row 3 missing from index t_a"))
}

@Test func `rows that point at nothing are named`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute(
    """
    CREATE TABLE parent (id INTEGER PRIMARY KEY);
    CREATE TABLE child (parent REFERENCES parent (id));
    CREATE TABLE keyed (id TEXT PRIMARY KEY, parent REFERENCES parent (id)) WITHOUT ROWID;
    PRAGMA foreign_keys = OFF;
    INSERT INTO child VALUES (9);
    INSERT INTO keyed VALUES ('k', 9)
    """)
  let violations = try ["child", "keyed"].flatMap { try connection.foreignKeyViolations(of: $0) }
  let sorted = violations.sorted { $0.table < $1.table }
  #expect(
    sorted == [
      ForeignKeyViolation(table: "child", rowID: 1, parent: "parent"),
      ForeignKeyViolation(table: "keyed", rowID: nil, parent: "parent"),
    ])
}

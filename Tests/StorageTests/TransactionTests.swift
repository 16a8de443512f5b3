import Storage
import TestSupport
import Testing

@Test func `a write is kept and hands back what its body returns`() throws {
  let connection = try counting()
  let result = try connection.write {
    try connection.run("INSERT INTO t VALUES (1)")
    return "done"
  }
  let open = connection.isInTransaction
  #expect(result == "done")
  #expect(!open)
  #expect(try connection.numbers("SELECT n FROM t") == [1])
}

@Test func `an error takes the whole write back and is thrown on`() throws {
  let connection = try counting()
  #expect(throws: ChangeOfMind()) {
    try connection.write {
      try connection.run("INSERT INTO t VALUES (1)")
      throw ChangeOfMind()
    }
  }
  let open = connection.isInTransaction
  #expect(!open)
  #expect(try connection.numbers("SELECT n FROM t") == [])
}

@Test func `an error inside a nested write takes back the nested part only`() throws {
  let connection = try counting()
  try connection.write {
    try connection.run("INSERT INTO t VALUES (1)")
    try connection.write {
      try connection.run("INSERT INTO t VALUES (2)")
      #expect(throws: ChangeOfMind()) {
        try connection.write {
          try connection.run("INSERT INTO t VALUES (3)")
          throw ChangeOfMind()
        }
      }
    }
    try connection.run("INSERT INTO t VALUES (4)")
  }
  #expect(try connection.numbers("SELECT n FROM t ORDER BY n") == [1, 2, 4])
}

@Test func `an error of the outer write takes back the nested one, too`() throws {
  let connection = try counting()
  #expect(throws: ChangeOfMind()) {
    try connection.write {
      try connection.write { try connection.run("INSERT INTO t VALUES (1)") }
      throw ChangeOfMind()
    }
  }
  #expect(try connection.numbers("SELECT n FROM t") == [])
}

@Test func `a commit that fails takes the write back`() throws {
  let connection = try counting()
  try connection.execute(
    "CREATE TABLE child (n INTEGER REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED)")
  let error = failure {
    try connection.write { try connection.run("INSERT INTO child VALUES (9)") }
  }
  let open = connection.isInTransaction
  #expect(error?.code == .constraintForeignKey)
  #expect(error?.sql == "COMMIT")
  #expect(!open)
  #expect(try connection.numbers("SELECT n FROM child") == [])
}

@Test func `where SQLite rolled back by itself the first error is the one to see`() throws {
  let connection = try counting()
  try connection.run("INSERT INTO t VALUES (1)")
  let error = failure {
    try connection.write {
      try connection.run("INSERT INTO t VALUES (2)")
      try connection.write { try connection.run("INSERT OR ROLLBACK INTO t VALUES (1)") }
    }
  }
  let open = connection.isInTransaction
  #expect(error?.code == .constraintPrimaryKey)
  #expect(!open)
  #expect(try connection.numbers("SELECT n FROM t") == [1])
}

@Test func `nothing more is written once SQLite has rolled the transaction back`() throws {
  let connection = try counting()
  let insert = "INSERT INTO t VALUES (?)"
  try connection.run(insert, [1])
  let lost = failure {
    try connection.write {
      let first = failure {
        try connection.write { try connection.run("INSERT OR ROLLBACK INTO t VALUES (1)") }
      }
      #expect(first?.code == .constraintPrimaryKey)
      // One statement from the cache, one that is new.
      #expect(failure { try connection.run(insert, [2]) }?.code == .abort)
      #expect(failure { try connection.execute("INSERT INTO t VALUES (3)") }?.code == .abort)
      #expect(failure { try connection.write {} }?.code == .abort)
      #expect(failure { try connection.read {} }?.code == .abort)
    }
  }
  #expect(lost?.code == .abort)
  #expect(try connection.numbers("SELECT n FROM t") == [1])
  try connection.write { try connection.run("INSERT INTO t VALUES (4)") }
  #expect(try connection.numbers("SELECT n FROM t ORDER BY n") == [1, 4])
}

@Test(arguments: [false, true])
func `a write that could not be rolled back at once is never committed`(nested: Bool) throws {
  let connection = try counting()
  let handle = connection.interruptHandle
  let write = {
    try connection.run("INSERT INTO t VALUES (1)")
    handle.interrupt()
    _ = try connection.numbers("SELECT n FROM t")
  }
  let outer = failure {
    // While this query is open the interrupt stays on, and stops the ROLLBACK, too.
    try connection.forEach("SELECT 1 UNION ALL SELECT 2") { _ in
      let inner = failure {
        if nested {
          try connection.write {
            #expect(failure { try connection.write(write) }?.code == .interrupt)
          }
        } else {
          try connection.write(write)
        }
      }
      #expect(inner?.code == (nested ? .abort : .interrupt))
      #expect(failure { try connection.write {} }?.code == .interrupt)
    }
  }
  #expect(outer?.code == .interrupt)
  let (left, isOneState) = try connection.read {
    (try connection.numbers("SELECT n FROM t"), connection.isInTransaction)
  }
  #expect(left == [])
  #expect(isOneState)
  try connection.write { try connection.run("INSERT INTO t VALUES (2)") }
  let open = connection.isInTransaction
  #expect(!open)
  #expect(try connection.numbers("SELECT n FROM t") == [2])
}

@Test func `a savepoint that could not be rolled back takes the outer write with it`() throws {
  let connection = try counting()
  let handle = connection.interruptHandle
  let outer = failure {
    try connection.write {
      try connection.run("INSERT INTO t VALUES (1)")
      try connection.forEach("SELECT 1 UNION ALL SELECT 2") { _ in
        let inner = failure {
          try connection.write {
            try connection.run("INSERT INTO t VALUES (2)")
            handle.interrupt()
            _ = try connection.numbers("SELECT n FROM t")
          }
        }
        #expect(inner?.code == .interrupt)
      }
    }
  }
  #expect(outer?.code == .interrupt)
  #expect(try connection.numbers("SELECT n FROM t") == [])
  try connection.write { try connection.run("INSERT INTO t VALUES (3)") }
  #expect(try connection.numbers("SELECT n FROM t") == [3])
}

@Test func `a write locks others out from its start`() throws {
  try withTemporaryFolder { folder in
    let first = try counting(path: folder + "/a.db")
    let second = try Connection(path: folder + "/a.db", busyTimeout: .milliseconds(1))
    let error = try first.write {
      failure { try second.write { _ = Issue.record("two writers at once") } }
    }
    #expect(error?.code == .busy)
    #expect(error?.message == "database is locked")
    #expect(error?.sql == "BEGIN IMMEDIATE")
    try second.write { try second.run("INSERT INTO t VALUES (1)") }
    #expect(try first.numbers("SELECT n FROM t") == [1])
  }
}

@Test func `a read sees one state while others write`() throws {
  try withTemporaryFolder { folder in
    let reader = try counting(path: folder + "/a.db")
    try reader.useWriteAheadLog()
    let writer = try Connection(path: folder + "/a.db")
    try reader.read {
      #expect(try reader.numbers("SELECT n FROM t") == [])
      try writer.run("INSERT INTO t VALUES (1)")
      #expect(try reader.numbers("SELECT n FROM t") == [])
      let nested = try reader.read { try reader.numbers("SELECT n FROM t") }
      #expect(nested == [])
      let error = failure { try reader.write { try reader.run("INSERT INTO t VALUES (2)") } }
      #expect(error?.code == .busySnapshot)
    }
    let open = reader.isInTransaction
    #expect(!open)
    #expect(try reader.numbers("SELECT n FROM t") == [1])
  }
}

@Test func `a read ends also when its body fails`() throws {
  let connection = try counting()
  #expect(throws: ChangeOfMind()) { try connection.read { throw ChangeOfMind() } }
  let open = connection.isInTransaction
  #expect(!open)
}

@Test(arguments: [false, true])
func `a full disk leaves nothing half-written`(usesLog: Bool) throws {
  try withTemporaryFolder { folder in
    let connection = try counting(path: folder + "/a.db")
    if usesLog { try connection.useWriteAheadLog() }
    try connection.execute("CREATE TABLE big (bytes BLOB); INSERT INTO t VALUES (1)")
    try connection.pageLimit(20)
    let error = failure {
      try connection.write {
        try connection.run("INSERT INTO t VALUES (2)")
        for _ in 1...100 { try connection.run("INSERT INTO big VALUES (zeroblob(4000))") }
      }
    }
    let open = connection.isInTransaction
    #expect(error?.code == .full)
    #expect(error?.message == "database or disk is full")
    #expect(!open)
    #expect(try connection.numbers("SELECT n FROM t") == [1])
    #expect(try connection.numbers("SELECT count(*) FROM big") == [0])
    #expect(try connection.integrityProblems() == [])
    try connection.write { try connection.run("INSERT INTO t VALUES (3)") }
    #expect(try connection.numbers("SELECT n FROM t ORDER BY n") == [1, 3])
  }
}

/// A database with an empty table of numbers.
private func counting(path: String = ":memory:") throws -> Connection {
  let connection = try Connection(path: path)
  try connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)")
  return connection
}

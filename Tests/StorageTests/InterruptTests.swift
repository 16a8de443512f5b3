import Foundation
import Synchronization
import Testing

@testable import Storage

/// Counts up for ever.
private let endless =
  "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"

@Test func `another thread stops a query that never ends`() throws {
  let connection = try Connection(path: ":memory:")
  let handle = connection.interruptHandle
  let stopped = Flag()
  // Repeated, because an interrupt that comes before the query starts has nothing to stop.
  Thread.detachNewThread {
    while !stopped.isSet { handle.interrupt() }
  }
  let error = failure { _ = try connection.numbers("\(endless) SELECT count(*) FROM c") }
  stopped.set()
  #expect(error?.code == .interrupt)
  #expect(error?.message == "interrupted")
}

@Test func `a query is stopped between two rows`() throws {
  let connection = try Connection(path: ":memory:")
  let handle = connection.interruptHandle
  var rows = 0
  let error = failure {
    try connection.forEach("\(endless) SELECT n FROM c") { _ in
      rows += 1
      if rows == 3 { handle.interrupt() }
    }
  }
  #expect(error?.code == .interrupt)
  #expect(rows == 3)
  let after = try connection.numbers("SELECT 1")
  #expect(after == [1])
}

@Test func `a write that is interrupted leaves nothing`() throws {
  let connection = try Connection(path: ":memory:")
  try connection.execute("CREATE TABLE t (n INTEGER)")
  let handle = connection.interruptHandle
  let error = failure {
    try connection.write {
      try connection.run("INSERT INTO t VALUES (0)")
      try connection.forEach("\(endless) SELECT n FROM c") { row in
        try connection.run("INSERT INTO t VALUES (?)", [row.value(0)])
        if row.int(0) == 10 { handle.interrupt() }
      }
    }
  }
  #expect(error?.code == .interrupt)
  #expect(try connection.numbers("SELECT count(*) FROM t") == [0])
}

@Test func `interrupting a closed connection does nothing`() throws {
  let connection = try Connection(path: ":memory:")
  let handle = connection.interruptHandle
  try connection.close()
  handle.interrupt()
  #expect(handle.isForgotten)
}

/// A flag that two threads share.
private final class Flag: Sendable {
  private let value = Atomic(false)
  var isSet: Bool { value.load(ordering: .relaxed) }
  func set() { value.store(true, ordering: .relaxed) }
}

import CSQLite
import Glibc

/// The prepared statements that nobody uses at the moment, the most recently used one last.
///
/// A short list that is searched from its end: an import goes round a few statements, and comparing
/// lengths first makes this cheaper than hashing long SQL. The cache does not own what it hands out.
struct StatementCache {
  /// So many statements are kept; dynamic SQL must not fill the memory.
  static let capacity = 64

  private var idle: [(sql: String, statement: OpaquePointer)] = []

  /// Takes a statement of exactly this SQL out of the cache.
  mutating func take(_ sql: String) -> OpaquePointer? {
    guard let index = idle.lastIndex(where: { $0.sql.hasSameBytes(as: sql) }) else { return nil }
    return idle.remove(at: index).statement
  }

  /// Keeps a statement that was reset, and finalizes the one that was not used for longest.
  mutating func put(_ statement: OpaquePointer, sql: String) {
    if idle.count == Self.capacity {
      // What finalize returns is the failure of the last step, which was reported when it happened.
      sqlite3_finalize(idle.removeFirst().statement)
    }
    idle.append((sql, statement))
  }

  mutating func finalizeAll() {
    for (_, statement) in idle { sqlite3_finalize(statement) }
    idle.removeAll()
  }
}

extension String {
  /// Compares bytes: `==` takes the two spellings of "é" for the same, but to SQLite they differ.
  fileprivate func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let same = utf8.withContiguousStorageIfAvailable { bytes in
      other.utf8.withContiguousStorageIfAvailable { otherBytes in
        guard let start = bytes.baseAddress, let otherStart = otherBytes.baseAddress else {
          return bytes.isEmpty
        }
        return memcmp(start, otherStart, bytes.count) == 0
      }
    }
    return (same ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

import Catalog
import Storage

/// Walks through the entries of a system in the order of their keys, one at a time.
///
/// For comparing two bases: each is asked for its next entry when its turn has come.
struct EntryCursor: ~Copyable {
  private var rows: Statement
  private var reader: EntryReader
  private let system: String
  /// The entry that the cursor stands on; nil after the last.
  private(set) var identity: EntryID?

  /// Stands on the first entry of a system.
  init(_ connection: borrowing Connection, system: String) throws {
    var rows = try connection.statement(
      """
      SELECT id, key, variant FROM codes
      WHERE system_id = (SELECT id FROM systems WHERE slug = ?) ORDER BY key, variant
      """)
    try rows.bind([.text(system)])
    let identity = try Self.next(&rows, system)
    let reader = try EntryReader(connection)
    self.rows = rows
    self.reader = reader
    self.system = system
    self.identity = identity
  }

  /// The entry the cursor stands on.
  mutating func entry() throws -> Entry? {
    guard identity != nil else { return nil }
    return try reader.entry(rows.row.int64(0))
  }

  /// Moves to the next entry.
  mutating func advance() throws { identity = try Self.next(&rows, system) }

  private static func next(
    _ rows: inout Statement, _ system: String
  ) throws -> EntryID? {
    guard try rows.step() else { return nil }
    return EntryID(system: system, code: rows.row.text(1), variant: rows.row.text(2))
  }
}

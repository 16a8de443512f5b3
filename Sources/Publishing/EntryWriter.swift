import Catalog

/// Writes entries as a text of some format, one after the other.
///
/// One writer makes one file. It is told what is coming, then of each system with its entries in the
/// order it asked for, and appends UTF-8 to a buffer that its caller empties now and then, so
/// nothing but what the format itself needs is held in memory.
package protocol EntryWriter: Sendable {
  /// The order in which the entries of a system have to come.
  var order: EntryOrder { get }
  /// Whether it writes what documents say of the entries.
  var writesSources: Bool { get }

  /// Whether it wants to know which fields will come; else it is given none.
  var usesFields: Bool { get }

  /// Begins the file.
  ///
  /// - Parameter fields: the fields that hold something in some entry that will come, code included;
  ///   no states, approvals and origins among them.
  mutating func begin(
    _ systems: [SystemRecord], fields: Set<Field>, to output: inout [UInt8]) throws
  /// Begins a system, whose entries come next.
  mutating func begin(_ system: SystemRecord, fields: Set<Field>, to output: inout [UInt8]) throws
  /// Writes an entry.
  mutating func write(_ record: EntryRecord, to output: inout [UInt8]) throws
  /// Ends the system that was begun last.
  mutating func endSystem(to output: inout [UInt8]) throws
  /// Ends the file.
  mutating func end(to output: inout [UInt8]) throws
}

extension EntryWriter {
  package var order: EntryOrder { .key }
  package var writesSources: Bool { false }
  package var usesFields: Bool { true }
  package mutating func begin(
    _ systems: [SystemRecord], fields: Set<Field>, to output: inout [UInt8]
  ) throws {}
  package mutating func begin(
    _ system: SystemRecord, fields: Set<Field>, to output: inout [UInt8]
  ) throws {}
  package mutating func endSystem(to output: inout [UInt8]) throws {}
  package mutating func end(to output: inout [UInt8]) throws {}
}

import Catalog

/// Writes one JSON document: `{"results":[{"entry":…}],"schema":"errkb.export/1","systems":[…]}`.
package struct JSONWriter: EntryWriter {
  private var isFirst = true
  private var systems: [SystemRecord] = []

  /// Makes a writer of a file.
  package init() {}

  package var writesSources: Bool { true }
  package var usesFields: Bool { false }

  package mutating func begin(
    _ systems: [SystemRecord], fields: Set<Field>, to output: inout [UInt8]
  ) throws {
    self.systems = systems
    output.append(contentsOf: #"{"results":["#.utf8)
  }

  package mutating func write(_ record: EntryRecord, to output: inout [UInt8]) throws {
    output.append(contentsOf: (isFirst ? #"{"entry":"# : #",{"entry":"#).utf8)
    EntryForm.exported(record).append(to: &output)
    output.append(UInt8(ascii: "}"))
    isFirst = false
  }

  package mutating func end(to output: inout [UInt8]) throws {
    output.append(contentsOf: #"],"schema":"errkb.export/1","systems":"#.utf8)
    JSONValue.array(systems.map(SystemForm.exported)).append(to: &output)
    output.append(contentsOf: "}\n".utf8)
  }
}

/// Writes a line of JSON for each system and below it one for each of its entries.
package struct JSONLinesWriter: EntryWriter {
  /// Makes a writer of a file.
  package init() {}

  package var writesSources: Bool { true }
  package var usesFields: Bool { false }

  package mutating func begin(
    _ system: SystemRecord, fields: Set<Field>, to output: inout [UInt8]
  ) throws {
    SystemForm.exported(system).append(to: &output)
    output.append(0x0A)
  }

  package mutating func write(_ record: EntryRecord, to output: inout [UInt8]) throws {
    EntryForm.exported(record).append(to: &output)
    output.append(0x0A)
  }
}

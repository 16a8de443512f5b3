import Catalog

/// Writes one JSON document: `{"results":[{"entry":…}],"schema":"errkb.export/1"}`.
package struct JSONWriter: EntryWriter {
  private var isFirst = true

  /// Makes a writer of a file.
  package init() {}

  package mutating func begin(
    _ systems: [SystemRecord], fields: Set<Field>, to output: inout [UInt8]
  ) throws {
    output += #"{"results":["#.utf8
  }

  package mutating func write(_ record: EntryRecord, to output: inout [UInt8]) throws {
    output += (isFirst ? #"{"entry":"# : #",{"entry":"#).utf8
    output += try jsonText(EntryDocument(record.entry)).utf8
    output += "}".utf8
    isFirst = false
  }

  package mutating func end(to output: inout [UInt8]) throws {
    output += (#"],"schema":"errkb.export/1"}"# + "\n").utf8
  }
}

/// Writes entries one a line, as JSON.
package struct JSONLinesWriter: EntryWriter {
  /// Makes a writer of a file.
  package init() {}

  package mutating func write(_ record: EntryRecord, to output: inout [UInt8]) throws {
    output += try jsonText(EntryDocument(record.entry)).utf8
    output.append(0x0A)
  }
}

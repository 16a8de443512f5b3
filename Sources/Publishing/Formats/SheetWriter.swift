import Catalog
import TextAnalysis

/// Writes entries as a sheet: a record a line, its cells quoted by the rules of
/// <https://www.rfc-editor.org/rfc/rfc4180> where they have to be.
///
/// The header names the fields as `errkb set` does, after the column `system`. Items of lists stand
/// one a line in their cell. For spreadsheets lines end in CRLF, headings are those for people, and
/// cells that would be run as formulas are defused; those headings tell a reader that they were.
package struct SheetWriter: EntryWriter {
  private let separator: String
  private let isForSpreadsheets: Bool
  private let writesMark: Bool
  private var columns: [Field] = []

  /// What a cell has to be quoted for; separators of both kinds, so that a reader can tell which one
  /// is used.
  private static let special = Set(",;\t\"\n\r".utf8)

  /// Makes a writer of CSV.
  ///
  /// - Parameters:
  ///   - isForSpreadsheets: whether people open the file in a spreadsheet; the byte order mark, by
  ///     which those know UTF-8, comes with it.
  ///   - writesMark: whether the file begins with a byte order mark.
  package static func csv(isForSpreadsheets: Bool = false, writesMark: Bool = false) -> SheetWriter
  {
    SheetWriter(
      separator: ",", isForSpreadsheets: isForSpreadsheets,
      writesMark: writesMark || isForSpreadsheets)
  }

  /// Makes a writer of TSV.
  package static func tsv(writesMark: Bool = false) -> SheetWriter {
    SheetWriter(separator: "\t", isForSpreadsheets: false, writesMark: writesMark)
  }

  private init(separator: String, isForSpreadsheets: Bool, writesMark: Bool) {
    self.separator = separator
    self.isForSpreadsheets = isForSpreadsheets
    self.writesMark = writesMark
  }

  package mutating func begin(
    _ systems: [SystemRecord], fields: Set<Field>, to output: inout [UInt8]
  ) throws {
    if writesMark { output += [0xEF, 0xBB, 0xBF] }
    columns = tableColumns(fields.union([.code, .variant]))
    let names = columns.map { isForSpreadsheets ? $0.heading : $0.name }
    writeRow([isForSpreadsheets ? Field.systemHeading : "system"] + names, to: &output)
  }

  package mutating func write(_ record: EntryRecord, to output: inout [UInt8]) throws {
    writeRow([record.entry.system] + columns.map { record.entry.cell($0) }, to: &output)
  }

  private func writeRow(_ cells: [String], to output: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { output += separator.utf8 }
      writeCell(isForSpreadsheets ? defusedFormula(cell) : cell, to: &output)
    }
    output += (isForSpreadsheets ? "\r\n" : "\n").utf8
  }

  private func writeCell(_ cell: String, to output: inout [UInt8]) {
    let isQuoted =
      cell.utf8.first == 0x20 || cell.utf8.last == 0x20
      || cell.utf8.contains { Self.special.contains($0) }
    guard isQuoted else {
      output += cell.utf8
      return
    }
    output.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { output.append(byte) }
      output.append(byte)
    }
    output.append(UInt8(ascii: "\""))
  }
}

import Catalog
import MessageDigest

/// A sheet that was decoded and cut into records once, to be read for one system after the other.
package struct SheetDocument: Sendable {
  /// The systems that the column `system` names, in the order of their first rows; nil when there is
  /// no such column.
  package let systems: [String]?
  private let encoding: TextEncoding
  private let sha256: String
  private let page: Page
  private let sheet: Sheet
  private let rowsOfSystem: [String: [Int]]

  /// Cuts a sheet into records.
  package init(_ bytes: [UInt8], format: DocumentFormat) throws(DocumentError) {
    let text = try decode(bytes)
    page = Page(text, isSheet: true)
    guard !page.isEmpty else { throw .empty }
    encoding = text.encoding
    sha256 = MessageDigest.sha256(bytes)
    sheet = Sheet(page, format: format)
    var systems: [String] = []
    var rowsOfSystem: [String: [Int]] = [:]
    for (row, system) in (sheet.systems ?? []).enumerated() {
      if rowsOfSystem[system] == nil, SystemDescription.isSlug(system) { systems.append(system) }
      rowsOfSystem[system, default: []].append(row)
    }
    self.systems = sheet.systems == nil ? nil : systems
    self.rowsOfSystem = rowsOfSystem
  }

  /// Reads the rows of one system, or all rows where no column tells them apart.
  ///
  /// Lines of other systems count as prose. What belongs to no system is told with the first one.
  package func read(system: String? = nil, options: ReadingOptions) -> ReadDocument {
    var reading = PageReading(page: page, options: options)
    var table = sheet.table
    if let systems, let system {
      table.rows = (rowsOfSystem[system] ?? []).map { sheet.table.rows[$0] }
      if system == systems.first || systems.isEmpty {
        for (name, rows) in rowsOfSystem where !SystemDescription.isSlug(name) {
          for row in rows { reading.refuse(sheet.table.rows[row].lines, unknownSystem: name) }
        }
      }
    }
    if systems == nil || system == nil || system == systems?.first || systems?.isEmpty == true {
      for record in sheet.problems {
        reading.refuse(record.lines, because: record.problem ?? "the row cannot be read")
      }
    }
    reading.read(table)
    return reading.document(encoding: encoding, sha256: sha256)
  }
}

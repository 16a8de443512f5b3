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
  /// Damaged lines that are in no row.
  private let looseDamage: [Int]

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
      if rowsOfSystem[system] == nil, SystemDescription.slugComplaint(about: system) == nil {
        systems.append(system)
      }
      rowsOfSystem[system, default: []].append(row)
    }
    self.systems = sheet.systems == nil ? nil : systems
    self.rowsOfSystem = rowsOfSystem
    looseDamage = Self.looseDamage(of: page, rows: sheet.table.rows)
  }

  /// Reads the rows of one system, or all rows where no column tells them apart.
  ///
  /// Lines of other systems count as prose. What belongs to no system is told with the first one.
  package func read(system: String? = nil, options: ReadingOptions) -> ReadDocument {
    guard let systems, let system else {
      var reading = PageReading(page: page, options: options)
      refuseProblems(&reading)
      reading.read(sheet.table)
      return reading.document(encoding: encoding, sha256: sha256)
    }
    // Only its own rows are looked at, so that many systems do not each read the whole sheet.
    var reading = PageReading(page: page, options: options, isPart: true)
    var table = sheet.table
    table.rows = (rowsOfSystem[system] ?? []).map { sheet.table.rows[$0] }
    if system == systems.first || systems.isEmpty {
      refuseProblems(&reading)
      for line in looseDamage { reading.refuseDamage(line) }
      for (name, rows) in rowsOfSystem where SystemDescription.slugComplaint(about: name) != nil {
        for row in rows { reading.refuse(sheet.table.rows[row].lines, unknownSystem: name) }
      }
    }
    reading.read(table)
    return reading.document(encoding: encoding, sha256: sha256)
  }

  private func refuseProblems(_ reading: inout PageReading) {
    for record in sheet.problems {
      if let problem = record.problem { reading.refuse(record.lines, because: problem) }
    }
  }

  private static func looseDamage(of page: Page, rows: [Row]) -> [Int] {
    var loose = Set(page.damage.keys)
    guard !loose.isEmpty else { return [] }
    for row in rows {
      for line in row.lines { loose.remove(line) }
    }
    return loose.sorted()
  }
}

import Catalog

/// Records and the systems they speak about, where a column `system` says so: an exported sheet has one,
/// and so may any other.
struct RowsBySystem: Sendable {
  let rows: Rows
  let form: TableForm
  /// The systems in the order of their first records; nil where no column says them.
  let systems: [String]?
  /// Damaged lines that are in no record.
  let looseDamage: [Int]
  /// Which column names the system.
  private let systemColumn: Int?
  private let recordsOfSystem: [String: [Int]]

  /// Sorts records by system.
  init(_ rows: Rows, of page: Page) {
    self.rows = rows
    form = TableForm(columns: rows.columns)
    let name = form == .page ? Field.systemHeading : "system"
    let isFree = form == .free
    systemColumn = rows.columns.firstIndex { (isFree ? trimmed($0) : $0) == name }
    looseDamage = Self.looseDamage(of: page, rows.records)
    guard let systemColumn else {
      systems = nil
      recordsOfSystem = [:]
      return
    }
    var systems: [String] = []
    var records: [String: [Int]] = [:]
    for (index, record) in rows.records.enumerated() {
      let cells = record.cells
      let system = systemColumn < cells.count ? trimmed(cells[systemColumn]) : ""
      if records[system] == nil, SystemDescription.slugComplaint(about: system) == nil {
        systems.append(system)
      }
      records[system, default: []].append(index)
    }
    self.systems = systems
    recordsOfSystem = records
  }

  /// The table of one system's records, or of all.
  ///
  /// - Parameter isLeftOut: whether the record on some lines is left out.
  func table(
    of system: String?, without isLeftOut: ((ClosedRange<Int>) -> Bool)?
  ) -> CodeTable {
    var records =
      system.map { (recordsOfSystem[$0] ?? []).map { rows.records[$0] } } ?? rows.records
    if let isLeftOut { records.removeAll { isLeftOut($0.lines) } }
    let isFree = form == .free
    var headings = isFree ? rows.columns.map { trimmed($0) } : rows.columns
    if let systemColumn { headings.remove(at: systemColumn) }
    let made = records.lazy.map { [systemColumn] record in
      var cells = record.cells.map { Inlines(verbatim: isFree ? trimmed($0) : $0) }
      if let systemColumn, systemColumn < cells.count { cells.remove(at: systemColumn) }
      return Row(cells: cells, lines: record.lines)
    }
    return CodeTable(
      headings: headings, headLines: rows.headLines, rows: made, path: [], form: form,
      excess: rows.excess)
  }

  /// The lines of records that name no system, and what stands where its name should.
  var unknownSystems: [(name: String, lines: ClosedRange<Int>)] {
    recordsOfSystem.filter { SystemDescription.slugComplaint(about: $0.key) != nil }.flatMap {
      name, records in records.map { (name, rows.records[$0].lines) }
    }
  }

  private static func looseDamage(of page: Page, _ records: [Rows.Record]) -> [Int] {
    var loose = Set(page.damage.keys)
    guard !loose.isEmpty else { return [] }
    for record in records {
      for line in record.lines { loose.remove(line) }
    }
    return loose.sorted()
  }
}

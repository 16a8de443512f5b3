/// What recognition reads entries from: rows of cells under headings.
///
/// A list of codes with labels is one, too, its labels being the headings.
struct CodeTable {
  /// Plain texts of the headings; empty where a column has none.
  var headings: [String]
  /// The lines of the head; empty for a list.
  var headLines: Range<Int>
  var rows: TableRows
  /// What is known of columns that have no heading.
  var knownRoles: [Int: Role] = [:]
  /// The headings the table stands under, outermost first.
  var path: [Heading]
  /// Who wrote the headings.
  var form = TableForm.free
  /// What becomes of a row with too many cells.
  var excess: ExcessCells

  /// The first line that belongs to the table.
  var firstLine: Int {
    headLines.isEmpty ? rows.first?.lines.lowerBound ?? 1 : headLines.lowerBound
  }
}

extension CodeTable {
  /// A table of a page.
  init(_ table: Table, under path: [Heading]) {
    self.init(
      headings: table.headings.map(\.text), headLines: table.headLines,
      rows: TableRows(table.rows), path: path, form: table.isExport ? .page : .free,
      excess: table.excess)
  }
}

/// The rows of a table; those made of records are made as they are asked for, so that millions of them
/// stand in memory once.
struct TableRows: RandomAccessCollection {
  private enum Storage {
    case rows([Row])
    case records([Rows.Record])
  }

  private var storage: Storage
  private var isTrimmed = false
  private var leftOut: Int?

  init(_ rows: [Row]) { storage = .rows(rows) }

  /// Takes records.
  ///
  /// - Parameters:
  ///   - isTrimmed: whether white space around a cell does not count.
  ///   - column: one that is left out.
  init(_ records: [Rows.Record], isTrimmed: Bool, without column: Int?) {
    storage = .records(records)
    self.isTrimmed = isTrimmed
    leftOut = column
  }

  var startIndex: Int { 0 }

  var endIndex: Int {
    switch storage {
    case .rows(let rows): rows.count
    case .records(let records): records.count
    }
  }

  subscript(index: Int) -> Row {
    switch storage {
    case .rows(let rows): return rows[index]
    case .records(let records):
      let record = records[index]
      var cells = record.cells.map { Inlines(verbatim: isTrimmed ? trimmed($0) : $0) }
      if let leftOut, leftOut < cells.count { cells.remove(at: leftOut) }
      return Row(cells: cells, lines: record.lines)
    }
  }

  /// Leaves out the rows on some lines.
  mutating func removeAll(where isUnwanted: (ClosedRange<Int>) -> Bool) {
    switch storage {
    case .rows(let rows): storage = .rows(rows.filter { !isUnwanted($0.lines) })
    case .records(let records): storage = .records(records.filter { !isUnwanted($0.lines) })
    }
  }
}

/// What recognition reads entries from: rows of cells under headings.
///
/// A list of codes with labels is one, too, its labels being the headings.
struct CodeTable {
  /// Plain texts of the headings; empty where a column has none.
  var headings: [String]
  /// The lines of the head; empty where it has none.
  var headLines: Range<Int>
  /// The rows; those of millions of records are made as they are read.
  var rows: any RandomAccessCollection<Row>
  /// What is known of columns that have no heading.
  var knownRoles: [Int: Role] = [:]
  /// The headings the table stands under, outermost first.
  var path: [Heading]
  /// Whether it is a list, whose labels mean the same as in the others of the page.
  var isList = false
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
      rows: table.rows, path: path, form: table.isExport ? .page : .free,
      excess: table.excess)
  }
}

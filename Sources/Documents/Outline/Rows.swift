/// Records under named columns, whose cells are values as they stand: a sheet, or the data of a program.
///
/// There may be millions of them: a record is kept as its cells and lines, and nothing is made of it
/// before it is read.
struct Rows: Sendable {
  /// The names of the columns; empty where one has none.
  var columns: [String]
  var records: [Record]
  /// The lines of the record that names the columns; empty where none does.
  var headLines: Range<Int>
  /// Records that cannot be read.
  var problems: [Problem]
  /// What becomes of a record with too many cells.
  var excess: ExcessCells

  /// The cells of a record and the source lines that it takes.
  struct Record: Sendable {
    var cells: [String]
    var lines: ClosedRange<Int>
  }

  /// Lines that make no record, and a sentence that says why.
  struct Problem: Sendable {
    var lines: ClosedRange<Int>
    var reason: any CustomStringConvertible & Sendable
  }
}

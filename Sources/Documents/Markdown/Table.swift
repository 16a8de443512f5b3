/// What a recogniser finds: rows of cells under headings.
///
/// A list of codes with labels is one, too, its labels being the headings.
struct Table {
  /// Plain texts of the headings; empty where a column has none.
  var headings: [String]
  var rows: [Row]
  /// Header and delimiter row; empty for a list.
  var headLines: Range<Int>
  /// What is known of columns that have no heading.
  var knownRoles: [Int: Role] = [:]
  /// The headings the table stands under, outermost first.
  var path: [Heading]
  /// Who wrote the headings.
  var form = TableForm.free
  /// Whether cells are plain text, those of a sheet; else they are CommonMark inlines.
  var isLiteral = false

  /// The first line that belongs to the table.
  var firstLine: Int {
    headLines.isEmpty ? rows.first?.lines.lowerBound ?? 1 : headLines.lowerBound
  }
}

/// A row of a table, its cells as CommonMark inlines; a row may have more or fewer of them than
/// there are headings.
struct Row {
  var cells: [String]
  var lines: ClosedRange<Int>
}

/// A heading of the page.
///
/// Two of the same text are two headings, told apart by their lines.
struct Heading: Hashable {
  var level: Int
  var text: String
  var line: Int
}

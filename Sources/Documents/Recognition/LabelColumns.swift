/// The labels of lists as columns: the code, the text after it, then each label as it first occurs.
struct LabelColumns {
  private(set) var headings = ["", ""]
  private var indices = ["": 1]

  /// Every row has a cell for every label, and no page has anywhere near as many.
  private static let most = 100

  /// The column of a label; nil where there are too many of them.
  mutating func index(of label: String) -> Int? {
    let key = headingKey(label)
    if let index = indices[key] { return index }
    guard headings.count < Self.most else { return nil }
    headings.append(label)
    indices[key] = headings.count - 1
    return headings.count - 1
  }
}

/// The cells of a row as they grow, each from texts that become lines of it.
struct LabelledCells {
  private var texts: [[Inlines]]

  /// Begins with one cell for each column.
  init(columns: Int) { texts = Array(repeating: [], count: columns) }

  /// Adds what a label says; without a column it goes to the text beside the code, led by the label.
  mutating func add(_ text: Inlines, labelled label: String, at column: Int?) {
    let text =
      column == nil
      ? Inlines.joined([Inlines(commonMark: label + ":"), text], separator: " ") : text
    guard !text.isEmpty else { return }
    texts[column ?? 1].append(text)
  }

  /// The row of these cells.
  func row(on lines: ClosedRange<Int>) -> Row {
    Row(cells: texts.map { Inlines.joined($0, separator: "\n") }, lines: lines)
  }
}

/// Lists of a page share their labels: they get the same columns, so that a list whose items happen
/// to lack a label is read like the others.
func unifyingLists(_ tables: [CodeTable]) -> [CodeTable] {
  let lists = tables.filter(\.isList)
  guard lists.count > 1 else { return tables }
  var columns = LabelColumns()
  for list in lists { for label in list.headings.dropFirst(2) { _ = columns.index(of: label) } }
  let headings = columns.headings
  return tables.map { table in
    guard table.isList else { return table }
    let places = [0, 1] + table.headings.dropFirst(2).map { columns.index(of: $0) }
    var unified = table
    unified.headings = headings
    unified.rows = table.rows.map { row in
      var cells = LabelledCells(columns: headings.count)
      for (index, cell) in row.cells.enumerated() where !cell.isEmpty {
        cells.add(cell, labelled: table.headings[index], at: places[index])
      }
      return cells.row(on: row.lines)
    }
    return unified
  }
}

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

/// Adds what a label says to a row's cell; without a column, to its text, led by the label.
func add(_ markdown: String, labelled label: String, at column: Int?, of cells: inout [String]) {
  let place = column ?? 1
  let text = column == nil ? "\(label): \(markdown)" : markdown
  guard !text.isEmpty else { return }
  cells[place] += (cells[place].isEmpty ? "" : "<br>") + text
}

/// Lists of a page share their labels: they get the same columns, so that a list whose items happen
/// to lack a label is read like the others.
func unifyingLists(_ tables: [Table]) -> [Table] {
  let lists = tables.filter { $0.headLines.isEmpty }
  guard lists.count > 1 else { return tables }
  var columns = LabelColumns()
  for list in lists { for label in list.headings.dropFirst(2) { _ = columns.index(of: label) } }
  let headings = columns.headings
  return tables.map { table in
    guard table.headLines.isEmpty else { return table }
    let places = [0, 1] + table.headings.dropFirst(2).map { columns.index(of: $0) }
    var unified = table
    unified.headings = headings
    for (row, old) in table.rows.enumerated() {
      var cells = [String](repeating: "", count: headings.count)
      for (index, cell) in old.cells.enumerated() where !cell.isEmpty {
        add(cell, labelled: table.headings[index], at: places[index], of: &cells)
      }
      unified.rows[row].cells = cells
    }
    return unified
  }
}

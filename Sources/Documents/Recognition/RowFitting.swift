/// The cells of a row, one for each column, and what had to be done to get there.
struct FittedRow {
  var cells: [Inlines]
  /// A sentence about what may have gone wrong; nil when nothing has.
  var warning: String?
}

/// Brings a row's cells to the number of columns, so that no text of a row is lost and none moves
/// into another column: GFM drops what is too much.
func fit(_ cells: [Inlines], to columns: [Column], _ excess: ExcessCells) -> FittedRow {
  let count = columns.count
  if cells.count == count { return FittedRow(cells: cells) }
  if cells.count < count {
    let missing = columns[cells.count...].contains { $0.role.isText }
    let filled = cells + Array(repeating: Inlines(verbatim: ""), count: count - cells.count)
    return FittedRow(
      cells: filled,
      warning: missing ? "the row has \(cells.count) of \(count) cells; a text is missing" : nil)
  }
  var cells = cells
  while cells.count > count, cells.last?.isEmpty ?? false { cells.removeLast() }
  if cells.count == count { return FittedRow(cells: cells) }
  let extra = cells.count - count
  let text = columns.lastIndex { $0.role.isText } ?? count - 1
  let joined = Inlines.joined(cells[text...(text + extra)], separator: excess.joint)
  cells.replaceSubrange(text...(text + extra), with: [joined])
  let name = columns[text].heading
  return FittedRow(
    cells: cells,
    warning: "the row has \(count + extra) cells for \(count) columns; what is too much was joined "
      + "into '\(name)'; \(excess.advice)")
}

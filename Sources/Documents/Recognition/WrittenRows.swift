import Catalog

/// Reads rows that errkb wrote: every cell is exactly what it stands for, one code a row, and only the
/// empty cell says nothing.
struct WrittenRowReader {
  private let columns: [Column]
  private let code: Int
  private let form: TableForm
  private let excess: ExcessCells
  private let names: [String]

  /// Nil when no column holds the code.
  init?(columns: [Column], form: TableForm, excess: ExcessCells) {
    guard let code = columns.firstIndex(where: { $0.role == .code }) else { return nil }
    self.columns = columns
    self.code = code
    self.form = form
    self.excess = excess
    self.names = attributeNames(columns, in: form)
  }

  /// Reads one row.
  func read(_ row: Row) -> RowReading {
    let fitted = fit(row.cells, to: columns, excess)
    let cells = fitted.cells.map(\.text)
    guard cells.contains(where: { !trimmed($0).isEmpty }) else { return .nothing }
    let code = cells[code]
    guard !code.isEmpty else { return .notUnderstood(.noCode, "the row has no code") }
    var draft = EntryDraft(code: code, lines: row.lines)
    for (column, (cell, name)) in zip(columns, zip(cells, names)) {
      if column.role == .variant {
        let label = cell
        if let complaint = variantComplaint(label) { return .notUnderstood(.badField, complaint) }
        draft.variant = variantLabel(label)
      } else if !cell.isEmpty, let complaint = add(cell, of: column, named: name, to: &draft) {
        return .notUnderstood(.badField, complaint)
      }
    }
    if let complaint = complaint(about: draft) { return .notUnderstood(.badField, complaint) }
    return .drafts([draft], warning: fitted.warning)
  }

  /// Adds a cell that is not empty; returns what is wrong with it.
  private func add(
    _ cell: String, of column: Column, named name: String, to draft: inout EntryDraft
  ) -> String? {
    let language = column.language ?? .english
    switch column.role {
    case .scalar(.code), .scalar(.variant), .ignore: break
    case .scalar(let field):
      switch field.definition.kind {
      case .number, .choice:
        if let complaint = Field.scalar(field).complaint(about: cell) { return complaint }
        draft[field] = cell
      case .code, .label, .name: draft[field] = oneLine(cell)
      }
    case .message: draft.texts[language, default: .init()].message = cell
    case .description: draft.texts[language, default: .init()].description = cell
    case .remedy: draft.remedies[language] = lines(of: cell)
    case .alias:
      draft.aliases = lines(of: cell)
    case .attribute: draft.attributes[name] = oneLine(cell)
    }
    return nil
  }

  /// The items of a list, which stand one a line.
  private func lines(of cell: String) -> [String] {
    cell.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
  }
}

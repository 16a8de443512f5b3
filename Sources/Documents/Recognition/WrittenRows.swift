import Catalog

/// Reads rows that errkb wrote: every cell is exactly what it stands for, one code a row, and only the
/// empty cell says nothing.
struct WrittenRowReader {
  private let columns: [Column]
  private let code: Int
  private let form: TableForm
  private let isLiteral: Bool
  private let names: [String]

  /// Nil when no column holds the code.
  init?(columns: [Column], form: TableForm, isLiteral: Bool) {
    guard let code = columns.firstIndex(where: { $0.role == .code }) else { return nil }
    self.columns = columns
    self.code = code
    self.form = form
    self.isLiteral = isLiteral
    self.names = attributeNames(columns, in: form)
  }

  /// Reads one row.
  func read(_ row: Row) -> RowReading {
    let fitted = fit(row.cells, to: columns, isLiteral: isLiteral)
    let cells = fitted.cells
    guard cells.contains(where: { !trimmed($0).isEmpty }) else { return .nothing }
    let code = plain(cells[code])
    guard !code.isEmpty else { return .notUnderstood(.noCode, "the row has no code") }
    var draft = EntryDraft(code: code, lines: row.lines)
    for (column, (cell, name)) in zip(columns, zip(cells, names)) {
      if column.role == .variant {
        let label = plain(cell)
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
    case .code, .variant, .ignore: break
    case .codeEnd: draft.codeEnd = oneLine(plain(cell))
    case .message: draft.texts[language, default: .init()].message = plain(cell)
    case .description: draft.texts[language, default: .init()].description = inlines(cell)
    case .remedy: draft.remedies[language] = steps(inlines(cell))
    case .http:
      if let complaint = Field.httpStatus.complaint(about: cell) { return complaint }
      draft.httpStatus = Int(cell)
    case .severity: draft.severity = oneLine(plain(cell))
    case .status:
      guard let status = EntryStatus(rawValue: cell) else {
        return Field.status.complaint(about: cell)
      }
      draft.status = status
    case .replacedBy: draft.replacedBy = oneLine(plain(cell))
    case .category: draft.category = oneLine(plain(cell))
    case .alias:
      draft.aliases = plain(cell).split(separator: "\n").map(String.init).filter {
        !$0.allSatisfy(\.isWhitespace)
      }
    case .attribute: draft.attributes[name] = oneLine(plain(cell))
    }
    return nil
  }

  private func plain(_ cell: String) -> String { isLiteral ? cell : writtenText(cell) }

  private func inlines(_ cell: String) -> String { isLiteral ? cell : writtenInlines(cell) }

  /// A step a line; on a page several are numbered from 1.
  private func steps(_ text: String) -> [String] {
    let lines = text.split(separator: "\n").map(String.init).filter {
      !$0.allSatisfy(\.isWhitespace)
    }
    guard !isLiteral, lines.count > 1 else { return lines }
    let numbers = lines.indices.map { "\($0 + 1). " }
    let isNumbered = zip(lines, numbers).allSatisfy { $0.hasPrefix($1) }
    // Numbers that do not count up were changed by hand.
    return isNumbered
      ? zip(lines, numbers).map { String($0.dropFirst($1.count)) } : remedySteps(text)
  }
}

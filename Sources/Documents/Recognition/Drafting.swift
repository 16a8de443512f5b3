import Catalog

/// What became of a row of a table of codes.
enum RowReading {
  /// One draft for each code of the row, and a doubt to tell the reader.
  case drafts([EntryDraft], warning: String?)
  /// A row that groups those below it.
  case section(String)
  /// A row that says nothing: empty cells, dashes.
  case nothing
  /// Why no entry could be taken from it.
  case notUnderstood(Diagnostics.Kind, String)
}

/// Reads rows whose columns are known.
struct RowReader {
  private let columns: [Column]
  private let code: Int
  /// Whether the code is an HTTP status as well.
  private let isStatus: Bool
  /// Languages in which several columns make up the description, each led by its heading.
  private let ledLanguages: Set<Language>
  /// Headings of attributes, where two are alike told apart by number.
  private let names: [String]
  /// Whether any text in the code's column is a code, since a person said that it holds them.
  private let acceptsAnyCode: Bool
  private let excess: ExcessCells

  /// A row that names more codes than this is no row of a page that people read: each of them would
  /// get all of its texts.
  private static let mostCodes = 1000

  /// Nil when no column holds the code.
  init?(columns: [Column], excess: ExcessCells) {
    self.excess = excess
    guard let code = columns.firstIndex(where: { $0.role == .code }) else { return nil }
    self.columns = columns
    self.code = code
    self.acceptsAnyCode = columns[code].isNamed
    self.isStatus = HeadingSense(columns[code].heading) == .http
    let described = columns.filter { $0.role == .description }.compactMap(\.language)
    self.ledLanguages = Set(
      Dictionary(grouping: described) { $0 }.filter { $0.value.count > 1 }.keys)
    self.names = attributeNames(columns, in: .free)
  }

  /// Reads one row.
  func read(_ row: Row) -> RowReading {
    let fitted = fit(row.cells, to: columns, excess)
    let cells = fitted.cells.map { ReadCell(text: $0.text, inlines: $0.commonMark) }
    let printed = cells[code].text
    if let codes = codes(in: printed) {
      guard codes.count <= Self.mostCodes else {
        return .notUnderstood(
          .cells, "the row names \(codes.count) codes; give each of them a row of its own")
      }
      if let complaint = variantComplaint(cells) { return .notUnderstood(.badField, complaint) }
      let drafts = codes.map { draft(of: $0, cells: cells, lines: row.lines) }
      for draft in drafts {
        if let complaint = complaint(about: draft) { return .notUnderstood(.badField, complaint) }
      }
      return .drafts(drafts, warning: fitted.warning)
    }
    let filled = cells.filter { !isNothing($0.text) }
    guard let first = filled.first else { return .nothing }
    // One text in the first cell, or the same one in all: a heading written as a row.
    let isLone = filled.count == 1 && !isNothing(cells[0].text)
    let isSpread = filled.count == columns.count && filled.allSatisfy { $0.text == first.text }
    if (isLone || isSpread) && columns.count > 1 { return .section(first.text) }
    return printed.isEmpty
      ? .notUnderstood(.noCode, "the row has no code")
      : .notUnderstood(.notACode, "'\(shortened(printed))' does not look like a code")
  }

  /// A cell in the two forms that fields need.
  private struct ReadCell {
    var text: String
    var inlines: String
  }

  private func codes(in text: String) -> [PrintedCode]? {
    if let codes = printedCodes(in: text) { return codes }
    guard acceptsAnyCode, !isNothing(text), !text.contains("\n") else { return nil }
    return [PrintedCode(code: text)]
  }

  private func variantComplaint(_ cells: [ReadCell]) -> String? {
    guard let index = columns.firstIndex(where: { $0.role == .variant }) else { return nil }
    return Documents.variantComplaint(cells[index].text)
  }

  private func draft(
    of printed: PrintedCode, cells: [ReadCell], lines: ClosedRange<Int>
  ) -> EntryDraft {
    var draft = EntryDraft(code: printed.code, codeEnd: printed.end, lines: lines)
    if let alias = printed.alias { draft.aliases.append(alias) }
    if isStatus { draft.httpStatus = httpStatus(printed.code) }
    for (index, column) in columns.enumerated() where index != code {
      let cell = cells[index]
      if column.role == .variant { draft.variant = variantLabel(cell.text) }
      if !isNothing(cell.text) { add(cell, of: column, named: names[index], to: &draft) }
    }
    return draft
  }

  private func add(
    _ cell: ReadCell, of column: Column, named name: String, to draft: inout EntryDraft
  ) {
    let language = column.language ?? .english
    switch column.role {
    case .scalar(let field): add(cell.text, field, named: name, to: &draft)
    case .message: draft.texts[language, default: .init()].add(message: cell.text)
    case .description:
      let lead = ledLanguages.contains(language) ? name + separator(in: language) : ""
      draft.texts[language, default: .init()].add(description: lead + cell.inlines)
    case .remedy: draft.remedies[language, default: []] += remedySteps(cell.inlines)
    case .alias:
      let spellings = printedCodes(in: cell.text)?.map { $0.alias ?? $0.code } ?? [cell.text]
      draft.aliases += spellings.filter { $0 != draft.code && !draft.aliases.contains($0) }
    case .attribute: draft.attributes[name] = oneLine(cell.text)
    case .ignore: break
    }
  }

  /// Adds the text of a field; one that the field cannot hold is kept as an attribute.
  private func add(
    _ text: String, _ field: ScalarField, named name: String, to draft: inout EntryDraft
  ) {
    let line = oneLine(text)
    switch field {
    // Which entry it is was read before.
    case .code, .variant: return
    case .codeEnd where text == draft.code: return
    case .category: draft[field] = [draft[field], line].compactMap { $0 }.joined(separator: " / ")
    case .httpStatus:
      guard let status = httpStatus(text) else {
        draft.attributes[name] = line
        return
      }
      draft.httpStatus = status
    default:
      if case .choice(let words) = field.definition.kind, !words.contains(text) {
        draft.attributes[name] = line
      } else {
        draft[field] = line
      }
    }
  }

  private func separator(in language: Language) -> String {
    [.simplifiedChinese, .traditionalChinese, .japanese].contains(language) ? "：" : ": "
  }
}

extension EntryDraft.Text {
  /// Two columns of a message in one language are one message of two lines.
  fileprivate mutating func add(message text: String) {
    message = [message, text].compactMap { $0 }.joined(separator: "\n")
  }

  fileprivate mutating func add(description text: String) {
    description = [description, text].compactMap { $0 }.joined(separator: "\n")
  }
}

/// The variant that a cell gives; 1 is how the first is addressed, and it bears no label.
func variantLabel(_ cell: String) -> String { cell == "1" ? "" : cell }

/// What is wrong with a cell as a variant; nil when nothing is.
func variantComplaint(_ cell: String) -> String? {
  Field.variant.complaint(about: variantLabel(cell))
}

/// Whether a cell holds no letter and no digit: empty, or a dash that says so.
func isNothing(_ text: String) -> Bool {
  !text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
}

/// A text short enough to be quoted in a sentence.
func shortened(_ text: String) -> String {
  let line = text.split(separator: "\n").first ?? ""
  return line.count > 40 ? line.prefix(40) + "…" : String(line)
}

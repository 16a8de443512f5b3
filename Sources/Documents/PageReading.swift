import Catalog

/// Reads the blocks of one page and keeps account of its lines.
struct PageReading {
  /// What each line turned out to be, the first line first.
  private(set) var kinds: [LineKind]
  private(set) var mapping = Mapping(tables: [])

  private let page: Page
  private let options: ReadingOptions
  private var diagnostics: [Diagnostic] = []
  private var drafts = DraftList()

  init(page: Page, options: ReadingOptions) {
    self.page = page
    self.options = options
    self.kinds = (1..<(page.lines.count + 1)).map { page.isBlank($0) ? .blank : .prose }
    for (line, reason) in page.damage { refuse(line...line, because: reason) }
  }

  /// The entries, in the order of the page.
  var entries: [EntryDraft] { drafts.drafts }

  var sortedDiagnostics: [Diagnostic] {
    (diagnostics + drafts.diagnostics).enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  /// The language most entries have texts and remedies in.
  var language: Language? {
    var counts: [Language: Int] = [:]
    for draft in entries {
      for language in draft.texts.keys { counts[language, default: 0] += 1 }
      for language in draft.remedies.keys { counts[language, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// What was read.
  func document(encoding: TextEncoding, sha256: String) -> ReadDocument {
    ReadDocument(
      encoding: encoding, sha256: sha256, language: language, entries: entries,
      lines: LineAccount(kinds), diagnostics: sortedDiagnostics, mapping: mapping)
  }

  // MARK: Tables

  /// Reads the page's blocks into entries.
  mutating func read(_ blocks: [Block]) { read(unifyingLists(tables(in: blocks))) }

  /// Reads the rows of a sheet into entries.
  ///
  /// A row with a damaged line in it is left out, since that was reported.
  mutating func read(_ sheet: Table) {
    for line in sheet.headLines { mark(line...line, .heading) }
    var sheet = sheet
    sheet.rows.removeAll { row in
      guard row.lines.contains(where: { page.damage[$0] != nil }) else { return false }
      for line in row.lines where kinds[line - 1] != .blank { kinds[line - 1] = .notUnderstood }
      return true
    }
    read([sheet])
  }

  private mutating func read(_ tables: [Table]) {
    let columns = columns(of: tables)
    mapping = Mapping(tables: Array(columns.values))
    noteUnknownOverrides(tables)
    var rows: [ReadRow] = []
    for table in tables {
      guard let known = columns[table.headings] else { continue }
      noteIgnoredColumns(of: table, known)
      if table.form.isExact {
        let reader = WrittenRowReader(
          columns: known, form: table.form, isLiteral: table.isLiteral)
        if let reader { read(table, with: reader.read, into: &rows) }
      } else if let reader = RowReader(columns: known, isLiteral: table.isLiteral) {
        read(table, with: reader.read, into: &rows)
      }
    }
    // On a page of ours every heading but the title is a category as it stands.
    let categories =
      page.frontMatter.isExport
      ? rows.map { writtenCategory(of: $0.path) } : categories(of: rows.map(\.path))
    for (row, category) in zip(rows, categories) {
      var draft = row.draft
      let names = [category, draft.category].compactMap { $0 }
      draft.category = names.isEmpty ? nil : names.joined(separator: " / ")
      drafts.add(draft)
    }
  }

  private struct ReadRow {
    var draft: EntryDraft
    var path: [Heading]
  }

  private mutating func tables(in blocks: [Block]) -> [Table] {
    var path = HeadingPath()
    var tables: [Table] = []
    for block in blocks {
      if case .heading(let level, let markdown) = block.content {
        let line = block.lines.lowerBound
        let text = page.frontMatter.isExport ? writtenText(markdown) : InlineText(markdown).text
        path.enter(Heading(level: level, text: text, line: line))
        mark(block.lines, .heading)
      }
      for recogniser in recognisers {
        tables += recogniser.tables(in: block, of: page, under: path.headings)
      }
    }
    for table in tables {
      for line in table.headLines { mark(line...line, .heading) }
    }
    return tables.sorted { $0.firstLine < $1.firstLine }
  }

  private mutating func read(
    _ table: Table, with reader: (Row) -> RowReading, into rows: inout [ReadRow]
  ) {
    var path = HeadingPath()
    for heading in table.path { path.enter(heading) }
    for row in table.rows {
      let line = row.lines.lowerBound
      switch reader(row) {
      case .drafts(let drafts, let warning):
        mark(row.lines, .entry)
        if let warning { report(line, .warning, warning) }
        rows += drafts.map { ReadRow(draft: $0, path: path.headings) }
      case .section(let name):
        path.enter(Heading(level: Block.boldLineLevel + 1, text: name, line: line))
        mark(row.lines, .heading)
      case .nothing: break
      case .notUnderstood(let reason): refuse(row.lines, because: reason)
      }
    }
  }

  // MARK: Columns

  /// The columns of all tables of codes, by their headings.
  private mutating func columns(of tables: [Table]) -> [[String]: [Column]] {
    var columns: [[String]: [Column]] = [:]
    let stored = options.mapping
    for (headings, tables) in Dictionary(grouping: tables, by: \.headings) {
      let form = tables.first?.form ?? .free
      if !form.isExact, let known = stored?.columns(under: headings) {
        columns[headings] = applyingOptions(
          to: known, samples: samples(of: tables, columns: headings.count))
        continue
      }
      let group = ColumnGroup(
        headings: headings, form: form,
        knownRoles: tables.reduce(into: [:]) { $0.merge($1.knownRoles) { role, _ in role } },
        samples: samples(of: tables, columns: headings.count))
      guard let found = Documents.columns(of: group, options: options) else {
        if let heading = headingOfMissingCodes(in: group), let first = tables.first {
          report(
            first.firstLine, .warning,
            "most cells below '\(heading)' do not look like codes, so the table is read as prose; "
              + "if they are, map \(heading) to code")
        }
        continue
      }
      columns[headings] = found
      if let stored, !stored.tables.isEmpty, stored.columns(under: headings) == nil,
        let first = tables.first
      {
        report(
          first.firstLine, .note,
          "these headings are new since the last import; what they mean was found out afresh")
      }
    }
    return columns
  }

  /// A stored column stays what it was, unless this command says otherwise.
  private func applyingOptions(to columns: [Column], samples: [[String]]) -> [Column] {
    zip(columns, samples).map { column, cells in
      var column = column
      if let override = override(for: column.heading) {
        column.role = override.role
        column.isNamed = true
        column.language =
          override.role.isText
          ? override.language ?? columnLanguage(of: cells, options: options) : nil
      } else if options.language != nil, column.language?.isWrittenInLatin ?? false {
        column.language = columnLanguage(of: cells, options: options)
      }
      return column
    }
  }

  /// Plain texts of the first cells of each column, enough of them to know what it holds.
  private func samples(of tables: [Table], columns: Int) -> [[String]] {
    let rows = tables.lazy.flatMap(\.rows).prefix(1000)
    let isLiteral = tables.first?.isLiteral ?? false
    var samples = [[String]](repeating: [], count: columns)
    for row in rows {
      for (column, cell) in row.cells.prefix(columns).enumerated() {
        samples[column].append(isLiteral ? trimmed(cell) : InlineText(cell).text)
      }
    }
    return samples
  }

  private func override(for heading: String) -> RoleOverride? {
    options.overrides.last { headingKey($0.heading) == headingKey(heading) }
  }

  private func isOverridden(_ heading: String) -> Bool { override(for: heading) != nil }

  private mutating func noteUnknownOverrides(_ tables: [Table]) {
    let known = Set(tables.flatMap(\.headings).map(headingKey))
    for override in options.overrides where !known.contains(headingKey(override.heading)) {
      report(1, .warning, "no column and no label is called '\(override.heading)'")
    }
  }

  private mutating func noteIgnoredColumns(of table: Table, _ columns: [Column]) {
    for column in columns where column.role == .ignore && !isOverridden(column.heading) {
      report(table.firstLine, .note, "column '\(column.heading)' numbers the rows and is left out")
    }
  }

  // MARK: Account

  /// Says what lines are; blank ones stay blank, and damaged ones not understood.
  private mutating func mark(_ lines: ClosedRange<Int>, _ kind: LineKind) {
    for line in lines where kinds[line - 1] != .blank && page.damage[line] == nil {
      kinds[line - 1] = kind
    }
  }

  /// Says that a row names no system.
  mutating func refuse(_ lines: ClosedRange<Int>, unknownSystem name: String) {
    refuse(
      lines,
      because: name.isEmpty
        ? "the row names no system"
        : "'\(shortened(name))' cannot name a system; use lower-case letters, digits and -")
  }

  /// Says why lines were not understood.
  mutating func refuse(_ lines: ClosedRange<Int>, because reason: String) {
    for line in lines where kinds[line - 1] != .blank { kinds[line - 1] = .notUnderstood }
    report(lines.lowerBound, .error, reason)
  }

  private mutating func report(_ line: Int, _ severity: Diagnostic.Severity, _ message: String) {
    diagnostics.append(Diagnostic(line: line, severity: severity, message: message))
  }
}

/// Lists of a page share their labels: they get the same columns, so that a list whose items happen
/// to lack a label is read like the others.
private func unifyingLists(_ tables: [Table]) -> [Table] {
  let lists = tables.filter { $0.headLines.isEmpty }
  guard lists.count > 1 else { return tables }
  var headings = ["", ""]
  for label in lists.flatMap({ $0.headings.dropFirst(2) }) {
    if !headings.contains(where: { headingKey($0) == headingKey(label) }) { headings.append(label) }
  }
  return tables.map { table in
    guard table.headLines.isEmpty else { return table }
    let places =
      [0, 1]
      + table.headings.dropFirst(2).map { label in
        headings.firstIndex { headingKey($0) == headingKey(label) } ?? 1
      }
    var table = table
    table.headings = headings
    for row in table.rows.indices {
      var cells = [String](repeating: "", count: headings.count)
      for (place, cell) in zip(places, table.rows[row].cells) { cells[place] = cell }
      table.rows[row].cells = cells
    }
    return table
  }
}

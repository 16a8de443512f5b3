import Catalog

/// Reads the blocks of one page and keeps account of its lines.
struct PageReading {
  private(set) var mapping = Mapping(tables: [])

  private let page: Page
  private let options: ReadingOptions
  /// Whether only some lines are read.
  private let isPart: Bool
  private let overrides: OverridesByHeading
  private var kinds: LineKinds
  private var diagnostics = Diagnostics()
  /// Two headings of a table that this command maps to a role of which there is one.
  private var doubleMapping: (first: RoleOverride, second: RoleOverride)?
  /// The entries, in the order of the page.
  private var drafts: [EntryDraft] = []

  /// - Parameter isPart: whether only some lines are read, those of one system of a sheet; what is
  ///   damaged is then told as far as it is read.
  init(page: Page, options: ReadingOptions, isPart: Bool = false) {
    self.page = page
    self.options = options
    self.isPart = isPart
    overrides = OverridesByHeading(options.overrides)
    kinds = LineKinds(page, isPart: isPart)
    if !isPart { for line in page.damage.keys.sorted() { refuseDamage(line) } }
  }

  /// The language most entries have texts and remedies in.
  private var language: Language? {
    var counts: [Language: Int] = [:]
    for index in drafts.indices {
      for language in drafts[index].texts.keys { counts[language, default: 0] += 1 }
      for language in drafts[index].remedies.keys { counts[language, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// What was read.
  func document(sha256: String) -> ReadDocument {
    ReadDocument(
      encoding: page.encoding, sha256: sha256, language: language, entries: drafts,
      lines: kinds.account, diagnostics: diagnostics.sorted, mapping: mapping,
      doubleMapping: doubleMapping)
  }

  // MARK: Tables

  /// Reads an outline into entries.
  mutating func read(_ outline: Outline) {
    read(unifyingLists(tables(in: outline)), isExport: outline.isExport)
  }

  /// Reads the records of one system, or all of them, into entries.
  ///
  /// A record with a damaged line in it is left out, since that is reported. What belongs to no system
  /// is told with the first one.
  mutating func read(_ rows: RowsBySystem, of system: String?) {
    if system == nil || system == rows.systems?.first || rows.systems?.isEmpty ?? true {
      for problem in rows.rows.problems {
        refuse(problem.lines, .quotation, because: "\(problem.reason)")
      }
      if system != nil {
        for line in rows.looseDamage { refuseDamage(line) }
        for (name, lines) in rows.unknownSystems { refuse(lines, unknownSystem: name) }
      }
    }
    for line in rows.rows.headLines { mark(line...line, .heading) }
    let page = page
    var damaged: [ClosedRange<Int>] = []
    func isDamaged(_ lines: ClosedRange<Int>) -> Bool {
      guard lines.contains(where: { page.damage[$0] != nil }) else { return false }
      damaged.append(lines)
      return true
    }
    let table = rows.table(of: system, without: page.damage.isEmpty ? nil : isDamaged)
    for line in damaged.joined() {
      if isPart, page.damage[line] != nil { refuseDamage(line) }
      kinds[line] = .notUnderstood
    }
    read([table], isExport: false)
  }

  private mutating func read(_ found: [CodeTable], isExport: Bool) {
    let tables = refusingWideTables(found).map { checkingHeadings(of: $0) }
    let columns = columns(of: tables)
    mapping = Mapping(tables: Array(columns.values))
    noteUnknownOverrides(tables)
    var rows = ReadRows()
    let readable = tables.lazy.filter { columns[$0.headings] != nil }
    rows.drafts.reserveCapacity(readable.reduce(0) { $0 + $1.rows.count })
    var readers: [[String]: TableReader] = [:]
    for table in tables {
      guard let known = columns[table.headings] else { continue }
      noteIgnoredColumns(of: table, known)
      guard let reader = readers[table.headings] ?? TableReader(of: table, known) else { continue }
      readers[table.headings] = reader
      read(table, with: reader, into: &rows)
    }
    // On a page of ours every heading but the title is a category as it stands.
    let categories =
      isExport
      ? rows.paths.map { writtenCategory(of: $0) } : categories(of: rows.paths)
    for (index, category) in categories.enumerated() {
      guard let category else { continue }
      let own = rows.drafts[index].category
      rows.drafts[index].category = own.map { "\(category) / \($0)" } ?? category
    }
    swap(&drafts, &rows.drafts)
    unite(&drafts, &diagnostics)
  }

  /// What rows say, and the headings above each.
  private struct ReadRows {
    var drafts: [EntryDraft] = []
    var paths: [[Heading]] = []
  }

  private mutating func tables(in outline: Outline) -> [CodeTable] {
    var path = HeadingPath()
    var tables: [CodeTable] = []
    for block in outline.blocks {
      switch block.content {
      case .heading(let level, let text):
        mark(block.lines, .heading)
        let heading = Heading(level: level, text: text.text, line: block.lines.lowerBound)
        path.enter(checked(heading, block.lines))
      case .table(let table):
        for line in table.headLines { mark(line...line, .heading) }
        tables.append(CodeTable(table, under: path.headings))
      case .list(let list):
        if let table = codeTable(of: list, under: path.headings) { tables.append(table) }
      case .paragraph: break
      }
    }
    return tables.sorted { $0.firstLine < $1.firstLine }
  }

  private mutating func read(
    _ table: CodeTable, with reader: TableReader, into rows: inout ReadRows
  ) {
    var path = HeadingPath()
    for heading in table.path { path.enter(heading) }
    for row in table.rows {
      let line = row.lines.lowerBound
      switch reader.read(row) {
      case .drafts(let drafts, let warning):
        mark(row.lines, .entry)
        if let warning { diagnostics.add(.cells, .warning, line: line, warning) }
        rows.drafts += drafts
        for _ in drafts { rows.paths.append(path.headings) }
      case .section(let name):
        mark(row.lines, .heading)
        path.enter(
          checked(Heading(level: Block.boldLineLevel + 1, text: name, line: line), row.lines))
      case .nothing: break
      case .notUnderstood(let kind, let reason): refuse(row.lines, kind, because: reason)
      }
    }
  }

  /// The heading, without its text where that cannot be a category; its lines are not understood then.
  private mutating func checked(_ heading: Heading, _ lines: ClosedRange<Int>) -> Heading {
    var heading = heading
    if let complaint = complaint(aboutHeading: heading.text, called: "the heading") {
      refuse(lines, .badHeading, because: complaint)
      heading.text = ""
    }
    heading.text = oneLine(heading.text)
    return heading
  }

  /// The tables without those of more columns than any table that people read; their lines are not
  /// understood, since every column is looked at for what it says.
  private mutating func refusingWideTables(_ tables: [CodeTable]) -> [CodeTable] {
    tables.filter { table in
      guard table.headings.count > Self.mostColumns else { return true }
      for row in table.rows { mark(row.lines, .notUnderstood) }
      refuse(
        table.firstLine...table.firstLine, .badHeading,
        because: "the table has \(table.headings.count) columns; one has at most 2,000")
      return false
    }
  }

  private static let mostColumns = 2000

  /// The table, with empty headings in the place of those that cannot name anything; its head is not
  /// understood then.
  private mutating func checkingHeadings(of table: CodeTable) -> CodeTable {
    guard !table.headLines.isEmpty else { return table }
    var table = table
    let lines = table.headLines.lowerBound...(table.headLines.upperBound - 1)
    for (index, heading) in table.headings.enumerated() {
      let name = "the heading of column \(index + 1)"
      guard let complaint = complaint(aboutHeading: heading, called: name) else { continue }
      refuse(lines, .badHeading, because: complaint)
      table.headings[index] = ""
    }
    return table
  }

  // MARK: Columns

  /// The columns of all tables of codes, by their headings.
  private mutating func columns(of tables: [CodeTable]) -> [[String]: [Column]] {
    var columns: [[String]: [Column]] = [:]
    let stored = options.mapping
    let present = Set(tables.map(\.headings))
    for (headings, tables) in Dictionary(grouping: tables, by: \.headings) {
      let form = tables.first?.form ?? .free
      let samples = samples(of: tables, columns: headings.count)
      if let double = doubleOverride(of: headings, overrides) { doubleMapping = double }
      if !form.isExact, let known = stored?.columns(under: headings) {
        columns[headings] = withSingleRoles(
          zip(known, samples).map { applyingOptions(to: $0, samples: $1) }, overrides: overrides)
        continue
      }
      let known =
        form.isExact ? nil : stored?.columns(like: headings, besides: present)
      var group = ColumnGroup(
        headings: headings, form: form,
        knownRoles: tables.reduce(into: [:]) { $0.merge($1.knownRoles) { role, _ in role } },
        samples: samples)
      group.known = zip(known ?? [], samples).map { column, cells in
        column.map { applyingOptions(to: $0, samples: cells) }
      }
      guard let found = Documents.columns(of: group, overrides: overrides, options: options) else {
        if let heading = headingOfMissingCodes(in: group), let first = tables.first {
          diagnostics.add(
            .noCodesInTable, .warning, line: first.firstLine,
            "most cells below '\(heading)' do not look like codes, so the table is read as prose; "
              + "if they are, map \(heading) to code")
        }
        continue
      }
      columns[headings] = found
      if let stored, !stored.isEmpty, stored.columns(under: headings) == nil,
        let first = tables.first
      {
        noteNewColumns(found, known: known, line: first.firstLine)
      }
    }
    return columns
  }

  /// Tells what columns were taken for that the last import did not have.
  private mutating func noteNewColumns(_ columns: [Column], known: [Column?]?, line: Int) {
    for (index, column) in columns.enumerated()
    where !column.heading.isEmpty && known?[index] == nil && overrides[column.heading] == nil {
      let language = column.language.map { ".\($0.tag)" } ?? ""
      diagnostics.add(
        .newHeadings, .warning, line: line,
        "column '\(shortened(column.heading))' is new: taken as \(column.role.rawValue)\(language); "
          + "name its role if that is wrong")
    }
  }

  /// A stored column stays what it was, unless this command says otherwise.
  ///
  /// Its language is the one that `--map` names, now or at an earlier import; else the one that its
  /// heading names, whatever is stored; else what `--lang` says where the cells are in Latin letters.
  private func applyingOptions(to column: Column, samples cells: [String]) -> Column {
    var column = column
    let wasText = column.role.isText
    if let override = overrides[column.heading] {
      column.role = override.role
      column.isNamed = true
      if let language = override.language {
        column.language = language
        column.isLanguageNamed = true
      }
    }
    guard column.role.isText else {
      column.language = nil
      column.isLanguageNamed = false
      return column
    }
    guard !column.isLanguageNamed else { return column }
    if let stated = statedColumn(column.heading, in: .free, cells: cells)?.language {
      column.language = stated
    } else if !wasText || overrides[column.heading] != nil
      || options.language != nil && column.language?.isWrittenInLatin ?? false
    {
      column.language = columnLanguage(of: cells, options: options)
    }
    return column
  }

  /// Plain texts of the first cells of each column, enough of them to know what it holds.
  private func samples(of tables: [CodeTable], columns: Int) -> [[String]] {
    var samples = [[String]](repeating: [], count: columns)
    var left = 1000
    for table in tables where left > 0 {
      for row in table.rows.prefix(left) {
        left -= 1
        for (column, cell) in row.cells.prefix(columns).enumerated() {
          samples[column].append(trimmed(cell.text))
        }
      }
    }
    return samples
  }

  private mutating func noteUnknownOverrides(_ tables: [CodeTable]) {
    let known = Set(tables.flatMap(\.headings).map(headingKey))
    for override in options.overrides where !known.contains(headingKey(override.heading)) {
      diagnostics.add(
        .unknownOverride, .warning, line: 1,
        "no column and no label is called '\(shortened(override.heading))'")
    }
  }

  private mutating func noteIgnoredColumns(of table: CodeTable, _ columns: [Column]) {
    for column in columns where column.role == .ignore && !column.isNamed {
      diagnostics.add(
        .ignoredColumn, .note, line: table.firstLine,
        "column '\(shortened(column.heading))' numbers the rows and is left out")
    }
  }

  // MARK: Account

  /// Says what lines are; blank ones stay blank, and damaged ones not understood.
  private mutating func mark(_ lines: ClosedRange<Int>, _ kind: LineKind) {
    for line in lines where page.damage[line] == nil { kinds[line] = kind }
  }

  /// Says that a row names no system.
  private mutating func refuse(_ lines: ClosedRange<Int>, unknownSystem name: String) {
    refuse(
      lines, .unknownSystem,
      because: name.isEmpty
        ? "the row names no system"
        : SystemDescription.slugComplaint(
          about: name.utf8.count > TextLimit.slug ? name : shortened(name)) ?? "")
  }

  /// Says why a line cannot be read.
  private mutating func refuseDamage(_ line: Int) {
    guard let damage = page.damage[line] else { return }
    refuse(line...line, .damage, because: damage.description)
  }

  private mutating func refuse(
    _ lines: ClosedRange<Int>, _ kind: Diagnostics.Kind, because reason: @autoclosure () -> String
  ) {
    for line in lines { kinds[line] = .notUnderstood }
    diagnostics.add(kind, .error, line: lines.lowerBound, reason())
  }
}

/// Reads the rows of tables that are alike.
private enum TableReader {
  case free(RowReader)
  case written(WrittenRowReader)

  /// Nil when no column holds the code.
  init?(of table: CodeTable, _ columns: [Column]) {
    if table.form.isExact {
      guard
        let reader = WrittenRowReader(columns: columns, form: table.form, excess: table.excess)
      else { return nil }
      self = .written(reader)
    } else {
      guard let reader = RowReader(columns: columns, excess: table.excess) else { return nil }
      self = .free(reader)
    }
  }

  func read(_ row: Row) -> RowReading {
    switch self {
    case .free(let reader): reader.read(row)
    case .written(let reader): reader.read(row)
    }
  }
}

import Catalog
import Storage

/// Reads entries by row, its statements prepared once.
///
/// An export comes here for every entry there is, so nothing is asked of the file that a column of
/// the entry's own row can answer.
struct EntryReader: ~Copyable {
  private var selectCode: Statement
  private var selectAttributes: Statement
  private var selectAliases: Statement
  private var selectTexts: Statement
  private var selectSources: Statement
  private var languages = LanguageCache()

  /// What ``entry(_:)`` reads of a row of `codes` joined with `systems`, the entry's row first.
  static let columns = """
    codes.id, systems.slug, codes.revision, codes.attributes <> '{}', systems.language,
    EXISTS (SELECT 1 FROM aliases WHERE aliases.code_id = codes.id),
    \(ScalarField.allCases.map { "codes.\($0.name)" }.joined(separator: ", "))
    """

  /// The column in which those of `ScalarField` begin.
  private static let firstScalar = 6

  /// How many they are.
  static let columnCount = firstScalar + ScalarField.allCases.count

  /// Whether the code of a row of `codes`, without a variant, would name another entry, too.
  ///
  /// The `+` keeps SQLite from going through all entries of the system for each alias
  /// (<https://sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_>).
  static let isOneOfSeveral = """
    (EXISTS (SELECT 1 FROM codes AS other WHERE other.system_id = codes.system_id
        AND other.key = codes.key AND other.id <> codes.id AND other.status <> 'removed')
      OR EXISTS (SELECT 1 FROM aliases JOIN codes AS other ON other.id = aliases.code_id
        WHERE aliases.key = codes.key AND +other.system_id = codes.system_id
          AND other.id <> codes.id AND other.status <> 'removed'))
    """

  init(_ connection: borrowing Connection) throws {
    let selectCode = try connection.statement(
      """
      SELECT \(Self.columns) FROM codes JOIN systems ON systems.id = codes.system_id
      WHERE codes.id = ?
      """)
    let selectAttributes = try connection.statement(
      "SELECT each.key, each.value FROM codes, json_each(codes.attributes) AS each WHERE codes.id = ?"
    )
    let selectAliases = try connection.statement(
      "SELECT alias FROM aliases WHERE code_id = ? ORDER BY alias")
    // One row a step, or one for a language without steps.
    let selectTexts = try connection.statement(
      """
      SELECT translations.language, step, message, description, state, reviewed_by, reviewed_at,
        made_from ->> '$.language', made_from ->> '$.message', made_from ->> '$.description',
        made_from ->> '$.remedy'
      FROM translations LEFT JOIN remedies
        ON remedies.code_id = translations.code_id AND remedies.language = translations.language
      WHERE translations.code_id = ? ORDER BY translations.language, position
      """)
    let selectSources = try connection.statement(
      """
      SELECT documents.name, first_line, gone_since
      FROM provenance JOIN documents ON documents.id = provenance.document_id
      WHERE code_id = ? ORDER BY documents.name, documents.id
      """)
    self.selectCode = selectCode
    self.selectAttributes = selectAttributes
    self.selectAliases = selectAliases
    self.selectTexts = selectTexts
    self.selectSources = selectSources
  }

  /// The entry of a row of `codes`, whole; nil when there is none.
  mutating func entry(_ id: Int64) throws -> Entry? {
    try selectCode.bind(.integer(id), at: 1)
    guard try selectCode.step() else {
      try selectCode.reset()
      return nil
    }
    var languages = languages
    var (entry, parts) = try Self.entry(selectCode.row, &languages)
    self.languages = languages
    try selectCode.reset()
    try read(parts, of: id, into: &entry)
    try readSources(id, into: &entry)
    return entry
  }

  /// The entry of a row with the columns above, without its sources.
  mutating func entryWithoutSources(_ row: borrowing Row) throws -> Entry {
    var (entry, parts) = try Self.entry(row, &languages)
    try read(parts, of: row.int64(0), into: &entry)
    return entry
  }

  /// The entry of a row with the columns above, whole.
  mutating func entry(_ row: borrowing Row) throws -> Entry {
    var entry = try entryWithoutSources(row)
    try readSources(row.int64(0), into: &entry)
    return entry
  }

  /// What an entry has beside its row.
  private struct Parts {
    var attributes: Bool
    var aliases: Bool
  }

  private static func entry(
    _ row: borrowing Row, _ languages: inout LanguageCache
  ) throws -> (Entry, Parts) {
    var entry = Entry(system: row.text(1), code: "")
    for (column, field) in zip(firstScalar..., ScalarField.allCases) {
      entry[field] = row.optionalText(column)
      if case .choice(let words) = field.definition.kind, let value = entry[field],
        !words.contains(value)
      {
        throw DamagedContent(entry, "has the \(field.name) '\(value)', which there is not")
      }
    }
    entry.revision = row.int(2)
    entry.systemLanguage = row.optionalText(4).flatMap { languages($0) }
    return (entry, Parts(attributes: row.int(3) == 1, aliases: row.int(5) == 1))
  }

  private mutating func read(_ parts: Parts, of id: Int64, into entry: inout Entry) throws {
    if parts.attributes {
      try selectAttributes.bind(.integer(id), at: 1)
      while try selectAttributes.step() {
        // Another tool may have written null, which is no attribute.
        guard let value = selectAttributes.row.optionalText(1) else { continue }
        entry.attributes[selectAttributes.row.text(0)] = value
      }
      try selectAttributes.reset()
    }
    if parts.aliases {
      try selectAliases.bind(.integer(id), at: 1)
      while try selectAliases.step() { entry.aliases.append(selectAliases.row.text(0)) }
      try selectAliases.reset()
    }
    try readTexts(id, into: &entry)
  }

  private mutating func readTexts(_ id: Int64, into entry: inout Entry) throws {
    try selectTexts.bind(.integer(id), at: 1)
    var current: Language?
    var steps: [String] = []
    while try selectTexts.step() {
      let tag = selectTexts.row.text(0)
      guard let language = languages(tag) else {
        throw DamagedContent(entry, "has texts under '\(tag)', which is no language")
      }
      if language != current {
        if let current, !steps.isEmpty { entry.remedies[current] = steps }
        current = language
        steps = []
        entry.texts[language] = try Self.text(selectTexts.row, of: entry, &languages)
      }
      if let step = selectTexts.row.optionalText(1) { steps.append(step) }
    }
    if let current, !steps.isEmpty { entry.remedies[current] = steps }
    try selectTexts.reset()
  }

  private static func text(
    _ row: borrowing Row, of entry: Entry, _ languages: inout LanguageCache
  ) throws -> Entry.Text {
    guard let state = TextState(rawValue: row.text(4)) else {
      throw DamagedContent(entry, "has texts in the state '\(row.text(4))', which there is not")
    }
    var text = Entry.Text(
      message: row.optionalText(2), description: row.optionalText(3), state: state)
    if let author = row.optionalText(5), let time = row.optionalText(6) {
      text.review = Entry.Review(author: author, at: time)
    }
    if let source = row.optionalText(7).flatMap({ languages($0) }) {
      text.origin = Entry.Origin(
        language: source, message: row.optionalText(8), description: row.optionalText(9),
        remedy: row.optionalText(10))
    }
    return text
  }

  private mutating func readSources(_ id: Int64, into entry: inout Entry) throws {
    var sources: [(source: Entry.Source, goneSince: String?)] = []
    try selectSources.bind(.integer(id), at: 1)
    while try selectSources.step() {
      let source = Entry.Source(
        document: selectSources.row.text(0), line: selectSources.row.int(1))
      sources.append((source, selectSources.row.optionalText(2)))
    }
    try selectSources.reset()
    entry.setSources(sources)
  }
}

/// Languages by their tags: the few that a base has, found faster than by a hash.
private struct LanguageCache {
  private var known: [(tag: String, language: Language)] = []

  mutating func callAsFunction(_ tag: String) -> Language? {
    if let found = known.first(where: { $0.tag == tag }) { return found.language }
    guard let language = Language(tag) else { return nil }
    known.append((tag, language))
    return language
  }
}

extension Entry {
  /// Takes over where documents have the entry, those in order of name, and what follows from it.
  mutating func setSources(_ sources: [(source: Source, goneSince: String?)]) {
    let gone = sources.compactMap(\.goneSince)
    withdrawn = gone.count == sources.count ? gone.max() : nil
    // A document that has the entry no more is a source only of one that none has.
    self.sources = sources.filter { withdrawn != nil || $0.goneSince == nil }.map(\.source)
  }
}

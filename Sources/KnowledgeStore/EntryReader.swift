import Catalog
import Storage

/// Reads entries by row, its statements prepared once.
struct EntryReader: ~Copyable {
  private var selectCode: Statement
  private var selectAttributes: Statement
  private var selectAliases: Statement
  private var selectTexts: Statement
  private var selectSteps: Statement
  private var selectSources: Statement
  private var languages: [String: Language] = [:]

  init(_ connection: borrowing Connection) throws {
    let selectCode = try connection.statement(
      """
      SELECT systems.slug, codes.code, variant, code_end, category, http_status, severity, status,
        replaced_by, revision, attributes <> '{}', systems.language
      FROM codes JOIN systems ON systems.id = codes.system_id WHERE codes.id = ?
      """)
    let selectAttributes = try connection.statement(
      "SELECT each.key, each.value FROM codes, json_each(codes.attributes) AS each WHERE codes.id = ?"
    )
    let selectAliases = try connection.statement(
      "SELECT alias FROM aliases WHERE code_id = ? ORDER BY alias")
    let selectTexts = try connection.statement(
      """
      SELECT language, message, description, state, reviewed_by, reviewed_at,
        made_from ->> '$.language', made_from ->> '$.message', made_from ->> '$.description',
        made_from ->> '$.remedy'
      FROM translations WHERE code_id = ? ORDER BY language
      """)
    let selectSteps = try connection.statement(
      "SELECT language, step FROM remedies WHERE code_id = ? ORDER BY language, position")
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
    self.selectSteps = selectSteps
    self.selectSources = selectSources
  }

  /// The entry of a row of `codes`, whole; nil when there is none.
  mutating func entry(_ id: Int64) throws -> Entry? {
    let key: [Value] = [.integer(id)]
    try selectCode.bind(key)
    guard try selectCode.step() else {
      try selectCode.reset()
      return nil
    }
    var entry = Entry(system: selectCode.row.text(0), code: selectCode.row.text(1))
    entry.variant = selectCode.row.text(2)
    entry.codeEnd = selectCode.row.optionalText(3)
    entry.category = selectCode.row.optionalText(4)
    entry.httpStatus = selectCode.row.optionalInt(5)
    entry.severity = selectCode.row.optionalText(6)
    entry.status = EntryStatus(rawValue: selectCode.row.text(7)) ?? .active
    entry.replacedBy = selectCode.row.optionalText(8)
    entry.revision = selectCode.row.int(9)
    let hasAttributes = selectCode.row.int(10) == 1
    entry.systemLanguage = selectCode.row.optionalText(11).flatMap { language($0) }
    try selectCode.reset()
    if hasAttributes {
      try selectAttributes.bind(key)
      while try selectAttributes.step() {
        entry.attributes[selectAttributes.row.text(0)] = selectAttributes.row.optionalText(1) ?? ""
      }
      try selectAttributes.reset()
    }
    try selectAliases.bind(key)
    while try selectAliases.step() { entry.aliases.append(selectAliases.row.text(0)) }
    try selectAliases.reset()
    try readTexts(key, into: &entry)
    try readSources(key, into: &entry)
    return entry
  }

  private mutating func readTexts(_ key: [Value], into entry: inout Entry) throws {
    try selectTexts.bind(key)
    while try selectTexts.step() {
      guard let language = language(selectTexts.row.text(0)) else { continue }
      var text = Entry.Text(
        message: selectTexts.row.optionalText(1), description: selectTexts.row.optionalText(2),
        state: TextState(rawValue: selectTexts.row.text(3)) ?? .sourced)
      if let author = selectTexts.row.optionalText(4), let time = selectTexts.row.optionalText(5) {
        text.review = Entry.Review(author: author, at: time)
      }
      if let source = selectTexts.row.optionalText(6).flatMap({ self.language($0) }) {
        text.origin = Entry.Origin(
          language: source, message: selectTexts.row.optionalText(7),
          description: selectTexts.row.optionalText(8), remedy: selectTexts.row.optionalText(9))
      }
      entry.texts[language] = text
    }
    try selectTexts.reset()
    try selectSteps.bind(key)
    while try selectSteps.step() {
      guard let language = language(selectSteps.row.text(0)) else { continue }
      entry.remedies[language, default: []].append(selectSteps.row.text(1))
    }
    try selectSteps.reset()
  }

  private mutating func readSources(_ key: [Value], into entry: inout Entry) throws {
    var sources: [(source: Entry.Source, goneSince: String?)] = []
    try selectSources.bind(key)
    while try selectSources.step() {
      let source = Entry.Source(
        document: selectSources.row.text(0), line: selectSources.row.int(1))
      sources.append((source, selectSources.row.optionalText(2)))
    }
    try selectSources.reset()
    let gone = sources.compactMap(\.goneSince)
    entry.withdrawn = gone.count == sources.count ? gone.max() : nil
    // A document that has the entry no more is a source only of one that none has.
    entry.sources = sources.filter { entry.withdrawn != nil || $0.goneSince == nil }.map(\.source)
  }

  private mutating func language(_ tag: String) -> Language? {
    if let known = languages[tag] { return known }
    let language = Language(tag)
    languages[tag] = language
    return language
  }
}

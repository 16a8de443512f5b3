import Catalog
import Storage

extension KnowledgeBase {
  /// The entry of a row of `codes`, whole; nil when there is none.
  func entry(id: Int64) throws -> Entry? {
    var entry = try connection.first(
      """
      SELECT systems.slug, codes.code, variant, code_end, category, http_status, severity, status,
        replaced_by, revision, attributes <> '{}',
        systems.language
      FROM codes JOIN systems ON systems.id = codes.system_id WHERE codes.id = ?
      """, [.integer(id)]
    ) { row in
      var entry = Entry(system: row.text(0), code: row.text(1))
      entry.variant = row.text(2)
      entry.codeEnd = row.optionalText(3)
      entry.category = row.optionalText(4)
      entry.httpStatus = row.optionalInt(5)
      entry.severity = row.optionalText(6)
      entry.status = EntryStatus(rawValue: row.text(7)) ?? .active
      entry.replacedBy = row.optionalText(8)
      entry.revision = row.int(9)
      entry.systemLanguage = row.optionalText(11).flatMap { Language($0) }
      return (entry, hasAttributes: row.int(10) == 1)
    }
    if entry?.hasAttributes == true { entry?.0.attributes = try attributes(of: id) }
    guard var entry = entry?.0 else { return nil }
    entry.aliases = try connection.query(
      "SELECT alias FROM aliases WHERE code_id = ? ORDER BY alias", [.integer(id)]
    ) { $0.text(0) }
    try readTexts(of: id, into: &entry)
    try readSources(of: id, into: &entry)
    return entry
  }

  /// The entries of rows of `codes`, in the order given.
  func entries(ids: [Int64]) throws -> [Entry] { try ids.compactMap { try entry(id: $0) } }

  private func attributes(of id: Int64) throws -> [String: String] {
    var attributes: [String: String] = [:]
    try connection.forEach(
      "SELECT each.key, each.value FROM codes, json_each(codes.attributes) AS each WHERE codes.id = ?",
      [.integer(id)]
    ) { attributes[$0.text(0)] = $0.optionalText(1) ?? "" }
    return attributes
  }

  private func readTexts(of id: Int64, into entry: inout Entry) throws {
    let texts = try connection.query(
      """
      SELECT language, message, description, state, reviewed_by, reviewed_at,
        made_from ->> '$.language', made_from ->> '$.message', made_from ->> '$.description',
        made_from ->> '$.remedy'
      FROM translations WHERE code_id = ?
      """, [.integer(id)]
    ) { row in
      var text = Entry.Text(
        message: row.optionalText(1), description: row.optionalText(2),
        state: TextState(rawValue: row.text(3)) ?? .sourced)
      if let author = row.optionalText(4), let time = row.optionalText(5) {
        text.review = Entry.Review(author: author, at: time)
      }
      if let source = row.optionalText(6).flatMap({ Language($0) }) {
        text.origin = Entry.Origin(
          language: source, message: row.optionalText(7), description: row.optionalText(8),
          remedy: row.optionalText(9))
      }
      return (row.text(0), text)
    }
    for (tag, text) in texts {
      if let language = Language(tag) { entry.texts[language] = text }
    }
    let steps = try connection.query(
      "SELECT language, step FROM remedies WHERE code_id = ? ORDER BY language, position",
      [.integer(id)]
    ) { ($0.text(0), $0.text(1)) }
    for (tag, step) in steps {
      if let language = Language(tag) { entry.remedies[language, default: []].append(step) }
    }
  }

  private func readSources(of id: Int64, into entry: inout Entry) throws {
    var goneSince: [String?] = []
    let sources = try connection.query(
      """
      SELECT documents.name, first_line, gone_since
      FROM provenance JOIN documents ON documents.id = provenance.document_id
      WHERE code_id = ? ORDER BY documents.name, documents.id
      """, [.integer(id)]
    ) { row in
      goneSince.append(row.optionalText(2))
      return Entry.Source(document: row.text(0), line: row.int(1))
    }
    let gone = goneSince.compactMap { $0 }
    entry.withdrawn = gone.count == goneSince.count ? gone.max() : nil
    // A document that has the entry no more is a source only of one that none has.
    entry.sources = zip(sources, goneSince).filter { entry.withdrawn != nil || $1 == nil }.map(\.0)
  }
}

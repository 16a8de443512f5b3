import Catalog
import Storage

extension KnowledgeBase {
  /// A system with the number of entries it shows.
  package struct SystemSummary: Sendable, Equatable {
    package var system: SystemDescription
    package var entries: Int
    package var documents: Int
  }

  /// The systems, ordered by slug; removed entries are not counted.
  package func systems() throws -> [SystemSummary] {
    try reading {
      try connection.query(
        """
        SELECT slug, name, vendor, language, help_url,
          (SELECT count(*) FROM codes
            WHERE codes.system_id = systems.id AND status <> 'removed'),
          (SELECT count(*) FROM documents WHERE documents.system_id = systems.id)
        FROM systems ORDER BY slug
        """
      ) { row in
        SystemSummary(
          system: Self.description(row), entries: row.int(5), documents: row.int(6))
      }
    }
  }

  /// What is known of a system; nil when there is none of that slug.
  package func system(_ slug: String) throws -> SystemDescription? {
    try reading {
      try connection.first(
        "SELECT slug, name, vendor, language, help_url FROM systems WHERE slug = ?", [.text(slug)]
      ) { Self.description($0) }
    }
  }

  private static func description(_ row: borrowing Row) -> SystemDescription {
    SystemDescription(
      slug: row.text(0), name: row.text(1), vendor: row.optionalText(2),
      language: row.optionalText(3).flatMap { Language($0) }, helpURL: row.optionalText(4))
  }

  /// Whether a slug names a system.
  package func isSystem(_ slug: String) throws -> Bool {
    try reading {
      try connection.first("SELECT 1 FROM systems WHERE slug = ?", [.text(slug)]) { _ in true }
        ?? false
    }
  }

  /// The row of a system, made when it is new.
  ///
  /// What is known of an old one stays; the names of fields that a list describes otherwise are
  /// returned.
  func systemRow(
    for system: SystemDescription, _ batch: inout Batch
  ) throws -> (id: Int64, isNew: Bool, differences: [String]) {
    let described = system.fields
    let known = try connection.first(
      "SELECT id, name, vendor, language, help_url FROM systems WHERE slug = ?",
      [.text(system.slug)]
    ) { row in (id: row.int64(0), values: (1...4).map { row.optionalText($0) }) }
    if let known {
      let differences = zip(described, known.values).filter { field, value in
        field.value != nil && field.value != value && !field.isDefault
      }
      return (known.id, false, differences.map(\.0.name))
    }
    try connection.run(
      "INSERT INTO systems (slug, name, vendor, language, help_url) VALUES (?, ?, ?, ?, ?)",
      [.text(system.slug)] + described.map { Value($0.value) })
    let id = connection.lastInsertedRowID
    let pairs =
      [(key: "slug", value: system.slug)]
      + described.compactMap { field in field.value.map { (key: field.name, value: $0) } }
    try batch.record(.system(id), before: "{}", after: jsonObject(pairs), connection)
    return (id, true, [])
  }

  /// The row of a document, made when it is new and brought to this version when it is not.
  func documentRow(
    for document: DocumentVersion, system: Int64, _ batch: inout Batch
  ) throws -> (id: Int64, isSameVersion: Bool) {
    let fields = document.fields
    let known = try connection.first(
      """
      SELECT id, url, licence, language, sha256, mapping, CAST(reader_version AS TEXT)
      FROM documents WHERE system_id = ? AND name = ?
      """, [.integer(system), .text(document.name)]
    ) { row in (id: row.int64(0), values: (1...6).map { row.optionalText($0) }) }
    guard let known else {
      try connection.run(
        """
        INSERT INTO documents (system_id, name, url, licence, language, sha256, mapping,
          reader_version, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [.integer(system), .text(document.name)] + fields.map { Value($0.value) }
          + [.text(batch.now)])
      let id = connection.lastInsertedRowID
      let pairs = [(key: "name", value: document.name)] + fields.present
      try batch.record(.document(id), before: "{}", after: jsonObject(pairs), connection)
      return (id, false)
    }
    // An address or a licence that is not given this time is not taken away.
    let new = zip(fields, known.values).map { field, old in (field.name, field.value ?? old) }
    let changed = zip(new, known.values).filter { $0.0.1 != $0.1 }
    guard !changed.isEmpty else { return (known.id, true) }
    try connection.run(
      """
      UPDATE documents SET url = ?, licence = ?, language = ?, sha256 = ?, mapping = ?,
        reader_version = ?, imported_at = ? WHERE id = ?
      """, new.map { Value($0.1) } + [.text(batch.now), .integer(known.id)])
    try batch.record(
      .document(known.id),
      before: jsonObject(changed.compactMap { new, old in old.map { (key: new.0, value: $0) } }),
      after: jsonObject(changed.compactMap { new, _ in new.1.map { (key: new.0, value: $0) } }),
      connection)
    // The language of a page decides where its texts go, too.
    let content = Set(["sha256", "mapping", "reader_version", "language"])
    return (known.id, !changed.contains { content.contains($0.0.0) })
  }
}

private typealias NamedValue = (name: String, value: String?)

extension SystemDescription {
  fileprivate var fields: [(name: String, value: String?, isDefault: Bool)] {
    [
      ("name", name, name == slug), ("vendor", vendor, false),
      ("language", language?.tag, false), ("help_url", helpURL, false),
    ]
  }
}

extension DocumentVersion {
  fileprivate var fields: [NamedValue] {
    [
      ("url", url), ("licence", licence), ("language", language?.tag), ("sha256", sha256),
      ("mapping", mapping), ("reader_version", String(readerVersion)),
    ]
  }
}

extension [NamedValue] {
  fileprivate var present: [(key: String, value: String)] {
    compactMap { field in field.value.map { (key: field.name, value: $0) } }
  }
}

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

  /// The slugs of the systems, in order.
  package func slugs() throws -> [String] {
    try reading { try connection.query("SELECT slug FROM systems ORDER BY slug") { $0.text(0) } }
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
    let described = system.values
    guard let row = try systemRow(system.slug) else {
      let id = try RecordedTable.systems.insert(described, system: 0, connection)
      try batch.record(.system(id), before: [:], after: described, connection)
      return (id, true, [])
    }
    let known = try RecordedTable.systems.values(of: row, connection) ?? [:]
    let differences = described.filter { name, value in
      value != known[name] && !(name == "name" && value == system.slug)
    }
    return (row, false, differences.keys.sorted())
  }

  /// The row of the system of a slug; nil when there is none.
  func systemRow(_ slug: String) throws -> Int64? {
    try connection.first("SELECT id FROM systems WHERE slug = ?", [.text(slug)]) { $0.int64(0) }
  }

  /// The row of a document; nil when there is none of that name.
  func documentRow(_ name: String, system: Int64) throws -> Int64? {
    try connection.first(
      "SELECT id FROM documents WHERE system_id = ? AND name = ?", [.integer(system), .text(name)]
    ) { $0.int64(0) }
  }

  /// The row of a document, made when it is new and brought to this version when it is not.
  func documentRow(
    for document: DocumentVersion, system: Int64, _ batch: inout Batch
  ) throws -> (id: Int64, change: DocumentChange) {
    var described = document.values
    guard let row = try documentRow(document.name, system: system) else {
      described["imported_at"] = batch.now
      let id = try RecordedTable.documents.insert(described, system: system, connection)
      try batch.record(
        .document(id, system: system), before: [:], after: described, connection)
      return (id, .new)
    }
    let known = try RecordedTable.documents.values(of: row, connection) ?? [:]
    // An address or a licence that is not given this time is not taken away.
    described.merge(known) { given, _ in given }
    let changed = Set(described.keys.filter { described[$0] != known[$0] })
    guard !changed.isEmpty else { return (row, .none) }
    described["imported_at"] = batch.now
    try RecordedTable.documents.update(row, to: described, connection)
    try batch.record(
      .document(row, system: system), before: known, after: described, connection)
    // The language of a page decides where its texts go, too.
    if changed.isDisjoint(with: ["sha256", "mapping", "reader_version", "language"]) {
      return (row, .none)
    }
    return (row, changed.isDisjoint(with: ["sha256", "mapping", "language"]) ? .reader : .content)
  }
}

/// How a document differs from its last import.
enum DocumentChange {
  /// It was not there before.
  case new
  /// Same bytes, same reader, same mapping: nothing that it says can differ.
  case none
  /// The bytes and their mapping are the same, a newer reader may understand them otherwise.
  case reader
  /// It may say something else.
  case content
}

extension SystemDescription {
  /// The columns of the system's row.
  var values: [String: String] {
    var values = ["slug": slug, "name": name]
    values["vendor"] = vendor
    values["language"] = language?.tag
    values["help_url"] = helpURL
    return values
  }
}

extension DocumentVersion {
  /// The columns of the document's row, but for the time of its import.
  fileprivate var values: [String: String] {
    var values = [
      "name": name, "sha256": sha256, "mapping": mapping, "reader_version": String(readerVersion),
    ]
    values["url"] = url
    values["licence"] = licence
    values["language"] = language?.tag
    return values
  }
}

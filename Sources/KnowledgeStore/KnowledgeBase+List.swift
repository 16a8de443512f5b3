import Catalog
import Storage

extension KnowledgeBase {
  /// Hands every entry that passes the filter to a body, ordered by system, key and variant.
  ///
  /// Entries are read one at a time, all from one state of the file.
  package func forEachEntry(
    _ filter: EntryFilter = EntryFilter(), limit: Int? = nil, _ body: (Entry) throws -> Void
  ) throws {
    try forEachAddressedEntry(filter, limit: limit) { entry, _ in
      try body(entry)
      return true
    }
  }

  /// Hands out entries as `forEachEntry` does, each with an address that names it and no other, until
  /// the body says that it has enough by returning false.
  package func forEachAddressedEntry(
    _ filter: EntryFilter = EntryFilter(), limit: Int? = nil,
    _ body: (_ entry: Entry, _ address: String) throws -> Bool
  ) throws {
    try reading {
      var reader = try EntryReader(connection)
      var left = limit ?? .max
      let (condition, values) = filter.condition(after: 0)
      let systems = try connection.query(
        "SELECT id FROM systems WHERE ?1 IS NULL OR slug = ?1 ORDER BY slug", [Value(filter.system)]
      ) { $0.int64(0) }
      // Each system by itself: its index has the entries in order, so the first comes at once and
      // nothing is sorted.
      for system in systems where left > 0 {
        var rows = try connection.statement(
          """
          SELECT \(EntryReader.columns), \(EntryReader.isOneOfSeveral)
          FROM codes JOIN systems ON systems.id = codes.system_id
          WHERE codes.system_id = ?\(values.count + 1) AND \(condition)
          ORDER BY codes.key, codes.variant
          """)
        try rows.bind(values + [.integer(system)])
        while left > 0, try rows.step() {
          left -= 1
          let entry = try reader.entry(rows.row)
          let isOneOfSeveral = rows.row.int(EntryReader.columnCount) == 1
          guard try body(entry, isOneOfSeveral ? entry.id.distinctText : entry.address) else {
            return
          }
        }
      }
    }
  }

  /// A document as the base knows it.
  package struct DocumentSummary: Sendable, Equatable {
    package var system: String
    package var name: String
    package var url: String?
    package var licence: String?
    package var language: String?
    package var sha256: String
    package var importedAt: String
    /// Entries it has, and entries it had once.
    package var entries: Int
    package var gone: Int
  }

  /// The documents, ordered by system and name.
  package func documents(system: String? = nil) throws -> [DocumentSummary] {
    try reading {
      try connection.query(
        """
        SELECT systems.slug, documents.name, url, licence, documents.language, sha256, imported_at,
          (SELECT count(*) FROM provenance WHERE document_id = documents.id AND gone_since IS NULL),
          (SELECT count(gone_since) FROM provenance WHERE document_id = documents.id)
        FROM documents JOIN systems ON systems.id = documents.system_id
        WHERE ?1 IS NULL OR systems.slug = ?1 ORDER BY 1, 2
        """, [Value(system)]
      ) { row in
        DocumentSummary(
          system: row.text(0), name: row.text(1), url: row.optionalText(2),
          licence: row.optionalText(3), language: row.optionalText(4), sha256: row.text(5),
          importedAt: row.text(6), entries: row.int(7), gone: row.int(8))
      }
    }
  }

  /// How the columns of a document were understood at its last import, as JSON; nil when the
  /// document is new.
  package func mapping(system: String, document: String) throws -> String? {
    try reading {
      try connection.first(
        """
        SELECT mapping FROM documents JOIN systems ON systems.id = documents.system_id
        WHERE systems.slug = ? AND documents.name = ?
        """, [.text(system), .text(document)]
      ) { $0.text(0) }
    }
  }
}

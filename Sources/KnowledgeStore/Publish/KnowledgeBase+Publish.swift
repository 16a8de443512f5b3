import Catalog
import Storage

extension KnowledgeBase {
  /// The systems of a selection with their documents, ordered by slug.
  package func systemRecords(_ selection: Selection) throws -> [SystemRecord] {
    try reading {
      let summaries = try systems().map(\.system)
      return try summaries.filter {
        selection.systems.isEmpty || selection.systems.contains($0.slug)
      }.map { SystemRecord(system: $0, documents: try documentRecords(of: $0.slug)) }
    }
  }

  private func documentRecords(of system: String) throws -> [DocumentRecord] {
    try connection.query(
      """
      SELECT documents.name, url, licence, documents.language, sha256, mapping, reader_version,
        imported_at
      FROM documents JOIN systems ON systems.id = documents.system_id
      WHERE systems.slug = ? ORDER BY documents.id
      """, [.text(system)]
    ) { row in
      DocumentRecord(
        name: row.text(0), url: row.optionalText(1), licence: row.optionalText(2),
        language: row.optionalText(3).flatMap { Language($0) }, sha256: row.text(4),
        mapping: row.text(5), readerVersion: row.int(6), importedAt: row.text(7))
    }
  }

  /// The fields that hold something in some entry of a selection.
  ///
  /// States, approvals and origins are not among them, nor are the defaults.
  package func fieldsUsed(_ selection: Selection) throws -> Set<Field> {
    try reading {
      var fields: Set<Field> = [.code]
      let (condition, values) = selection.condition()
      let from = "FROM codes JOIN systems ON systems.id = codes.system_id"
      let columns =
        ScalarField.allCases.map { field -> (Field, String) in
          let empty = field.definition.defaultValue.map { "'\($0)'" } ?? "NULL"
          return (Field.scalar(field), "codes.\(field.name) IS NOT \(empty)")
        } + [(Field.aliases, "EXISTS (SELECT 1 FROM aliases WHERE code_id = codes.id)")]
      for (field, isFilled) in columns {
        let isUsed = try connection.first(
          "SELECT 1 \(from) WHERE \(condition) AND \(isFilled) LIMIT 1", values
        ) { _ in true }
        if isUsed == true { fields.insert(field) }
      }
      let texts = "JOIN translations ON translations.code_id = codes.id"
      try connection.forEach(
        """
        SELECT translations.language, max(message IS NOT NULL), max(description IS NOT NULL),
          max(EXISTS (SELECT 1 FROM remedies WHERE remedies.code_id = codes.id
            AND remedies.language = translations.language))
        \(from) \(texts) WHERE \(condition) GROUP BY translations.language
        """, values
      ) { row in
        guard let language = Language(row.text(0)) else { return }
        guard selection.languages.isEmpty || selection.languages.contains(language) else { return }
        if row.int(1) == 1 { fields.insert(.message(language)) }
        if row.int(2) == 1 { fields.insert(.description(language)) }
        if row.int(3) == 1 { fields.insert(.remedy(language)) }
      }
      try connection.forEach(
        """
        SELECT DISTINCT each.key \(from), json_each(codes.attributes) AS each
        WHERE codes.attributes <> '{}' AND each.value IS NOT NULL AND \(condition)
        """, values
      ) { fields.insert(.attribute($0.text(0))) }
      return fields
    }
  }

  /// The languages that some entry of a selection has texts in, sorted.
  package func languagesUsed(_ selection: Selection) throws -> [Language] {
    Set(try fieldsUsed(selection).compactMap(\.language)).sorted()
  }

  /// Whether a selection has entries in a system.
  package func hasEntries(_ selection: Selection, in system: String) throws -> Bool {
    try reading {
      let (condition, values) = selection.condition()
      return try connection.first(
        """
        SELECT 1 FROM codes JOIN systems ON systems.id = codes.system_id
        WHERE \(condition) AND systems.slug = ?\(values.count + 1) LIMIT 1
        """, values + [.text(system)]
      ) { _ in true } ?? false
    }
  }

  /// Hands every selected entry to a body, ordered by system and then as asked for.
  ///
  /// Entries are read one at a time, all from one state of the file.
  ///
  /// - Parameter withSources: whether to read what documents say of the entries; else `sources` is
  ///   empty.
  package func forEachRecord(
    _ selection: Selection, order: EntryOrder = .key, withSources: Bool = false,
    _ body: (EntryRecord) throws -> Void
  ) throws {
    try forEachRecordWhile(selection, order: order, withSources: withSources) { record in
      try body(record)
      return true
    }
  }

  /// Hands out entries as `forEachRecord` does, until the body returns false.
  package func forEachRecordWhile(
    _ selection: Selection, order: EntryOrder = .key, withSources: Bool = false,
    _ body: (EntryRecord) throws -> Bool
  ) throws {
    try reading {
      let (condition, values) = selection.condition()
      let within = order == .category ? "codes.category, codes.key" : "codes.key"
      var reader = try RecordReader(connection, withSources: withSources)
      let systems = try connection.query("SELECT id, slug FROM systems ORDER BY slug") {
        (row: $0.int64(0), slug: $0.text(1))
      }.filter { selection.systems.isEmpty || selection.systems.contains($0.slug) }
      // Each system by itself: its index has the entries in order, and nothing needs to be sorted.
      for system in systems {
        let isWhole = try connection.forEachWhile(
          """
          SELECT \(EntryReader.columns)
          FROM codes JOIN systems ON systems.id = codes.system_id
          WHERE codes.system_id = ?\(values.count + 1) AND \(condition)
          ORDER BY \(within), codes.variant
          """, values + [.integer(system.row)]
        ) { row in try body(selection.narrowed(try reader.record(row))) }
        guard isWhole else { return }
      }
    }
  }
}

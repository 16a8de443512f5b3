import Storage

/// The systems and documents of a base before a batch.
struct PastSystems {
  /// By slug: the one that the system has now, where it is still there, else the one it had.
  private(set) var systems: [String: SystemStates.System] = [:]
  /// The slugs of `systems` by the systems' rows.
  private(set) var slugs: [Int64: String] = [:]

  /// Takes back what was changed from the batch on.
  init(_ base: KnowledgeBase, before batch: Int) throws {
    var descriptions: [Int64: [String: String]] = [:]
    var documents: [Int64: (system: Int64, values: [String: String])] = [:]
    let rows = try base.connection.query("SELECT id FROM systems") { $0.int64(0) }
    for row in rows {
      descriptions[row] = try RecordedTable.systems.values(of: row, base.connection)
    }
    let known = try base.connection.query("SELECT id, system_id FROM documents") {
      ($0.int64(0), $0.int64(1))
    }
    for (row, system) in known {
      let values = try RecordedTable.documents.values(of: row, base.connection)
      documents[row] = (system, values ?? [:])
    }
    let now = descriptions.compactMapValues { $0["slug"] }
    try base.connection.forEach(
      """
      SELECT system_id, document_id, before, after FROM changes
      WHERE batch_id >= ? AND code_id IS NULL ORDER BY id DESC
      """, [Value(batch)]
    ) { row in
      let before = try base.pairs(row.text(2))
      let after = try base.pairs(row.text(3))
      let system = row.int64(0)
      if let document = row.optionalInt64(1) {
        documents[document, default: (system, [:])].values.takeBack(before: before, after: after)
      } else {
        descriptions[system, default: [:]].takeBack(before: before, after: after)
      }
    }
    for (row, values) in descriptions {
      guard let slug = values["slug"] else { continue }
      slugs[row] = now[row] ?? slug
      systems[now[row] ?? slug] = .init(values: values)
    }
    for (system, values) in documents.values {
      guard let slug = slugs[system], let name = values["name"], let sha256 = values["sha256"]
      else { continue }
      systems[slug]?.documents[name] = ["sha256": sha256]
    }
  }
}

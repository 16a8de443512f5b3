import Catalog
import Storage

extension KnowledgeBase {
  /// Values that SQLite takes and errkb would not have written, each by its place.
  func contentFindings() throws -> HealthFindings {
    var findings = HealthFindings()
    try findObjects(&findings)
    try findLanguages(&findings)
    try findKeys(&findings)
    try findFields(&findings)
    return findings
  }

  /// Cells that are to hold a JSON object and hold none, or one with other values than texts.
  private func findObjects(_ findings: inout HealthFindings) throws {
    // Attributes that another tool wrote become texts once they are settled; a mapping is not of texts
    // only.
    let isSettled = "id NOT IN (SELECT code_id FROM unindexed)"
    let cells: [(table: String, column: String, place: String, holdsTexts: String)] = [
      ("codes", "attributes", "'entry:' || id", isSettled),
      ("translations", "made_from", "'entry:' || code_id || ':' || language", "true"),
      ("documents", "mapping", "'document:' || id", "false"),
      ("provenance", "base", "'source:' || code_id || ':' || document_id", "true"),
      ("changes", "before", "'change:' || id", "true"),
      ("changes", "after", "'change:' || id", "true"),
    ]
    for cell in cells {
      try connection.forEach(
        """
        SELECT \(cell.place), \(cell.column),
          CASE WHEN json_valid(\(cell.column)) THEN json_type(\(cell.column)) END, \(cell.holdsTexts)
        FROM \(cell.table) WHERE \(cell.column) IS NOT NULL
        """
      ) { row in
        let isObject = row.optionalText(2) == "object"
        guard !isObject || row.int(3) == 1 && objectOfTexts(row.text(1)) == nil else { return }
        let place = try name(ofPlace: row.text(0))
        findings.add(
          isObject
            ? "\(place): '\(cell.column)' holds something else than texts"
            : "\(place): '\(cell.column)' is not readable")
      }
    }
  }

  /// Language tags that are none, or not written as errkb writes them.
  private func findLanguages(_ findings: inout HealthFindings) throws {
    let origin = "CASE WHEN json_valid(made_from) THEN made_from ->> '$.language' END"
    let columns: [(tag: String, table: String, place: String)] = [
      ("language", "translations", "'entry:' || code_id || ':' || language"),
      (origin, "translations", "'entry:' || code_id || ':' || language"),
      ("language", "systems", "'system:' || slug"), ("language", "documents", "'document:' || id"),
    ]
    for column in columns {
      let bad = try connection.query(
        "SELECT DISTINCT \(column.tag) AS tag FROM \(column.table) WHERE tag IS NOT NULL"
      ) { $0.text(0) }.filter { Language($0)?.tag != $0 }
      for tag in bad {
        let known = Language(tag).map { "; it is written '\($0.tag)'" } ?? ""
        try connection.forEach(
          "SELECT \(column.place) FROM \(column.table) WHERE \(column.tag) = ?", [.text(tag)]
        ) { row in
          findings.add(
            "\(try name(ofPlace: row.text(0))): '\(tag)' is not how a language is written\(known)")
        }
      }
    }
  }

  /// Codes and aliases that are looked up by another key than theirs.
  private func findKeys(_ findings: inout HealthFindings) throws {
    try connection.forEach(
      """
      SELECT id, code, key FROM codes WHERE id NOT IN (SELECT code_id FROM unindexed)
      UNION ALL
      SELECT code_id, alias, key FROM aliases WHERE code_id NOT IN (SELECT code_id FROM unindexed)
      """
    ) { row in
      guard CodeKey(row.text(1)).text != row.text(2) else { return }
      findings.add(
        "\(try name(ofPlace: "entry:\(row.int64(0))")): '\(row.text(1))' is not found by its key")
    }
  }

  /// Open questions about fields that there are not.
  private func findFields(_ findings: inout HealthFindings) throws {
    try connection.forEach("SELECT code_id, field FROM reviews WHERE kind = 'conflict'") { row in
      guard Field(row.text(1)) == nil else { return }
      findings.add(
        "\(try name(ofPlace: "entry:\(row.int64(0))")): a question is open about '\(row.text(1))', "
          + "which is no field")
    }
  }

  /// What a row is called: an entry by its address, a document by its name.
  private func name(ofPlace place: String) throws -> String {
    let parts = place.split(separator: ":").map(String.init)
    let rows = parts.dropFirst().map { Value(Int64($0)) }
    switch parts[0] {
    case "entry", "source":
      let name = try rows.first.flatMap { row in
        try connection.first(
          """
          SELECT slug, code, variant FROM codes JOIN systems ON systems.id = system_id
          WHERE codes.id = ?
          """, [row]
        ) { found in
          var entry = Entry(system: found.text(0), code: found.text(1))
          entry.variant = found.text(2)
          return entry.address
        }
      }
      return (name ?? "an entry that is gone")
        + (parts.count > 2 && parts[0] == "entry" ? " (\(parts[2]))" : "")
    case "document":
      return try rows.first.flatMap { row in
        try connection.first("SELECT name FROM documents WHERE id = ?", [row]) {
          "document " + $0.text(0)
        }
      } ?? place
    case "change": return "change \(parts.last ?? "") of the history"
    default: return parts.joined(separator: " ")
    }
  }
}

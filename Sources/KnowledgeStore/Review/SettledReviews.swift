import Catalog
import Storage

extension KnowledgeBase {
  /// Takes away what no longer waits for a decision, now that an entry holds other values: conflicts
  /// over a text that stands here as the document has it, and questions about an entry that was
  /// removed, or that some document has again.
  func closeSettledReviews(
    of entry: Int64, _ values: FieldValues, _ batch: inout Batch
  ) throws {
    let documents = try connection.query(
      "SELECT DISTINCT document_id FROM reviews WHERE code_id = ? ORDER BY 1", [.integer(entry)]
    ) { $0.int64(0) }
    guard !documents.isEmpty, let system = try system(ofEntry: entry) else { return }
    for document in documents {
      guard let source = try sourceRecord(entry: entry, document: document) else { continue }
      var settled = source
      settled.conflicts = source.conflicts.filter { field, conflict in
        !FieldValues.same(conflict.theirs, values[field])
      }
      if values[.status] == EntryStatus.removed.rawValue {
        settled.asksAboutWithdrawal = false
        settled.rename = nil
      } else if source.asksAboutWithdrawal, try isInDocument(entry) {
        settled.asksAboutWithdrawal = false
      }
      try writeSource(
        .source(entry: entry, document: document, system: system), from: source, to: settled,
        &batch)
    }
  }

  /// Whether something about an entry waits for a decision.
  func hasReviews(_ entry: Int64) throws -> Bool {
    try connection.first("SELECT 1 FROM reviews WHERE code_id = ?", [.integer(entry)]) { _ in true }
      ?? false
  }

  /// Whether some document has an entry.
  private func isInDocument(_ entry: Int64) throws -> Bool {
    try connection.first(
      "SELECT EXISTS (SELECT 1 FROM provenance WHERE code_id = ? AND gone_since IS NULL)",
      [.integer(entry)]
    ) { $0.int(0) == 1 } ?? false
  }

  /// What the documents that have an entry say of it together, without one of them; where they differ,
  /// the one that came first.
  func otherDocuments(say entry: Int64, without document: Int64) throws -> FieldValues {
    let bases = try connection.query(
      """
      SELECT base FROM provenance
      WHERE code_id = ? AND document_id <> ? AND gone_since IS NULL ORDER BY document_id
      """, [.integer(entry), .integer(document)]
    ) { $0.text(0) }
    return try bases.reduce(FieldValues()) { said, base in
      said.filled(from: try FieldValues(json: base, connection))
    }
  }
}

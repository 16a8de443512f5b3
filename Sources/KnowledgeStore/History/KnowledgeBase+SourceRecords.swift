import Catalog
import Storage

extension KnowledgeBase {
  /// What a document says of an entry; nil when it never had it.
  func sourceRecord(entry: Int64, document: Int64) throws -> SourceRecord? {
    let key: [Value] = [.integer(entry), .integer(document)]
    let row = try connection.first(
      """
      SELECT code, first_line, last_line, base, gone_since FROM provenance
      WHERE code_id = ? AND document_id = ?
      """, key
    ) { ($0.text(0), $0.int(1)...$0.int(2), $0.text(3), $0.optionalText(4)) }
    guard let (code, lines, base, goneSince) = row else { return nil }
    var record = SourceRecord(
      code: code, lines: lines, base: try FieldValues(json: base, connection))
    record.goneSince = goneSince
    try connection.forEach(
      """
      SELECT kind, field, ancestor, theirs FROM reviews WHERE code_id = ? AND document_id = ?
      """, key
    ) { record.takeReview($0) }
    return record
  }

  /// Writes what a document says of an entry that it just brought.
  ///
  /// An import comes here for each new entry: the names of the fields are spelled out once.
  func addSource(_ subject: Subject, _ source: SourceRecord, _ batch: inout Batch) throws {
    let said = source.base.namedValues
    try connection.run(
      """
      INSERT INTO provenance (code_id, document_id, code, first_line, last_line, base)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        Value(subject.entry), Value(subject.document), .text(source.code),
        .integer(Int64(source.lines.lowerBound)), .integer(Int64(source.lines.upperBound)),
        .text(jsonObject(said)),
      ])
    let record =
      said.map { (key: "base." + $0.key, value: $0.value) } + [
        (key: "code", value: source.code),
        (key: "first_line", value: String(source.lines.lowerBound)),
        (key: "last_line", value: String(source.lines.upperBound)),
      ]
    try batch.record(subject, before: "{}", after: jsonObject(record), connection)
  }

  /// Writes what a document says of an entry, and the change into the history; `new` is nil for a
  /// record that goes.
  func writeSource(
    _ subject: Subject, from old: SourceRecord?, to new: SourceRecord?, _ batch: inout Batch
  ) throws {
    guard old != new, let entry = subject.entry, let document = subject.document else { return }
    let key: [Value] = [.integer(entry), .integer(document)]
    if let new {
      try connection.run(
        """
        INSERT INTO provenance (code_id, document_id, code, first_line, last_line, base, gone_since)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET code = excluded.code, first_line = excluded.first_line,
          last_line = excluded.last_line, base = excluded.base, gone_since = excluded.gone_since
        """,
        key + [
          .text(new.code), .integer(Int64(new.lines.lowerBound)),
          .integer(Int64(new.lines.upperBound)), .text(new.base.json), Value(new.goneSince),
        ])
    } else {
      try connection.run("DELETE FROM provenance WHERE code_id = ? AND document_id = ?", key)
    }
    try writeReviews(key, from: old?.reviews ?? [], to: new?.reviews ?? [])
    try batch.record(subject, before: old?.pairs ?? [:], after: new?.pairs ?? [:], connection)
  }

  private func writeReviews(
    _ key: [Value], from old: [SourceRecord.Review], to new: [SourceRecord.Review]
  ) throws {
    for review in old where !new.contains(where: { $0.isSame(as: review) }) {
      try connection.run(
        "DELETE FROM reviews WHERE code_id = ? AND document_id = ? AND kind = ? AND field = ?",
        key + [.text(review.kind), .text(review.field)])
    }
    for review in new where !old.contains(review) {
      try connection.run(
        """
        INSERT INTO reviews (code_id, document_id, kind, field, ancestor, theirs)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET ancestor = excluded.ancestor, theirs = excluded.theirs
        """,
        key + [
          .text(review.kind), .text(review.field), Value(review.ancestor), Value(review.theirs),
        ])
    }
  }
}

extension SourceRecord {
  /// Takes a question over: kind, field, ancestor and theirs.
  mutating func takeReview(_ row: borrowing Row) {
    switch row.text(0) {
    case "withdrawal": asksAboutWithdrawal = true
    case "rename": rename = row.optionalText(3)
    default:
      guard let field = Field(row.text(1)) else { return }
      conflicts[field] = .init(ancestor: row.optionalText(2), theirs: row.optionalText(3))
    }
  }

  /// A row of `reviews`.
  fileprivate struct Review: Equatable {
    var kind: String
    var field = ""
    var ancestor: String?
    var theirs: String?

    func isSame(as other: Review) -> Bool { kind == other.kind && field == other.field }
  }

  fileprivate var reviews: [Review] {
    var reviews = conflicts.sorted { $0.key.name < $1.key.name }.map { field, conflict in
      Review(
        kind: "conflict", field: field.name, ancestor: conflict.ancestor, theirs: conflict.theirs)
    }
    if asksAboutWithdrawal { reviews.append(Review(kind: "withdrawal")) }
    if let rename { reviews.append(Review(kind: "rename", theirs: rename)) }
    return reviews
  }
}

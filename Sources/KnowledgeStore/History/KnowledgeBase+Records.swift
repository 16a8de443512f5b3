import Catalog
import Storage

extension KnowledgeBase {
  /// What the subject of a change holds now, by field; empty when it is not there.
  func values(of subject: Subject) throws -> [String: String] {
    switch subject {
    case .system(let row): try RecordedTable.systems.values(of: row, connection) ?? [:]
    case .document(let row, _): try RecordedTable.documents.values(of: row, connection) ?? [:]
    case .entry(let row, _): try entry(id: row).map { FieldValues($0).pairs } ?? [:]
    case .source(let entry, let document, _):
      try sourceRecord(entry: entry, document: document)?.pairs ?? [:]
    }
  }

  /// Brings the subject of a change to other values and writes that into the history; empty values
  /// take it away.
  func write(
    _ subject: Subject, from old: [String: String], to new: [String: String],
    _ batch: inout Batch
  ) throws {
    guard old != new else { return }
    switch subject {
    case .system(let row):
      try write(.systems, row, subject, from: old, to: new, &batch)
    case .document(let row, _):
      try write(.documents, row, subject, from: old, to: new, &batch)
    case .entry(let row, let system):
      try writeEntry(
        row, system: system, from: FieldValues(pairs: old), to: FieldValues(pairs: new), &batch)
    case .source:
      try writeSource(
        subject, from: SourceRecord(pairs: old), to: SourceRecord(pairs: new), &batch)
    }
  }

  private func write(
    _ table: RecordedTable, _ row: Int64, _ subject: Subject, from old: [String: String],
    to new: [String: String], _ batch: inout Batch
  ) throws {
    if new.isEmpty {
      try table.delete(row, connection)
    } else if old.isEmpty {
      _ = try table.insert(new, as: row, system: subject.system, connection)
    } else {
      try table.update(row, to: new, connection)
    }
    try batch.record(subject, before: old, after: new, connection)
  }

  /// Brings an entry to new values, and writes the change into the history under the next revision.
  ///
  /// Without a code among the new values the entry is taken away; without one among the old it is
  /// added, or comes back, under its row. Returns the revision; nil when nothing differs.
  @discardableResult
  func writeEntry(
    _ row: Int64, system: Int64, from old: FieldValues, to new: FieldValues,
    _ batch: inout Batch
  ) throws -> Int? {
    let changed = new.fieldsChanged(from: old)
    guard !changed.isEmpty else { return nil }
    let revision = try nextRevision(of: row)
    if new[.code] == nil {
      try connection.run("DELETE FROM codes WHERE id = ?", [.integer(row)])
    } else if old[.code] == nil {
      _ = try insertEntry(new, system: system, as: row, revision: revision)
    } else {
      try updateEntry(row, from: old, to: new, revision: revision)
    }
    try batch.record(
      .entry(row, system: system), revision: revision, before: old.restricted(to: changed).json,
      after: new.restricted(to: changed).json, connection)
    return revision
  }

  /// The revision that the next change of an entry leads to.
  ///
  /// Whatever another tool did to the counter, and even if the entry is gone, the history goes on counting.
  func nextRevision(of row: Int64) throws -> Int {
    try connection.first(
      """
      SELECT max(coalesce((SELECT revision FROM codes WHERE id = ?1), 0),
        coalesce((SELECT max(revision) FROM changes WHERE code_id = ?1), 0)) + 1
      """, [.integer(row)]
    ) { $0.int(0) } ?? 1
  }
}

extension FieldValues {
  /// The values by the names of their fields.
  var pairs: [String: String] {
    Dictionary(uniqueKeysWithValues: values.map { ($0.key.name, $0.value) })
  }

  /// Reads values by the names of their fields; a name that is no field is left out.
  init(pairs: some Sequence<(key: String, value: String)>) {
    var values = FieldValues()
    for (name, value) in pairs {
      if let field = Field(name) { values[field] = value }
    }
    self = values
  }
}

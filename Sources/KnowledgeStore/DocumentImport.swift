import Catalog
import Storage

/// The import of one document: compares its drafts with the base and writes what differs.
struct DocumentImport {
  private let base: KnowledgeBase
  private let document: DocumentVersion
  private let options: KnowledgeBase.ImportOptions
  private var report: ImportReport
  private let system: Int64
  private let row: Int64
  /// Nothing to compare with: a system without entries.
  private let isFirst: Bool
  private let isSameVersion: Bool
  /// Rows of the entries that the document has.
  private var present: Set<Int64> = []

  /// Finds or makes the system and the document.
  init(
    _ document: DocumentVersion, options: KnowledgeBase.ImportOptions, _ base: KnowledgeBase,
    _ batch: inout Batch
  ) throws {
    self.base = base
    self.document = document
    self.options = options
    self.report = ImportReport(document: document.name, system: document.system.slug)
    let system = try base.systemRow(for: document.system, &batch)
    self.system = system.id
    report.isNewSystem = system.isNew
    report.systemDifferences = system.differences
    let known = try base.documentRow(for: document, system: system.id, &batch)
    row = known.id
    isSameVersion = known.isSameVersion
    isFirst =
      try system.isNew
      || base.connection.first(
        "SELECT NOT EXISTS (SELECT 1 FROM codes WHERE system_id = ?)", [.integer(system.id)]
      ) { $0.int(0) == 1 } ?? true
  }

  /// Compares and writes; returns what was done.
  mutating func run(_ batch: inout Batch) throws -> ImportReport {
    guard !isSameVersion else {
      // Same bytes, same reader, same mapping: nothing can differ.
      report.counts.unchanged = document.entries.count
      return report
    }
    for drafts in draftsByKey() { try take(drafts, &batch) }
    try withdrawMissing(&batch)
    return report
  }

  /// The drafts of each key, keys in the order of the page.
  private func draftsByKey() -> [[EntryDraft]] {
    var groups: [[EntryDraft]] = []
    var positions: [CodeKey: Int] = [:]
    groups.reserveCapacity(document.entries.count)
    for draft in document.entries {
      let key = CodeKey(draft.code)
      if let position = positions[key] {
        groups[position].append(draft)
      } else {
        positions[key] = groups.count
        groups.append([draft])
      }
    }
    return groups
  }

  private mutating func take(_ drafts: [EntryDraft], _ batch: inout Batch) throws {
    let says = drafts.map { FieldValues($0) }
    let values = zip(drafts, says).map { draft, says in
      var values = says
      values[.code] = draft.code
      return values
    }
    let existing = isFirst ? [] : try existingEntries(drafts[0].code)
    let matches = match(values, to: existing)
    var labels = VariantLabels(taken: existing.map(\.variant))
    for (index, draft) in drafts.enumerated() {
      if let found = matches[index] {
        try merge(draft, says[index], into: existing[found], &batch)
      } else {
        var added = values[index]
        added[.variant] = labels.take()
        try add(draft, added, says: says[index], &batch)
      }
    }
  }

  private mutating func add(
    _ draft: EntryDraft, _ values: FieldValues, says: FieldValues, _ batch: inout Batch
  ) throws {
    let id = try base.insertEntry(values, system: system)
    try batch.record(.entry(id, revision: 1), before: "{}", after: values.json, base.connection)
    try provide(id, draft, says: says.json)
    report.counts.added += 1
    if options.listsChanges { list(.added, values, from: FieldValues(), to: values) }
  }

  private mutating func merge(
    _ draft: EntryDraft, _ theirs: FieldValues, into entry: ExistingEntry, _ batch: inout Batch
  ) throws {
    let before = entry.base ?? FieldValues()
    let merge = ThreeWayMerge(base: before, theirs: theirs, ours: entry.values)
    try provide(entry.id, draft, says: theirs.json)
    let disputed = try fieldsSuppliedOtherwise(merge.merged, entry)
    let conflicts = try (merge.conflicts + disputed).filter {
      try !isBackAtAncestor($0, entry, theirs)
    }
    for field in theirs.fieldsDiffering(from: before) {
      if conflicts.contains(field) {
        try open(field, entry, theirs, &batch)
      } else {
        try close(field, entry)
      }
    }
    var merged = try keepingSupplied(merge.merged, entry)
    for field in disputed { merged[field] = entry.values[field] }
    let changed = merged.fieldsDiffering(from: entry.values)
    if changed.isEmpty && !entry.isGone {
      report.counts.unchanged += 1
    } else {
      report.counts.changed += 1
    }
    if !changed.isEmpty {
      let revision = try base.updateEntry(entry.id, from: entry.values, to: merged)
      try batch.record(
        .entry(entry.id, revision: revision),
        before: entry.values.restricted(to: changed).json,
        after: merged.restricted(to: changed).json, base.connection)
    }
    if !conflicts.isEmpty {
      list(
        .conflict, entry.values, from: entry.values.restricted(to: conflicts),
        to: theirs.restricted(to: conflicts))
    }
    guard options.listsChanges else { return }
    if entry.isGone { list(.restored, entry.values, from: FieldValues(), to: FieldValues()) }
    if !changed.isEmpty { list(.changed, entry.values, from: entry.values, to: merged) }
  }

  /// Writes where the document has the entry and what it says, which is the base from now on.
  private mutating func provide(_ id: Int64, _ draft: EntryDraft, says: String) throws {
    present.insert(id)
    try base.connection.run(
      """
      INSERT INTO provenance (code_id, document_id, code, first_line, last_line, base)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET code = excluded.code, first_line = excluded.first_line,
        last_line = excluded.last_line, base = excluded.base, gone_since = NULL
      """,
      [
        .integer(id), .integer(row), .text(draft.code), .integer(Int64(draft.lines.lowerBound)),
        .integer(Int64(draft.lines.upperBound)), .text(says),
      ])
  }

  private mutating func open(
    _ field: Field, _ entry: ExistingEntry, _ theirs: FieldValues, _ batch: inout Batch
  ) throws {
    report.counts.conflicts += 1
    // A conflict that is open already keeps the older ancestor and takes the newer text.
    try base.connection.run(
      """
      INSERT INTO reviews (code_id, document_id, batch_id, kind, field, ancestor, theirs)
      VALUES (?, ?, ?, 'conflict', ?, ?, ?)
      ON CONFLICT DO UPDATE SET theirs = excluded.theirs, batch_id = excluded.batch_id
      """,
      [
        .integer(entry.id), .integer(row), .integer(try batch.id(base.connection)),
        .text(field.name), Value(entry.base?[field]), Value(theirs[field]),
      ])
  }

  /// Whether the document says again what it said before an open conflict over the field began.
  private func isBackAtAncestor(
    _ field: Field, _ entry: ExistingEntry, _ theirs: FieldValues
  ) throws -> Bool {
    let ancestor = try base.connection.first(
      """
      SELECT ancestor FROM reviews
      WHERE code_id = ? AND document_id = ? AND kind = 'conflict' AND field = ?
      """, [.integer(entry.id), .integer(row), .text(field.name)]
    ) { $0.optionalText(0) }
    return ancestor.map { FieldValues.same($0, theirs[field]) } ?? false
  }

  /// Takes a conflict away that the document's new text has settled.
  private func close(_ field: Field, _ entry: ExistingEntry) throws {
    try base.connection.run(
      """
      DELETE FROM reviews
      WHERE code_id = ? AND document_id = ? AND kind = 'conflict' AND field = ?
      """, [.integer(entry.id), .integer(row), .text(field.name)])
  }

  /// The fields that this document changes while another one still says otherwise of them.
  private func fieldsSuppliedOtherwise(
    _ merged: FieldValues, _ entry: ExistingEntry
  ) throws -> [Field] {
    try merged.fieldsDiffering(from: entry.values).filter { field in
      guard let new = merged[field] else { return false }
      return try supplied(field, entry).map { !FieldValues.same($0, new) } ?? false
    }
  }

  /// What another document says of a field; nil when none does.
  private func supplied(_ field: Field, _ entry: ExistingEntry) throws -> String? {
    try base.connection.first(
      """
      SELECT json_each.value FROM provenance, json_each(provenance.base)
      WHERE code_id = ? AND document_id <> ? AND gone_since IS NULL AND json_each.key = ?
      ORDER BY document_id
      """, [.integer(entry.id), .integer(row), .text(field.name)]
    ) { $0.text(0) }
  }

  /// A field that this document drops stays as long as another one supplies it.
  private func keepingSupplied(_ merged: FieldValues, _ entry: ExistingEntry) throws -> FieldValues
  {
    var kept = merged
    for field in entry.values.fields where merged[field] == nil {
      kept[field] = try supplied(field, entry)
    }
    return kept
  }

  /// The entries of a code, those the document has lost last.
  ///
  /// One whose code was changed here is still the one that the document prints so.
  private func existingEntries(_ code: String) throws -> [ExistingEntry] {
    let rows = try base.connection.query(
      """
      SELECT codes.id, codes.code, variant, base, gone_since IS NOT NULL
      FROM codes LEFT JOIN provenance
        ON provenance.code_id = codes.id AND provenance.document_id = ?2
      WHERE system_id = ?1 AND key = ?3 OR codes.id IN (
        SELECT code_id FROM provenance WHERE document_id = ?2 AND provenance.code = ?4)
      ORDER BY gone_since IS NOT NULL, codes.id
      """, [.integer(system), .integer(row), .text(CodeKey(code).text), .text(code)]
    ) { ($0.int64(0), $0.text(1), $0.text(2), $0.optionalText(3), $0.int(4) == 1) }
    return try rows.compactMap { id, code, variant, json, isGone in
      guard let entry = try base.entry(id: id) else { return nil }
      return ExistingEntry(
        id: id, code: code, variant: variant,
        base: try json.map { try FieldValues(json: $0, base.connection) },
        values: FieldValues(entry), isGone: isGone)
    }
  }

  private mutating func withdrawMissing(_ batch: inout Batch) throws {
    guard !isFirst else { return }
    let known = try base.connection.query(
      "SELECT code_id FROM provenance WHERE document_id = ? AND gone_since IS NULL",
      [.integer(row)]
    ) { $0.int64(0) }
    let gone = known.filter { !present.contains($0) }
    report.counts.gone = gone.count
    if gone.count >= 20, gone.count * 2 > known.count, !options.allowsWithdrawn {
      throw ImportError.tooManyWithdrawn(
        document: document.name, gone: gone.count, of: known.count)
    }
    for id in gone {
      try base.connection.run(
        "UPDATE provenance SET gone_since = ? WHERE code_id = ? AND document_id = ?",
        [.text(batch.now), .integer(id), .integer(row)])
      if options.listsChanges, let entry = try base.entry(id: id) {
        list(.gone, FieldValues(entry), from: FieldValues(), to: FieldValues())
      }
    }
  }

  private mutating func list(
    _ kind: ImportReport.Change.Kind, _ values: FieldValues, from before: FieldValues,
    to after: FieldValues
  ) {
    var entry = Entry(system: document.system.slug, code: values[.code] ?? "")
    entry.variant = values[.variant] ?? ""
    let fields = after.fieldsDiffering(from: before).map {
      ImportReport.FieldChange(field: $0, before: before[$0], after: after[$0])
    }
    report.changes.append(.init(kind: kind, address: entry.address, fields: fields))
  }
}

extension FieldValues {
  /// The values of some fields only.
  func restricted(to fields: [Field]) -> FieldValues {
    FieldValues(values.filter { fields.contains($0.key) })
  }
}

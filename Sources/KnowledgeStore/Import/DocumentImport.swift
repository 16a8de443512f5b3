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
  private let change: DocumentChange
  /// Rows of the entries that the document has.
  private var present: Set<Int64> = []
  /// What came new, for finding codes that were renamed.
  private var added: [RenameCandidate] = []

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
    change = known.change
    isFirst =
      try system.isNew
      || base.connection.first(
        "SELECT NOT EXISTS (SELECT 1 FROM codes WHERE system_id = ?)", [.integer(system.id)]
      ) { $0.int(0) == 1 } ?? true
  }

  /// Compares and writes; returns what was done.
  mutating func run(_ batch: inout Batch) throws -> ImportReport {
    guard change != .none else {
      // Same bytes, same reader, same mapping: nothing can differ.
      report.counts.unchanged = document.entries.count
      return report
    }
    if change == .new, !document.isNamed, !options.allowsNewDocument {
      try base.refuseSimilar(document, row, system: system)
    }
    let placement = DraftPlacement(document.entries, system: system, document: row, base)
    let known = isFirst ? [] : try placement.knownEntries()
    for drafts in placement.groups { try take(drafts, placement, &batch) }
    let gone = try withdrawMissing(of: known, &batch)
    try offerRenames(of: gone, &batch)
    if options.onConflict == .fail, report.counts.conflicts > 0 {
      throw ImportError.conflicts(
        document: document.name,
        fields: report.changes.filter { $0.kind == .conflict }.flatMap { change in
          change.fields.map { "\(change.address) \($0.field.name)" }
        })
    }
    return report
  }

  private mutating func take(
    _ drafts: [EntryDraft], _ placement: DraftPlacement, _ batch: inout Batch
  ) throws {
    for place in try placement.places(of: drafts, isFirst: isFirst) {
      if let entry = place.entry {
        try merge(place.source, into: entry, &batch)
      } else {
        try add(place.values, place.source, &batch)
      }
    }
  }

  private mutating func add(
    _ values: FieldValues, _ source: SourceRecord, _ batch: inout Batch
  ) throws {
    let id = try base.insertEntry(values, system: system)
    try batch.record(
      .entry(id, system: system), revision: 1, before: "{}", after: values.json, base.connection)
    try base.addSource(subject(id), source, &batch)
    present.insert(id)
    if !isFirst { added.append(RenameCandidate(entry: id, values: values)) }
    report.counts.added += 1
    if options.listsChanges { list(.added, values, from: FieldValues(), to: values) }
  }

  private mutating func merge(
    _ source: SourceRecord, into entry: ExistingEntry, _ batch: inout Batch
  ) throws {
    present.insert(entry.id)
    let others = try base.otherDocuments(say: entry.id, without: row)
    var merge = DocumentMerge(
      source, after: entry.source, ours: entry.values, others: others,
      isOnlyReadAnew: change == .reader, onConflict: options.onConflict)
    merge.merged.settleStates(
      from: entry.values, by: .document(says: merge.source.base.filled(from: others)))
    try base.writeSource(subject(entry.id), from: entry.source, to: merge.source, &batch)
    let revision = try base.writeEntry(
      entry.id, system: system, from: entry.values, to: merge.merged, &batch)
    if revision == nil && !entry.isGone {
      report.counts.unchanged += 1
    } else {
      report.counts.changed += 1
    }
    let isBack = entry.source == nil || entry.isGone
    if revision != nil || isBack {
      try base.closeSettledReviews(of: entry.id, merge.merged, &batch)
    }
    if !merge.conflicts.isEmpty {
      report.counts.conflicts += merge.conflicts.count
      list(
        .conflict, entry.values, from: entry.values.restricted(to: merge.conflicts),
        to: source.base.restricted(to: merge.conflicts))
    }
    guard options.listsChanges else { return }
    if entry.isGone { list(.restored, entry.values, from: FieldValues(), to: FieldValues()) }
    if revision != nil { list(.changed, entry.values, from: entry.values, to: merge.merged) }
  }

  /// Notes what the document has no more; returns the rows of those entries.
  private mutating func withdrawMissing(
    of known: [Int64], _ batch: inout Batch
  ) throws -> [Int64] {
    let gone = known.filter { !present.contains($0) }
    report.counts.gone = gone.count
    // A page that shares nothing with what it was is another page, a login form most likely.
    let isAnother = gone.count >= 3 && gone.count == known.count
    let isMostGone = gone.count >= 20 && gone.count * 2 > known.count
    if isAnother || isMostGone, !options.allowsWithdrawn {
      throw ImportError.tooManyWithdrawn(
        document: document.name, gone: gone.count, of: known.count)
    }
    for id in gone { try withdraw(id, &batch) }
    return gone
  }

  private mutating func withdraw(_ id: Int64, _ batch: inout Batch) throws {
    guard let source = try base.sourceRecord(entry: id, document: row),
      let entry = try base.entry(id: id)
    else { return }
    var withdrawn = source
    withdrawn.goneSince = batch.now
    let isLast = try base.connection.first(
      """
      SELECT NOT EXISTS (SELECT 1 FROM provenance
        WHERE code_id = ? AND document_id <> ? AND gone_since IS NULL)
      """, [.integer(id), .integer(row)]
    ) { $0.int(0) == 1 }
    // What is hidden already needs no decision.
    withdrawn.asksAboutWithdrawal = isLast == true && entry.status != .removed
    try base.writeSource(subject(id), from: source, to: withdrawn, &batch)
    if withdrawn.asksAboutWithdrawal { report.counts.withdrawn += 1 }
    if options.listsChanges || withdrawn.asksAboutWithdrawal {
      list(.gone, FieldValues(entry), from: FieldValues(), to: FieldValues())
    }
  }

  /// Puts links between codes that went and codes that came up for a decision.
  private mutating func offerRenames(of gone: [Int64], _ batch: inout Batch) throws {
    guard !gone.isEmpty, !added.isEmpty else { return }
    let lost = try gone.compactMap { id in
      try base.sourceRecord(entry: id, document: row).map {
        RenameCandidate(entry: id, values: $0.base)
      }
    }
    for (old, new) in renames(from: lost, to: added) {
      guard let source = try base.sourceRecord(entry: old.entry, document: row),
        let entry = try base.entry(id: old.entry), entry.status != .removed
      else { continue }
      var renamed = source
      renamed.rename = EntryID.text(
        new.values[.code] ?? "", new.values[.variant] ?? "", namesFirst: false)
      try base.writeSource(subject(old.entry), from: source, to: renamed, &batch)
      report.counts.renames += 1
      var target = FieldValues()
      target[.code] = renamed.rename
      list(
        .renamed, FieldValues(entry), from: FieldValues(entry).restricted(to: [.code]),
        to: target)
    }
  }

  private func subject(_ entry: Int64) -> Subject {
    .source(entry: entry, document: row, system: system)
  }

  private mutating func list(
    _ kind: ImportReport.Change.Kind, _ values: FieldValues, from before: FieldValues,
    to after: FieldValues
  ) {
    var entry = Entry(system: document.system.slug, code: values[.code] ?? "")
    entry.variant = values[.variant] ?? ""
    report.changes.append(
      .init(kind: kind, address: entry.address, fields: FieldChange.between(before, after)))
  }
}

import Catalog
import Storage

extension KnowledgeBase {
  /// How records are taken in.
  package struct RestoreOptions: Sendable {
    /// Whether to plan only: everything is worked out, and nothing is kept.
    package var isDryRun = false
    /// What to do with a field that differs for reasons nobody knows: `ours` and `theirs` decide;
    /// otherwise nothing is restored.
    package var onConflict = OnConflict.fail
    /// Whether the report names every entry.
    package var listsChanges = false
    /// Only this system.
    package var system: String?

    /// Makes options by which conflicts stop everything.
    package init() {}
  }

  /// A record to be restored.
  package enum RestoreItem: Sendable {
    case system(SystemRecord)
    case entry(EntryRecord)
  }

  /// Takes records in that an export carried, all of them in one transaction and one batch.
  ///
  /// What is not here is made as recorded: states, approvals, origins, what documents say, and what
  /// waits for a decision. What is here is merged field by field; documents and what they say stay.
  /// Restoring the same records twice writes nothing the second time.
  ///
  /// - Parameters:
  ///   - next: gives the next record, nil after the last; what it throws ends all of it.
  ///   - complain: is told of a record that does not fit, which is left out; to go on or to throw from
  ///     `next` is up to the caller.
  /// - Throws: `RestoreError.conflicts`, `StoreError` for the file.
  package func restore(
    options: RestoreOptions, by authorship: Authorship, next: () throws -> RestoreItem?,
    complain: (String) -> Void
  ) throws -> [RestoreReport] {
    try editing(by: authorship, dryRun: options.isDryRun) { batch in
      var restoring = Restoring(self, options)
      while let item = try next() {
        do {
          try restoring.take(item, &batch)
        } catch RestoreError.misfit(let sentence) {
          complain(sentence)
        }
      }
      return try restoring.end()
    }
  }
}

/// Restores records one after the other.
struct Restoring {
  private let base: KnowledgeBase
  private let options: KnowledgeBase.RestoreOptions
  private var reports: [RestoreReport] = []
  /// Rows of the systems that were met, by slug.
  private var systems: [String: SystemRow] = [:]

  private struct SystemRow {
    var row: Int64
    var report: Int
    /// Rows of its documents, by name.
    var documents: [String: Int64] = [:]
    /// Documents of which the records have another version, by name.
    var versions: [String: RestoreAncestor.Version] = [:]
  }

  /// How many entries with conflicts were named.
  private var named = 0
  /// Rows of the entries that were met: none stands twice.
  private var met: Set<Int64> = []

  /// So many entries with conflicts are named.
  private static let namedConflicts = 20

  init(_ base: KnowledgeBase, _ options: KnowledgeBase.RestoreOptions) {
    self.base = base
    self.options = options
  }

  /// Restores a record.
  mutating func take(_ item: KnowledgeBase.RestoreItem, _ batch: inout Batch) throws {
    switch item {
    case .system(let record):
      guard isWanted(record.system.slug) else { return }
      let system = try systemRow(for: record.system, &batch)
      for document in record.documents { try take(document, system, record.system.slug, &batch) }
    case .entry(let record):
      guard isWanted(record.entry.system) else { return }
      try take(record, &batch)
    }
  }

  /// What was done.
  ///
  /// - Throws: `RestoreError.conflicts` where nobody said what to do with them.
  func end() throws -> [RestoreReport] {
    let isDecided = [.ours, .theirs].contains(options.onConflict)
    guard isDecided || options.isDryRun || reports.allSatisfy({ $0.conflicts == 0 }) else {
      throw RestoreError.conflicts(reports)
    }
    return reports
  }

  private func isWanted(_ slug: String) -> Bool { options.system.map { $0 == slug } ?? true }

  // MARK: Systems and documents

  /// The row of a system, made when it is new; known only by its slug until it is announced.
  private mutating func systemRow(
    for system: SystemDescription, _ batch: inout Batch
  ) throws -> SystemRow {
    let known = systems[system.slug]
    let (row, isNew, differences) = try base.systemRow(for: system, &batch)
    if var known {
      reports[known.report].systemDifferences = differences
      known.row = row
      return known
    }
    var report = RestoreReport(system: system.slug)
    report.isNewSystem = isNew
    report.systemDifferences = differences
    reports.append(report)
    var found = SystemRow(row: row, report: reports.count - 1)
    try base.connection.forEach(
      "SELECT name, id FROM documents WHERE system_id = ? ORDER BY id", [.integer(row)]
    ) { found.documents[$0.text(0)] = $0.int64(1) }
    systems[system.slug] = found
    return found
  }

  private mutating func take(
    _ document: DocumentRecord, _ system: SystemRow, _ slug: String, _ batch: inout Batch
  ) throws {
    let described = document.values
    guard let row = system.documents[document.name] else {
      let row = try RecordedTable.documents.insert(
        described, system: system.row, base.connection)
      try batch.record(
        .document(row, system: system.row), before: [:], after: described, base.connection)
      systems[slug]?.documents[document.name] = row
      return
    }
    let known = try RecordedTable.documents.values(of: row, base.connection) ?? [:]
    if ["sha256", "mapping"].contains(where: { known[$0] != described[$0] }) {
      reports[system.report].documentsKept.append(document.name)
      let isNewer = known["imported_at"].map { $0 < document.importedAt } ?? false
      systems[slug]?.versions[document.name] = isNewer ? .newer : .other
    }
  }

  // MARK: Entries

  private mutating func take(_ record: EntryRecord, _ batch: inout Batch) throws {
    let entry = record.entry
    let system =
      try systems[entry.system]
      ?? systemRow(for: SystemDescription(slug: entry.system), &batch)
    for name in record.sources.keys.sorted() where system.documents[name] == nil {
      throw RestoreError.unknownDocument(name, of: entry)
    }
    let row = try base.connection.first(
      "SELECT id FROM codes WHERE system_id = ? AND key = ? AND variant = ?",
      [.integer(system.row), .text(CodeKey(entry.code).text), .text(entry.variant)]
    ) { $0.int64(0) }
    guard let row else { return try add(record, system, &batch) }
    guard met.insert(row).inserted else { throw RestoreError.twice(entry) }
    try merge(record, into: row, system, &batch)
  }

  private mutating func add(
    _ record: EntryRecord, _ system: SystemRow, _ batch: inout Batch
  ) throws {
    let values = FieldValues(record.entry)
    let row = try base.insertEntry(values, system: system.row)
    met.insert(row)
    try batch.record(
      .entry(row, system: system.row), revision: 1, before: "{}", after: values.json,
      base.connection)
    for (name, source) in record.sources {
      guard let document = system.documents[name] else { continue }
      try add(source, .source(entry: row, document: document, system: system.row), &batch)
    }
    reports[system.report].added += 1
    if options.listsChanges {
      list(.added, record.entry, FieldChange.between(FieldValues(), values), system)
    }
  }

  private func add(_ source: SourceRecord, _ subject: Subject, _ batch: inout Batch) throws {
    let isPlain =
      source.goneSince == nil && source.rename == nil && !source.asksAboutWithdrawal
      && source.conflicts.isEmpty
    if isPlain {
      try base.addSource(subject, source, &batch)
    } else {
      try base.writeSource(subject, from: nil, to: source, &batch)
    }
  }

  private mutating func merge(
    _ record: EntryRecord, into row: Int64, _ system: SystemRow, _ batch: inout Batch
  ) throws {
    guard let known = try base.entry(id: row) else { return }
    let ours = FieldValues(known)
    let sources = try sources(of: row)
    let ancestor = RestoreAncestor(
      record, sources, documents: system.documents, versions: system.versions,
      ours: ours)
    let merge = try RestoreMerge(
      FieldValues(record.entry), in: record.entry.languages, after: ancestor, ours: ours,
      takesTheirs: options.onConflict == .theirs, author: batch.authorship.author, at: batch.now,
      wasEverSet: { try wasEverSet($0, row) })
    let revision = try base.writeEntry(
      row, system: system.row, from: ours, to: merge.merged, &batch)
    let isNewlySaid = try addSources(
      of: record, to: row, sources, ancestor.newer, system, &batch)
    if revision != nil || isNewlySaid {
      try base.closeSettledReviews(of: row, merge.merged, &batch)
      reports[system.report].changed += 1
    } else {
      reports[system.report].unchanged += 1
    }
    if options.listsChanges, revision != nil {
      list(.changed, known, FieldChange.between(ours, merge.merged), system)
    }
    guard !merge.conflicts.isEmpty else { return }
    reports[system.report].conflicts += merge.conflicts.count
    guard options.listsChanges || named < Self.namedConflicts else { return }
    named += 1
    let theirs = FieldValues(record.entry)
    list(
      .conflict, known,
      merge.conflicts.map {
        FieldChange(field: $0, before: ours[$0], after: theirs[$0])
      }, system)
  }

  /// Whether a field of an entry ever held something here.
  private func wasEverSet(_ field: Field, _ row: Int64) throws -> Bool {
    try base.connection.first(
      """
      SELECT EXISTS (
        SELECT 1 FROM changes, json_each(changes.before) AS field
        WHERE code_id = ?1 AND revision IS NOT NULL AND field.key = ?2
        UNION ALL
        SELECT 1 FROM changes, json_each(changes.after) AS field
        WHERE code_id = ?1 AND revision IS NOT NULL AND field.key = ?2)
      """, [.integer(row), .text(field.name)]
    ) { $0.int(0) == 1 } ?? false
  }

  /// What documents say of an entry here, by their rows.
  private func sources(of row: Int64) throws -> [Int64: SourceRecord] {
    let documents = try base.connection.query(
      "SELECT document_id FROM provenance WHERE code_id = ?", [.integer(row)]
    ) { $0.int64(0) }
    var sources: [Int64: SourceRecord] = [:]
    for document in documents {
      sources[document] = try base.sourceRecord(entry: row, document: document)
    }
    return sources
  }

  /// Adds what documents say that nobody has said here yet, or that is newer; returns whether there
  /// was something.
  private mutating func addSources(
    of record: EntryRecord, to row: Int64, _ known: [Int64: SourceRecord],
    _ newer: [Int64: SourceRecord], _ system: SystemRow, _ batch: inout Batch
  ) throws -> Bool {
    var isNewlySaid = false
    var differs = false
    for (name, source) in record.sources.sorted(by: { $0.key < $1.key }) {
      guard let document = system.documents[name] else { continue }
      let subject = Subject.source(entry: row, document: document, system: system.row)
      guard var ours = known[document] else {
        try add(source, subject, &batch)
        isNewlySaid = true
        continue
      }
      if let newer = newer[document] {
        try base.writeSource(subject, from: ours, to: newer, &batch)
        isNewlySaid = true
        ours = newer
      }
      differs =
        differs || ours.goneSince != source.goneSince
        || source.base.values.contains { ours.base[$0] != $1 }
    }
    if differs { reports[system.report].sourcesKept += 1 }
    return isNewlySaid
  }

  private mutating func list(
    _ kind: ImportReport.Change.Kind, _ entry: Entry, _ fields: [FieldChange], _ system: SystemRow
  ) {
    reports[system.report].changes.append(
      .init(kind: kind, address: entry.address, fields: fields))
  }
}

extension DocumentRecord {
  /// The columns of the document's row.
  fileprivate var values: [String: String] {
    var values = [
      "name": name, "sha256": sha256, "mapping": mapping, "reader_version": String(readerVersion),
      "imported_at": importedAt,
    ]
    values["url"] = url
    values["licence"] = licence
    values["language"] = language?.tag
    return values
  }
}

import Catalog
import Storage

/// What taking a batch back did.
package struct RevertReport: Sendable, Equatable {
  /// The batch that did it; nil when there was nothing to do.
  package var batch: Int?
  /// Entries that are again as they were.
  package var entries = 0
  /// Entries that the batch had added and that are gone.
  package var removed = 0
  /// Entries that the batch had taken away and that are back.
  package var restored = 0
  /// What was changed since and stayed.
  package var kept: [String] = []
  /// What changes, the last first; of a dry run only.
  package var changes: [HistoryItem] = []
}

extension KnowledgeBase {
  /// Brings an entry back to what it was at a revision, or to what it was before its last one.
  ///
  /// That is a revision itself, and can be taken back alike.
  ///
  /// - Throws: `EditError`.
  package func revert(
    _ address: EntryAddress, to revision: Int? = nil, by authorship: Authorship,
    dryRun: Bool = false
  ) throws -> EditResult {
    try editing(by: authorship, dryRun: dryRun) { batch in
      let (row, entry) = try only(address)
      guard let revision = revision ?? (entry.revision > 1 ? entry.revision - 1 : nil) else {
        let origin = try connection.first(
          "SELECT batch_id FROM changes WHERE code_id = ? AND revision = ?",
          [.integer(row), Value(entry.revision)]
        ) { $0.int(0) }
        throw EditError.nothingToRevert(address: entry.address, batch: origin ?? 0)
      }
      let values = try recordedValues(row, at: revision)
      guard revision >= 1, revision <= entry.revision, values[.code] != nil else {
        throw EditError.noSuchRevision(
          address: entry.address, revision: revision, newest: entry.revision)
      }
      return try write(row, entry, to: values, &batch)
    }
  }

  /// Takes back everything that a batch did, a whole import or bulk edit, in a batch of its own.
  ///
  /// What has been changed since is a clash: by `.fail` (or `.review`) nothing is taken back, by
  /// `.ours` what came later stays, by `.theirs` it is as before the batch all the same.
  ///
  /// - Throws: `EditError.noSuchBatch`, `.changedSince`.
  package func revertBatch(
    _ number: Int, onConflict: OnConflict = .fail, by authorship: Authorship, dryRun: Bool = false
  ) throws -> RevertReport {
    try editing(by: authorship, reverting: Int64(number), dryRun: dryRun) { batch in
      try checkBatch(number)
      var report = RevertReport()
      // Last done, first undone; but what others hang on goes after them, and comes back before.
      let subjects = try subjects(of: number)
      let gone = try Set(subjects.filter { try !exists($0) })
      for subject in subjects where !gone.contains(subject) {
        try revert(subject, number, onConflict, &report, &batch)
      }
      for subject in subjects.reversed() where gone.contains(subject) {
        try revert(subject, number, onConflict, &report, &batch)
      }
      for entry in Set(subjects.compactMap(\.entry)).sorted() {
        guard try hasReviews(entry), let now = try self.entry(id: entry) else { continue }
        try closeSettledReviews(of: entry, FieldValues(now), &batch)
      }
      guard onConflict == .ours || onConflict == .theirs || report.kept.isEmpty else {
        throw EditError.changedSince(batch: number, clashes: report.kept)
      }
      guard dryRun, let made = batch.number else {
        report.batch = batch.number
        return report
      }
      var filter = HistoryFilter()
      filter.batch = made
      try tellChanges(filter) {
        report.changes.append($0)
        return true
      }
      return report
    }
  }

  /// What a batch changed: what documents say of entries, then entries, documents and systems, of each
  /// kind the last first.
  private func subjects(of batch: Int) throws -> [Subject] {
    try connection.query(
      """
      SELECT system_id, code_id, document_id FROM changes WHERE batch_id = ?
      GROUP BY system_id, code_id, document_id
      ORDER BY code_id IS NULL, document_id IS NULL, max(id) DESC
      """, [Value(batch)]
    ) { row in
      Subject(system: row.int64(0), entry: row.optionalInt64(1), document: row.optionalInt64(2))
    }
  }

  private func revert(
    _ subject: Subject, _ number: Int, _ onConflict: OnConflict, _ report: inout RevertReport,
    _ batch: inout Batch
  ) throws {
    let (before, after) = try change(of: subject, in: number)
    let now = try values(of: subject)
    var wanted = now
    var clashes: [String] = []
    for key in Set(before.keys).union(after.keys) where now[key] != before[key] {
      if now[key] == after[key] || onConflict == .theirs {
        wanted[key] = before[key]
      } else {
        clashes.append(key)
      }
    }
    let wasAdded = before[subject.identity] == nil && after[subject.identity] != nil
    // Whole or not at all: half a record makes no sense, and neither does half of an entry that is new.
    if !clashes.isEmpty, wasAdded || !subject.isEntry { wanted = now }
    if wasAdded, clashes.isEmpty, !now.isEmpty {
      // With it would go what came later.
      var later = Set(now.keys).subtracting(after.keys).sorted()
      let isInUse = try isInUse(subject)
      if isInUse { later.append("what hangs on it") }
      let mayGo = later.isEmpty || onConflict == .theirs && !isInUse
      wanted = mayGo ? [:] : now
      if !mayGo { clashes = later }
    }
    if now.isEmpty, !wanted.isEmpty {
      // What went after the batch does not come back by a part of it, nor without what it hangs on.
      if wanted[subject.identity] == nil {
        clashes = wanted.keys.sorted()
      } else if try !isFounded(subject) {
        clashes = ["what it hangs on"]
      }
      if !clashes.isEmpty { wanted = now }
    }
    if !clashes.isEmpty {
      let name = try name(of: subject, now.isEmpty ? before : now)
      report.kept += clashes.sorted().map { "\(name) \($0)" }
    }
    guard wanted != now else { return }
    guard case .entry(let row, let system) = subject else {
      try checkPlace(of: subject, wanted)
      return try write(subject, from: now, to: wanted, &batch)
    }
    let old = FieldValues(pairs: now)
    var new = FieldValues(pairs: wanted)
    if wanted.isEmpty {
      report.removed += 1
    } else {
      try checkPlace(of: new, row, system: system)
      if now.isEmpty { report.restored += 1 } else if clashes.isEmpty { report.entries += 1 }
      let disputed = Set(clashes.compactMap { Field($0)?.language })
      let emptied = new.languages.filter { !new.hasTexts(in: $0) }
      for language in try disputed.union(languagesChanged(since: number, row, new)).union(emptied) {
        new.keepStates(of: language, from: old)
      }
      // Translations that stay may be made from texts that went back.
      let restored = Set(new.fieldsChanged(from: old).compactMap(\.language))
      for language in new.languages where !restored.contains(language) {
        new.markOutdated(language, from: old)
      }
    }
    try writeEntry(row, system: system, from: old, to: new, &batch)
  }

  /// The languages in which an entry, after a batch is taken back, says something else than before it:
  /// somebody has written there since.
  private func languagesChanged(
    since batch: Int, _ row: Int64, _ values: FieldValues
  ) throws -> Set<Language> {
    let revisions = try connection.first(
      """
      SELECT min(revision), max(revision), (SELECT revision FROM codes WHERE id = ?1) FROM changes
      WHERE code_id = ?1 AND revision IS NOT NULL AND +batch_id = ?2
      """, [.integer(row), Value(batch)]
    ) { ($0.int(0), $0.int(1), $0.optionalInt(2)) }
    guard let (first, last, now) = revisions, let now, now != last else { return [] }
    let before = try recordedValues(row, at: first - 1)
    return Set(values.fieldsDiffering(from: before).filter(\.isText).compactMap(\.language))
  }

  /// Whether a subject is there.
  private func exists(_ subject: Subject) throws -> Bool {
    let (sql, row, document): (String, Int64, Int64?) =
      switch subject {
      case .system(let row): ("SELECT ?2 IS NULL FROM systems WHERE id = ?1", row, nil)
      case .document(let row, _): ("SELECT ?2 IS NULL FROM documents WHERE id = ?1", row, nil)
      case .entry(let row, _): ("SELECT ?2 IS NULL FROM codes WHERE id = ?1", row, nil)
      case .source(let row, let document, _):
        ("SELECT 1 FROM provenance WHERE code_id = ?1 AND document_id = ?2", row, document)
      }
    return try connection.first(sql, [.integer(row), Value(document)]) { _ in true } ?? false
  }

  /// Whether everything is there that a subject hangs on.
  private func isFounded(_ subject: Subject) throws -> Bool {
    switch subject {
    case .system: true
    case .document(_, let system), .entry(_, let system): try exists(.system(system))
    case .source(let entry, let document, let system):
      try exists(.entry(entry, system: system)) && exists(.document(document, system: system))
    }
  }

  /// Refuses a slug or a name that another system or document has by now.
  private func checkPlace(of subject: Subject, _ wanted: [String: String]) throws {
    switch subject {
    case .system(let row):
      guard let slug = wanted["slug"], let taken = try systemRow(slug), taken != row else { return }
      throw EditError.systemExists(slug: slug)
    case .document(let row, let system):
      guard let name = wanted["name"], let taken = try documentRow(name, system: system),
        taken != row
      else { return }
      let slug = try values(of: .system(system))["slug"] ?? ""
      throw EditError.documentExists(name: name, system: slug)
    case .entry, .source: return
    }
  }

  /// What a batch did to a subject, from its first change to its last.
  private func change(
    of subject: Subject, in batch: Int
  ) throws -> (before: [String: String], after: [String: String]) {
    var before: [String: String] = [:]
    var after: [String: String] = [:]
    var seen: Set<String> = []
    // By the entry, which has few changes, and not by the batch, which may have many: hence the `+`.
    let rows = try connection.query(
      """
      SELECT before, after FROM changes
      WHERE +batch_id = ? AND system_id = ? AND code_id IS ? AND document_id IS ? ORDER BY id
      """,
      [
        Value(batch), .integer(subject.system), Value(subject.entry), Value(subject.document),
      ]
    ) { ($0.text(0), $0.text(1)) }
    for (old, new) in rows {
      let (old, new) = (try pairs(old), try pairs(new))
      for key in Set(old.keys).union(new.keys) {
        if seen.insert(key).inserted { before[key] = old[key] }
        after[key] = new[key]
      }
    }
    return (before, after)
  }

  /// Whether something else hangs on what is to go.
  private func isInUse(_ subject: Subject) throws -> Bool {
    let sql =
      switch subject {
      case .system:
        """
        SELECT EXISTS (SELECT 1 FROM codes WHERE system_id = ?1)
          OR EXISTS (SELECT 1 FROM documents WHERE system_id = ?1)
        """
      case .document: "SELECT EXISTS (SELECT 1 FROM provenance WHERE document_id = ?1)"
      case .entry: "SELECT EXISTS (SELECT 1 FROM provenance WHERE code_id = ?1)"
      case .source: "SELECT 0 WHERE ?1 IS NOT NULL"
      }
    let row =
      switch subject {
      case .system(let row), .document(let row, _), .entry(let row, _): row
      case .source(let entry, _, _): entry
      }
    return try connection.first(sql, [.integer(row)]) { $0.int(0) == 1 } ?? false
  }

  /// What a subject is called in messages.
  private func name(of subject: Subject, _ now: [String: String]) throws -> String {
    switch subject {
    case .system: return "system \(now["slug"] ?? "")"
    case .document: return "document \(now["name"] ?? "")"
    case .entry(let row, _): return try entry(id: row)?.address ?? "entry \(row)"
    case .source(let row, _, _):
      return "source of \(try entry(id: row)?.address ?? "entry \(row)")"
    }
  }
}

extension FieldValues {
  /// Leaves state, approval and origin of a language as they are where not all of its texts go back; an
  /// approval does not outlive the text that was approved, and nothing of it the last text.
  fileprivate mutating func keepStates(of language: Language, from now: FieldValues) {
    let hasTexts = hasTexts(in: language)
    for field in Set(fields).union(now.fields) where field.language == language && !field.isText {
      self[field] = hasTexts ? now[field] : nil
    }
    let isTextChanged = fieldsDiffering(from: now).contains { $0.language == language && $0.isText }
    guard isTextChanged, self[.reviewedBy(language)] != nil else { return }
    self[.reviewedBy(language)] = nil
    self[.reviewedAt(language)] = nil
    self[.state(language)] = TextState.draft.rawValue
  }
}

extension Subject {
  fileprivate var isEntry: Bool { if case .entry = self { true } else { false } }

  /// The field without which there is no such thing.
  fileprivate var identity: String {
    switch self {
    case .system: "slug"
    case .document: "name"
    case .entry, .source: "code"
    }
  }
}

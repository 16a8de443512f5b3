import Catalog
import Storage

extension KnowledgeBase {
  /// Where the history does not lead to what the tables hold, or contradicts itself.
  ///
  /// Each change is to begin with what the one before it left, and the last one is to leave what the
  /// tables hold: `E1 message.en` "A", then "A" → "B", and "B" in the table. Entries that other tools
  /// changed are left out until they are settled.
  func historyFindings() throws -> HealthFindings {
    var replay = try HistoryReplay(self)
    // By its index, the changes of an entry come together, what documents say of it first.
    try connection.forEach(
      """
      SELECT id, system_id, code_id, document_id, revision, before, after
      FROM changes ORDER BY code_id, revision, id
      """
    ) { try replay.take($0) }
    try replay.finish()
    try connection.forEach(
      """
      SELECT slug, code, variant FROM codes JOIN systems ON systems.id = system_id
      WHERE codes.id NOT IN (SELECT code_id FROM unindexed)
        AND NOT EXISTS (SELECT 1 FROM changes WHERE code_id = codes.id AND revision IS NOT NULL)
      """
    ) { row in
      var entry = Entry(system: row.text(0), code: row.text(1))
      entry.variant = row.text(2)
      replay.findings.add("\(entry.address) is not in the history")
    }
    return replay.findings
  }
}

/// Replays the changes of one entry after the other.
private struct HistoryReplay: ~Copyable {
  var findings = HealthFindings()
  private let base: KnowledgeBase
  private var reader: EntryReader
  private var unsettled: Set<Int64>
  /// The entry whose changes are replayed; nil before the first, for systems and documents.
  private var entry: Int64?
  /// What the changes so far leave, by what they are changes of.
  private var states: [Subject: [String: String]] = [:]
  private var revision = 0

  init(_ base: KnowledgeBase) throws {
    let unsettled = try base.connection.query("SELECT code_id FROM unindexed") { $0.int64(0) }
    let reader = try EntryReader(base.connection)
    self.base = base
    self.reader = reader
    self.unsettled = Set(unsettled)
  }

  mutating func take(_ row: borrowing Row) throws {
    if row.optionalInt64(2) != entry { try finish(before: row.optionalInt64(2)) }
    let subject = Subject(
      system: row.int64(1), entry: row.optionalInt64(2), document: row.optionalInt64(3))
    // The content is checked before: what cannot be read is told there.
    guard let before = objectOfTexts(row.text(5)), let after = objectOfTexts(row.text(6)) else {
      return
    }
    var state = states[subject] ?? [:]
    let old = Dictionary(before.map { ($0.key, $0.value) }) { $1 }
    let new = Dictionary(after.map { ($0.key, $0.value) }) { $1 }
    for key in Set(old.keys).union(new.keys).sorted() {
      if state[key] != old[key] {
        findings.add(
          "\(try name(of: subject)): change \(row.int64(0)) of the history begins with another"
            + " \(key) than the one before it left")
      }
      state[key] = new[key]
    }
    states[subject] = state
    if case .entry = subject {
      revision += 1
      if row.int(4) != revision {
        findings.add("\(try name(of: subject)): revision \(revision) is missing in the history")
        revision = row.int(4)
      }
    }
  }

  /// Compares what the changes leave with what the tables hold, and begins with another entry.
  mutating func finish(before next: Int64? = nil) throws {
    if entry.map({ !unsettled.contains($0) }) ?? true {
      let ordered = states.sorted {
        ($0.key.document ?? 0, $0.key.system) < ($1.key.document ?? 0, $1.key.system)
      }
      for (subject, state) in ordered { try compare(subject, state) }
    }
    states = [:]
    revision = 0
    entry = next
  }

  private mutating func compare(_ subject: Subject, _ state: [String: String]) throws {
    let held: [String: String]
    do { held = try values(of: subject) ?? [:] } catch {
      // A cell that cannot be read is told with the content; damage of the file ends all of it.
      if let error = error as? SQLiteError, error.code.primary != .error { throw error }
      findings.add("\(try name(of: subject)): it cannot be compared with the history")
      reader = try EntryReader(base.connection)
      return
    }
    for key in Set(held.keys).union(state.keys).sorted() where held[key] != state[key] {
      findings.add("\(try name(of: subject)): \(key) is another than the history says")
    }
  }

  private mutating func values(of subject: Subject) throws -> [String: String]? {
    switch subject {
    case .system(let row): return try RecordedTable.systems.values(of: row, base.connection)
    case .document(let row, let system):
      let owner = try base.connection.first(
        "SELECT system_id FROM documents WHERE id = ?", [.integer(row)]
      ) { $0.int64(0) }
      guard owner == nil || owner == system else { return [:] }
      return try RecordedTable.documents.values(of: row, base.connection)
    case .entry(let row, let system):
      guard let entry = try reader.entry(row) else { return nil }
      guard try base.system(ofEntry: row) == system else { return [:] }
      if entry.revision != revision {
        findings.add(
          "\(entry.address): it has revision \(entry.revision), and the history \(revision)")
      }
      return Dictionary(
        FieldValues(entry).namedValues.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    case .source(let entry, let document, _):
      return try base.sourcePairs(entry: entry, document: document)
    }
  }

  private func name(of subject: Subject) throws -> String {
    let address = try subject.entry.map { row in
      try base.connection.first(
        "SELECT slug, code, variant FROM codes JOIN systems ON systems.id = system_id WHERE codes.id = ?",
        [.integer(row)]
      ) { found in
        var entry = Entry(system: found.text(0), code: found.text(1))
        entry.variant = found.text(2)
        return entry.address
      } ?? "an entry that is gone"
    }
    let document = try subject.document.map { row in
      try base.connection.first("SELECT name FROM documents WHERE id = ?", [.integer(row)]) {
        $0.text(0)
      } ?? "a document that is gone"
    }
    let system = try base.connection.first(
      "SELECT slug FROM systems WHERE id = ?", [.integer(subject.system)]
    ) { $0.text(0) }
    switch (address, document) {
    case (let address?, nil): return address
    case (let address?, let document?): return "\(address) in \(document)"
    case (nil, let document?): return "document \(document)"
    case (nil, nil): return "system \(system ?? "that is gone")"
    }
  }
}

extension KnowledgeBase {
  /// What a document says of an entry as the history keeps it, every name as it stands in the tables;
  /// nil when it never had the entry.
  fileprivate func sourcePairs(entry: Int64, document: Int64) throws -> [String: String]? {
    let key: [Value] = [.integer(entry), .integer(document)]
    var pairs = try connection.first(
      """
      SELECT code, first_line, last_line, gone_since, base FROM provenance
      WHERE code_id = ? AND document_id = ?
      """, key
    ) { row in
      var pairs = ["code": row.text(0), "first_line": row.text(1), "last_line": row.text(2)]
      pairs["gone_since"] = row.optionalText(3)
      for (name, value) in objectOfTexts(row.text(4)) ?? [] { pairs["base." + name] = value }
      return pairs
    }
    try connection.forEach(
      "SELECT kind, field, ancestor, theirs FROM reviews WHERE code_id = ? AND document_id = ?", key
    ) { row in
      switch row.text(0) {
      case "withdrawal": pairs?["withdrawal"] = "open"
      case "rename": pairs?["rename"] = row.optionalText(3)
      default:
        pairs?["conflict.ancestor." + row.text(1)] = row.optionalText(2)
        pairs?["conflict.theirs." + row.text(1)] = row.optionalText(3)
      }
    }
    return pairs
  }
}

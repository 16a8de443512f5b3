import Catalog
import Storage

extension KnowledgeBase {
  /// Takes in what others wrote with their own tools: keys are set, the changes enter the history,
  /// and the index is brought up to date.
  ///
  /// Returns how many entries were settled.
  ///
  /// - Parameter rebuilding: whether to build the whole index anew as well.
  package func reindex(rebuilding: Bool, by authorship: Authorship) throws -> Int {
    try writing {
      let count = try adoptForeignWrites(by: authorship)
      if rebuilding { try rebuildIndex() } else { try settleIndex() }
      return count
    }
  }

  /// Takes in what others wrote, if there is anything.
  package func takeIn(by authorship: Authorship) throws {
    guard try unsettledCount() > 0 else { return }
    _ = try reindex(
      rebuilding: false, by: Authorship(author: authorship.author, command: "reindex"))
  }

  /// Sets the keys of the entries that others wrote and takes the changes into the history.
  ///
  /// Returns how many entries there were; the index is left to `settleIndex()`. Every write begins
  /// with this, so that it finds all entries by their keys and settles nothing unrecorded.
  @discardableResult
  func adoptForeignWrites(by authorship: Authorship) throws -> Int {
    let ids = try connection.query("SELECT code_id FROM unindexed ORDER BY code_id") {
      $0.int64(0)
    }
    guard !ids.isEmpty else { return 0 }
    var batch = try Batch(authorship, clock: clock, connection)
    for id in ids { try adopt(id, &batch) }
    return ids.count
  }

  /// Sets the keys of one entry and records how it differs from what the history says of it.
  private func adopt(_ id: Int64, _ batch: inout Batch) throws {
    let recorded = try recordedValues(id)
    guard var entry = try entry(id: id), let system = try system(ofEntry: id) else {
      guard let system = try recordedSystem(ofEntry: id) else { return }
      try recordLostSources(of: id, system: system, &batch)
      return try record(FieldValues(), after: recorded, .entry(id, system: system), &batch)
    }
    try resolveLanguages(of: id)
    entry = try self.entry(id: id) ?? entry
    entry.variant = try setKey(of: entry, id)
    for alias in entry.aliases {
      try connection.run(
        "UPDATE aliases SET key = ?1 WHERE code_id = ?2 AND alias = ?3 AND key <> ?1",
        [.text(CodeKey(alias).text), .integer(id), .text(alias)])
    }
    let found = FieldValues(entry)
    var settled = found
    // What another tool wrote, somebody wrote: it is a draft, and what was made from it outdated.
    let assigned = Set(found.fieldsChanged(from: recorded))
    settled.settleStates(
      from: recorded,
      by: .person(
        name: batch.authorship.author, at: batch.now, assigned: assigned, source: nil,
        assumed: recorded.translationSource(system: entry.systemLanguage)
          ?? found.translationSource(system: entry.systemLanguage)))
    if settled != found {
      try updateEntry(id, from: found, to: settled, revision: entry.revision)
    }
    // Numbers and the like become texts, as every answer writes them.
    try connection.run(
      "UPDATE codes SET attributes = ?1 WHERE id = ?2 AND attributes <> ?1",
      [.text(settled.attributesJSON), .integer(id)])
    try record(settled, after: recorded, .entry(id, system: system), &batch)
    try closeSettledReviews(of: id, settled, &batch)
  }

  /// Writes into the history how an entry differs from what stands there; one that is gone holds
  /// nothing any more.
  private func record(
    _ now: FieldValues, after recorded: FieldValues, _ subject: Subject, _ batch: inout Batch
  ) throws {
    let changed = now.fieldsChanged(from: recorded)
    guard !changed.isEmpty, let id = subject.entry else { return }
    let revision = try nextRevision(of: id)
    try connection.run(
      "UPDATE codes SET revision = ? WHERE id = ?", [Value(revision), .integer(id)])
    try batch.record(
      subject, revision: revision, before: recorded.restricted(to: changed).json,
      after: now.restricted(to: changed).json, connection)
  }

  /// Writes into the history that what documents said of an entry went with it.
  private func recordLostSources(
    of id: Int64, system: Int64, _ batch: inout Batch
  ) throws {
    let changes = try connection.query(
      """
      SELECT document_id, before, after FROM changes
      WHERE code_id = ? AND document_id IS NOT NULL ORDER BY id
      """, [.integer(id)]
    ) { ($0.int64(0), $0.text(1), $0.text(2)) }
    var recorded: [Int64: [String: String]] = [:]
    for (document, before, after) in changes {
      for key in try pairs(before).keys { recorded[document]?[key] = nil }
      recorded[document, default: [:]].merge(try pairs(after)) { $1 }
    }
    for (document, values) in recorded.sorted(by: { $0.key < $1.key }) {
      try batch.record(
        .source(entry: id, document: document, system: system), before: values, after: [:],
        connection)
    }
  }

  /// The row of the system that an entry belongs to; nil when there is no such entry.
  func system(ofEntry id: Int64) throws -> Int64? {
    try connection.first("SELECT system_id FROM codes WHERE id = ?", [.integer(id)]) {
      $0.int64(0)
    }
  }

  /// The row of the system that an entry belonged to, by the history.
  private func recordedSystem(ofEntry id: Int64) throws -> Int64? {
    try connection.first("SELECT system_id FROM changes WHERE code_id = ?", [.integer(id)]) {
      $0.int64(0)
    }
  }

  /// Writes language tags as errkb does, so that `zh` is found as `zh-Hans`; one whose place is taken
  /// stays as it is.
  private func resolveLanguages(of id: Int64) throws {
    let tags = try connection.query(
      "SELECT language FROM translations WHERE code_id = ?", [.integer(id)]
    ) { $0.text(0) }
    for tag in tags {
      guard let language = Language(tag), language.tag != tag, !tags.contains(language.tag)
      else { continue }
      try connection.run(
        "UPDATE translations SET language = ? WHERE code_id = ? AND language = ?",
        [.text(language.tag), .integer(id), .text(tag)])
    }
  }

  /// Sets the key of an entry; returns its variant, a new one where an entry with the right key has
  /// the variant already.
  private func setKey(of entry: Entry, _ id: Int64) throws -> String {
    let key = CodeKey(entry.code).text
    let taken = try connection.query(
      """
      SELECT other.variant FROM codes JOIN codes AS other
        ON other.system_id = codes.system_id AND other.key = ?1 AND other.id <> codes.id
      WHERE codes.id = ?2
      """, [.text(key), .integer(id)]
    ) { $0.text(0) }
    var labels = VariantLabels(taken: taken)
    let variant = taken.contains(entry.variant) ? labels.take() : entry.variant
    try connection.run(
      "UPDATE codes SET key = ?1, variant = ?2 WHERE id = ?3 AND (key <> ?1 OR variant <> ?2)",
      [.text(key), .text(variant), .integer(id)])
    return variant
  }

  /// What the history says an entry held at a revision, or holds now: its changes replayed from the
  /// first.
  func recordedValues(_ id: Int64, at revision: Int? = nil) throws -> FieldValues {
    let changes = try connection.query(
      """
      SELECT before, after FROM changes
      WHERE code_id = ? AND revision <= coalesce(?, revision) ORDER BY revision
      """, [.integer(id), Value(revision)]
    ) { ($0.text(0), $0.text(1)) }
    var values = FieldValues()
    for (before, after) in changes {
      for field in try FieldValues(json: before, connection).fields { values[field] = nil }
      for (field, value) in try FieldValues(json: after, connection).values {
        values[field] = value
      }
    }
    return values
  }
}

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
    guard var entry = try entry(id: id) else {
      return try record(FieldValues(), of: id, &batch)
    }
    try resolveLanguages(of: id)
    entry = try self.entry(id: id) ?? entry
    entry.variant = try setKey(of: entry, id)
    for alias in entry.aliases {
      try connection.run(
        "UPDATE aliases SET key = ?1 WHERE code_id = ?2 AND alias = ?3 AND key <> ?1",
        [.text(CodeKey(alias).text), .integer(id), .text(alias)])
    }
    try record(FieldValues(entry), of: id, &batch)
  }

  /// Writes into the history how an entry differs from what stands there; one that is gone holds
  /// nothing any more.
  private func record(_ now: FieldValues, of id: Int64, _ batch: inout Batch) throws {
    let recorded = try recordedValues(id)
    let changed = now.fieldsDiffering(from: recorded)
    guard !changed.isEmpty else { return }
    // Whatever another tool did to the counter, the history goes on counting.
    let revision =
      try connection.first(
        """
        SELECT max(coalesce((SELECT revision FROM codes WHERE id = ?1), 0),
          coalesce((SELECT max(revision) FROM changes WHERE code_id = ?1), 0)) + 1
        """, [.integer(id)]
      ) { $0.int(0) } ?? 1
    try connection.run(
      "UPDATE codes SET revision = ? WHERE id = ?", [Value(revision), .integer(id)])
    try batch.record(
      .entry(id, revision: revision), before: recorded.restricted(to: changed).json,
      after: now.restricted(to: changed).json, connection)
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

  /// What the history says an entry holds: its changes replayed from the first.
  func recordedValues(_ id: Int64) throws -> FieldValues {
    let changes = try connection.query(
      "SELECT before, after FROM changes WHERE code_id = ? ORDER BY revision", [.integer(id)]
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

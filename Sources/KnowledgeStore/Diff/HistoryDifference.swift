import Catalog
import Storage

/// What changed in a base since a batch of its history: its content as it was, against now.
///
/// What it was is found by taking the changes back from now on, entry by entry, so nothing is told
/// of what came and went in between.
package struct HistoryDifference {
  private let base: KnowledgeBase
  private let batch: Int
  private let scope: DifferenceScope

  /// Compares a base with what it was before a batch.
  package init(of base: KnowledgeBase, since batch: Int, _ scope: DifferenceScope = .init()) {
    self.base = base
    self.batch = batch
    self.scope = scope
  }

  /// Tells the differences in the order of `BaseDifference`.
  package func tell(_ body: (Difference) throws -> Void) throws {
    try base.reading {
      let new = try SystemStates(base, scope)
      let past = try PastSystems(base, before: batch)
      let old = SystemStates(past.systems.filter { scope.includes(system: $0.key) })
      var slugs = old.slugs(with: new)[...]
      func tellSystems(upTo last: String?) throws {
        while let slug = slugs.first, last.map({ slug <= $0 }) ?? true {
          for difference in new.differences(of: slug, from: old) { try body(difference) }
          slugs.removeFirst()
        }
      }
      try forEachTouchedEntry(past) { identity, before, after in
        guard scope.includes(system: identity.system) else { return }
        let name = new.name(of: identity.system) ?? old.name(of: identity.system)
        let difference = Difference(
          from: before, to: after, system: identity.system,
          systemName: name ?? identity.system, scope)
        guard let difference else { return }
        try tellSystems(upTo: identity.system)
        try body(difference)
      }
      try tellSystems(upTo: nil)
    }
  }

  /// Hands over both states of every entry that something was written about, sorted.
  ///
  /// An entry that had another code or variant then counts under each of its names; another one may
  /// bear the old name now.
  private func forEachTouchedEntry(
    _ past: PastSystems, _ body: (EntryID, EntryState?, EntryState?) throws -> Void
  ) throws {
    let displaced = try displacedEntries(past)
    let moved = Set(displaced.map(\.row))
    var waiting = displaced[...]
    var reader = try EntryReader(base.connection)
    try base.connection.forEach(
      """
      SELECT codes.id, systems.slug, codes.key, codes.variant
      FROM (SELECT DISTINCT code_id FROM changes WHERE batch_id >= ? AND code_id IS NOT NULL)
        AS touched
        JOIN codes ON codes.id = touched.code_id JOIN systems ON systems.id = codes.system_id
      ORDER BY systems.slug, codes.key, codes.variant
      """, [Value(batch)]
    ) { row in
      let id = row.int64(0)
      let identity = EntryID(system: row.text(1), code: row.text(2), variant: row.text(3))
      while let other = waiting.first, other.identity < identity {
        try body(other.identity, try pastState(of: other.row, try reader.entry(other.row)), nil)
        waiting.removeFirst()
      }
      let now = try reader.entry(id)
      var then: EntryState?
      if let other = waiting.first, other.identity == identity {
        then = try pastState(of: other.row, try reader.entry(other.row))
        waiting.removeFirst()
      } else if !moved.contains(id) {
        then = try pastState(of: id, now)
      }
      try body(identity, then, now.map { EntryState($0) })
    }
    for other in waiting {
      try body(other.identity, try pastState(of: other.row, try reader.entry(other.row)), nil)
    }
  }

  /// The entries that are gone or are called otherwise than then, by what they were called; sorted.
  private func displacedEntries(
    _ past: PastSystems
  ) throws -> [(identity: EntryID, row: Int64)] {
    var displaced: [(identity: EntryID, row: Int64)] = []
    try base.connection.forEach(
      """
      SELECT code_id, renamed.system_id, systems.slug, codes.key, codes.variant
      FROM (SELECT DISTINCT code_id, system_id FROM changes
          WHERE batch_id >= ? AND revision IS NOT NULL
            AND (before ->> '$.code' IS NOT NULL OR before ->> '$.variant' IS NOT NULL
              OR after ->> '$.variant' IS NOT NULL)) AS renamed
        LEFT JOIN codes ON codes.id = code_id LEFT JOIN systems ON systems.id = codes.system_id
      """, [Value(batch)]
    ) { row in
      let id = row.int64(0)
      let now = row.optionalText(2).map {
        EntryID(system: $0, code: row.text(3), variant: row.text(4))
      }
      let then = try base.values(
        of: id, before: batch, now: now == nil ? nil : try base.entry(id: id))
      guard let code = then[.code], let system = past.slugs[row.int64(1)] else { return }
      let identity = EntryID(
        system: system, code: CodeKey(code).text, variant: then[.variant] ?? "")
      if identity != now { displaced.append((identity, id)) }
    }
    return displaced.sorted { $0.identity < $1.identity }
  }

  /// What an entry was; nil when it was not there.
  private func pastState(of row: Int64, _ now: Entry?) throws -> EntryState? {
    let values = try base.values(of: row, before: batch, now: now)
    guard values[.code] != nil else { return nil }
    return EntryState(values: values, isWithdrawn: try wasWithdrawn(row))
  }

  /// Whether all documents that had had an entry had lost it.
  private func wasWithdrawn(_ row: Int64) throws -> Bool {
    var sources: [Int64: [String: String]] = [:]
    try base.connection.forEach(
      "SELECT document_id, code, gone_since FROM provenance WHERE code_id = ?", [.integer(row)]
    ) { sources[$0.int64(0)] = Self.source($0.optionalText(1), $0.optionalText(2)) }
    try base.connection.forEach(
      """
      SELECT document_id, before ->> '$.code', before ->> '$.gone_since', after ->> '$.code',
        after ->> '$.gone_since'
      FROM changes
      WHERE code_id = ? AND document_id IS NOT NULL AND batch_id >= ? ORDER BY id DESC
      """, [.integer(row), Value(batch)]
    ) { row in
      let document = row.int64(0)
      sources[document, default: [:]].takeBack(
        before: Self.source(row.optionalText(1), row.optionalText(2)),
        after: Self.source(row.optionalText(3), row.optionalText(4)))
    }
    let known = sources.values.filter { $0["code"] != nil }
    return !known.isEmpty && known.allSatisfy { $0["gone_since"] != nil }
  }

  private static func source(_ code: String?, _ goneSince: String?) -> [String: String] {
    var source: [String: String] = [:]
    source["code"] = code
    source["gone_since"] = goneSince
    return source
  }
}

extension [String: String] {
  /// Takes a change back.
  mutating func takeBack(before: [String: String], after: [String: String]) {
    for key in after.keys { self[key] = nil }
    merge(before) { $1 }
  }
}

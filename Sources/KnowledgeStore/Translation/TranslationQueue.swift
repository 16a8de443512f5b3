import Catalog
import Storage

/// The entries that lack something in a language: the worst first, within that by system, key and
/// variant, each given once.
///
/// Of entries that are on their way out nobody asks completeness: those that every document has
/// withdrawn are left out, and those that are not active unless the filter asks for their status.
///
/// The order is settled when the queue is made, in eight bytes an entry. What an entry lacks is looked
/// up again at its turn, so that entries which somebody completes meanwhile are passed over.
package struct TranslationQueue {
  /// An entry as it stands when it is given.
  package struct Item: Sendable {
    package var entry: Entry
    package var gap: TranslationGap
  }

  private let base: KnowledgeBase
  private let language: Language
  private var filter: EntryFilter
  /// The rows that come next.
  private var rows: ArraySlice<Int64>

  /// Makes a queue of the entries of a base that pass the filter.
  package init(
    _ base: KnowledgeBase, into language: Language, _ filter: EntryFilter
  ) throws {
    self.base = base
    self.language = language
    self.filter = filter
    self.filter.status = filter.status ?? .active
    let (sql, values) = Self.gaps(language, self.filter)
    rows = try base.reading {
      try base.connection.query(
        "SELECT id FROM (\(sql)) WHERE gap IS NOT NULL ORDER BY gap, slug, key, variant", values
      ) { $0.int64(0) }[...]
    }
  }

  /// How many entries are still to come, those that were completed meanwhile among them.
  package var left: Int { rows.count }

  /// The next entry; nil after the last.
  package mutating func next() throws -> Item? {
    try base.reading {
      while let row = rows.popFirst() {
        if let gap = try gap(ofRow: row), let entry = try base.entry(id: row) {
          return Item(entry: entry, gap: gap)
        }
      }
      return nil
    }
  }

  /// What an entry lacks now; nil when nothing, or when it does not pass the filter any more.
  private func gap(ofRow row: Int64) throws -> TranslationGap? {
    let (sql, values) = Self.gaps(language, filter)
    return try base.connection.first(
      "\(sql) AND codes.id = ?\(values.count + 1)", values + [.integer(row)]
    ) { $0.optionalInt(1).flatMap { TranslationGap(rawValue: $0) } }.flatMap { $0 }
  }

  /// A query of the rows that pass the filter, each with what it lacks or NULL; its values are
  /// numbered from 1.
  private static func gaps(
    _ language: Language, _ filter: EntryFilter
  ) -> (sql: String, values: [Value]) {
    let condition = filter.condition(after: 1)
    let sql = """
      SELECT codes.id,
        CASE
          WHEN own.state = 'outdated' THEN \(TranslationGap.outdated.rawValue)
          WHEN own.message IS NULL AND EXISTS (
            SELECT 1 FROM translations AS other
            WHERE other.code_id = codes.id AND other.language <> ?1 AND other.message IS NOT NULL)
          THEN \(TranslationGap.message.rawValue)
          WHEN NOT EXISTS (SELECT 1 FROM remedies WHERE code_id = codes.id AND language = ?1)
            AND EXISTS (SELECT 1 FROM remedies WHERE code_id = codes.id AND language <> ?1)
          THEN \(TranslationGap.remedy.rawValue)
          WHEN own.description IS NULL AND EXISTS (
            SELECT 1 FROM translations AS other
            WHERE other.code_id = codes.id AND other.language <> ?1
              AND other.description IS NOT NULL)
          THEN \(TranslationGap.description.rawValue)
        END AS gap,
        slug, key, variant
      FROM codes JOIN systems ON systems.id = codes.system_id
        LEFT JOIN translations AS own ON own.code_id = codes.id AND own.language = ?1
      WHERE \(condition.sql)
        AND (EXISTS (SELECT 1 FROM provenance WHERE code_id = codes.id AND gone_since IS NULL)
          OR NOT EXISTS (SELECT 1 FROM provenance WHERE code_id = codes.id))
      """
    return (sql, [.text(language.tag)] + condition.values)
  }
}

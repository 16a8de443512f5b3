import Catalog
import Storage

/// The entries that lack something in a language: the worst first, within that by system, key and
/// variant, each given once.
///
/// What comes next is looked up while the queue is gone through, so that entries which somebody
/// completes meanwhile are passed over, and no more than a thousand places are held at once.
package struct TranslationQueue {
  /// An entry as it stands when it is given.
  package struct Item: Sendable {
    package var entry: Entry
    package var gap: TranslationGap
  }

  /// Where an entry stands among those that lack something.
  private struct Place {
    var row: Int64
    var gap: TranslationGap
    var system: String
    var key: String
    var variant: String
  }

  /// How many entries were given, or had been completed by somebody when their turn came.
  package private(set) var passed = 0

  private let base: KnowledgeBase
  private let language: Language
  private let filter: EntryFilter
  /// The places that come next, and the last of those that were looked up.
  private var places: ArraySlice<Place> = []
  private var last: Place?
  /// The rows that were given: one that still lacks something may have got another place.
  private var given: Set<Int64> = []

  private static let placesAtOnce = 1000

  /// Makes a queue of the entries of a base that pass the filter.
  package init(_ base: KnowledgeBase, into language: Language, _ filter: EntryFilter) {
    self.base = base
    self.language = language
    self.filter = filter
  }

  /// The next entry; nil after the last.
  package mutating func next() throws -> Item? {
    try base.reading {
      while let place = try nextPlace() {
        guard !given.contains(place.row) else { continue }
        passed += 1
        guard let gap = try gap(ofRow: place.row), let entry = try base.entry(id: place.row) else {
          continue
        }
        given.insert(place.row)
        return Item(entry: entry, gap: gap)
      }
      return nil
    }
  }

  /// How many entries lack something now, given already or not.
  package func count() throws -> Int {
    let (sql, values) = gaps()
    return try base.reading {
      try base.connection.first("SELECT count(*) FROM (\(sql)) WHERE gap IS NOT NULL", values) {
        $0.int(0)
      } ?? 0
    }
  }

  private mutating func nextPlace() throws -> Place? {
    if places.isEmpty {
      places = try places(after: last)[...]
      last = places.last ?? last
    }
    return places.popFirst()
  }

  private func places(after last: Place?) throws -> [Place] {
    var (sql, values) = gaps()
    sql = "SELECT id, gap, slug, key, variant FROM (\(sql)) WHERE gap IS NOT NULL"
    if let last {
      let place: [Value] = [
        Value(last.gap.rawValue), .text(last.system), .text(last.key), .text(last.variant),
      ]
      let marks = place.indices.map { "?\(values.count + 1 + $0)" }.joined(separator: ", ")
      sql += " AND (gap, slug, key, variant) > (\(marks))"
      values += place
    }
    sql += " ORDER BY gap, slug, key, variant LIMIT \(Self.placesAtOnce)"
    return try base.connection.query(sql, values) { row in
      Place(
        row: row.int64(0), gap: TranslationGap(rawValue: row.int(1)) ?? .description,
        system: row.text(2), key: row.text(3), variant: row.text(4))
    }
  }

  /// What an entry lacks now; nil when nothing, or when it does not pass the filter any more.
  private func gap(ofRow row: Int64) throws -> TranslationGap? {
    let (sql, values) = gaps()
    return try base.connection.first(
      "\(sql) AND codes.id = ?\(values.count + 1)", values + [.integer(row)]
    ) { $0.optionalInt(1).flatMap { TranslationGap(rawValue: $0) } }.flatMap { $0 }
  }

  /// A query of the rows that pass the filter, each with what it lacks or NULL; its values are
  /// numbered from 1.
  private func gaps() -> (sql: String, values: [Value]) {
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
      """
    return (sql, [.text(language.tag)] + condition.values)
  }
}

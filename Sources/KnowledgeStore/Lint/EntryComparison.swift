import Catalog
import Storage

/// Finds messages and descriptions that several codes of a system share.
///
/// SQLite finds them all at once and keeps them in a temporary table, so memory does not grow with the
/// base. One `EntryComparison` of a base is in use at a time.
package final class EntryComparison {
  private let base: KnowledgeBase
  private let systems: [String]
  /// The twins of the code that was asked for last.
  private var lastTwins: (place: TwinPlace, twins: [TwinText: TwinEntries])?

  /// Compares the entries of some systems, before entries are read: then no table can be made.
  ///
  /// - Parameter systems: slugs; empty for all.
  package init(_ base: KnowledgeBase, systems: [String] = []) throws {
    self.base = base
    self.systems = systems
    try base.reading(collectTwins)
  }

  /// The other codes of the system that have a text of an entry.
  ///
  /// Codes that are deprecated, removed or withdrawn do not count, nor do variants of the entry's own.
  /// Messages are compared within a category. Nil when there are none, and for any other field.
  package func twins(of entry: Entry, _ field: Field) throws -> TwinEntries? {
    guard let part = TwinPart(field), let text = entry.value(of: field) else {
      return nil
    }
    let place = TwinPlace(system: entry.system, key: CodeKey(entry.code).text)
    // A code of many variants is asked for each of them, one after the other.
    if lastTwins?.place != place {
      lastTwins = (place, try base.reading { try twins(at: place) })
    }
    return lastTwins?.twins[
      TwinText(
        part: part, language: field.language?.tag ?? "", text: text,
        category: part == .message ? entry.category : nil)]
  }

  /// What stands under a code and under others, for all variants of the code.
  private func twins(at place: TwinPlace) throws -> [TwinText: TwinEntries] {
    var found: [TwinText: TwinEntries] = [:]
    try base.connection.forEach(
      """
      SELECT systems.slug, other.code, other.variant, twins.count - 1, twins.part, twins.language,
        CASE twins.part WHEN 'message' THEN message ELSE description END,
        CASE twins.part WHEN 'message' THEN own.category END
      FROM systems JOIN codes AS own ON own.system_id = systems.id
        JOIN temp.twins ON twins.code_id = own.id
        JOIN translations
          ON translations.code_id = own.id AND translations.language = twins.language
        JOIN codes AS other
          ON other.id = CASE twins.first WHEN own.id THEN twins.second ELSE twins.first END
      WHERE systems.slug = ?1 AND own.key = ?2 ORDER BY own.variant
      """, [.text(place.system), .text(place.key)]
    ) { row in
      guard let part = TwinPart(rawValue: row.text(4)) else { return }
      var other = Entry(system: row.text(0), code: row.text(1))
      other.variant = row.text(2)
      let text = TwinText(
        part: part, language: row.text(5), text: row.text(6), category: row.optionalText(7))
      if found[text] == nil {
        found[text] = TwinEntries(first: other.address, count: row.int(3))
      }
    }
    return found
  }

  private func collectTwins() throws {
    try base.connection.execute(
      """
      DROP TABLE IF EXISTS temp.twins;
      CREATE TEMP TABLE twins (
        code_id INTEGER, part TEXT, language TEXT, first INTEGER, second INTEGER, count INTEGER,
        PRIMARY KEY (code_id, part, language)
      ) WITHOUT ROWID;
      """)
    let (isSelected, values) = selection
    for part in TwinPart.allCases {
      // The variants of a code stand for one: the row of the least is the one that min() is of
      // (<https://www.sqlite.org/lang_select.html#bareagg>).
      let group =
        part == .message ? "system_id, language, category, text" : "system_id, language, text"
      try base.connection.run(
        """
        INSERT INTO temp.twins
        SELECT id, '\(part.rawValue)', language, first, second, count FROM (
          SELECT id, language, first_value(id) OVER same AS first,
            nth_value(id, 2) OVER same AS second, count(*) OVER same AS count
          FROM (
            SELECT codes.id, system_id, language, category, \(part.rawValue) AS text, key,
              min(variant)
            FROM translations JOIN codes ON codes.id = code_id
            WHERE \(part.rawValue) IS NOT NULL AND status = 'active' AND \(isSelected)
              AND (EXISTS (SELECT 1 FROM provenance
                  WHERE provenance.code_id = codes.id AND gone_since IS NULL)
                OR NOT EXISTS (SELECT 1 FROM provenance WHERE provenance.code_id = codes.id))
            GROUP BY \(group), key)
          WINDOW same AS (PARTITION BY \(group) ORDER BY key
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
        WHERE count > 1
        """, values)
    }
  }

  /// The systems as a condition on `codes`.
  private var selection: (sql: String, values: [Value]) {
    guard !systems.isEmpty else { return ("true", []) }
    let slugs = (0..<systems.count).map { "?\($0 + 1)" }.joined(separator: ", ")
    return (
      "codes.system_id IN (SELECT id FROM systems WHERE slug IN (\(slugs)))",
      systems.map { .text($0) }
    )
  }
}

/// A text that is compared; the raw value is its column.
private enum TwinPart: String, CaseIterable {
  case message
  case description

  init?(_ field: Field) {
    switch field {
    case .message: self = .message
    case .description: self = .description
    default: return nil
    }
  }
}

/// A code of a system.
private struct TwinPlace: Equatable {
  var system: String
  var key: String
}

/// A text that several codes may share; messages within a category.
private struct TwinText: Hashable {
  var part: TwinPart
  var language: String
  var text: String
  var category: String?
}

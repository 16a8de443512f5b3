import Catalog
import Storage

/// How much of a system is covered.
package struct SystemStatistics: Sendable, Equatable {
  package var system: String
  /// Entries that are not removed.
  package var entries: Int
  /// Entries with a remedy in some language.
  package var withRemedy: Int
  /// Entries with a message or description, by language.
  package var byLanguage: [Language: Int]
  /// Entries with a remedy, by language.
  package var remediesByLanguage: [Language: Int]
}

extension KnowledgeBase {
  /// Coverage of every system, ordered by slug.
  package func statistics() throws -> [SystemStatistics] {
    try reading {
      let texts = try counts(
        "translations", "AND coalesce(translations.message, translations.description) IS NOT NULL")
      let remedies = try counts("remedies", "AND remedies.position = 1")
      return try connection.query(
        """
        SELECT slug, count(codes.id),
          count(CASE WHEN codes.id IN (SELECT code_id FROM remedies) THEN 1 END)
        FROM systems LEFT JOIN codes
          ON codes.system_id = systems.id AND codes.status <> 'removed'
        GROUP BY systems.id ORDER BY slug
        """
      ) { row in
        let slug = row.text(0)
        return SystemStatistics(
          system: slug, entries: row.int(1), withRemedy: row.int(2),
          byLanguage: texts[slug] ?? [:], remediesByLanguage: remedies[slug] ?? [:])
      }
    }
  }

  private func counts(
    _ table: String, _ condition: String
  ) throws -> [String: [Language: Int]] {
    var counts: [String: [Language: Int]] = [:]
    try connection.forEach(
      """
      SELECT slug, \(table).language, count(*)
      FROM \(table) JOIN codes ON codes.id = \(table).code_id
        JOIN systems ON systems.id = codes.system_id
      WHERE codes.status <> 'removed' \(condition) GROUP BY systems.id, \(table).language
      """
    ) { row in
      guard let language = Language(row.text(1)) else { return }
      counts[row.text(0), default: [:]][language] = row.int(2)
    }
    return counts
  }
}

import Catalog
import Storage

/// How much of a system is written.
package struct SystemStatistics: Sendable, Equatable {
  /// Its slug.
  package var system: String
  package var name: String
  /// The language its texts are in where nothing else is said.
  package var language: Language?
  package var coverage: Coverage
}

/// How much is written of the entries that are not removed.
package struct Coverage: Sendable, Equatable {
  package var entries = 0
  /// Entries with a remedy in some language.
  package var withRemedy = 0
  /// Entries with a description in some language.
  package var withDescription = 0
  package var languages: [Language: InLanguage] = [:]

  /// What there is in one language, in numbers of entries.
  package struct InLanguage: Sendable, Equatable {
    /// Entries with a message or a description.
    package var texts = 0
    package var messages = 0
    package var descriptions = 0
    package var remedies = 0
    /// How many entries have texts of each state; states that none has are not here.
    package var states: [TextState: Int] = [:]

    /// Makes the numbers of a language that nothing is in.
    package init() {}
  }

  /// Makes the numbers of nothing at all.
  package init() {}

  /// Adds the numbers of other entries.
  package mutating func add(_ other: Coverage) {
    entries += other.entries
    withRemedy += other.withRemedy
    withDescription += other.withDescription
    for (language, more) in other.languages {
      var sum = languages[language] ?? InLanguage()
      sum.texts += more.texts
      sum.messages += more.messages
      sum.descriptions += more.descriptions
      sum.remedies += more.remedies
      sum.states.merge(more.states, uniquingKeysWith: +)
      languages[language] = sum
    }
  }
}

extension KnowledgeBase {
  /// Coverage of every system, ordered by slug, in the languages that its entries have and its own.
  ///
  /// - Parameters:
  ///   - system: the slug of the only one to look at.
  ///   - language: the only language to look at, which every system has then.
  package func statistics(
    system: String? = nil, language: Language? = nil
  ) throws -> [SystemStatistics] {
    try reading {
      let languages = try coverageByLanguage(system: system)
      return try connection.query(
        """
        SELECT slug, name, language, count(codes.id),
          count(CASE WHEN codes.id IN (SELECT code_id FROM remedies) THEN 1 END),
          count(CASE WHEN codes.id IN (
            SELECT code_id FROM translations WHERE description IS NOT NULL)
          THEN 1 END)
        FROM systems LEFT JOIN codes
          ON codes.system_id = systems.id AND codes.status <> 'removed'
        WHERE ?1 IS NULL OR slug = ?1 GROUP BY systems.id ORDER BY slug
        """, [Value(system)]
      ) { row in
        var statistics = SystemStatistics(
          system: row.text(0), name: row.text(1),
          language: row.optionalText(2).flatMap { Language($0) }, coverage: Coverage())
        statistics.coverage.entries = row.int(3)
        statistics.coverage.withRemedy = row.int(4)
        statistics.coverage.withDescription = row.int(5)
        var found = languages[statistics.system] ?? [:]
        if let language { found = found.filter { $0.key == language } }
        if let shown = language ?? statistics.language, found[shown] == nil {
          found[shown] = Coverage.InLanguage()
        }
        statistics.coverage.languages = found
        return statistics
      }
    }
  }

  private func coverageByLanguage(
    system: String?
  ) throws -> [String: [Language: Coverage.InLanguage]] {
    var coverage: [String: [Language: Coverage.InLanguage]] = [:]
    try connection.forEach(
      """
      SELECT slug, translations.language, translations.state,
        count(coalesce(translations.message, translations.description)),
        count(translations.message), count(translations.description),
        count(CASE WHEN EXISTS (
          SELECT 1 FROM remedies
          WHERE remedies.code_id = codes.id AND remedies.language = translations.language)
        THEN 1 END),
        count(*)
      FROM codes JOIN systems ON systems.id = codes.system_id
        JOIN translations ON translations.code_id = codes.id
      WHERE codes.status <> 'removed' AND (?1 IS NULL OR slug = ?1)
      GROUP BY systems.id, translations.language, translations.state
      """, [Value(system)]
    ) { row in
      guard let language = Language(row.text(1)), let state = TextState(rawValue: row.text(2))
      else { return }
      var found = coverage[row.text(0), default: [:]][language] ?? Coverage.InLanguage()
      found.texts += row.int(3)
      found.messages += row.int(4)
      found.descriptions += row.int(5)
      found.remedies += row.int(6)
      found.states[state, default: 0] += row.int(7)
      coverage[row.text(0), default: [:]][language] = found
    }
    return coverage
  }
}

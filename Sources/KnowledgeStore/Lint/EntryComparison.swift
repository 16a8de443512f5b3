import Catalog
import Storage

/// What can only be told of an entry by comparing it with all others: which texts several codes share,
/// and which codes are built unlike their neighbours.
///
/// It is worked out once, by SQLite, into tables that belong to the connection and go with it: what is
/// held in memory does not grow with the base.
package final class EntryComparison {
  private let base: KnowledgeBase
  private let usualDigits: [SystemPrefix: Int]
  /// The ends of all ranges, by what their codes begin with.
  private let ranges: [SystemPrefix: [(first: CodeKey, last: CodeKey)]]

  private struct SystemPrefix: Hashable {
    var system: String
    var prefix: String
  }

  /// Other entries of one system that have a text word for word.
  package struct Twins: Sendable, Equatable {
    /// The address of the first of them.
    package var first: String
    /// How many they are.
    package var count: Int
  }

  /// Compares all entries of some systems.
  ///
  /// - Parameter systems: slugs; empty for all.
  package init(_ base: KnowledgeBase, systems: [String] = []) throws {
    self.base = base
    usualDigits = try base.reading { try Self.usualDigits(base.connection) }
    ranges = try base.reading { try Self.ranges(base.connection) }
    try base.reading { try Self.collectTwins(base.connection, systems) }
  }

  /// The other active codes of the system that have a text of an entry.
  ///
  /// Messages are compared within a category. Nil when there are none, and for any other field.
  package func twins(of entry: Entry, _ field: Field) throws -> Twins? {
    let part: String
    switch field {
    case .message: part = "message"
    case .description: part = "description"
    default: return nil
    }
    return try base.reading {
      try base.connection.first(
        """
        SELECT systems.slug, other.code, other.variant, twins.count - 1
        FROM systems JOIN codes ON codes.system_id = systems.id
          JOIN temp.twins ON twins.code_id = codes.id AND twins.part = ?4 AND twins.language = ?5
          JOIN codes AS other
            ON other.id = CASE twins.first WHEN codes.id THEN twins.second ELSE twins.first END
        WHERE systems.slug = ?1 AND codes.key = ?2 AND codes.variant = ?3
        """,
        [
          .text(entry.system), .text(CodeKey(entry.code).text), .text(entry.variant), .text(part),
          .text(field.language?.tag ?? ""),
        ]
      ) { row in
        var other = Entry(system: row.text(0), code: row.text(1))
        other.variant = row.text(2)
        return Twins(first: other.address, count: row.int(3))
      }
    }
  }

  /// How many digits nearly all codes of a system end in that begin like this one.
  ///
  /// Nil when the codes are few, their lengths many, or their numbers short, as those of a list that
  /// simply counts.
  package func usualDigits(of code: String, in system: String) -> Int? {
    usualDigits[SystemPrefix(system: system, prefix: NumberedCode(code).prefix)]
  }

  /// Whether a system has an entry that is not removed with a code, an alias or a range of it.
  package func holds(_ code: CodeKey, in system: String) throws -> Bool {
    // Either half goes by an index; with OR SQLite reads all codes of the system.
    let isThere = try base.reading {
      try base.connection.first(
        """
        SELECT 1 FROM codes JOIN systems ON systems.id = codes.system_id
        WHERE systems.slug = ?1 AND codes.key = ?2 AND codes.status <> 'removed'
        UNION ALL
        SELECT 1 FROM aliases JOIN codes ON codes.id = code_id
          JOIN systems ON systems.id = codes.system_id
        WHERE systems.slug = ?1 AND aliases.key = ?2 AND codes.status <> 'removed'
        LIMIT 1
        """, [.text(system), .text(code.text)]
      ) { _ in true }
    }
    let place = SystemPrefix(system: system, prefix: NumberedCode(code.text).prefix)
    return isThere ?? ranges[place, default: []].contains { code.isWithin($0.first, $0.last) }
  }

  private static func ranges(
    _ connection: borrowing Connection
  ) throws -> [SystemPrefix: [(first: CodeKey, last: CodeKey)]] {
    var ranges: [SystemPrefix: [(first: CodeKey, last: CodeKey)]] = [:]
    try connection.forEach(
      """
      SELECT slug, key, code_end FROM codes JOIN systems ON systems.id = codes.system_id
      WHERE code_end IS NOT NULL AND status <> 'removed'
      """
    ) { row in
      let first = CodeKey(row.text(1))
      let place = SystemPrefix(system: row.text(0), prefix: NumberedCode(first.text).prefix)
      ranges[place, default: []].append((first, CodeKey(row.text(2))))
    }
    return ranges
  }

  private static func usualDigits(
    _ connection: borrowing Connection
  ) throws -> [SystemPrefix: Int] {
    var usual: [SystemPrefix: Int] = [:]
    // Nine of ten is nearly all. Only prefixes with an odd one out are kept.
    try connection.forEach(
      """
      SELECT slug, prefix, digits FROM (
        SELECT *, sum(count) OVER (PARTITION BY system_id, prefix) AS total FROM (
          SELECT system_id, rtrim(code, '0123456789') AS prefix,
            length(code) - length(rtrim(code, '0123456789')) AS digits, count(*) AS count
          FROM codes WHERE status <> 'removed' GROUP BY system_id, prefix, digits))
      JOIN systems ON systems.id = system_id
      WHERE digits >= 4 AND total >= 10 AND count < total AND count * 10 >= total * 9
      """
    ) { usual[SystemPrefix(system: $0.text(0), prefix: $0.text(1))] = $0.int(2) }
    return usual
  }

  private static func collectTwins(
    _ connection: borrowing Connection, _ systems: [String]
  ) throws {
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.twins;
      CREATE TEMP TABLE twins (
        code_id INTEGER, part TEXT, language TEXT, first INTEGER, second INTEGER, count INTEGER,
        PRIMARY KEY (code_id, part, language)
      ) WITHOUT ROWID;
      """)
    let slugs = (0..<systems.count).map { "?\($0 + 1)" }.joined(separator: ", ")
    let isSelected =
      systems.isEmpty
      ? "true" : "codes.system_id IN (SELECT id FROM systems WHERE slug IN (\(slugs)))"
    for (part, group) in [
      ("message", "codes.system_id, coalesce(codes.category, ''), language, message"),
      ("description", "codes.system_id, language, description"),
    ] {
      // The variants of one code may share a text.
      try connection.run(
        """
        INSERT INTO temp.twins
        SELECT code_id, '\(part)', language, first, second, count FROM (
          SELECT code_id, language, first_value(codes.id) OVER same AS first,
            nth_value(codes.id, 2) OVER same AS second, count(*) OVER same AS count,
            min(codes.key) OVER same AS least, max(codes.key) OVER same AS greatest
          FROM translations JOIN codes ON codes.id = code_id
          WHERE \(part) IS NOT NULL AND codes.status = 'active' AND \(isSelected)
          WINDOW same AS (PARTITION BY \(group) ORDER BY codes.key, codes.variant
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
        WHERE count > 1 AND least <> greatest
        """, systems.map { .text($0) })
    }
  }
}

import Catalog
import Storage

/// What `doctor` finds; a list that is empty means that all is well.
package struct HealthReport: Sendable {
  /// The version of SQLite at work.
  package var sqliteVersion: String
  /// The schema's version.
  package var schemaVersion: Int
  /// SQLite's own words about damage, from `PRAGMA integrity_check` and `foreign_key_check`.
  package var problems: [String]
  /// Entries that are not indexed, by address, or by row for those that are gone.
  package var unindexed: [String]
  /// How many entries there are, removed ones included.
  package var entries: Int
  /// How the file keeps its journal; `wal` for a base that errkb made.
  package var journalMode: String

  /// Whether nothing was found.
  package var isSound: Bool { problems.isEmpty && unindexed.isEmpty }
}

extension KnowledgeBase {
  /// Examines the file: integrity, foreign keys, recorded schema steps and the queue of the index.
  ///
  /// Writes nothing.
  package func examine() throws -> HealthReport {
    try reading {
      try migrator.checkRecordedSteps(connection)
      let problems = try soundnessProblems(of: connection)
      let unindexed = try connection.query(
        """
        SELECT coalesce(systems.slug || ':' || codes.code, 'row ' || unindexed.code_id)
        FROM unindexed LEFT JOIN codes ON codes.id = unindexed.code_id
          LEFT JOIN systems ON systems.id = codes.system_id ORDER BY unindexed.code_id
        """
      ) { $0.text(0) }
      return HealthReport(
        sqliteVersion: try connection.first("SELECT sqlite_version()") { $0.text(0) } ?? "",
        schemaVersion: Int(try connection.userVersion()), problems: problems,
        unindexed: unindexed,
        entries: try connection.first("SELECT count(*) FROM codes") { $0.int(0) } ?? 0,
        journalMode: try connection.first("PRAGMA journal_mode") { $0.text(0) } ?? "")
    }
  }
}

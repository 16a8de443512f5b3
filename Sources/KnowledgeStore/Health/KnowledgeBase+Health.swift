import Catalog
import Storage

/// What `doctor` finds; a list that is empty means that all is well.
package struct HealthReport: Sendable {
  /// The version of SQLite at work.
  package var sqliteVersion = ""
  /// The schema's version.
  package var schemaVersion = 0
  /// SQLite's own words about damage, from `PRAGMA integrity_check` and `foreign_key_check`, and how
  /// the tables are declared otherwise than errkb does.
  package var problems: [String] = []
  /// Values that errkb would not have written.
  package var content = HealthFindings()
  /// Where the tables hold something else than the history says; nil where there is no history.
  package var history: HealthFindings?
  /// Entries that the index has under other texts than they have.
  package var index = HealthFindings()
  /// Entries that are not indexed, by address, or by row for those that are gone.
  package var unindexed: [String] = []
  /// How many entries there are, removed ones included; nil where the tables are not errkb's.
  package var entries: Int?
  /// How the file keeps its journal; `wal` for a base that errkb made.
  package var journalMode = ""

  /// Whether something was damaged, or written without the history's knowledge.
  package var isDamaged: Bool {
    !problems.isEmpty || !content.isEmpty || history?.isEmpty == false || !index.isEmpty
  }

  /// Whether nothing was found.
  package var isSound: Bool { !isDamaged && unindexed.isEmpty }
}

extension KnowledgeBase {
  /// Examines the file: integrity, foreign keys, declarations, single values, the history against the
  /// tables, and the index against the texts.
  ///
  /// Writes nothing; the index is looked through in a temporary copy. What is held in memory does not
  /// grow with the texts. Entries that other tools changed are compared once they are settled.
  package func examine() throws -> HealthReport {
    try reading {
      var report = HealthReport()
      report.sqliteVersion = try connection.first("SELECT sqlite_version()") { $0.text(0) } ?? ""
      report.schemaVersion = Int(try connection.userVersion())
      report.journalMode = try connection.first("PRAGMA journal_mode") { $0.text(0) } ?? ""
      report.problems = try migrator.schemaProblems(connection, upTo: report.schemaVersion)
      // Nothing is asked of tables that are not as they should be.
      guard report.problems.isEmpty else { return report }
      report.problems = try recordProblems()
      do { report.problems += try soundnessProblems(of: connection) } catch let error as SQLiteError
        where error.code.primary == .tooBig
      { report.problems += try oversizedRows(of: connection) }
      report.entries = try connection.first("SELECT count(*) FROM codes") { $0.int(0) } ?? 0
      report.unindexed = try connection.query(
        """
        SELECT coalesce(systems.slug || ':' || codes.code, 'row ' || unindexed.code_id)
        FROM unindexed LEFT JOIN codes ON codes.id = unindexed.code_id
          LEFT JOIN systems ON systems.id = codes.system_id ORDER BY unindexed.code_id
        """
      ) { $0.text(0) }
      do {
        report.content = try contentFindings()
        if try !migrator.isSnapshot(connection) { report.history = try historyFindings() }
        let copy = try temporaryCopy(of: connection)
        report.index = try indexFindings(in: copy)
        report.problems += try brokenRules(in: copy)
      } catch let error as SQLiteError where error.code.primary == .tooBig {
        report.problems += try oversizedRows(of: connection).filter {
          !report.problems.contains($0)
        }
      } catch let error as SQLiteError where !report.problems.isEmpty {
        // Of a file that SQLite cannot read to its end nothing more can be told.
        report.problems.append("the rest could not be compared: \(error.message)")
      }
      return report
    }
  }

  /// What is wrong with the record of the steps that built the file, whose declarations are ours.
  func recordProblems() throws -> [String] {
    do {
      try migrator.checkRecordedSteps(connection)
      return []
    } catch is StoreError {
      return ["the record of how the file was built is damaged"]
    }
  }
}

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
  /// How many entries there are, removed ones included.
  package var entries = 0
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
      report.problems = try declarationProblems() + soundnessProblems(of: connection)
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
        report.index = try indexFindings()
      } catch let error as SQLiteError where !report.problems.isEmpty {
        // Of a file that SQLite cannot read to its end nothing more can be told.
        report.problems.append("the rest could not be compared: \(error.message)")
      }
      return report
    }
  }

  /// How tables, views and triggers differ from those of the migrations; an addition of a user's own
  /// is none as long as it is no trigger.
  private func declarationProblems() throws -> [String] {
    let expected = try Connection(path: ":memory:")
    if try migrator.isSnapshot(connection) {
      try SnapshotSchema.create(migrator, expected)
    } else {
      try migrator.build(expected)
    }
    let declared = try declarations(of: expected)
    let found = try declarations(of: connection)
    let problems = Set(declared.keys).union(found.keys).sorted().compactMap { name -> String? in
      switch (declared[name], found[name]) {
      case (let declared?, let found?):
        declared == found ? nil : "\(name) is declared otherwise than errkb does"
      case (_?, nil): "\(name) is missing"
      default: name.hasPrefix("trigger ") ? "\(name) is none of errkb's" : nil
      }
    }
    do {
      try migrator.checkRecordedSteps(connection)
      return problems
    } catch let error as StoreError {
      // A file that is built as ours are, under our version, is no other errkb's.
      guard problems.isEmpty else { throw error }
      return ["the record of how the file was built is damaged"]
    }
  }
}

/// What the tables, views, indexes and triggers of a file are declared as, by kind and name.
func declarations(of connection: borrowing Connection) throws -> [String: String] {
  var declarations: [String: String] = [:]
  try connection.forEach("SELECT type || ' ' || name, sql FROM sqlite_schema") { row in
    declarations[row.text(0)] = row.text(1)
  }
  return declarations
}

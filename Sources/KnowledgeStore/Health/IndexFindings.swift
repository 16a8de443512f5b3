import Catalog
import Storage

extension KnowledgeBase {
  /// Entries that are indexed under other texts than they have, rows of the index without an entry,
  /// and what FTS5 finds within the index.
  ///
  /// Entries that wait to be indexed are left out.
  ///
  /// - Parameter copy: a copy of the file that can be written, since FTS5 looks through its index only
  ///   in such a one.
  func indexFindings(in copy: borrowing Connection) throws -> HealthFindings {
    var findings = HealthFindings()
    var texts = try IndexedTexts(connection)
    try connection.forEach(
      """
      SELECT codes.id, slug, code, variant, c0, c1, c2, c3, c4
      FROM codes JOIN systems ON systems.id = system_id
        LEFT JOIN error_search_content ON error_search_content.id = codes.id
      WHERE codes.id NOT IN (SELECT code_id FROM unindexed) ORDER BY codes.id
      """
    ) { row in
      let columns: [String]?
      do { columns = try texts.columns(of: row.int64(0)) } catch let error as SQLiteError {
        guard error.code.primary == .error else { throw error }
        // A cell that is no JSON is told with the content.
        columns = nil
        texts = try IndexedTexts(connection)
      }
      guard columns != (4...8).map({ row.text($0) }) else { return }
      var entry = Entry(system: row.text(1), code: row.text(2))
      entry.variant = row.text(3)
      findings.add("\(entry.address) is not indexed under the texts it has")
    }
    let orphans = try connection.first(
      """
      SELECT count(*) FROM error_search_content WHERE id NOT IN (SELECT id FROM codes)
        AND id NOT IN (SELECT code_id FROM unindexed)
      """
    ) { $0.int(0) }
    if let orphans, orphans > 0 {
      findings.add("rows of the index that belong to no entry: \(orphans)")
    }
    // FTS5 need not be able to open a table with other settings.
    guard try connection.fullTextSettings(of: SearchTable.name) == SearchTable(migrator).settings
    else {
      findings.add("the full-text index is damaged: it has other settings than errkb gives it")
      return findings
    }
    if let problem = try copy.fullTextProblem(of: SearchTable.name) {
      findings.add("the full-text index is damaged: \(problem)")
      return findings
    }
    let unreachable = try copy.unreachableWords(of: SearchTable.name)
    if unreachable > 0 {
      findings.add("the full-text index is damaged: words that no search gets to: \(unreachable)")
    }
    return findings
  }
}

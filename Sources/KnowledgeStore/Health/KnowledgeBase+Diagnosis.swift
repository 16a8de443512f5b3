import Storage

extension KnowledgeBase {
  /// Tells a failure of SQLite by what in the file causes it, where that can be found.
  ///
  /// It is looked for only now that something failed, so that nothing is slower for it.
  func explained(_ error: SQLiteError) -> StoreError {
    let known = StoreError(error, path: path)
    do {
      switch error.code.primary {
      case .error:
        if let sentence = try contentFindings().sentences.first {
          return .damagedContent(path: path, sentence: sentence)
        }
        if let table = try foreignTable() { return .foreignTable(path: path, table: table) }
      case .tooBig:
        if let sentence = try oversizedRows(of: connection).first {
          return .damagedContent(path: path, sentence: sentence)
        }
      case .constraint where error.code == .constraintForeignKey:
        if let table = try foreignTable() { return .foreignTable(path: path, table: table) }
      default: break
      }
    } catch {
      // What failed first is told; of a file in such a state nothing more can be found out.
    }
    return known
  }

  /// A table that is none of errkb's and whose rows refer to one that is.
  private func foreignTable() throws -> String? {
    let ours = checkedTables.map { "'\($0)'" }.joined(separator: ", ")
    return try connection.first(
      """
      SELECT name FROM sqlite_schema, pragma_foreign_key_list(name) AS key
      WHERE type = 'table' AND lower(key."table") IN (\(ours)) AND lower(name) NOT IN (\(ours))
      ORDER BY name
      """
    ) { $0.text(0) }
  }
}

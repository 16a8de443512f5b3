import Storage

/// Rows that break a rule of their table (`CHECK`), a sentence each, at most 100.
///
/// SQLite does not even load these rules of a file that is opened for reading only
/// (`sqlite3AddCheckConstraint`), so they are looked at in a copy, in which rows are written again as
/// they are.
///
/// - Parameter copy: a connection that can write, to a copy that is thrown away.
func brokenRules(in copy: borrowing Connection) throws -> [String] {
  // Nearly always there are none, and this is one pass over the tables.
  guard try !copy.quickCheckProblems().isEmpty else { return [] }
  var problems: [String] = []
  try copy.write {
    for table in checkedTables where problems.count < 100 {
      let columns = try copy.query(
        "SELECT name, pk FROM pragma_table_info(?)", [.text(table)]
      ) { (name: $0.text(0), isKey: $0.int(1) > 0) }
      let keys = columns.filter(\.isKey).map(\.name)
      let sameValues = columns.map { "\($0.name) = \($0.name)" }.joined(separator: ", ")
      let condition = keys.map { "\($0) = ?" }.joined(separator: " AND ")
      let rows = try copy.query("SELECT \(keys.joined(separator: ", ")) FROM \(table)") { row in
        keys.indices.map { row.value($0) }
      }
      for row in rows where problems.count < 100 {
        do throws(SQLiteError) {
          try copy.run("UPDATE \(table) SET \(sameValues) WHERE \(condition)", row)
        } catch {
          guard error.code == .constraintCheck else { throw error }
          let key = zip(keys, row).map { "\($0) \($1.words)" }.joined(separator: ", ")
          problems.append("the row of \(table) with \(key): \(error.message)")
        }
      }
    }
  }
  return problems
}

/// Rows with a cell that is larger than errkb reads, a sentence each, at most 100.
func oversizedRows(of connection: borrowing Connection) throws -> [String] {
  var problems: [String] = []
  for table in checkedTables {
    do {
      try connection.forEach("SELECT * FROM \(table)") { _ in }
    } catch let error as SQLiteError where error.code.primary == .tooBig {
      let keys = try connection.query(
        "SELECT name FROM pragma_table_info(?) WHERE pk > 0", [.text(table)]
      ) { $0.text(0) }
      let condition = keys.map { "\($0) = ?" }.joined(separator: " AND ")
      let rows = try connection.query("SELECT \(keys.joined(separator: ", ")) FROM \(table)") {
        row in
        keys.indices.map { row.value($0) }
      }
      for row in rows where problems.count < 100 {
        do {
          _ = try connection.first("SELECT * FROM \(table) WHERE \(condition)", row) { _ in true }
        } catch let error as SQLiteError where error.code.primary == .tooBig {
          let key = zip(keys, row).map { "\($0) \($1.words)" }.joined(separator: ", ")
          problems.append("the row of \(table) with \(key) holds more than errkb reads")
        }
      }
    }
  }
  return problems
}

/// The tables of errkb whose rows follow rules and refer to each other.
let checkedTables = [
  "systems", "documents", "codes", "aliases", "translations", "remedies", "provenance", "batches",
  "changes", "reviews",
]

extension Value {
  /// A key as it is told.
  fileprivate var words: String {
    switch self {
    case .integer(let number): String(number)
    case .text(let text): "'\(text)'"
    case .null, .real, .blob: "of another kind"
    }
  }
}

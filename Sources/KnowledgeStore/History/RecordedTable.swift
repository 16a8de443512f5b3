import Storage

/// A table whose rows stand in the history column by column, each value as text.
enum RecordedTable: String {
  case systems
  case documents

  /// The columns that the history keeps.
  var columns: [String] {
    switch self {
    case .systems: ["slug", "name", "vendor", "language", "help_url"]
    case .documents:
      [
        "name", "url", "licence", "language", "sha256", "mapping", "reader_version", "imported_at",
      ]
    }
  }

  /// What a row holds, empty columns left out; nil when there is no such row.
  func values(of row: Int64, _ connection: borrowing Connection) throws -> [String: String]? {
    let list = columns.map { "CAST(\($0) AS TEXT)" }.joined(separator: ", ")
    return try connection.first(
      "SELECT \(list) FROM \(rawValue) WHERE id = ?", [.integer(row)]
    ) { found in
      var values: [String: String] = [:]
      for (index, column) in columns.enumerated() { values[column] = found.optionalText(index) }
      return values
    }
  }

  /// Adds a row; a number is given when the row comes back.
  func insert(
    _ values: [String: String], as row: Int64? = nil, system: Int64,
    _ connection: borrowing Connection
  ) throws -> Int64 {
    let owner = self == .documents ? ["system_id"] : []
    let names = (["id"] + owner + columns).joined(separator: ", ")
    let marks = Array(repeating: "?", count: 1 + owner.count + columns.count)
    try connection.run(
      "INSERT INTO \(rawValue) (\(names)) VALUES (\(marks.joined(separator: ", ")))",
      [Value(row)] + owner.map { _ in .integer(system) } + columns.map { Value(values[$0]) })
    return connection.lastInsertedRowID
  }

  /// Brings a row to new values.
  func update(
    _ row: Int64, to values: [String: String], _ connection: borrowing Connection
  ) throws {
    let list = columns.map { "\($0) = ?" }.joined(separator: ", ")
    try connection.run(
      "UPDATE \(rawValue) SET \(list) WHERE id = ?",
      columns.map { Value(values[$0]) } + [.integer(row)])
  }

  /// Takes a row away.
  func delete(_ row: Int64, _ connection: borrowing Connection) throws {
    try connection.run("DELETE FROM \(rawValue) WHERE id = ?", [.integer(row)])
  }
}

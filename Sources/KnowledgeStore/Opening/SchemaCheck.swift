import MessageDigest
import Migrations
import Storage

/// Compares what a file declares with what errkb declares, before anything is asked of its tables.
///
/// A view in the place of a table can run for ever, and a trigger can undo every write, so a file from
/// a stranger is read only if its declarations are ours. Tables and views of other names may stand
/// beside ours; nothing else may hang on ours.
struct SchemaCheck {
  /// The declarations by kind and name, such as `table codes`.
  private let found: [String: Declaration]
  /// The digest of all of them, equal for equal schemas whatever order they were made in.
  let digest: String

  private struct Declaration: Equatable {
    var table: String
    var sql: String
  }

  /// Reads the declarations of a file; what SQLite makes by itself is left out.
  ///
  /// Reads `sqlite_schema` only (<https://sqlite.org/schematab.html>). On loading it SQLite checks that
  /// kind, name and table of each row are those of its text.
  init(of connection: borrowing Connection) throws {
    var found: [String: Declaration] = [:]
    var hash = SHA256()
    try connection.forEach(
      """
      SELECT type || ' ' || name, tbl_name, coalesce(sql, '') FROM sqlite_schema
      WHERE NOT (type = 'index' AND sql IS NULL)
        AND NOT (type = 'table' AND name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4'))
      ORDER BY type, name
      """
    ) { row in
      let declaration = Declaration(table: row.text(1), sql: row.text(2))
      // Two of one name cannot be declared; who writes them into the table by hand finds one missing.
      found[row.text(0)] = found[row.text(0)] == nil ? declaration : Declaration(table: "", sql: "")
      for text in [row.text(0), row.text(1), row.text(2)] { hash.update(Array(text.utf8) + [0]) }
    }
    self.found = found
    digest = hash.hexadecimalDigest()
  }

  /// How the file differs from `expected`, a sentence each, in order of names; empty when all that is
  /// ours is as it should be.
  ///
  /// - Parameter isExact: whether tables and views of other names are a difference, too.
  func problems(comparedTo expected: SchemaCheck, isExact: Bool = false) -> [String] {
    let ours = Set(expected.found.map { Self.name($0.key).lowercased() })
    return Set(found.keys).union(expected.found.keys).sorted().compactMap { key in
      switch (found[key], expected.found[key]) {
      case (let found?, let expected?): found == expected ? nil : "\(key) is declared otherwise"
      case (nil, _?): "\(key) is missing"
      case (let extra?, nil):
        ours.contains(Self.name(key).lowercased()) || ours.contains(extra.table.lowercased())
          || isExact ? "\(key) is none of errkb's" : nil
      case (nil, nil): nil
      }
    }
  }

  /// The digest of a base of this errkb.
  static let baseDigest =
    "e4aa6e9c63dc1bcab251b5aad1dd16063d4b3cfd6392a4ccbcdfb6933ca83f50"
  /// The digest of a snapshot of this errkb.
  static let snapshotDigest =
    "48c141d27f18cc03ac54def602361afedeeda1e8a8f83779ee2d821241552294"

  private static func name(_ key: String) -> Substring {
    key.firstIndex(of: " ").map { key[key.index(after: $0)...] } ?? key[...]
  }
}

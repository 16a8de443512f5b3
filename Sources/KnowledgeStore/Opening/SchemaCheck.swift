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
  private var found: [String: Declaration]
  /// The digest of all of them, equal for equal schemas whatever order they were made in.
  let digest: String

  /// What is wrong whatever is expected: two tables on one page, which would write over each other.
  let sharedPages: [String]

  private struct Declaration: Equatable {
    var table: String
    var sql: String
    /// Whether an index is over columns as they are, all rows, and refuses nothing: it changes how fast
    /// an answer comes and nothing else.
    var isPlainIndex = false
    /// Whether a foreign key of the table makes our deletions act on it, or makes them fail always.
    var hangsOnOthers: [String] = []

    static func == (left: Declaration, right: Declaration) -> Bool {
      left.table == right.table && left.sql == right.sql
    }
  }

  /// Reads the declarations of a file; what SQLite makes by itself is left out.
  ///
  /// Reads `sqlite_schema` only (<https://sqlite.org/schematab.html>). On loading it SQLite checks that
  /// kind, name and table of each row are those of its text.
  init(of connection: borrowing Connection) throws {
    var found: [String: Declaration] = [:]
    var hash = SHA256()
    var pages: [Int: String] = [:]
    var sharedPages: [String] = []
    try connection.forEach("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0") { row in
      if let other = pages.updateValue(row.text(0), forKey: row.int(1)) {
        sharedPages.append("\(other) and \(row.text(0)) lie on the same page")
      }
    }
    self.sharedPages = sharedPages
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
    return sharedPages
      + Set(found.keys).union(expected.found.keys).sorted().compactMap { key in
        switch (found[key], expected.found[key]) {
        case (let found?, let expected?): found == expected ? nil : "\(key) is declared otherwise"
        case (nil, _?): "\(key) is missing"
        case (let extra?, nil):
          if isExact || ours.contains(Self.name(key).lowercased())
            || ours.contains(extra.table.lowercased()) && !extra.isPlainIndex
          {
            "\(key) is none of errkb's"
          } else if let other = extra.hangsOnOthers.first(where: { ours.contains($0.lowercased()) })
          {
            "\(key) hangs on \(other) by a foreign key that acts when \(other) changes"
          } else {
            nil
          }
        case (nil, nil): nil
        }
      }
  }

  /// Looks closer at indexes and tables, for a file that declares more than errkb does.
  ///
  /// Reads no table: <https://sqlite.org/pragma.html#pragma_index_xinfo>,
  /// <https://sqlite.org/pragma.html#pragma_foreign_key_list>.
  mutating func lookCloser(_ connection: borrowing Connection) throws {
    for key in found.keys where key.hasPrefix("index ") {
      let name = String(Self.name(key))
      let table = found[key]?.table ?? ""
      let isPlain =
        try connection.first(
          """
          SELECT 1 FROM pragma_index_list(?2) WHERE name = ?1 AND origin = 'c' AND "unique" = 0
            AND partial = 0 AND NOT EXISTS (SELECT 1 FROM pragma_index_xinfo(?1) WHERE cid < -1)
          """, [.text(name), .text(table)]
        ) { _ in true } ?? false
      found[key]?.isPlainIndex = isPlain
    }
    for key in found.keys where key.hasPrefix("table ") {
      // A key on something else than the row's number is one that SQLite finds wrong at every deletion.
      let others = try connection.query(
        """
        SELECT "table" FROM pragma_foreign_key_list(?)
        WHERE on_delete <> 'NO ACTION' OR on_update <> 'NO ACTION' OR lower("to") <> 'id'
        """, [.text(String(Self.name(key)))]
      ) { $0.text(0) }
      found[key]?.hangsOnOthers = others
    }
  }

  /// The digest of a base of this errkb.
  static let baseDigest =
    "4f9553326085427992849f3cca084d6ccc7dc770b59603f716d56f9556b3645a"
  /// The digest of a snapshot of this errkb.
  static let snapshotDigest =
    "856f77d08b49bc10db5ce98d653c99a20da62e91b6cd06fd758746e7274ccd5b"

  private static func name(_ key: String) -> Substring {
    key.firstIndex(of: " ").map { key[key.index(after: $0)...] } ?? key[...]
  }
}

import Catalog
import Storage

extension KnowledgeBase {
  /// Whether a system has an entry that is not removed with a code, an alias or a range of it.
  package func holds(_ code: CodeKey, in system: String) throws -> Bool {
    try reading {
      let isThere = try connection.first(
        """
        SELECT 1 FROM codes JOIN systems ON systems.id = codes.system_id
        WHERE systems.slug = ?1 AND codes.status <> 'removed' AND (codes.key = ?2
          OR codes.id IN (SELECT code_id FROM aliases WHERE aliases.key = ?2)) LIMIT 1
        """, [.text(system), .text(code.text)]
      ) { _ in true }
      if isThere == true { return true }
      let ranges = try connection.query(
        """
        SELECT key, code_end FROM codes JOIN systems ON systems.id = codes.system_id
        WHERE code_end IS NOT NULL AND systems.slug = ? AND codes.status <> 'removed'
        """, [.text(system)]
      ) { (CodeKey($0.text(0)), CodeKey($0.text(1))) }
      return ranges.contains { code.isWithin($0, $1) }
    }
  }

  /// The entries that an address fits, as `entries(at:)` finds them, with what documents say of them.
  package func records(at address: EntryAddress) throws -> [EntryRecord] {
    try reading {
      var reader = try RecordReader(connection, withSources: true)
      return try entries(at: address).compactMap { entry in
        var record: EntryRecord?
        try connection.forEach(
          """
          SELECT \(EntryReader.columns) FROM codes JOIN systems ON systems.id = codes.system_id
          WHERE systems.slug = ? AND codes.key = ? AND codes.variant = ?
          """,
          [.text(entry.system), .text(CodeKey(entry.code).text), .text(entry.variant)]
        ) { record = try reader.record($0) }
        return record
      }
    }
  }

  /// An address that names an entry and no other: the first of several variants gets its number.
  package func distinctAddress(of entry: Entry) throws -> String {
    guard entry.variant.isEmpty else { return entry.address }
    let found = try entries(at: try address(entry.address))
    return found.count > 1 ? entry.address + "#1" : entry.address
  }
}

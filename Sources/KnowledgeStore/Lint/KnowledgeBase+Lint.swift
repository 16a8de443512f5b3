import Catalog
import Storage

extension KnowledgeBase {
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
    let isOneOfSeveral = try reading {
      try connection.first(
        """
        SELECT \(EntryReader.isOneOfSeveral)
        FROM codes JOIN systems ON systems.id = codes.system_id
        WHERE systems.slug = ?1 AND codes.key = ?2 AND codes.variant = ''
        """, [.text(entry.system), .text(CodeKey(entry.code).text)]
      ) { $0.int(0) == 1 } ?? false
    }
    return isOneOfSeveral ? entry.id.distinctText : entry.address
  }
}

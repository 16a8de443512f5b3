import MessageDigest
import Storage

/// What a snapshot holds, counted and hashed, as `meta` tells it.
package struct SnapshotContent: Equatable, Sendable {
  /// SHA-256 of the lines of the view `content`, each with its line feed.
  package var hash: String
  /// Rows by what they are: systems, documents, entries, aliases, texts, steps.
  package var counts: [String: Int]
  /// The documents with their hashes, addresses and licences: a JSON array.
  package var documents: String

  /// Reads a snapshot.
  init(of connection: borrowing Connection) throws {
    hash = try Self.hash(of: connection)
    counts =
      try connection.first(
        """
        SELECT (SELECT count(*) FROM systems), (SELECT count(*) FROM documents),
          (SELECT count(*) FROM codes), (SELECT count(*) FROM aliases),
          (SELECT count(*) FROM translations), (SELECT count(*) FROM remedies)
        """
      ) { row in
        [
          "systems": row.int(0), "documents": row.int(1), "entries": row.int(2),
          "aliases": row.int(3), "texts": row.int(4), "steps": row.int(5),
        ]
      } ?? [:]
    documents =
      try connection.first(
        """
        SELECT json_group_array(json(document)) FROM (
          SELECT json_object('licence', licence, 'name', documents.name, 'sha256', sha256,
              'system', slug, 'url', url) AS document
            FROM documents JOIN systems ON systems.id = system_id ORDER BY documents.id)
        """
      ) { $0.text(0) } ?? "[]"
  }

  private static func hash(of connection: borrowing Connection) throws -> String {
    var hash = SHA256()
    var buffer: [UInt8] = []
    try connection.forEach("SELECT line FROM content") { row in
      row.appendText(0, to: &buffer)
      buffer.append(0x0A)
      if buffer.count >= 1 << 16 {
        hash.update(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    hash.update(buffer)
    return hash.hexadecimalDigest()
  }

  /// The rows of `meta` that follow from the content.
  var meta: [String: String] {
    var meta = counts.mapValues { String($0) }
    meta["content_sha256"] = hash
    meta["document_list"] = documents
    return meta
  }
}

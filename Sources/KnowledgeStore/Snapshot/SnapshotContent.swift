import MessageDigest
import Storage

/// What a snapshot holds, counted and hashed, as `meta` tells it.
package struct SnapshotContent: Equatable, Sendable {
  /// SHA-256 of the lines of the view `content`, each with its line feed.
  package var hash: String
  /// Rows by what they are: systems, documents, entries, aliases, texts, steps.
  package var counts: [String: Int]
  /// SHA-256 of what only a snapshot with the history holds; nil without.
  package var historyHash: String?
  /// The documents with their hashes, addresses and licences: a JSON array.
  package var documents: String

  /// Reads a snapshot.
  init(of connection: borrowing Connection) throws {
    hash = try Self.hash(of: "SELECT line FROM content", connection)
    let hasHistory = try connection.first("SELECT EXISTS (SELECT 1 FROM changes)") {
      $0.int(0) == 1
    }
    historyHash =
      hasHistory == true ? try Self.hash(of: historyLines, connection) : nil
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

  /// SHA-256 of what is no content and no history: the other rows of `meta`, the explanations, the
  /// steps that made the tables, and the columns that are empty without a history.
  ///
  /// To be asked when `meta` is written but for this hash.
  static func hashOfRest(_ connection: borrowing Connection) throws -> String {
    try hash(of: restLines, connection)
  }

  /// The hash of the lines of a query, each with its line feed.
  private static func hash(
    of lines: String, _ connection: borrowing Connection
  ) throws -> String {
    var hash = SHA256()
    var buffer: [UInt8] = []
    try connection.forEach(lines) { row in
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
    meta["history_sha256"] = historyHash
    meta["document_list"] = documents
    return meta
  }
}

/// What stands in columns that are no content, a JSON array a line; without a history they are empty.
private let columnLines = """
  SELECT line FROM (
    SELECT json_array('document', id, mapping, reader_version, imported_at) AS line
      FROM documents ORDER BY id)
  UNION ALL SELECT line FROM (
    SELECT json_array('entry', id, revision) AS line FROM codes ORDER BY id)
  UNION ALL SELECT line FROM (
    SELECT json_array('text', code_id, language, made_from, reviewed_by, reviewed_at) AS line
      FROM translations ORDER BY code_id, language)
  UNION ALL SELECT line FROM (
    SELECT json_array('source', code_id, document_id, base, gone_since) AS line
      FROM provenance ORDER BY code_id, document_id)
  """

/// The history, who did what when, and what goes along with it in columns.
private let historyLines = """
  SELECT line FROM (
    SELECT json_array('batch', id, at, author, command, reason, reverts) AS line
      FROM batches ORDER BY id)
  UNION ALL SELECT line FROM (
    SELECT json_array('change', id, batch_id, system_id, code_id, document_id, revision, before,
        after) AS line
      FROM changes ORDER BY id)
  UNION ALL \(columnLines)
  """

/// What is left of a snapshot beside the content and the changes.
private let restLines = """
  SELECT line FROM (
    SELECT json_array('meta', key, value) AS line
      FROM meta WHERE key <> 'rest_sha256' ORDER BY key)
  UNION ALL SELECT line FROM (
    SELECT json_array('search', query, match, note) AS line FROM how_to_search ORDER BY query)
  UNION ALL SELECT line FROM (
    SELECT json_array('step', version, name, sql, applied_at) AS line
      FROM migrations ORDER BY version)
  UNION ALL SELECT line FROM (
    SELECT json_array('review', code_id, document_id, kind, field, ancestor, theirs) AS line
      FROM reviews ORDER BY id)
  UNION ALL SELECT line FROM (
    SELECT json_array('batch', id, at, author, command, reason, reverts) AS line
      FROM batches ORDER BY id)
  UNION ALL \(columnLines)
  """

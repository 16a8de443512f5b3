import Migrations
import Storage

/// The tables and views of a snapshot: those of a base, and what only a snapshot has.
///
/// Triggers are left out: they keep the index up to date under other tools' writes, and a snapshot
/// is not written.
enum SnapshotSchema {
  /// `application_id` of snapshots: `erks`.
  static let applicationID: Int32 = 0x6572_6B73

  /// What `docs/snapshot.md` promises: the first number changes when something is taken away or means
  /// something else, the second when something is added.
  static let version = "1.2"

  /// Makes the tables and views in an empty file.
  static func create(_ migrator: Migrator, _ connection: borrowing Connection) throws {
    try migrator.build(connection)
    // Who knows when the steps ran; a snapshot tells no times.
    try connection.run("UPDATE migrations SET applied_at = ?", [.text(Clock.unknownTime)])
    let triggers = try connection.query(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"
    ) { $0.text(0) }
    for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger)") }
    for statement in added { try connection.execute(statement) }
    try connection.setApplicationID(applicationID)
  }

  private static let added = [
    """
    -- What the snapshot is: versions, content hash, counts, documents with hashes and licences.
    CREATE TABLE meta (
      key   TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    -- How words are written for error_search, with expressions ready for MATCH.
    CREATE TABLE how_to_search (
      query TEXT PRIMARY KEY,
      match TEXT NOT NULL,
      note  TEXT NOT NULL
    ) STRICT
    """,
    """
    -- The content, a JSON array a line: what the content hash is made of.
    CREATE VIEW content AS
    SELECT line FROM (
      SELECT json_array('system', id, slug, name, vendor, language, help_url) AS line
        FROM systems ORDER BY id)
    UNION ALL SELECT line FROM (
      SELECT json_array('document', id, system_id, name, url, licence, language, sha256) AS line
        FROM documents ORDER BY id)
    UNION ALL SELECT line FROM (
      SELECT json_array('entry', id, system_id, code, key, variant, code_end, category,
          http_status, severity, json(attributes), status, replaced_by) AS line
        FROM codes ORDER BY id)
    UNION ALL SELECT line FROM (
      SELECT json_array('alias', code_id, alias, key) AS line
        FROM aliases ORDER BY code_id, alias)
    UNION ALL SELECT line FROM (
      SELECT json_array('text', code_id, language, message, description, state) AS line
        FROM translations ORDER BY code_id, language)
    UNION ALL SELECT line FROM (
      SELECT json_array('step', code_id, language, position, step) AS line
        FROM remedies ORDER BY code_id, language, position)
    UNION ALL SELECT line FROM (
      SELECT json_array('source', code_id, document_id, code, first_line, last_line,
          gone_since IS NOT NULL) AS line
        FROM provenance ORDER BY code_id, document_id)
    """,
  ]
}

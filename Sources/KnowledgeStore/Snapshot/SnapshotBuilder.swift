import Catalog
import Migrations
import Storage

/// Fills the file of a snapshot from a base, in the order of its content.
///
/// The same rows in the same order make the same file, byte for byte, from the same SQLite: rows get
/// new numbers, and what is no content (names of people, times, what documents once said) stays
/// behind. One transaction reads one state of the base.
struct SnapshotBuilder: ~Copyable {
  private let connection: Connection
  private let path: String
  private let options: SnapshotOptions

  /// Opens an empty file at `path`, and the base beside it.
  ///
  /// The file is nobody's yet, so it needs no journal, and is synced by whoever puts it in its place:
  /// <https://www.sqlite.org/pragma.html#pragma_journal_mode>. Rows come from tables that enforce what
  /// these would; the finished file is checked.
  init(
    path: String, base: String, mode: Connection.Mode, options: SnapshotOptions
  ) throws {
    // A journal cannot be off where SQLite is on its guard.
    let connection = try Connection(path: path, mode: .readWrite, trust: .own)
    try connection.execute(
      """
      PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;
      PRAGMA ignore_check_constraints = ON; PRAGMA cache_size = -16384
      """)
    try connection.attach(base, as: "base", mode: mode)
    self.connection = connection
    self.path = path
    self.options = options
  }

  /// Fills the file.
  ///
  /// - Throws: `SnapshotError.unsettled` when other tools wrote to the base and that was not taken in.
  func fill(_ migrator: Migrator, base: String) throws {
    // Deferred, so that the base is only read: a transaction that begins as a write would lock it, too.
    try connection.read {
      let unsettled = try connection.first("SELECT count(*) FROM base.unindexed") { $0.int(0) }
      guard unsettled == 0 else { throw SnapshotError.unsettled(path: base) }
      try SnapshotSchema.create(migrator, connection)
      try number()
      try copyContent()
      if options.withHistory { try copyHistory() }
      try copyIndex()
      try HowToSearch.write(connection)
    }
    try connection.execute("DETACH base")
  }

  /// Writes what is known of the finished content.
  func write(_ meta: [String: String]) throws {
    try connection.write {
      for (key, value) in meta.sorted(by: { $0.key < $1.key }) {
        try connection.run(
          "INSERT INTO meta (key, value) VALUES (?, ?)", [.text(key), .text(value)])
      }
      try connection.run(
        "INSERT INTO meta (key, value) VALUES ('rest_sha256', ?)",
        [.text(try SnapshotContent.hashOfRest(connection))])
    }
  }

  /// Looks through the finished file.
  ///
  /// - Throws: `SnapshotError.unsound`.
  func check() throws -> SnapshotContent {
    try connection.execute("PRAGMA ignore_check_constraints = OFF")
    let problems =
      [try connection.fullTextProblem(of: SearchTable.name)].compactMap { $0 }
      + (try soundnessProblems(of: connection))
    guard problems.isEmpty else { throw SnapshotError.unsound(path: path, problems: problems) }
    return try SnapshotContent(of: connection)
  }

  /// Closes the file, all of it written.
  consuming func close() throws {
    let connection = connection
    try connection.close()
  }

  // MARK: Tables

  /// Gives what is selected its new numbers, in the order of slugs, names, keys and variants.
  private func number() throws {
    try connection.execute(
      """
      CREATE TEMP TABLE new_systems (new INTEGER PRIMARY KEY, old INTEGER NOT NULL UNIQUE);
      CREATE TEMP TABLE new_documents (new INTEGER PRIMARY KEY, old INTEGER NOT NULL UNIQUE);
      CREATE TEMP TABLE new_codes (new INTEGER PRIMARY KEY, old INTEGER NOT NULL)
      """)
    let selected = options.systems.map { _ in "?" }.joined(separator: ", ")
    try connection.run(
      """
      INSERT INTO new_systems (old) SELECT id FROM base.systems
      WHERE \(selected.isEmpty ? "true" : "slug IN (\(selected))") ORDER BY slug
      """, options.systems.map { .text($0) })
    try connection.run(
      """
      INSERT INTO new_documents (old) SELECT documents.id FROM base.documents
      JOIN new_systems ON new_systems.old = system_id ORDER BY new_systems.new, name
      """)
    let (condition, values) = options.selection.condition(in: "base.")
    try connection.run(
      """
      INSERT INTO new_codes (old) SELECT codes.id FROM base.codes AS codes
      JOIN base.systems AS systems ON systems.id = codes.system_id
      WHERE \(condition) ORDER BY slug, key, variant
      """, values)
    // Only the history looks entries up by their old numbers.
    if options.withHistory {
      try connection.execute("CREATE UNIQUE INDEX new_codes_by_old ON new_codes (old)")
    }
  }

  private func copyContent() throws {
    let told = options.withHistory
    let time = { (column: String) in told ? column : "'\(Clock.unknownTime)'" }
    let tags = options.languages.map { _ in "?" }.joined(separator: ", ")
    let inLanguages = tags.isEmpty ? "true" : "language IN (\(tags))"
    let languages = options.languages.map { Value.text($0.tag) }
    try connection.run(
      """
      INSERT INTO systems (id, slug, name, vendor, language, help_url)
      SELECT new, slug, name, vendor, language, help_url
      FROM new_systems JOIN base.systems ON id = old ORDER BY new
      """)
    try connection.run(
      """
      INSERT INTO documents (id, system_id, name, url, licence, language, sha256, mapping,
        reader_version, imported_at)
      SELECT new_documents.new, new_systems.new, name, url, licence, language, sha256, '{}', 1,
        \(time("imported_at"))
      FROM new_documents JOIN base.documents ON id = new_documents.old
        JOIN new_systems ON new_systems.old = system_id ORDER BY new_documents.new
      """)
    let fields = ScalarField.allCases.map(\.name).joined(separator: ", ")
    try connection.run(
      """
      INSERT INTO codes (id, system_id, key, \(fields), attributes, revision)
      SELECT new_codes.new, new_systems.new, key, \(fields),
        -- One spelling of the object, texts in the order of their headings, whichever tool wrote it.
        CASE attributes WHEN '{}' THEN attributes ELSE (
          SELECT json_group_object(key, value)
            FROM (SELECT each.key, CAST(each.value AS TEXT) AS value
                    FROM json_each(attributes) AS each WHERE each.value IS NOT NULL ORDER BY 1))
        END, \(told ? "revision" : "0")
      FROM new_codes JOIN base.codes ON id = new_codes.old
        JOIN new_systems ON new_systems.old = system_id ORDER BY new_codes.new
      """)
    try connection.run(
      """
      INSERT INTO aliases (code_id, alias, key)
      SELECT new, alias, key FROM new_codes JOIN base.aliases ON code_id = old ORDER BY new, alias
      """)
    try connection.run(
      """
      INSERT INTO translations (code_id, language, message, description, state, reviewed_by,
        reviewed_at)
      SELECT new, language, message, description, state,
        \(told ? "reviewed_by, reviewed_at" : "NULL, NULL")
      FROM new_codes JOIN base.translations ON code_id = old
      WHERE \(inLanguages) ORDER BY new, language
      """, languages)
    try connection.run(
      """
      INSERT INTO remedies (code_id, language, position, step)
      SELECT new, language, position, step FROM new_codes JOIN base.remedies ON code_id = old
      WHERE \(inLanguages) ORDER BY new, language, position
      """, languages)
    // Where a document had an entry that it has no more is what happened and not what is: only
    // that the entry is withdrawn counts.
    try connection.run(
      """
      INSERT INTO provenance (code_id, document_id, code, first_line, last_line, base, gone_since)
      SELECT new_codes.new, new_documents.new,
        CASE WHEN gone_since IS NULL THEN provenance.code ELSE codes.code END,
        CASE WHEN gone_since IS NULL THEN first_line ELSE 1 END,
        CASE WHEN gone_since IS NULL THEN last_line ELSE 1 END,
        '{}', CASE WHEN gone_since IS NOT NULL THEN \(time("gone_since")) END
      FROM new_codes JOIN base.provenance AS provenance ON code_id = new_codes.old
        JOIN base.codes AS codes ON codes.id = code_id
        JOIN new_documents ON new_documents.old = document_id
      WHERE gone_since IS NULL OR NOT EXISTS (
        SELECT 1 FROM base.provenance AS other WHERE other.code_id = provenance.code_id
          AND other.gone_since IS NULL)
      ORDER BY new_codes.new, new_documents.new
      """)
  }

  /// Copies the history; what is gone gets the numbers after those of what is there, so that a copy
  /// of a snapshot numbers it the same.
  private func copyHistory() throws {
    let selected =
      options.systems.isEmpty ? "true" : "system_id IN (SELECT old FROM new_systems)"
    func renumbered(_ column: String, _ table: String) -> String {
      """
      coalesce((SELECT new FROM \(table) WHERE old = \(column)),
        (SELECT count(*) FROM \(table)) + (SELECT place FROM gone_\(table) WHERE old = \(column)))
      """
    }
    for (column, table) in [
      ("system_id", "new_systems"), ("code_id", "new_codes"), ("document_id", "new_documents"),
    ] {
      try connection.execute(
        """
        CREATE TEMP TABLE gone_\(table) (place INTEGER PRIMARY KEY, old INTEGER NOT NULL UNIQUE);
        INSERT INTO gone_\(table) (old) SELECT DISTINCT \(column) FROM base.changes
        WHERE \(selected) AND \(column) IS NOT NULL AND \(column) NOT IN (SELECT old FROM \(table))
        ORDER BY 1
        """)
    }
    try connection.run(
      """
      INSERT INTO batches (id, at, author, command, reason, reverts)
      SELECT id, at, author, command, reason, reverts FROM base.batches ORDER BY id
      """)
    try connection.run(
      """
      INSERT INTO changes (id, batch_id, system_id, code_id, document_id, revision, before, after)
      SELECT id, batch_id, \(renumbered("system_id", "new_systems")),
        \(renumbered("code_id", "new_codes")), \(renumbered("document_id", "new_documents")),
        revision, before, after
      FROM base.changes
      WHERE \(selected) ORDER BY id
      """)
  }

  // MARK: Full text

  private func copyIndex() throws {
    if options.languages.isEmpty {
      // The texts are cut already, as they stand in the base.
      try connection.run(
        """
        INSERT INTO error_search (rowid, code, message, description, context, remedy)
        SELECT new, code, message, description, context, remedy
        FROM new_codes JOIN base.error_search ON error_search.rowid = old ORDER BY new
        """)
    } else {
      try indexEntries(connection)
    }
    // One segment, so that a query looks in one place and the bytes depend on the rows only.
    try connection.run("INSERT INTO error_search (error_search) VALUES ('optimize')")
  }
}

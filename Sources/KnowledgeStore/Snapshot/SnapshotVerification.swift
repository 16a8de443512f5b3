import Storage

/// What is known of a snapshot after a check of the whole file.
package struct SnapshotVerification: Equatable, Sendable {
  /// What the file says of itself: the rows of `meta`.
  package var meta: [String: String] = [:]
  /// The hash of what it holds; nil when that cannot be read.
  package var contentHash: String?
  /// What is wrong, a sentence each, at most 100; empty for a sound snapshot.
  package var problems: [String] = []

  /// Whether nothing was found.
  package var isSound: Bool { problems.isEmpty }
}

extension KnowledgeBase {
  /// Checks a snapshot: file, schema, foreign keys, counts, content hash, full-text index.
  ///
  /// Writes nothing; the index is checked in a temporary copy, since SQLite checks it only where it
  /// could write.
  ///
  /// - Throws: `StoreError.noSnapshot` for a base, `StoreError.newer` for a schema of a later errkb.
  package func verify() throws -> SnapshotVerification {
    try reading {
      guard try migrator.isSnapshot(connection) else { throw StoreError.noSnapshot(path: path) }
      var found = SnapshotVerification()
      found.problems = try sideProblems() + schemaProblems()
      guard found.problems.isEmpty else { return found }
      try connection.forEach("SELECT key, value FROM meta") { found.meta[$0.text(0)] = $0.text(1) }
      let version = found.meta["schema_version"] ?? ""
      guard Self.major(version) <= Self.major(SnapshotSchema.version) else {
        throw StoreError.newer(
          path: path, version: Self.major(version), newest: Self.major(SnapshotSchema.version))
      }
      do {
        found.problems += try soundnessProblems(of: connection)
        try compareContent(&found)
        found.problems += try indexProblems()
      } catch let error as SQLiteError where error.code.primary == .corrupt {
        found.problems.append("its content cannot be read: \(error.message)")
      }
      found.problems = Array(found.problems.prefix(100))
      return found
    }
  }

  private static func major(_ version: String) -> Int {
    version.split(separator: ".").first.flatMap { Int($0) } ?? 0
  }

  private func sideProblems() throws -> [String] {
    var problems = ["-journal", "-wal"].filter { !isEmptyFile(path + $0) }.map {
      "\(path + $0) lies beside it: another tool has written to it"
    }
    if connection.mode != .immutable,
      try connection.first("PRAGMA journal_mode", [], { $0.text(0) }) == "wal"
    {
      problems.append("it is in WAL mode: another tool has changed it")
    }
    return problems
  }

  /// How tables and views differ from those of a snapshot of this errkb.
  private func schemaProblems() throws -> [String] {
    let expected = try Connection(path: ":memory:")
    try SnapshotSchema.create(migrator, expected)
    let published = try Self.declarations(of: expected)
    let found = try Self.declarations(of: connection)
    return Set(published.keys).union(found.keys).sorted().compactMap { name in
      switch (published[name], found[name]) {
      case (let published?, let found?):
        published == found ? nil : "\(name) is declared otherwise than in a snapshot"
      case (_?, nil): "\(name) is missing"
      default: "\(name) is in no snapshot"
      }
    }
  }

  private static func declarations(of connection: borrowing Connection) throws -> [String: String] {
    var declarations: [String: String] = [:]
    try connection.forEach("SELECT type || ' ' || name, sql FROM sqlite_schema") { row in
      declarations[row.text(0)] = row.text(1)
    }
    return declarations
  }

  private func compareContent(_ found: inout SnapshotVerification) throws {
    let content = try SnapshotContent(of: connection)
    found.contentHash = content.hash
    for (key, value) in content.meta.sorted(by: { $0.key < $1.key }) where found.meta[key] != value
    {
      let said = found.meta[key] ?? "nothing"
      found.problems.append(
        key == "document_list"
          ? "meta lists other documents than there are"
          : "\(key) is \(value), and meta says \(said)")
    }
  }

  /// Entries that are indexed under other texts than they have, and what FTS5 finds.
  private func indexProblems() throws -> [String] {
    var problems: [String] = []
    var texts = try IndexedTexts(connection)
    try connection.forEach(
      """
      SELECT codes.id, slug, code, variant, c0, c1, c2, c3, c4
      FROM codes JOIN systems ON systems.id = system_id
        LEFT JOIN error_search_content ON error_search_content.id = codes.id ORDER BY codes.id
      """
    ) { row in
      let columns = try texts.columns(of: row.int64(0))
      guard problems.count < 100, columns != (4...8).map({ row.text($0) }) else { return }
      let variant = row.text(3).isEmpty ? "" : "#" + row.text(3)
      problems.append(
        "\(row.text(1)):\(row.text(2))\(variant) is not indexed under the texts it has")
    }
    let copy = try connection.temporaryCopy()
    if let problem = try copy.fullTextProblem(of: "error_search") {
      problems.append("the full-text index is damaged: \(problem)")
    }
    return problems
  }
}

import Catalog
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
  /// Checks a snapshot: file, schema, foreign keys, counts, hashes, and the full-text index against
  /// the texts.
  ///
  /// Writes nothing; the index is checked in a temporary copy, since SQLite checks it only where it
  /// could write.
  ///
  /// - Throws: `StoreError.noSnapshot` for a base, `StoreError.newer` for a schema of a later errkb.
  package func verify() throws -> SnapshotVerification {
    try reading {
      guard try migrator.isSnapshot(connection) else { throw StoreError.noSnapshot(path: path) }
      var found = SnapshotVerification()
      // Nothing is asked of tables that are not as they should be.
      found.problems = try schemaProblems(isExact: false)
      guard found.problems.isEmpty else { return found }
      try connection.forEach("SELECT key, value FROM meta") { found.meta[$0.text(0)] = $0.text(1) }
      let known = Version(SnapshotSchema.version)
      let stated = found.meta["schema_version"].map { Version($0) } ?? known
      guard stated.major <= known.major else {
        throw StoreError.newer(path: path, version: stated.major, newest: known.major)
      }
      // A later version may have added something, and has taken nothing away.
      if stated.minor <= known.minor { found.problems = try schemaProblems(isExact: true) }
      if connection.mode != .immutable,
        try connection.first("PRAGMA journal_mode", [], { $0.text(0) }) == "wal"
      {
        found.problems.append("it is in WAL mode: another tool has changed it")
      }
      guard found.problems.isEmpty else { return found }
      do {
        found.problems += try recordProblems() + soundnessProblems(of: connection)
        let copy = try temporaryCopy(of: connection)
        found.problems += try brokenRules(in: copy)
        try compareContent(&found, stated)
        found.problems += try indexFindings(in: copy).sentences
        if try unsettledCount() > 0 { found.problems.append("other tools have written to it") }
      } catch let error as SQLiteError where error.code.primary == .corrupt {
        found.problems.append("its content cannot be read: \(error.message)")
      } catch let error as SQLiteError where error.code.primary == .tooBig {
        found.problems += try oversizedRows(of: connection)
      } catch let error as SQLiteError where !found.problems.isEmpty && error.code.primary == .error
      {
        // The rows that hold what cannot be read are named already.
      }
      found.problems = Array(found.problems.prefix(100))
      return found
    }
  }

  /// The two numbers of a `schema_version`.
  private struct Version {
    var major: Int
    var minor: Int

    init(_ text: String) {
      let numbers = text.split(separator: ".").map { Int($0) ?? 0 }
      major = numbers.first ?? 0
      minor = numbers.dropFirst().first ?? 0
    }
  }

  /// How tables and views differ from those of a snapshot of this errkb.
  ///
  /// - Parameter isExact: whether others beside them are a difference, too.
  /// How the declarations differ from those of the schema that the snapshot was made with.
  private func schemaProblems(isExact: Bool) throws -> [String] {
    let steps = Int(try connection.userVersion())
    return try migrator.schemaProblems(connection, upTo: steps, isExact: isExact)
  }

  private func compareContent(_ found: inout SnapshotVerification, _ version: Version) throws {
    let content = try SnapshotContent(of: connection)
    found.contentHash = content.hash
    var meta = content.meta
    meta["rest_sha256"] = try SnapshotContent.hashOfRest(connection)
    for (key, value) in meta.sorted(by: { $0.key < $1.key }) where found.meta[key] != value {
      // A file of an earlier version does not have the hashes that came later.
      let isSaid = found.meta[key] != nil
      guard isSaid || key != "history_sha256" || version.minor >= 1 else { continue }
      guard isSaid || key != "rest_sha256" || version.minor >= 2 else { continue }
      let said = found.meta[key] ?? "nothing"
      found.problems.append(
        key == "document_list"
          ? "meta lists other documents than there are"
          : "\(key) is \(value), and meta says \(said)")
    }
  }
}

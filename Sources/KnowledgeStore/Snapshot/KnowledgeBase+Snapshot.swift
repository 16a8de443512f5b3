import Catalog
import Files
import Storage

/// What was published.
package struct PublishedSnapshot: Equatable, Sendable {
  package var content: SnapshotContent
  /// The size of the file in bytes.
  package var size: Int
}

extension KnowledgeBase {
  /// Publishes a snapshot: one file that any SQLite tool can read, equal to the byte for equal
  /// content.
  ///
  /// It is built beside its place from one state of the base, checked, synced and renamed; others go
  /// on writing to the base. A failure leaves what was there.
  ///
  /// - Throws: `SnapshotError`, and `StoreError` for the base.
  package func publish(to path: String, _ options: SnapshotOptions) throws -> PublishedSnapshot {
    do {
      let target = try ownTarget(of: path)
      try checkTarget(target, named: path, replaces: options.replaces)
      let file = try AtomicFile(at: target)
      let content = try build(file.path, options)
      try file.putInPlace(replacing: options.replaces)
      return PublishedSnapshot(content: content, size: fileSize(target))
    } catch let link as ForeignLink {
      throw SnapshotError.foreignLink(link)
    } catch let error as AtomicFileError {
      throw switch error {
      case .inProgress: SnapshotError.inProgress(path: path)
      case .exists: SnapshotError.exists(path: path)
      case .foreignLink(let link): SnapshotError.foreignLink(link)
      case .failed, .inTheWay, .replaced:
        SnapshotError.cannotWrite(path: path, reason: error.reason)
      }
    } catch SnapshotError.unsound(_, let problems) {
      throw SnapshotError.unsound(path: path, problems: problems)
    } catch let error as SQLiteError {
      throw translated(error, target: path)
    }
  }

  private func build(_ path: String, _ options: SnapshotOptions) throws -> SnapshotContent {
    let builder = try SnapshotBuilder(
      path: path, base: self.path, mode: connection.mode == .immutable ? .immutable : .readOnly,
      options: options)
    try builder.fill(migrator, base: self.path)
    let content = try builder.check()
    var meta = content.meta
    meta["schema_version"] = SnapshotSchema.version
    meta["errkb_version"] = options.version
    // Told in one order, whatever order they were asked for in.
    if !options.systems.isEmpty {
      meta["only_systems"] = Set(options.systems).sorted().joined(separator: " ")
    }
    if !options.languages.isEmpty {
      meta["only_languages"] = Set(options.languages).sorted().map(\.tag).joined(separator: " ")
    }
    if options.withHistory { meta["with"] = "history" }
    try builder.write(meta)
    try builder.close()
    return content
  }

  /// Refuses a place that must not be overwritten.
  private func checkTarget(_ target: String, named path: String, replaces: Bool) throws {
    let kind: FileKind?
    do throws(FileError) { kind = try FileKind.at(target) } catch {
      throw SnapshotError.cannotWrite(path: path, reason: error.reason)
    }
    guard kind != .folder, !path.hasSuffix("/") else { throw SnapshotError.isFolder(path: path) }
    guard kind == nil || kind == .file else { throw SnapshotError.isSpecial(path: path) }
    // Whatever a base is called, it is not what a killed run left, either.
    guard !isSameFile(target, self.path),
      !isSameFile(AtomicFile.path(beside: target), self.path)
    else { throw SnapshotError.isTheBase(path: path) }
    for ending in Self.sideFiles where path.hasSuffix(ending) || target.hasSuffix(ending) {
      throw SnapshotError.isSideFile(path: path)
    }
    for ending in ["-journal", "-wal"] where !isEmptyFile(target + ending) {
      throw SnapshotError.hasJournal(path: path, journal: target + ending)
    }
    guard fileExists(target) else { return }
    guard Self.applicationID(of: target) != Self.applicationID else {
      throw SnapshotError.isABase(path: path)
    }
    guard replaces else { throw SnapshotError.exists(path: path) }
  }

  /// What SQLite calls the files it keeps beside a database.
  private static let sideFiles = ["-journal", "-wal", "-shm"]

  /// The `application_id` of a file; nil for what is no database.
  private static func applicationID(of path: String) -> Int32? {
    // Whatever cannot be read as one is none.
    try? FileHeader(path: path)?.applicationID
  }

  /// What SQLite says while two files are open tells which one it means only by its kind.
  private func translated(_ error: SQLiteError, target: String) -> any Error {
    switch error.code.primary {
    case .full: SnapshotError.cannotWrite(path: target, reason: "no space is left")
    case .ioError: SnapshotError.cannotWrite(path: target, reason: error.message)
    default: explained(error)
    }
  }
}

/// What is wrong with a file as SQLite sees it; empty when it is sound.
func soundnessProblems(of connection: borrowing Connection) throws -> [String] {
  var problems = try connection.integrityProblems()
  let tables = try connection.query(
    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
  ) { $0.text(0) }
  for table in tables {
    do {
      problems += try connection.foreignKeyViolations(of: table).map { violation in
        let row = violation.rowID.map(String.init) ?? "?"
        return "row \(row) of \(violation.table) names a missing row of \(violation.parent)"
      }
    } catch let error as SQLiteError where error.code.primary == .error {
      problems.append("what '\(table)' refers to cannot be checked: \(error.message)")
    }
  }
  return problems
}

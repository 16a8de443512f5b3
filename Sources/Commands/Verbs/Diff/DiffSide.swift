import Catalog
import Documents
import Files
import KnowledgeStore

/// One of the two things that are compared.
enum DiffSide {
  /// A base or a snapshot; an export that was read into one speaks of its own systems only.
  case base(KnowledgeBase, isPart: Bool = false)
  /// A document, by its path; `-` is standard input.
  case document(String)

  /// Looks at what lies at a path.
  ///
  /// A file that begins as SQLite's do, or is named as a database, is a base; jsonl and yaml that errkb
  /// exported are read into one; the rest are documents.
  init(_ path: String) throws {
    guard path != "-" else {
      self = .document(path)
      return
    }
    let isDatabase = Self.isDatabase(path)
    let kind =
      try isDatabase
      ? kindOfBase(at: path) : tellingUnreadable(path) { try FileKind.at(path) }
    guard kind != nil else {
      throw Failure(
        isDatabase ? .database : .document, code: "missing",
        "there is no file at \(path); check the path")
    }
    if isDatabase {
      self = .base(try KnowledgeBase(path: path, for: .reading, clock: try Environment.clock()))
    } else if let records = try RecordFiles([path], isDocument: false) {
      self = .base(try Self.base(of: records), isPart: true)
    } else if isFolder(path) {
      throw Failure(
        .usage, code: "folder",
        "\(path) is a folder without exports of errkb; name a base, a snapshot or a document")
    } else {
      self = .document(path)
    }
  }

  var isDocument: Bool { if case .document = self { true } else { false } }

  private static func isDatabase(_ path: String) -> Bool {
    // <https://www.sqlite.org/fileformat2.html#magic_header_string>
    fileHead(path, 16) == Array("SQLite format 3\0".utf8)
      || hasExtension(path, ["db", "sqlite", "sqlite3"])
  }

  private static func hasExtension(_ path: String, _ extensions: [String]) -> Bool {
    guard let dot = path.lastIndex(of: ".") else { return false }
    return extensions.contains(path[path.index(after: dot)...].lowercased())
  }

  /// What was exported, as a base that is gone with the comparison.
  private static func base(of records: RecordFiles) throws -> KnowledgeBase {
    let base = try KnowledgeBase(path: ":memory:", for: .creating, clock: try Environment.clock())
    do {
      _ = try base.restore(
        options: .init(), by: Authorship(author: "diff", command: "diff"), next: records.next,
        complain: records.complain)
    } catch let mistakes as RecordMistakes {
      throw mistakes.failure(isWhole: true)
    }
    return base
  }
}

import Catalog
import Documents
import KnowledgeStore

/// One of the two things that are compared.
enum DiffSide {
  /// A base, a snapshot, or what can be opened as one in memory.
  case base(KnowledgeBase)
  /// A document, by its path; `-` is standard input.
  case document(String)

  /// Looks at what lies at a path.
  ///
  /// A file that begins as SQLite's do, or is named as a database, is a base; what is named as an
  /// export of ours is read as one; the rest are documents.
  init(_ path: String) throws {
    guard path != "-" else {
      self = .document(path)
      return
    }
    if isFolder(path) {
      throw Failure(
        .usage, code: "folder",
        "\(path) is a folder; name a base, a snapshot or a document to compare with")
    }
    let isDatabase = Self.isDatabase(path)
    guard isFile(path) else {
      throw Failure(
        isDatabase ? .database : .document, code: "missing",
        "there is no file at \(path); check the path")
    }
    if isDatabase {
      self = .base(try KnowledgeBase(path: path, for: .reading, clock: Environment.clock))
      return
    }
    self = Self.isExport(path) ? .base(try Self.opened(export: path)) : .document(path)
  }

  var isDocument: Bool { if case .document = self { true } else { false } }

  private static func isDatabase(_ path: String) -> Bool {
    // <https://www.sqlite.org/fileformat2.html#magic_header_string>
    fileHead(path, 16) == Array("SQLite format 3\0".utf8)
      || hasExtension(path, ["db", "sqlite", "sqlite3"])
  }

  private static func isExport(_ path: String) -> Bool {
    hasExtension(path, ["jsonl", "yaml", "yml"])
  }

  private static func hasExtension(_ path: String, _ extensions: [String]) -> Bool {
    guard let dot = path.lastIndex(of: ".") else { return false }
    return extensions.contains(path[path.index(after: dot)...].lowercased())
  }

  /// An export of ours as a base in memory.
  private static func opened(export path: String) throws -> KnowledgeBase {
    throw Failure(
      .usage, code: "usage",
      "\(path) is no base and no document; import it into a base and compare with that")
  }
}

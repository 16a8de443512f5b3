import Catalog
import Documents
import Files
import KnowledgeStore
import SystemPackage

/// One of the two things that are compared.
enum DiffSide {
  /// A base or a snapshot; an export that was read into one speaks of its own systems only.
  case base(KnowledgeBase, isPart: Bool = false)
  /// A document, or a list of them.
  case document(Input)

  /// Looks at what lies at a path.
  ///
  /// A file that begins as SQLite's do, or is named as a database, is a base; jsonl and yaml that errkb
  /// exported are read into one; the rest are documents.
  init(_ path: String) throws {
    guard path != "-" else {
      self = .document(Input(path, isDocument: true))
      return
    }
    let input = isFolder(path) ? nil : Input(path)
    let isDatabase = input?.kind ?? InputKind(name: path) == .database
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
      return
    }
    if let records = try Self.records(input, path) {
      self = .base(try Self.base(of: records), isPart: true)
    } else if let input {
      self = .document(input)
    } else {
      throw Failure(
        .usage, code: "folder",
        "\(path) is a folder without exports of errkb; name a base, a snapshot or a document")
    }
  }

  /// The records of an export, or of a folder of them; nil where there are none.
  private static func records(_ input: Input?, _ folder: String) throws -> RecordFiles? {
    let list = FilePath(folder).appending("sources.yaml")
    let inputs =
      try input.map { [$0] } ?? (isFile(list.string) ? [] : exports(in: FilePath(folder)))
    let files = try inputs.compactMap { try $0.records() }
    return files.isEmpty ? nil : RecordFiles(files)
  }

  var isDocument: Bool { if case .document = self { true } else { false } }

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

import Catalog
import KnowledgeStore
import Publishing
import SystemPackage

/// The files of records that paths on the command line stand for, read one after the other.
final class RecordFiles {
  /// Folders of which documents were left alone.
  private(set) var withDocuments: [String] = []
  private var paths: [String] = []
  private var files: [RecordFile] = []
  private var current = 0
  /// Where the record stands that was given last.
  private var line = 1
  private(set) var problems: [(label: String, problem: RecordProblem)] = []

  /// So many mistakes are told at once.
  static let mostProblems = 20

  /// Finds the files; nil when the paths stand for documents.
  ///
  /// - Parameter isDocument: whether standard input is said to be a document.
  /// - Throws: `Failure`, also for documents and records together.
  init?(_ paths: [String], isDocument: Bool) throws {
    var others: [String] = []
    for path in paths {
      let found = try Self.files(path, isDocument, &withDocuments)
      if found.isEmpty { others.append(path) }
      files += found
    }
    guard !files.isEmpty else { return nil }
    guard others.isEmpty else {
      throw Failure(
        .usage, code: "usage",
        "\(files[0].label) is an export of errkb's own and \(others[0]) is none",
        hint: "import them one after the other")
    }
  }

  /// The names of the files, for messages.
  var labels: [String] { files.map(\.label) }

  private static func files(
    _ path: String, _ isDocument: Bool, _ withDocuments: inout [String]
  ) throws -> [RecordFile] {
    if path == "-" {
      // A person who types is no export.
      guard !isDocument, !Terminal.input.isInteractive else { return [] }
    } else if isFolder(path) {
      let folder = FilePath(path)
      guard !isFile(folder.appending("sources.yaml").string) else { return [] }
      let named = try Commands.files(in: folder) { name in
        [.lines, .yaml].contains(ImportKind(fileNamed: name))
      }
      let found = try named.compactMap { try RecordFile($0.string) }
      if !found.isEmpty, let documents = try? documents(in: folder), !documents.isEmpty {
        withDocuments.append(path)
      }
      return found
    } else if isFile(path) ? !isRegularFile(path) : !RecordFile.isNamedSo(path) {
      // Looking into a pipe would take from the document what was looked at.
      return []
    }
    return try RecordFile(path).map { [$0] } ?? []
  }

  /// Reads all records for their mistakes, and for what does not fit in a new base, and goes back to
  /// the first; returns whether there are any.
  ///
  /// - Parameter system: the only system whose records are wanted, if not all are.
  /// - Throws: `RecordMistakes` where there are some.
  func check(_ system: String?) throws -> Bool {
    var check = RestoreCheck(system: system)
    while let item = try next() {
      do {
        try check.take(item)
      } catch RestoreError.misfit(let sentence) {
        complain(sentence)
      }
    }
    for file in files { file.rewind() }
    current = 0
    return check.isAnyWanted
  }

  /// The next record; nil after the last.
  ///
  /// After a mistake no more records are given, and what is left is read for its mistakes.
  ///
  /// - Throws: `RecordMistakes` after the last where there were some.
  func next() throws -> KnowledgeBase.RestoreItem? {
    while current < files.count {
      let file = files[current]
      while problems.count < Self.mostProblems {
        guard let (record, line) = try file.next({ note($0) }) else { break }
        self.line = line
        guard problems.isEmpty else { continue }
        switch record {
        case .system(let system): return .system(system)
        case .entry(let entry): return .entry(entry)
        }
      }
      file.close()
      current += 1
    }
    guard problems.isEmpty else { throw mistakes }
    return nil
  }

  /// Notes that the record that was given last cannot be taken.
  func complain(_ sentence: String) { note(RecordProblem(line: line, message: sentence)) }

  private func note(_ problem: RecordProblem) {
    guard problems.count < Self.mostProblems else { return }
    problems.append((files[min(current, files.count - 1)].label, problem))
  }

  private var mistakes: RecordMistakes {
    RecordMistakes(
      lines: problems.map { "\($0.label):\($0.problem.line): \(visible($0.problem.message))" },
      isAll: problems.count < Self.mostProblems)
  }
}

/// What is wrong with records, so that none of them is taken.
struct RecordMistakes: Error {
  /// One line a mistake, with file and line.
  let lines: [String]
  /// Whether there are no more.
  let isAll: Bool

  /// The mistakes as an error.
  ///
  /// - Parameter isWhole: whether the lines are part of it, else they were written already.
  func failure(isWhole: Bool) -> Failure {
    let count =
      isAll ? counted(lines.count, "mistake", "mistakes") : "\(lines.count) mistakes or more"
    return Failure(
      .document, code: "invalid",
      (isWhole ? lines.joined(separator: "; ") + "; " : "") + count + "; nothing was changed")
  }
}

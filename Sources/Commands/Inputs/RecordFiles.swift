import KnowledgeStore
import Publishing

/// Files of records, read one after the other.
final class RecordFiles {
  private let files: [RecordFile]
  private var current = 0
  /// Where the record stands that was given last.
  private var line = 1
  private(set) var problems: [(label: String, problem: RecordProblem)] = []

  /// So many mistakes are told at once.
  static let mostProblems = 20
  /// So many files stay open; a folder may hold more than can be open at once.
  static let mostOpen = 16

  /// Takes files over, at least one.
  init(_ files: [RecordFile]) { self.files = files }

  /// The names of the files, for messages.
  var labels: [String] { files.map(\.label) }

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
      if files.count > Self.mostOpen { file.close() }
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

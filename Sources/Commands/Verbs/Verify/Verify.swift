import ArgumentParser
import KnowledgeStore
import TextAnalysis

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check snapshots that were received.",
    discussion: """
      Compares a snapshot with what it says of itself: schema, foreign keys, counts, content hash and \
      full-text index. Two copies hold the same if their content hashes are equal. The hash is no \
      signature: who changes the file on purpose can write another. Exit status 5 when something is \
      wrong.
      """)

  @Argument(help: "The snapshots.", completion: .file(extensions: ["db"]), transform: asTyped)
  var files: [String]

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("name a snapshot") }
  }

  func run() throws {
    var results: [Result] = []
    for file in files {
      try results.append(Self.result(of: file))
    }
    if answer.json {
      try Answer("verify", results).write()
    } else {
      writeAnswer(results.map(\.text).joined(separator: "\n"))
    }
    if results.contains(where: { !$0.problems.isEmpty }) { throw ExitStatus.database }
  }

  /// Checks one file; that it cannot be opened is a problem like any other, and the next one's turn
  /// comes.
  private static func result(of file: String) throws -> Result {
    do {
      guard try kindOfBase(at: file) != nil else {
        throw Failure(.database, code: "missing", "there is no file at \(file)")
      }
      let found = try Progress.during("checking \(file)") {
        try KnowledgeBase(path: file, for: .examining).verify()
      }
      return Result(
        path: file, contentSha256: found.contentHash, meta: found.meta, problems: found.problems)
    } catch StoreError.noRoomForCopy(let folder, let reason) {
      // A fault of this machine is no verdict on the file.
      throw StoreError.noRoomForCopy(folder: folder, reason: reason)
    } catch {
      let failure = Failure(error)
      guard failure.status == .database else { throw error }
      return Result(
        path: file, contentSha256: nil, meta: [:],
        problems: [[failure.message, failure.hint].compactMap { $0 }.joined(separator: "; ")])
    }
  }

  private struct Result: Encodable {
    let path: String
    let contentSha256: String?
    let meta: [String: String]
    let problems: [String]

    /// The result for a person.
    ///
    /// What a received file says must not write to the screen but text.
    var text: String {
      var lines = ["snapshot     " + oneLine(path)]
      func add(_ label: String, _ value: String?) {
        if let value { lines.append(padded(label, to: 13) + oneLine(value)) }
      }
      add("errkb", meta["errkb_version"])
      add("schema", meta["schema_version"])
      add("entries", meta["entries"])
      add("systems", meta["only_systems"] ?? meta["systems"])
      add("languages", meta["only_languages"])
      add("with", meta["with"])
      add("content", contentSha256)
      if problems.isEmpty {
        add("verified", "sound")
      } else {
        add("verified", counted(problems.count, "problem", "problems"))
        lines += problems.prefix(10).map { "             " + oneLine($0) }
        if problems.count > 10 { lines.append("             and \(problems.count - 10) more") }
      }
      return lines.joined(separator: "\n") + "\n"
    }
  }
}

import Catalog
import Documents
import Files
import Publishing
import TextAnalysis

/// A PO file that was read.
struct ReadTranslations {
  private(set) var file: POFile?
  /// What is wrong with it.
  private(set) var problems: [RecordProblem] = []

  /// Reads a file.
  ///
  /// - Throws: `Failure` where there is no text to read.
  init(_ input: Input) throws {
    let path = input.path
    let bytes = try input.bytes()
    let charset = POCharset(of: bytes)
    switch charset {
    case .utf8, .unnamed: read(bytes, isNamed: charset == .utf8)
    case .gb18030:
      guard let utf8 = decodeGB18030(bytes) else {
        throw Failure(
          .document, code: "charset",
          "\(path): the header names a Chinese charset, and the bytes are none of it; "
            + "save it anew as UTF-8")
      }
      read(utf8, isNamed: true)
    case .other(let name):
      throw Failure(
        .document, code: "charset",
        "\(path) is in \(visible(name)), which errkb does not read",
        hint: "to convert it: "
          + "msgconv --to-code=UTF-8 -o \(shellWord(path)) \(shellWord(path))")
    }
  }

  private mutating func read(_ utf8: [UInt8], isNamed: Bool) {
    guard String(validating: utf8, as: UTF8.self) != nil else {
      problems = [
        RecordProblem(
          line: Self.firstBadLine(utf8),
          message: isNamed
            ? "this is no UTF-8, which the header names as charset; name the right one"
            : "this is no UTF-8, and the header names no other charset; save it as UTF-8")
      ]
      return
    }
    let file = POFile(parsing: utf8, limit: RecordFiles.mostProblems)
    problems = file.problems
    if !isNamed, problems.isEmpty {
      problems = [
        RecordProblem(
          line: 1,
          message: "the header names no charset; it has to have the line "
            + "\"Content-Type: text/plain; charset=UTF-8\\n\"")
      ]
    }
    self.file = file
  }

  private static func firstBadLine(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (bad ?? 0) + 1
  }
}

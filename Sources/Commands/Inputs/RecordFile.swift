import Documents
import Files
import Publishing

/// A file of records that errkb exported, read one by one: a million of them are never held at once.
final class RecordFile {
  /// What to call the file in messages: its path.
  let label: String
  private let path: String
  private let syntax: InputKind.RecordSyntax
  private let identity: InputFile.Identity
  /// The file, unless it was closed.
  private var lines: LineReader?
  /// The number of the line that was read last, from 1.
  private var number = 0
  /// The line of a marker at which a document ended.
  private var marker: [UInt8]?
  private var form = RecordForm()

  /// Takes a file over that is open and can be read twice.
  init(_ file: consuming InputFile, path: String, syntax: InputKind.RecordSyntax) {
    self.path = path
    self.syntax = syntax
    label = fileLabel(path)
    identity = file.identity
    lines = LineReader(file, atMost: .record)
  }

  /// Goes back to the first record.
  func rewind() {
    lines?.rewind()
    number = 0
    marker = nil
    form = RecordForm()
  }

  /// Closes the file until it is read again; standard input, which cannot be opened again, stays open.
  func close() {
    if path != "-" { lines = nil }
  }

  /// The next record; nil after the last.
  ///
  /// - Parameter report: is told what is wrong with what comes before it.
  /// - Throws: `Failure` where reading fails.
  func next(_ report: (RecordProblem) -> Void) throws -> (record: Record, line: Int)? {
    while let node = try nextNode(report) {
      let count = form.problems.count
      let record = form.record(node)
      form.problems[count...].forEach(report)
      if let record { return (record, node.line) }
    }
    return nil
  }

  private func nextNode(_ report: (RecordProblem) -> Void) throws -> RecordNode? {
    while true {
      do {
        switch syntax {
        case .lines:
          guard let line = try nextLine() else { return nil }
          guard line.contains(where: { !isBlank($0) }) else { continue }
          return try RecordNode(json: line, line: number)
        case .yaml:
          guard let (text, line) = try nextDocument() else { return nil }
          if let node = try RecordNode(yaml: text, line: line) { return node }
        }
      } catch let problem as RecordProblem {
        report(problem)
      } catch let failure as Failure {
        throw failure
      } catch {
        report(RecordProblem(line: number, message: "this is no JSON: \(error)"))
      }
    }
  }

  /// The lines up to the next marker of a document, and the number of the first.
  private func nextDocument() throws -> (text: [UInt8], line: Int)? {
    var text = marker ?? []
    // Not found out anew at each marker: there may be any number of empty documents.
    var isEmpty = text.allSatisfy(isBlank)
    let first = marker == nil ? number + 1 : number
    marker = nil
    while let line = try nextLine() {
      if line.starts(with: "---".utf8), line.dropFirst(3).first.map(isBlank) ?? true {
        // What stands behind the marker belongs to the document that it begins.
        let rest = Array("   ".utf8) + line.dropFirst(3)
        if isEmpty {
          text += rest
          isEmpty = rest.allSatisfy(isBlank)
          continue
        }
        marker = rest
        return (text, first)
      }
      text += line
      guard text.count <= FileLimit.record.bytes else {
        throw Failure.unreadable(path, .tooLarge(size: nil, .record))
      }
      isEmpty = isEmpty && line.allSatisfy(isBlank)
    }
    return text.isEmpty ? nil : (text, first)
  }

  private func nextLine() throws -> [UInt8]? {
    let lines = try self.lines ?? reopened()
    self.lines = lines
    guard var line = try tellingUnreadable(path, { try lines.next() }) else { return nil }
    number += 1
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    return line
  }

  /// The file, opened again.
  ///
  /// - Throws: `Failure` where it is another one by now, or was written to.
  private func reopened() throws -> LineReader {
    let file = try tellingUnreadable(path) { try InputFile(path) }
    guard file.identity == identity else {
      throw Failure(
        .document, code: "changed", "\(label) was changed while it was read",
        hint: "import it again once it is written")
    }
    return LineReader(file, atMost: .record)
  }
}

private func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

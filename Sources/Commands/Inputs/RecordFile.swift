import Files
import Publishing

/// A file of records that errkb exported, read one by one: a million of them are never held at once.
final class RecordFile {
  /// What to call the file in messages: its path.
  let label: String
  private let path: String
  private let format: Format
  /// The file while it is read.
  ///
  /// A folder may hold more files than can be open at once; standard input is open all the time.
  private var lines: LineReader?
  /// The number of the line that was read last, from 1.
  private var number = 0
  /// The line of a marker at which a document ended.
  private var marker: [UInt8]?
  private var form = RecordForm()

  private enum Format {
    /// An object of JSON a line.
    case lines
    /// A stream of YAML documents.
    case yaml
  }

  /// Opens a file, or standard input as `-`; nil when it does not hold records.
  ///
  /// What the file holds decides; by its name alone a file ending in `.jsonl` is taken for one.
  ///
  /// - Throws: `Failure`.
  init?(_ path: String) throws {
    self.path = path
    label = fileLabel(path)
    let file = try Self.open(path)
    let beginning = try tellingUnreadable(path) { try file.head(1 << 18) }
    switch RecordKind(beginning) {
    case .lines: format = .lines
    case .yaml: format = .yaml
    case .document:
      throw Failure(
        .usage, code: "usage", "\(label) is made for reading, and cannot be imported",
        hint: "export with --format jsonl or --format yaml")
    case nil:
      guard Self.isNamedSo(path) else {
        if path == "-", isTranslations(beginning) { throw Failure.unnamedTranslations }
        return nil
      }
      format = .lines
    }
    lines = LineReader(file, atMost: .record)
    close()
  }

  private static func open(_ path: String) throws -> InputFile {
    // Standard input is looked into before it is read.
    try tellingUnreadable(path) { try InputFile(path).rereadable(atMost: .record) }
  }

  /// Whether a file is taken for one of records by its name alone.
  static func isNamedSo(_ path: String) -> Bool {
    ImportKind(fileNamed: path) == .lines
  }

  /// Goes back to the first record.
  func rewind() {
    lines?.rewind()
    number = 0
    marker = nil
    form = RecordForm()
  }

  /// Closes the file, after the last record; standard input, which cannot be opened again, stays open.
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
        switch format {
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
    let lines = try self.lines ?? LineReader(Self.open(path), atMost: .record)
    self.lines = lines
    guard var line = try tellingUnreadable(path, { try lines.next() }) else { return nil }
    number += 1
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    return line
  }
}

private func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

/// Which of errkb's exports a text is, by its beginning.
enum RecordKind {
  case lines
  case yaml
  /// One JSON document, for programs to read.
  case document

  /// Looks for the schema; nil when there is none.
  init?(_ beginning: [UInt8]) {
    // A text cut anywhere may end in half a character.
    let text = String(decoding: beginning, as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).lazy
      .map { $0.hasPrefix("\u{FEFF}") ? $0.dropFirst() : $0 }
      .filter { line in !line.allSatisfy(\.isWhitespace) && !line.hasPrefix("#") }
    guard let first = lines.first else { return nil }
    if first.hasPrefix("{\"results\":[") {
      self = .document
      return
    }
    if first.hasPrefix("{") {
      guard Self.schema(first, behind: "\"schema\"") else { return nil }
      self = .lines
      return
    }
    for (index, line) in lines.enumerated() {
      if index > 0, line.hasPrefix("---") { return nil }
      if line.hasPrefix("schema:") || line.hasPrefix("\"schema\":") {
        guard Self.schema(line, behind: "schema") else { return nil }
        self = .yaml
        return
      }
    }
    return nil
  }

  /// Whether a schema of ours stands behind a key.
  private static func schema(_ line: Substring, behind key: String) -> Bool {
    line.ranges(of: key).contains { range in
      let rest = line[range.upperBound...].drop { " \":'".contains($0) }
      return rest.hasPrefix("errkb.system/") || rest.hasPrefix("errkb.entry/")
    }
  }
}

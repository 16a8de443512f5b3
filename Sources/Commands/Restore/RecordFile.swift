import Glibc
import Publishing
import SystemPackage

/// A file of records that errkb exported, read one by one: a million of them are never held at once.
final class RecordFile {
  /// What to call the file in messages: its path.
  let label: String
  private let path: String
  /// The file while it is read.
  ///
  /// A folder may hold more files than can be open at once; standard input is open all the time.
  private var file: UnsafeMutablePointer<FILE>?
  /// Where the records begin: others may have read from standard input before.
  private let start: off_t
  private let format: Format
  private var buffer: UnsafeMutablePointer<CChar>?
  private var capacity = 0
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
    label = path == "-" ? "standard input" : path
    let file = try Self.open(path)
    self.file = file
    start = max(0, ftello(file))
    let beginning = Self.beginning(of: file)
    switch RecordKind(beginning) {
    case .lines: format = .lines
    case .yaml: format = .yaml
    case .document:
      fclose(file)
      throw Failure(
        .usage, code: "usage", "\(label) is made for reading, and cannot be imported",
        hint: "export with --format jsonl or --format yaml")
    case nil:
      guard Self.isNamedSo(path) else {
        fclose(file)
        if path == "-", isTranslations(beginning) { throw Failure.unnamedTranslations }
        return nil
      }
      format = .lines
    }
    try rewind()
    close()
  }

  deinit {
    if let file { fclose(file) }
    free(buffer)
  }

  private static func open(_ path: String) throws -> UnsafeMutablePointer<FILE> {
    guard path != "-" else { return try standardInputFile() }
    guard let file = fopen(path, "r") else {
      throw Failure.unreadable(FilePath(path), Errno(rawValue: errno))
    }
    return file
  }

  /// Whether a file is taken for one of records by its name alone.
  static func isNamedSo(_ path: String) -> Bool {
    ImportKind(fileNamed: path) == .lines
  }

  /// Goes back to the first record.
  ///
  /// - Throws: `Failure` where that is not possible.
  func rewind() throws {
    if let file {
      guard fseeko(file, start, SEEK_SET) == 0 else {
        throw Failure.unreadable(FilePath(label), Errno(rawValue: errno))
      }
    }
    number = 0
    marker = nil
    form = RecordForm()
  }

  /// Closes the file, after the last record; standard input, which cannot be opened again, stays open.
  func close() {
    guard path != "-", let file else { return }
    fclose(file)
    self.file = nil
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
      isEmpty = isEmpty && line.allSatisfy(isBlank)
    }
    return text.isEmpty ? nil : (text, first)
  }

  private func nextLine() throws -> [UInt8]? {
    let file = try self.file ?? Self.open(path)
    self.file = file
    let count = getline(&buffer, &capacity, file)
    guard count > 0, let buffer else {
      guard ferror(file) == 0 else {
        throw Failure.unreadable(FilePath(label), Errno(rawValue: errno))
      }
      return nil
    }
    number += 1
    var line = UnsafeBufferPointer(start: buffer, count: count).map(UInt8.init(bitPattern:))
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    return line
  }

  private static func beginning(of file: UnsafeMutablePointer<FILE>) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 << 18)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
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

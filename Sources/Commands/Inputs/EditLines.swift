import Catalog
import Files
import KnowledgeStore
import Publishing

/// Lines of JSON on standard input, read one by one: a million of them are never held at once.
///
/// What comes through a pipe is put into a file first, so that nobody else's work on the base waits
/// for a slow writer.
final class EditLines {
  private let lines: LineReader
  /// The number of the line that was read last, from 1.
  private(set) var number = 0

  /// Takes standard input.
  init() throws {
    let file = try tellingUnreadable("-") { try InputFile("-").rereadable(atMost: .record) }
    lines = LineReader(file, atMost: .record)
  }

  /// The next line that is not blank; nil after the last.
  ///
  /// - Throws: `Failure`, which names the line.
  func next() throws -> EditLine? {
    while true {
      guard var bytes = try tellingUnreadable("-", { try lines.next() }) else { return nil }
      number += 1
      if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      guard bytes.contains(where: { !Self.blanks.contains($0) }) else { continue }
      do {
        return try EditLine(parsing: bytes)
      } catch {
        throw Failure(.usage, code: "invalid", "line \(number): \(error)")
      }
    }
  }

  /// Goes back to the first line.
  func rewind() {
    lines.rewind()
    number = 0
  }

  /// Runs a body that takes lines, and names the line in what it throws about an entry.
  func namingLines<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as EditError {
      var failure = Failure(error)
      failure.message = "line \(number): \(failure.message)"
      throw failure
    }
  }

  private static let blanks = Set(" \t\r\n".utf8)
}

extension EditLine {
  /// The fields to change.
  ///
  /// - Parameters:
  ///   - line: its number, for messages.
  ///   - language: the language of texts that are named without one.
  /// - Throws: `Failure`.
  func changes(line: Int, language: Language?) throws -> [Field: String?] {
    do {
      var changes: [Field: String?] = [:]
      for (name, value) in values {
        let field = try assignableField(name, language: language)
        guard changes.updateValue(try field.text(of: value), forKey: field) == nil else {
          throw Failure(.usage, code: "invalid", "\(field.name) is given twice")
        }
      }
      return changes
    } catch var failure as Failure {
      failure.message = "line \(line): \(entry): \(failure.message)"
      throw failure
    }
  }
}

extension Field {
  /// What a value in JSON comes to: lists stand one item a line, the empty text clears.
  fileprivate func text(of value: EditLine.Value?) throws -> String? {
    switch value {
    case nil: return nil
    case .text(let text):
      if let complaint = lineFeedComplaint(about: text, called: name) {
        throw Failure(.usage, code: "invalid", complaint)
      }
      return text.isEmpty ? nil : text
    case .list(let items):
      guard isList else {
        throw Failure(.usage, code: "invalid", "\(name) is one text and no list")
      }
      for (index, item) in items.enumerated() {
        if let complaint = Commands.complaint(aboutItem: item) {
          throw Failure(.usage, code: "invalid", "item \(index + 1) of \(name) \(complaint)")
        }
      }
      return items.isEmpty ? nil : items.joined(separator: "\n")
    }
  }
}

/// What is wrong with an item of a list, such as a step; nil when nothing is.
func complaint(aboutItem item: String) -> String? {
  if item.allSatisfy(\.isWhitespace) { return "is blank" }
  return item.contains(where: \.isNewline) ? "holds a line break; it is one line" : nil
}

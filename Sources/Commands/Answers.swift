import Catalog
import KnowledgeStore
import Publishing

/// An answer as JSON: a schema's name and results.
struct Answer<Result: Encodable>: Encodable {
  let schema: String
  let results: [Result]

  /// The answer of a verb, as in `errkb.show/1`.
  init(_ verb: String, _ results: [Result]) {
    schema = "errkb.\(verb)/1"
    self.results = results
  }

  /// Writes the answer on a line of its own.
  func write() throws { writeStream(try jsonText(self) + "\n") }
}

/// Entries as JSON, written as they come: `{"results":[{"entry":…},…],"schema":"errkb.list/1"}`.
struct EntryAnswer {
  private let schema: String
  private var buffer = Array(#"{"results":["#.utf8)
  private var isFirst = true

  /// The answer of a verb, as in `errkb.show/1`.
  init(_ verb: String) { schema = "errkb.\(verb)/1" }

  /// Writes an entry, sooner or later.
  mutating func append(_ entry: Entry) {
    buffer.append(contentsOf: (isFirst ? #"{"entry":"# : #",{"entry":"#).utf8)
    isFirst = false
    EntryDocument(entry, showsRevision: true).append(to: &buffer)
    buffer.append(UInt8(ascii: "}"))
    if buffer.count >= 1 << 16 { flush() }
  }

  /// Ends the answer, which is a line.
  mutating func finish() {
    buffer.append(contentsOf: "],\"schema\":\"\(schema)\"}\n".utf8)
    flush()
  }

  private mutating func flush() {
    writeData(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}

extension Failure {
  private struct Document: Encodable {
    struct Body: Encodable {
      let code: String
      let message: String
      let hint: String?
    }
    let error: Body
  }

  /// The error as an object for programs.
  func json() throws -> String {
    let message = ([message] + details).joined(separator: "\n")
    return try jsonText(Document(error: .init(code: code, message: message, hint: hint)))
  }
}

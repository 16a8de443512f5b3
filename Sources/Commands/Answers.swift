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

/// An entry among results.
struct EntryResult: Encodable {
  let entry: EntryDocument

  init(_ entry: Entry) { self.entry = EntryDocument(entry, showsRevision: true) }
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

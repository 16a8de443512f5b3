import KnowledgeStore
import Publishing

/// A change of the history as JSON: with all others, and replayed from the oldest, it rebuilds any
/// state that the base was in.
struct HistoryAnswer: Encodable {
  let kind: String
  let system: String?
  let entry: String?
  let document: String?
  let rows: Rows
  let revision: Int?
  let batch: BatchAnswer
  let before: [String: String]
  let after: [String: String]

  /// What stays the same when system, entry and document are called otherwise.
  struct Rows: Encodable {
    let system: Int
    let entry: Int?
    let document: Int?
  }

  init(_ item: HistoryItem) {
    kind = item.kind.rawValue
    system = item.system
    entry = item.address
    document = item.document
    rows = Rows(system: item.rows.system, entry: item.rows.entry, document: item.rows.document)
    revision = item.revision
    batch = BatchAnswer(item.batch)
    before = item.before
    after = item.after
  }

  /// Writes the change to the stream of results.
  func write() throws { writeStream(try jsonText(self)) }
}

/// A batch as JSON.
struct BatchAnswer: Encodable {
  let number: Int
  let at: String
  let author: String
  let command: String
  let reason: String?
  let reverts: Int?
  let entries: Int?

  init(_ summary: BatchSummary, countsEntries: Bool = false) {
    number = summary.id
    at = summary.at
    author = summary.author
    command = summary.command
    reason = summary.reason
    reverts = summary.reverts
    entries = countsEntries ? summary.entries : nil
  }
}

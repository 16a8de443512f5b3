import Catalog
import Storage

/// Who does something, and by which command: what the history says of a batch.
package struct Authorship: Sendable {
  /// Who did it.
  package var author: String
  /// The command, as its verb and what it was given.
  package var command: String
  /// Why, in the author's words.
  package var reason: String?

  /// Makes an authorship.
  package init(author: String, command: String, reason: String? = nil) {
    self.author = author
    self.command = command
    self.reason = reason
  }
}

/// Everything one command changes.
///
/// The batch enters the history with its first change, so that a command that changes nothing
/// leaves no trace.
struct Batch {
  /// When the batch began; the time of all its changes.
  let now: String
  let authorship: Authorship
  private let reverted: Int64?
  private var row: Int64?

  /// Begins a batch; `reverted` is the batch it takes back, if that is what it does.
  init(
    _ authorship: Authorship, reverting reverted: Int64? = nil, clock: Clock,
    _ connection: borrowing Connection
  ) throws {
    self.authorship = authorship
    self.reverted = reverted
    self.now = try clock.now(connection)
  }

  /// The row of the batch in the history; nil as long as nothing has changed.
  var number: Int? { row.map { Int($0) } }

  /// Writes a change into the history; `before` and `after` are JSON objects of the fields that
  /// differ, `revision` is the one an entry has reached.
  mutating func record(
    _ subject: Subject, revision: Int? = nil, before: String, after: String,
    _ connection: borrowing Connection
  ) throws {
    let batch = try id(connection)
    try connection.run(
      """
      INSERT INTO changes (batch_id, system_id, code_id, document_id, revision, before, after)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(batch), .integer(subject.system), Value(subject.entry), Value(subject.document),
        Value(revision), .text(before), .text(after),
      ])
  }

  /// Writes into the history how a record has changed; nothing when it has not.
  mutating func record(
    _ subject: Subject, before: [String: String], after: [String: String],
    _ connection: borrowing Connection
  ) throws {
    let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    guard !changed.isEmpty else { return }
    let pairs = { (values: [String: String]) in
      changed.compactMap { key in values[key].map { (key: key, value: $0) } }
    }
    try record(
      subject, before: jsonObject(pairs(before)), after: jsonObject(pairs(after)), connection)
  }

  private mutating func id(_ connection: borrowing Connection) throws -> Int64 {
    if let row { return row }
    try connection.run(
      "INSERT INTO batches (at, author, command, reason, reverts) VALUES (?, ?, ?, ?, ?)",
      [
        .text(now), .text(authorship.author), .text(authorship.command), Value(authorship.reason),
        Value(reverted),
      ])
    let made = connection.lastInsertedRowID
    row = made
    return made
  }
}

/// What a change is a change of, by rows.
enum Subject: Hashable {
  case system(Int64)
  case document(Int64, system: Int64)
  case entry(Int64, system: Int64)
  /// What a document says of an entry, and what waits for a decision between the two.
  case source(entry: Int64, document: Int64, system: Int64)

  /// Reads what a row of the history names.
  init(system: Int64, entry: Int64?, document: Int64?) {
    self =
      switch (entry, document) {
      case (nil, nil): .system(system)
      case (nil, let document?): .document(document, system: system)
      case (let entry?, nil): .entry(entry, system: system)
      case (let entry?, let document?): .source(entry: entry, document: document, system: system)
      }
  }

  var system: Int64 {
    switch self {
    case .system(let system), .document(_, let system), .entry(_, let system),
      .source(_, _, let system):
      system
    }
  }

  var entry: Int64? {
    switch self {
    case .entry(let entry, _), .source(let entry, _, _): entry
    default: nil
    }
  }

  var document: Int64? {
    switch self {
    case .document(let document, _), .source(_, let document, _): document
    default: nil
    }
  }
}

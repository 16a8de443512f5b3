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
  private let authorship: Authorship
  private var row: Int64?

  init(_ authorship: Authorship, clock: Clock, _ connection: borrowing Connection) throws {
    self.authorship = authorship
    self.now = try clock.now(connection)
  }

  /// What a change is a change of.
  enum Subject {
    case entry(Int64, revision: Int)
    case system(Int64)
    case document(Int64)
  }

  /// The row of the batch, made when it is first asked for.
  mutating func id(_ connection: borrowing Connection) throws -> Int64 {
    if let row { return row }
    try connection.run(
      "INSERT INTO batches (at, author, command, reason) VALUES (?, ?, ?, ?)",
      [
        .text(now), .text(authorship.author), .text(authorship.command), Value(authorship.reason),
      ])
    let made = connection.lastInsertedRowID
    row = made
    return made
  }

  /// Writes a change into the history; `before` and `after` are JSON objects of fields.
  mutating func record(
    _ subject: Subject, before: String, after: String, _ connection: borrowing Connection
  ) throws {
    let batch = try id(connection)
    let ids: [Value] =
      switch subject {
      case .entry(let code, _): [.integer(code), .null, .null]
      case .system(let system): [.null, .integer(system), .null]
      case .document(let document): [.null, .null, .integer(document)]
      }
    let revision = if case .entry(_, let revision) = subject { revision } else { Int?.none }
    try connection.run(
      """
      INSERT INTO changes (batch_id, code_id, system_id, document_id, revision, before, after)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [.integer(batch)] + ids + [Value(revision), .text(before), .text(after)])
  }
}

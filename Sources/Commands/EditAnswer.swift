import Catalog
import KnowledgeStore

/// What an edit did, as JSON: `errkb.VERB/1` with the entries that were looked at.
struct EditAnswer: Encodable {
  let entry: String
  let revision: Int
  let changes: [Change]

  struct Change: Encodable {
    let field: String
    let before: String?
    let after: String?
  }

  init(_ result: EditResult) {
    entry = result.address
    revision = result.revision
    changes = result.changes.map {
      Change(field: $0.field.name, before: $0.before, after: $0.after)
    }
  }
}

/// Tells what an edit did: to programs as an answer, to people in a line an entry.
func writeResults(_ results: [EditResult], of verb: String, asJSON: Bool) throws {
  if asJSON { return try Answer(verb, results.map(EditAnswer.init)).write() }
  for result in results {
    let fields = result.changes.filter(\.field.isEditable).map(\.field.name)
    let what =
      fields.isEmpty
      ? "nothing to change" : "revision \(result.revision): \(fields.joined(separator: ", "))"
    writeNote("\(oneLine(result.address))  \(what)")
  }
}

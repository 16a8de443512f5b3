import Catalog
import KnowledgeStore

/// What an edit changes, field by field, for a person to look at before it is done.
struct EditPlanText {
  private let results: [EditResult]

  init(_ results: [EditResult]) { self.results = results }

  /// One line an entry, with its fields below it.
  func render(_ terminal: Terminal) -> String {
    results.map { result in
      let title = terminal.styled("~ \(oneLine(result.address))", .yellow)
      let fields = result.changes.filter(\.field.isEditable).flatMap { change in
        ["    \(oneLine(change.field.name))"]
          + DifferenceText(from: change.before, to: change.after, terminal).lines(indent: 6)
      }
      return ([title] + fields).joined(separator: "\n") + "\n"
    }.joined()
  }
}

/// Tells what an edit did, or what it would do; of very many entries a person is told the first.
func reportEdits(
  _ results: [EditResult], of verb: String, isDryRun: Bool, asJSON: Bool
) throws {
  let changed = results.filter { !$0.changes.isEmpty }
  if isDryRun && !asJSON {
    writeAnswer(EditPlanText(changed).render(.output))
  } else if !changed.isEmpty || asJSON {
    let told = asJSON ? changed[...] : changed.prefix(50)
    try writeResults(Array(told), of: verb, asJSON: asJSON)
    if told.count < changed.count { writeNote("and \(changed.count - told.count) more") }
    return
  }
  if changed.isEmpty { writeNote("errkb: nothing was changed") }
}

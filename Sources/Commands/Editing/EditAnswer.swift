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
func writeResults(
  _ results: [EditResult], of verb: String, asJSON: Bool, isPlan: Bool = false
) throws {
  var told = EditResults(verb: verb, asJSON: asJSON, isPlan: isPlan)
  for result in results { told.append(result) }
  try told.write()
}

/// Tells what saving a sheet did, or would do; entries that stay as they are go without a word.
func writeChanges(
  _ results: [EditResult], of verb: String, isPlan: Bool, asJSON: Bool
) throws {
  let changed = results.filter { !$0.changes.isEmpty }
  guard !changed.isEmpty || asJSON else { return writeNote("errkb: nothing was changed") }
  try writeResults(changed, of: verb, asJSON: asJSON, isPlan: isPlan)
}

/// What edits did, told when all of them are done.
///
/// Of many entries people are told the number, and no more than that is kept; an answer in JSON and a
/// plan are held whole until then.
struct EditResults {
  let verb: String
  let asJSON: Bool
  let isPlan: Bool
  private var kept: [EditResult] = []
  private var changed = 0
  private var unchanged = 0

  /// How many entries are told one by one.
  private static let few = 20

  init(verb: String, asJSON: Bool, isPlan: Bool = false) {
    self.verb = verb
    self.asJSON = asJSON
    self.isPlan = isPlan
  }

  mutating func append(_ result: EditResult) {
    if result.changes.isEmpty { unchanged += 1 } else { changed += 1 }
    if asJSON || isPlan || changed + unchanged <= Self.few { kept.append(result) }
  }

  func write() throws {
    if asJSON { return try Answer(verb, kept.map(EditAnswer.init)).write() }
    if isPlan {
      let changed = kept.filter { !$0.changes.isEmpty }
      writeAnswer(changed.map { planText($0, .output) }.joined())
    }
    guard isPlan || changed + unchanged > Self.few || changed + unchanged == 0 else {
      for result in kept { writeNote(line(result)) }
      return
    }
    let done = isAdding ? "added" : "changed"
    let what = isPlan ? "would be \(done)" : done
    writeNote(
      "\(counted(changed, "entry", "entries")) \(what)"
        + (unchanged > 0 ? ", \(unchanged) as wanted already" : ""))
  }

  private var isAdding: Bool { verb == "add" }

  private func line(_ result: EditResult) -> String {
    if isAdding { return "\(oneLine(result.address))  added" }
    let fields = result.changes.filter(\.field.isEditable).map(\.field.name)
    let what =
      fields.isEmpty
      ? "nothing to change" : "revision \(result.revision): \(fields.joined(separator: ", "))"
    return "\(oneLine(result.address))  \(visible(what))"
  }

  /// The entry with its fields below it, before and after.
  func planText(_ result: EditResult, _ terminal: Terminal) -> String {
    let (mark, style) = isAdding ? ("+", Terminal.Style.green) : ("~", .yellow)
    var text = terminal.styled("\(mark) \(oneLine(result.address))", style) + "\n"
    for change in result.changes
    where change.field.isEditable && !(isAdding && change.field == .code) {
      let difference = DifferenceText(from: change.before, to: change.after, terminal)
      text += "    \(oneLine(change.field.name))\n"
      text += difference.lines(indent: 6).map { $0 + "\n" }.joined()
    }
    return text
  }
}

import Catalog
import KnowledgeStore

/// An open question, or a settled one, as JSON: `errkb.review/1`.
struct ReviewAnswer: Encodable {
  let kind: String
  let entry: String
  let system: String
  let document: String
  let field: String?
  let base: String?
  let theirs: String?
  let ours: String?
  let goneSince: String?
  /// How it was settled: `ours`, `theirs` or `text`; missing while it is open.
  let decision: String?

  init(_ item: ReviewItem, decision: ReviewDecision? = nil) {
    kind = item.kind.rawValue
    entry = item.address
    system = item.system
    document = item.document
    field = item.field?.name
    base = item.ancestor
    theirs = item.theirs
    ours = item.ours
    goneSince = item.goneSince
    self.decision =
      switch decision {
      case nil: nil
      case .ours: "ours"
      case .theirs: "theirs"
      case .text: "text"
      }
  }
}

/// An open question as a line for another program.
func reviewLine(_ item: ReviewItem) -> String {
  let cells = [
    item.kind.rawValue, item.address, item.document, item.field?.name ?? "", item.ancestor ?? "",
    item.theirs ?? "", item.ours ?? "",
  ]
  return cells.map(oneLine).joined(separator: "\t") + "\n"
}

/// What was decided, in a sentence.
func settledSentence(_ item: ReviewItem, _ decision: ReviewDecision) -> String {
  let field = item.field.map { " " + $0.name } ?? ""
  let name = oneLine(item.address + field)
  return switch (item.kind, decision) {
  case (.conflict, .ours): "\(name): stays as it is here"
  case (.conflict, .theirs): "\(name): taken from \(oneLine(item.document))"
  case (_, .text): "\(name): your text"
  case (.withdrawal, .ours): "\(name): stays, withdrawn"
  case (.withdrawal, .theirs): "\(name): removed"
  case (.rename, .ours): "\(name): has nothing to do with \(oneLine(item.theirs ?? ""))"
  case (.rename, .theirs): "\(name): deprecated in favour of \(oneLine(item.theirs ?? ""))"
  }
}

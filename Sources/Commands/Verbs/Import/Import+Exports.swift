import Catalog
import KnowledgeStore

/// What taking back records and taking back translations have in common.
extension Import {
  /// Runs a body and tells the mistakes that it finds in files.
  func tellingMistakes(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let mistakes as RecordMistakes {
      if !answer.json { mistakes.lines.forEach(writeNote) }
      throw mistakes.failure(isWhole: answer.json)
    }
  }

  /// Refuses options that speak of documents.
  ///
  /// - Parameters:
  ///   - options: those that do in this case, besides those that always do, and whether they are given.
  ///   - kind: what the file is, such as "a PO file".
  func refuseOptions(_ options: [(String, Bool)], for label: String, _ kind: String) throws {
    let all =
      [
        ("--map", !map.isEmpty), ("--document", document != nil),
        ("--allow-withdrawn", allowWithdrawn), ("--new-document", newDocument),
      ] + options
    guard let (option, _) = all.first(where: \.1) else { return }
    throw Failure(
      .usage, code: "usage",
      "\(option) says how to take a document, and \(label) is \(kind); leave it out")
  }

  /// What becomes of conflicts where nothing can be put up for review.
  var decidedConflict: KnowledgeBase.OnConflict { onConflict ?? .fail }

  /// Says that files hold nothing of the system that is asked for.
  func noSystem(_ system: String, in labels: [String]) -> Failure {
    Failure(
      .nothingFound, code: "no_such_system",
      "\(labels.joined(separator: ", ")) holds no system '\(system)'")
  }

  /// The first fields that were changed both here and in a file, one a line.
  ///
  /// - Parameter count: how many there are in all.
  func conflictLines(_ changes: [ImportReport.Change], of count: Int) -> [String] {
    let fields = changes.filter { $0.kind == .conflict }.flatMap { change in
      change.fields.map { field in
        "  \(change.address) \(field.field.name): '\(oneLine(field.before ?? ""))' here, "
          + "'\(oneLine(field.after ?? ""))' there"
      }
    }
    let shown = fields.prefix(20).map { visible($0) }
    return shown + (count > shown.count ? ["  and \(count - shown.count) more"] : [])
  }
}

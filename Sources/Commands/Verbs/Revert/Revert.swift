import ArgumentParser
import Catalog
import KnowledgeStore

struct Revert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revert",
    abstract: "Take back what was done to an entry, or all that a batch did.",
    discussion: """
      An entry goes back by one revision, or to the one named by --to. A batch is everything that one \
      command did, such as an import; errkb history --batches lists them. What takes back is in the \
      history too, and can be taken back.
      """)

  @Argument(help: "An entry, as CODE, SYSTEM:CODE or SYSTEM:CODE#VARIANT.")
  var entry: WordArgument?

  @Option(help: ArgumentHelp("The revision to go back to.", valueName: "revision"))
  var to: Int?

  @Option(help: ArgumentHelp("Take back all that this batch did.", valueName: "number"))
  var batch: Int?

  @Option(
    help: ArgumentHelp(
      """
      What becomes of what was changed since the batch: fail takes nothing back, ours keeps it, theirs \
      loses it.
      """))
  var onConflict: Later?

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  /// What becomes of what came after a batch.
  enum Later: String, ExpressibleByArgument, CaseIterable {
    case fail, ours, theirs

    fileprivate var decision: KnowledgeBase.OnConflict {
      switch self {
      case .fail: .fail
      case .ours: .ours
      case .theirs: .theirs
      }
    }
  }

  func validate() throws {
    guard (entry == nil) != (batch == nil) else {
      throw ValidationError(
        entry == nil
          ? "name an entry, or a batch with --batch NUMBER"
          : "an entry or a --batch can be taken back, not both at once")
    }
    guard entry != nil || to == nil else { throw ValidationError("--to goes with an entry") }
    guard batch != nil || onConflict == nil else {
      throw ValidationError("--on-conflict goes with --batch")
    }
  }

  func run() throws {
    let base = try global.openForChanges(isDryRun: dryRun)
    if let entry { try revert(entry, base) }
    if let batch { try revert(batch, base) }
  }

  private func revert(_ entry: WordArgument, _ base: KnowledgeBase) throws {
    let command = "revert \(entry.text)" + (to.map { " --to \($0)" } ?? "")
    let result = try base.revert(
      try base.address(entry.text), to: to, by: try author.authorship(command), dryRun: dryRun)
    if !result.changes.isEmpty || answer.json {
      return try writeChanges([result], of: "revert", isPlan: dryRun, asJSON: answer.json)
    }
    writeNote(
      "\(oneLine(result.address)) is at revision \(result.revision) as it was"
        + (to.map { " at \($0)" } ?? "") + "; nothing was changed")
  }

  private func revert(_ batch: Int, _ base: KnowledgeBase) throws {
    let report = try Progress.during("taking back batch \(batch)") {
      try base.revertBatch(
        batch, onConflict: onConflict?.decision ?? .fail,
        by: try author.authorship("revert --batch \(batch)"), dryRun: dryRun)
    }
    let text = RevertText(batch: batch, report: report, isPlan: dryRun)
    if answer.json { return try text.answer.write() }
    if dryRun { writeAnswer(text.plan(.output)) }
    for line in text.lines { writeNote(line) }
  }
}

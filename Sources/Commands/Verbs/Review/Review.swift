import ArgumentParser
import Catalog
import Files
import KnowledgeStore

struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Decide between documents and what was written here.",
    discussion: """
      Imports leave three kinds of questions: conflict, a field that the document and people changed \
      differently; withdrawal, an entry that no document has any more; rename, a code that seems to \
      have another name now. ours leaves things as they are here; theirs takes the document's text, \
      removes the entry, or deprecates the old code in favour of the new one. In a pipe each question \
      is a line: kind, entry, document, field, base, theirs, ours. Exit status 1 says that something \
      is open.
      """)

  @OptionGroup var choice: ReviewOptions

  @Flag(help: "Ask for a decision one by one, on a terminal.")
  var settle = false

  @Option(help: "Settle all that is chosen; later leaves it open.")
  var take: Side?

  @Option(
    help: ArgumentHelp(
      "Settle the one conflict that is chosen by this text; @FILE or @- reads it.",
      valueName: "text"), transform: asTyped)
  var text: String?

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  enum Side: String, ExpressibleByArgument, CaseIterable {
    case ours, theirs, later
  }

  func validate() throws {
    guard [settle, take != nil, text != nil].count(where: { $0 }) < 2 else {
      throw ValidationError("--settle, --take and --text exclude each other")
    }
    guard !settle || !answer.json else { throw ValidationError("--settle does not go with --json") }
  }

  func run() throws {
    guard !settle || Terminal.input.isInteractive && Terminal.output.isInteractive else {
      throw Failure(
        .usage, code: "no_terminal",
        "--settle asks questions, and there is no terminal to ask them on; "
          + "decide with --take ours, --take theirs or --text TEXT")
    }
    let isReading = !settle && text == nil && (take == nil || take == .later)
    let base = try global.open(for: isReading ? .reading : .writing)
    let items = try choice.items(base, isReading: isReading)
    if let text { return try settle(items, by: text, base) }
    if take == .ours { return try settle(items, .ours, base) }
    if take == .theirs { return try settle(items, .theirs, base) }
    if settle, !items.isEmpty {
      let walk = ReviewWalk(
        base: base, items: items, authorship: try author.authorship("review --settle"))
      return try walk.run()
    }
    try list(items, base)
  }

  private func list(_ items: [ReviewItem], _ base: KnowledgeBase) throws {
    if answer.json {
      try Answer("review", items.map { ReviewAnswer($0) }).write()
    } else if items.isEmpty {
      writeNote("nothing is open for review")
    } else if Terminal.output.isInteractive {
      let cards = try items.map { try ReviewCard($0, base, .output).render() }
      writeAnswer(cards.joined(separator: "\n"))
    } else {
      writeStream(items.map(reviewLine).joined())
    }
    if !items.isEmpty && take != .later { throw ExitStatus.nothingFound }
  }

  private func settle(
    _ items: [ReviewItem], _ decision: ReviewDecision, _ base: KnowledgeBase
  ) throws {
    let results = try base.settle(items, decision, by: try author.authorship(command))
    guard !answer.json else {
      return try Answer("review", items.map { ReviewAnswer($0, decision: decision) }).write()
    }
    guard !items.isEmpty else { return writeNote("nothing is open for review") }
    for (item, result) in zip(items, results) where result != nil {
      writeNote(settledSentence(item, decision))
    }
    let changed = Set(results.compactMap { $0 }.filter { !$0.changes.isEmpty }.map(\.address))
    if items.count > 1 {
      writeNote("\(items.count) settled, \(counted(changed.count, "entry", "entries")) changed")
    }
  }

  private func settle(
    _ items: [ReviewItem], by text: String, _ base: KnowledgeBase
  ) throws {
    let text = try text.hasPrefix("@") ? fileText(String(text.dropFirst()), .field) : text
    guard let item = items.first else {
      throw Failure(
        .conflict, code: "settled", "nothing that is chosen is open; the text was not taken")
    }
    guard items.count == 1 else {
      let names = items.prefix(5).map { "\($0.address) \($0.field?.name ?? $0.kind.rawValue)" }
      throw Failure(
        .usage, code: "ambiguous",
        "--text settles one conflict, and \(items.count) questions are chosen; "
          + "narrow down to one of \(names.joined(separator: ", "))")
    }
    try settle([item], .text(withoutLastLineFeeds(text)), base)
  }

  private var command: String {
    let words = [
      choice.entry?.text, take.map { "--take \($0.rawValue)" }, text.map { _ in "--text" },
    ]
    return (["review"] + words.compactMap { $0 }).joined(separator: " ")
  }
}

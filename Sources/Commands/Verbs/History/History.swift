import ArgumentParser
import Catalog
import KnowledgeStore

struct History: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Tell who changed what, when and why.",
    discussion: """
      Of an entry, its revisions; else what commands did, each a batch. The newest comes first, times \
      are UTC. In a pipe each changed field is a line: batch, time, author, command, reason, entry, \
      document, revision, field, before, after. --json holds all that is needed to rebuild any \
      earlier state.
      """)

  @Argument(help: "An entry, as CODE, SYSTEM:CODE or SYSTEM:CODE#VARIANT.")
  var entry: WordArgument?

  @Flag(help: "List the batches: one line for each command that wrote.")
  var batches = false

  @Option(help: ArgumentHelp("Only what this batch did, all of it.", valueName: "number"))
  var batch: Int?

  @Option(help: ArgumentHelp("Only changes in this system.", valueName: "slug"), transform: asTyped)
  var system: String?

  @Option(help: ArgumentHelp("Only what this author did.", valueName: "name"), transform: asTyped)
  var by: String?

  @Option(
    help: ArgumentHelp(
      "Only from this moment on, such as 2026-11-21, 2026-11-21T08:30, 7d, 2w or yesterday.",
      valueName: "date"), transform: { try Moment(parsing: $0) })
  var since: Moment?

  @Option(help: "Tell of at most this many batches; of an entry, this many changes.")
  var limit: Int?

  @Flag(help: "Tell what documents said, too.")
  var sources = false

  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    guard !batches || entry == nil && batch == nil && system == nil && !sources else {
      throw ValidationError("--batches goes with --by, --since and --limit only")
    }
  }

  func run() throws {
    let base = try global.open(for: .reading)
    if batches { return try listBatches(base) }
    let isEmpty =
      if answer.json { try stream(base) } else { try tell(base) }
    guard isEmpty else { return }
    throw try nothing("no change passes these filters", base)
  }

  /// Why there is nothing to tell: a snapshot need not have a history.
  private func nothing(_ sentence: String, _ base: KnowledgeBase) throws -> Failure {
    let hasHistory = try !base.isSnapshot() || !base.batches(limit: 1).isEmpty
    return Failure(
      .nothingFound, code: "nothing_found",
      hasHistory
        ? sentence
        : "\(base.path) is a snapshot without a history; take one by snapshot --with history")
  }

  private func listBatches(_ base: KnowledgeBase) throws {
    let first = try since?.time(base) ?? ""
    let all = try base.batches().filter { batch in
      (by == nil || batch.author == by) && batch.at >= first
    }
    let batches = limit.map { Array(all.prefix($0)) } ?? all
    if answer.json {
      try Answer("batches", batches.map { BatchAnswer($0, countsEntries: true) }).write()
    } else {
      if !batches.isEmpty { writeAnswer(batchTable(batches).render(.output)) }
    }
    guard batches.isEmpty else { return }
    throw try nothing("no batch passes these filters", base)
  }

  /// Writes the changes as JSON, one by one; returns whether there was none.
  private func stream(_ base: KnowledgeBase) throws -> Bool {
    var isFirst = true
    try forEachChange(base, includingSources: true) { item in
      writeStream(isFirst ? "{\"results\":[" : ",")
      isFirst = false
      try HistoryAnswer(item).write()
      return true
    }
    writeStream((isFirst ? "{\"results\":[" : "") + "],\"schema\":\"errkb.history/1\"}\n")
    return isFirst
  }

  private func tell(_ base: KnowledgeBase) throws -> Bool {
    var isEmpty = true
    guard Terminal.output.isInteractive else {
      try forEachChange(base, includingSources: sources) { item in
        isEmpty = false
        writeStream(historyLines(of: item))
        return true
      }
      return isEmpty
    }
    var text = HistoryText(
      terminal: .output, isOfEntry: entry != nil, isWhole: entry != nil || batch != nil)
    var output = PagedOutput()
    try forEachChange(base, includingSources: sources) { item in
      isEmpty = false
      output.write(text.text(of: item))
      return !output.isLeft
    }
    output.write(text.endOfBatch())
    output.finish()
    return isEmpty
  }

  private func forEachChange(
    _ base: KnowledgeBase, includingSources: Bool, _ body: (HistoryItem) throws -> Bool
  ) throws {
    var filter = HistoryFilter()
    filter.entry = try entry.map { try base.address($0.text) }
    filter.system = try system.map { try existingSystem($0, base) }
    filter.author = by
    filter.batch = batch
    filter.since = try since?.time(base)
    filter.includesSources = includingSources
    if entry != nil { filter.limit = limit }
    var batches = 0
    var last: Int?
    try base.forEachChange(filter) { item in
      if item.batch.id != last { batches += 1 }
      last = item.batch.id
      if entry == nil, let limit, batches > limit { return false }
      return try body(item)
    }
  }
}

import ArgumentParser
import Catalog
import KnowledgeStore
import TextAnalysis

struct RemoveEntries: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm", abstract: "Remove entries: hide them, and keep them in the history.",
    discussion: """
      An import does not bring back what was removed; errkb set ENTRY status=active does. On a \
      terminal it is asked for first.
      """)

  @Argument(help: "Entries, as CODE, SYSTEM:CODE or SYSTEM:CODE#VARIANT.")
  var entries: [WordArgument]

  @Flag(help: "Do not ask.")
  var force = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let base = try global.open(for: .writing)
    var chosen: [Entry] = []
    for text in entries.map(\.text) {
      let entry = try base.entryToEdit(at: try base.address(text))
      if !chosen.contains(where: { $0.address == entry.address }) { chosen.append(entry) }
    }
    let present = chosen.filter { $0.status != .removed }
    if !present.isEmpty, try !isConfirmed(present) { throw ExitStatus.nothingFound }
    let edits = chosen.map { entry in
      // What was shown is what goes.
      EntryEdit(
        EntryAddress(entry.id), [.status: EntryStatus.removed.rawValue],
        expecting: force ? .any : .exactly(entry.revision))
    }
    let addresses = chosen.map(\.address).joined(separator: " ")
    let results = try base.edit(edits, by: try author.authorship("rm \(addresses)"))
    if answer.json { return try writeResults(results, of: "rm", asJSON: true) }
    for (entry, result) in zip(chosen, results) {
      let what = result.changes.isEmpty ? "removed already" : "removed"
      writeNote(
        "\(oneLine(result.address))  \(what); to bring it back: "
          + (try base.commandBringingBack(entry)))
    }
  }

  private func isConfirmed(_ present: [Entry]) throws -> Bool {
    if !force, Terminal.error.isInteractive {
      for entry in present {
        let line = "\(entry.address)  \(entry.headline([Environment.language].compactMap { $0 }))"
        writeNote(truncated(oneLine(line), to: Terminal.error.width))
      }
    }
    let question =
      "Remove \(present.count == 1 ? "it" : counted(present.count, "entry", "entries"))?"
    return try confirmed(question, isForced: force, verb: "rm")
  }
}

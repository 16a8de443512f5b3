import ArgumentParser
import KnowledgeStore

struct Reindex: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reindex",
    abstract: "Take in what other tools wrote, and bring the search index up to date.")

  @Flag(help: "Build the whole index anew.")
  var all = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let base = try global.open(for: .writing)
    let count = try base.reindex(rebuilding: all, by: try author.authorship("reindex"))
    if answer.json { return try Answer("reindex", [["settled": count]]).write() }
    if all { writeNote("the index was built anew") }
    writeNote(count == 0 ? "nothing was behind" : "\(counted(count, "entry", "entries")) settled")
  }
}

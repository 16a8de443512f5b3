import ArgumentParser
import Catalog
import KnowledgeStore

struct Systems: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "systems", abstract: "List the systems, or change them.",
    subcommands: [AddSystem.self, SetSystem.self, RenameSystem.self, RemoveSystem.self])

  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let systems = try global.open(for: .reading).systems()
    if answer.json { return try Answer("systems", systems.map(Result.init)).write() }
    var table = TextTable([
      .fixed("SYSTEM"), .flexible("NAME"), .flexible("VENDOR"), .fixed("LANGUAGE"),
      .number("ENTRIES"),
    ])
    table.rows = systems.map { summary in
      let system = summary.system
      return [
        system.slug, system.name, system.vendor ?? "", system.language?.tag ?? "",
        String(summary.entries),
      ]
    }
    Commands.writeAnswer(table.render(.output))
  }

  /// Answers programs with one system as it is now.
  static func writeAnswer(about slug: String, _ base: KnowledgeBase) throws {
    let systems = try base.systems().filter { $0.system.slug == slug }
    try Answer("systems", systems.map(Result.init)).write()
  }

  private struct Result: Encodable {
    let system: String
    let name: String
    let vendor: String?
    let language: String?
    let helpURL: String?
    let entries: Int
    let documents: Int

    init(_ summary: KnowledgeBase.SystemSummary) {
      system = summary.system.slug
      name = summary.system.name
      vendor = summary.system.vendor
      language = summary.system.language?.tag
      helpURL = summary.system.helpURL
      entries = summary.entries
      documents = summary.documents
    }
  }
}

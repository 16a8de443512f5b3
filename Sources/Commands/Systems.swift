import ArgumentParser
import Catalog
import KnowledgeStore

struct Systems: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "systems", abstract: "List the systems.")

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
    writeAnswer(table.render(.output))
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

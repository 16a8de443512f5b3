import ArgumentParser
import Catalog
import KnowledgeStore
import Publishing

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List entries.")

  @Option(help: "List at most this many entries.")
  var limit: Int?

  @OptionGroup var filter: FilterOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() throws {
    let base = try global.open(for: .reading)
    let filter = try filter.filter(base, language: language.lang?.language)
    let languages = try language.preferred()
    var entries: [Entry] = []
    var table = TextTable([
      .fixed("ENTRY"), .number("HTTP"), .flexible("CATEGORY"), .flexible("MESSAGE"),
    ])
    try base.forEachEntry(filter, limit: limit) { entry in
      if answer.json { return entries.append(entry) }
      table.rows.append([
        entry.address, entry.httpStatus.map(String.init) ?? "", entry.category ?? "",
        entry.headline(languages),
      ])
    }
    if answer.json {
      try Answer("list", entries.map(EntryResult.init)).write()
    } else {
      if !table.rows.isEmpty { writeAnswer(table.render(.output)) }
    }
    guard entries.isEmpty && table.rows.isEmpty else { return }
    let isEmpty = try base.systems().allSatisfy { $0.entries == 0 }
    throw Failure(
      .nothingFound, code: "nothing_found",
      isEmpty
        ? "there is no entry yet; read a document with: errkb import PATH"
        : "no entry passes these filters; leave one out")
  }
}

import ArgumentParser
import Catalog
import KnowledgeStore
import Publishing
import TextAnalysis

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
    // Whose numbers, placeholders or steps are wrong comes before whose wording is: all are looked at.
    let isSorted = filter.state == .outdated
    try base.forEachAddressedEntry(filter, limit: isSorted ? nil : limit) { entry, address in
      if answer.json || isSorted { return entries.append(entry) }
      table.rows.append(row(entry, address, languages))
    }
    if isSorted {
      let urgent = entries.filter { urgency(of: $0) == .substance }
      let others = entries.filter { urgency(of: $0) != .substance }
      entries = Array((urgent + others).prefix(limit ?? .max))
      if !answer.json {
        table.rows = try entries.map { row($0, try base.distinctAddress(of: $0), languages) }
      }
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
      isEmpty ? "there is no entry yet" : "no entry passes these filters; leave one out",
      hint: isEmpty ? "to read a document: " + commandLine("import", operands: ["PATH"]) : nil)
  }

  private func row(_ entry: Entry, _ address: String, _ languages: [Language]) -> [String] {
    [
      address, entry.httpStatus.map(String.init) ?? "", entry.category ?? "",
      entry.headline(languages),
    ]
  }

  /// How much has changed what the entry's translations were made from.
  private func urgency(of entry: Entry) -> ChangeGrade {
    let values = FieldValues(entry)
    let asked = language.lang.map { [$0.language] } ?? Array(entry.texts.keys)
    return asked.map { values.changeOfOrigin(of: $0) }.max() ?? .none
  }
}

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
    var entries = EntryAnswer("list")
    var table = TableStream([
      .fixed("ENTRY"), .number("HTTP"), .flexible("CATEGORY"), .flexible("MESSAGE"),
    ])
    var isNothing = true
    try forEachEntry(base, filter) { entry, address in
      isNothing = false
      if answer.json {
        entries.append(entry)
        return true
      }
      table.append(row(entry, address, languages))
      return !table.isLeft
    }
    if answer.json { entries.finish() } else { table.finish() }
    guard isNothing else { return }
    let isEmpty = try base.systems().allSatisfy { $0.entries == 0 }
    throw Failure(
      .nothingFound, code: "nothing_found",
      isEmpty ? "there is no entry yet" : "no entry passes these filters; leave one out",
      hint: isEmpty ? "to read a document: " + commandLine("import", operands: ["PATH"]) : nil)
  }

  /// Hands out the entries in the order of the list, until the body returns false.
  private func forEachEntry(
    _ base: KnowledgeBase, _ filter: EntryFilter, _ body: (Entry, String) throws -> Bool
  ) throws {
    guard filter.state == .outdated else {
      return try base.forEachAddressedEntry(filter, limit: limit, body)
    }
    // Entries whose numbers, placeholders or steps changed come before those whose wording did. The
    // base is read twice, so that none is held.
    var left = limit ?? .max
    try base.reading {
      for isUrgent in [true, false] where left > 0 {
        try base.forEachAddressedEntry(filter) { entry, address in
          guard (urgency(of: entry) == .substance) == isUrgent else { return true }
          left = try body(entry, address) ? left - 1 : 0
          return left > 0
        }
      }
    }
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

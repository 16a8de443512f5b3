import ArgumentParser
import KnowledgeStore

struct DocumentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "documents", abstract: "List the imported documents, or change them.",
    subcommands: [RenameDocument.self, ForgetDocument.self])

  @OptionGroup var place: DocumentPlaceOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let base = try global.open(for: .reading)
    let system = try place.system.map { try existingSystem($0, base) }
    let documents = try base.documents(system: system)
    if answer.json { return try Answer("documents", documents.map(Result.init)).write() }
    var table = TextTable([
      .fixed("SYSTEM"), .flexible("DOCUMENT"), .number("ENTRIES"), .number("GONE"),
      .fixed("IMPORTED"), .fixed("SHA-256"),
    ])
    table.rows = documents.map {
      [
        $0.system, $0.name, String($0.entries), String($0.gone), day(of: $0.importedAt) ?? "",
        Terminal.output.isInteractive ? String($0.sha256.prefix(12)) : $0.sha256,
      ]
    }
    writeAnswer(table.render(.output))
  }

  private struct Result: Encodable {
    let system: String
    let document: String
    let url: String?
    let licence: String?
    let language: String?
    let sha256: String
    let importedAt: String
    let entries: Int
    let gone: Int

    init(_ document: KnowledgeBase.DocumentSummary) {
      system = document.system
      self.document = document.name
      url = document.url
      licence = document.licence
      language = document.language
      sha256 = document.sha256
      importedAt = document.importedAt
      entries = document.entries
      gone = document.gone
    }
  }
}

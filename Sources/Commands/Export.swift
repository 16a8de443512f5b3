import ArgumentParser
import Catalog
import KnowledgeStore
import Publishing

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the content as text.",
    discussion: """
      jsonl is one entry a line; json is one document of them. Both hold withdrawn entries, marked \
      with the time, and stand in the order of system, code and variant.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json, jsonl
  }

  @Option(help: "json or jsonl.")
  var format: Format

  @OptionGroup var filter: FilterOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let base = try global.open(for: .reading)
    let filter = try filter.filter(base, language: nil)
    if format == .json { writeStream("{\"results\":[") }
    var isFirst = true
    try base.forEachEntry(filter) { entry in
      let text = try jsonText(EntryDocument(entry))
      switch format {
      case .json: writeStream((isFirst ? "" : ",") + "{\"entry\":" + text + "}")
      case .jsonl: writeStream(text + "\n")
      }
      isFirst = false
    }
    if format == .json { writeStream("],\"schema\":\"errkb.export/1\"}\n") }
  }
}

import Catalog
import YAML

/// Writes a page of Markdown for each system: front matter, the name as its title, and a table for each
/// category below a heading.
///
/// The front matter tells errkb that the page is its own, and with that the headings, so that import
/// takes every cell for exactly what it stands for. One page is one file.
package struct MarkdownPageWriter: EntryWriter {
  private var columns: [Field] = []
  /// The category whose table is open; nil before the first table.
  private var category: Category?

  /// What the tables of a page are told apart by: no name for entries without a category.
  private struct Category {
    var name: String?

    /// Equal byte by byte; Swift takes two ways to compose a letter for one.
    func isNamed(_ other: String?) -> Bool {
      name.map { Array($0.utf8) } == other.map { Array($0.utf8) }
    }
  }

  /// Makes a writer of a file.
  package init() {}

  package var order: EntryOrder { .category }

  package mutating func begin(
    _ system: SystemRecord, fields: Set<Field>, to output: inout [UInt8]
  ) throws {
    let system = system.system
    columns = tableColumns(fields.union([.code]).subtracting([.category]))
    category = nil
    var front = YAMLWriter()
    front.key("schema", "errkb.page/1")
    front.key("system", system.slug)
    front.key("name", system.name)
    if let vendor = system.vendor { front.key("vendor", vendor) }
    if let language = system.language { front.key("language", language.tag) }
    if let url = system.helpURL { front.key("help_url", url) }
    output += "---\n\(inert(front.text))---\n\n# \(markdownTitle(system.name))\n".utf8
  }

  package mutating func write(_ record: EntryRecord, to output: inout [UInt8]) throws {
    let entry = record.entry
    if category?.isNamed(entry.category) != true {
      category = Category(name: entry.category)
      if let name = entry.category { output += "\n## \(markdownHeading(name))\n".utf8 }
      writeRow(columns.map { markdownText($0.heading) }, to: &output, after: "\n")
      output += ("|" + String(repeating: "---|", count: columns.count) + "\n").utf8
    }
    writeRow(columns.map { cell($0, of: entry) }, to: &output)
  }

  /// The front matter without what Markdown reads as a tag, a link or a reference, for renderers that know
  /// no front matter.
  ///
  /// In YAML these stand between quotation marks only, where they may be escaped.
  private func inert(_ yaml: String) -> String {
    ["<": "\\x3C", "[": "\\x5B", "]": "\\x5D", "&": "\\x26", "`": "\\x60"].reduce(yaml) {
      $0.replacing($1.key, with: $1.value)
    }
  }

  private func cell(_ field: Field, of entry: Entry) -> String {
    switch field {
    case .description: return markdownInlines(entry.cell(field))
    case .remedy(let language):
      let steps = entry.remedies[language, default: []]
      guard steps.count > 1 else { return markdownInlines(steps.first ?? "") }
      let numbered = steps.enumerated().map { "\($0.offset + 1). \($0.element)" }
      return markdownInlines(numbered.joined(separator: "\n"))
    default: return markdownText(entry.cell(field))
    }
  }

  private func writeRow(_ cells: [String], to output: inout [UInt8], after start: String = "") {
    output += start.utf8
    for cell in cells { output += (cell.isEmpty ? "| " : "| \(cell) ").utf8 }
    output += "|\n".utf8
  }
}

import Catalog
import Testing

@testable import Documents

/// What recognition makes of an outline, whichever format it comes from.
struct ReaderTests {
  /// Lines `code = message` below lines `[heading]`: tables without a head.
  private struct PropertiesReader: DocumentReader {
    func read(_ page: Page) -> Reading {
      var outline = Outline()
      for line in 1..<(page.lines.count + 1) where !page.isBlank(line) {
        let text = page.text(line)
        if text.hasPrefix("[") {
          let heading = Inlines(verbatim: String(text.dropFirst().dropLast()))
          outline.blocks.append(Block(content: .heading(level: 1, heading), lines: line...line))
          continue
        }
        let cells = text.split(separator: "=").map { Inlines(verbatim: trimmed($0)) }
        let table = Table(
          headings: ["code", "message"].map { Inlines(verbatim: $0) }, headLines: line..<line,
          rows: [Row(cells: cells, lines: line...line)],
          excess: ExcessCells(joint: " = ", advice: "write '=' once"))
        outline.blocks.append(Block(content: .table(table), lines: line...line))
      }
      return .outline(outline)
    }
  }

  @Test func `a reader of another format needs nothing but an outline`() throws {
    let text = "[Login]\nE1 = Wrong *password*\nE2 = a = b\n\n[Jobs]\nE3 = Failed\n"
    let document = try SourceDocument(Array(text.utf8), reader: PropertiesReader())
      .read(options: ReadingOptions())
    #expect(
      document.messages(.english) == ["E1": "Wrong *password*", "E2": "a = b", "E3": "Failed"])
    #expect(document.entries.map(\.category) == ["Login", "Login", "Jobs"])
    #expect(document.account == "3 2 0 1 0")
    #expect(
      document.diagnostics.map(\.message) == [
        "the row has 3 cells for 2 columns; what is too much was joined into 'message'; "
          + "write '=' once"
      ])
  }
}

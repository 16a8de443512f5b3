import Foundation
import Linting
import Testing

/// `docs/lint.md` against the rules.
struct LintDocumentationTests {
  @Test func `every rule is explained, with what it weighs`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/lint.md")
    let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
      .drop { !$0.hasPrefix("## Rules") }.prefix { !$0.hasPrefix("## Fixing") }
      .filter { $0.hasPrefix("| `") }
    var documented: [String: String] = [:]
    for row in rows {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      try #require(cells.count >= 4, "\(row)")
      for id in cells[0].split(separator: ",") {
        documented[id.trimmingCharacters(in: CharacterSet(charactersIn: " `"))] = cells[1]
      }
    }
    let rules = Dictionary(
      uniqueKeysWithValues: LintRule.all.map { ($0.id, $0.severity.rawValue) })
    #expect(documented == rules)
  }
}

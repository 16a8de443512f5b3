import Catalog
import KnowledgeStore
import TextAnalysis

/// Coverage by system and language: bars for a person, lines of tab-parted numbers for a program.
struct CoverageChart {
  let statistics: [SystemStatistics]

  /// What is told of a system, or of all of them.
  private struct Block {
    /// What programs know it by.
    var system: String
    var heading: String
    /// What stands beside the heading; often nothing.
    var title: String
    var entries: Int
    var rows: [Row]
  }

  private struct Row {
    var what: String
    var language: Language
    var count: Int
    var isState = false
  }

  private var blocks: [Block] {
    var blocks = statistics.map { system in
      Block(
        system: system.system, heading: system.system,
        title: system.name == system.system ? "" : system.name, entries: system.coverage.entries,
        rows: Self.rows(system.coverage, first: system.language))
    }
    if statistics.count > 1 {
      let total = statistics.total
      // A slug has no asterisk.
      blocks.append(
        Block(
          system: "*", heading: "all systems", title: "", entries: total.entries,
          rows: Self.rows(total, first: nil)))
    }
    return blocks
  }

  private static func rows(_ coverage: Coverage, first: Language?) -> [Row] {
    let languages = coverage.languages.sorted {
      ($0.key == first ? 0 : 1, $0.key.tag) < ($1.key == first ? 0 : 1, $1.key.tag)
    }
    return languages.flatMap { language, texts in
      var rows = [Row(what: "messages", language: language, count: texts.messages)]
      if coverage.withDescription > 0 {
        rows.append(Row(what: "descriptions", language: language, count: texts.descriptions))
      }
      rows.append(Row(what: "remedies", language: language, count: texts.remedies))
      for (state, what) in [
        (TextState.draft, "drafts"), (.reviewed, "reviewed"), (.outdated, "outdated"),
      ] {
        guard let count = texts.states[state] else { continue }
        rows.append(Row(what: what, language: language, count: count, isState: true))
      }
      return rows
    }
  }

  /// The chart as text.
  func render(_ terminal: Terminal) -> String {
    let blocks = blocks
    guard terminal.isInteractive else { return blocks.map(lines).joined() }
    let layout = Layout(blocks, terminal)
    return blocks.map { block in
      heading(block, terminal) + block.rows.indices.map { layout.line($0, block) }.joined()
    }.joined(separator: "\n")
  }

  private func lines(_ block: Block) -> String {
    let all = "\(block.system)\tentries\t\t\(block.entries)\t\(block.entries)\n"
    return all
      + block.rows.map {
        "\(block.system)\t\($0.what)\t\($0.language)\t\($0.count)\t\(block.entries)\n"
      }.joined()
  }

  private func heading(_ block: Block, _ terminal: Terminal) -> String {
    let entries = counted(block.entries, "entry", "entries")
    let room = terminal.width - displayWidth(block.heading) - displayWidth(entries) - 4
    let title = truncated(oneLine(block.title), to: max(0, room))
    return [terminal.styled(block.heading, .bold), title, entries].filter { !$0.isEmpty }
      .joined(separator: "  ") + "\n"
  }

  /// The columns of all blocks.
  private struct Layout {
    private let terminal: Terminal
    private let tagWidth: Int
    private let whatWidth: Int
    private let numberWidth: Int
    /// Nothing on a terminal too narrow for a bar that says something; it has no totals either.
    private let barWidth: Int?

    init(_ blocks: [Block], _ terminal: Terminal) {
      self.terminal = terminal
      let rows = blocks.flatMap(\.rows)
      tagWidth = rows.map { displayWidth($0.language.tag) }.max() ?? 0
      whatWidth = rows.map { displayWidth($0.what) }.max() ?? 0
      numberWidth = blocks.map { String($0.entries).count }.max() ?? 0
      let room = terminal.width - tagWidth - whatWidth - 2 * numberWidth - 16
      barWidth = room < 5 ? nil : room
    }

    func line(_ index: Int, _ block: Block) -> String {
      let row = block.rows[index]
      let isFirst = index == 0 || block.rows[index - 1].language != row.language
      let count = right(String(row.count), numberWidth)
      var cells = [
        padded(isFirst ? row.language.tag : "", to: tagWidth), padded(row.what, to: whatWidth),
      ]
      if let barWidth, !row.isState {
        cells += [
          padded("\(count)/\(block.entries)", to: 2 * numberWidth + 1),
          bar(row.count, of: block.entries, barWidth),
        ]
      } else {
        cells.append(count)
      }
      if !row.isState { cells.append(right(percentage(row.count, of: block.entries), 5)) }
      return "  " + cells.joined(separator: "  ") + "\n"
    }

    private func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// A bar that is full for all and empty for none only.
    private func bar(_ count: Int, of total: Int, _ width: Int) -> String {
      let filled =
        switch count {
        case 0: 0
        case total: width
        default: min(width - 1, max(1, count * width / total))
        }
      return terminal.styled(String(repeating: "█", count: filled), .green)
        + terminal.styled(String(repeating: "░", count: width - filled), .dim)
    }

    private func percentage(_ count: Int, of total: Int) -> String {
      guard count > 0 else { return "0 %" }
      let share = count * 100 / total
      return share == 0 ? "<1 %" : "\(share) %"
    }
  }
}

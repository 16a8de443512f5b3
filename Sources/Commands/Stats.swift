import ArgumentParser
import Catalog
import KnowledgeStore
import TextAnalysis

struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Show how much of each system has texts and remedies.")

  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let statistics = try global.open(for: .reading).statistics()
    if answer.json { return try Answer("stats", statistics.map(Result.init)).write() }
    writeAnswer(CoverageChart(statistics: statistics).render(.output))
  }

  private struct Result: Encodable {
    let system: String
    let entries: Int
    let withRemedy: Int
    let languages: [String: Int]
    let remedies: [String: Int]

    init(_ statistics: SystemStatistics) {
      system = statistics.system
      entries = statistics.entries
      withRemedy = statistics.withRemedy
      languages = Self.byTag(statistics.byLanguage)
      remedies = Self.byTag(statistics.remediesByLanguage)
    }

    private static func byTag(_ counts: [Language: Int]) -> [String: Int] {
      Dictionary(uniqueKeysWithValues: counts.map { ($0.key.tag, $0.value) })
    }
  }
}

/// Coverage by system: bars for a person, lines of tab-parted numbers for a program.
struct CoverageChart {
  let statistics: [SystemStatistics]

  private struct Row {
    var system: String
    var what: String
    var count: Int
    var total: Int
  }

  private var rows: [Row] {
    statistics.flatMap { system in
      let name = system.system
      var rows = [Row(system: name, what: "entries", count: system.entries, total: system.entries)]
      rows += system.byLanguage.sorted { $0.key < $1.key }.map {
        Row(system: name, what: $0.key.tag, count: $0.value, total: system.entries)
      }
      rows.append(
        Row(system: name, what: "remedies", count: system.withRemedy, total: system.entries))
      return rows
    }
  }

  /// The chart as text.
  func render(_ terminal: Terminal) -> String {
    let rows = rows
    guard terminal.isInteractive else {
      return rows.map { "\($0.system)\t\($0.what)\t\($0.count)\t\($0.total)\n" }.joined()
    }
    let systemWidth = rows.map { displayWidth($0.system) }.max() ?? 0
    let whatWidth = rows.map { displayWidth($0.what) }.max() ?? 0
    let largest = max(1, rows.map(\.total).max() ?? 1)
    let numberWidth = String(largest).count
    let room = max(10, terminal.width - systemWidth - whatWidth - numberWidth - 13)
    var previous = ""
    return rows.map { row in
      let name = row.system == previous ? "" : row.system
      previous = row.system
      let share = row.total == 0 ? 0 : row.count * 100 / row.total
      let filled = bar(row.count, of: largest, room)
      let empty = String(
        repeating: "░",
        count: max(0, displayWidth(bar(row.total, of: largest, room)) - filled.count))
      let number =
        String(repeating: " ", count: numberWidth - String(row.count).count)
        + String(row.count)
      let percent = row.what == "entries" ? "" : "\(share) %"
      var line =
        terminal.styled(padded(name, to: systemWidth), .bold) + "  "
        + padded(row.what, to: whatWidth) + "  " + number + "  "
        + terminal.styled(filled, .green) + terminal.styled(empty, .dim) + "  " + percent
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private func bar(_ count: Int, of largest: Int, _ room: Int) -> String {
    String(repeating: "█", count: count == 0 ? 0 : max(1, count * room / largest))
  }
}

import ArgumentParser
import Catalog
import KnowledgeStore
import Publishing

struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Show how much of each system has texts and remedies.",
    discussion: """
      Tells for each language how many of a system's entries have a message, a description and a \
      remedy, and how many texts are drafts, reviewed or outdated; for several systems also of all \
      together. In a pipe each number is a line: system, what, language, count, total; the system * is \
      all of them.
      """)

  @Option(help: ArgumentHelp("Only this system.", valueName: "slug"), transform: asTyped)
  var system: String?

  @Option(
    help: ArgumentHelp(
      "Only this language, whether anything is in it or not.", valueName: "language"))
  var lang: LanguageArgument?

  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let base = try global.open(for: .reading)
    let slug = try system.map { try existingSystem($0, base) }
    let statistics = try Progress.during("Counting") {
      try base.statistics(system: slug, language: lang?.language)
    }
    guard !answer.json else {
      return writeStream(try jsonText(StatsAnswer(statistics)) + "\n")
    }
    writeAnswer(CoverageChart(statistics: statistics).render(.output))
  }
}

extension [SystemStatistics] {
  /// The numbers of all systems together.
  var total: Coverage {
    reduce(into: Coverage()) { $0.add($1.coverage) }
  }
}

/// Coverage as JSON: `errkb.stats/1`.
private struct StatsAnswer: Encodable {
  let schema = "errkb.stats/1"
  let results: [Numbers]
  let total: Numbers

  init(_ statistics: [SystemStatistics]) {
    results = statistics.map { Numbers($0.coverage, system: $0.system) }
    total = Numbers(statistics.total, system: nil)
  }

  struct Numbers: Encodable {
    let system: String?
    let entries: Int
    /// Entries with one in some language.
    let withRemedy: Int
    let withDescription: Int
    /// Entries with a message or a description, by language.
    let languages: [String: Int]
    let messages: [String: Int]
    let descriptions: [String: Int]
    let remedies: [String: Int]
    let states: [String: [String: Int]]

    init(_ coverage: Coverage, system: String?) {
      func byTag<T>(_ value: (Coverage.InLanguage) -> T) -> [String: T] {
        Dictionary(
          uniqueKeysWithValues: coverage.languages.map { ($0.key.tag, value($0.value)) })
      }
      self.system = system
      entries = coverage.entries
      withRemedy = coverage.withRemedy
      withDescription = coverage.withDescription
      languages = byTag(\.texts)
      messages = byTag(\.messages)
      descriptions = byTag(\.descriptions)
      remedies = byTag(\.remedies)
      states = byTag { texts in
        Dictionary(uniqueKeysWithValues: texts.states.map { ($0.key.rawValue, $0.value) })
      }
    }
  }
}

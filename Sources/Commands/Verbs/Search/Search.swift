import ArgumentParser
import Catalog
import KnowledgeStore
import Publishing
import TextAnalysis

struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find entries by words or code.",
    discussion: """
      The code itself comes first, then codes that begin so, entries with all words, and entries \
      with some of them, marked ~. Words may be Chinese without blanks.

        "exact phrase"   these words side by side
        word*            words that begin so
        system:SLUG      only this system
        -word            not this word (after -- or inside one quoted argument)
      """)

  @Argument(help: "Words to look for.")
  var words: [WordArgument]

  @Option(help: "Show at most this many entries.")
  var limit = 20

  @OptionGroup var filter: FilterOptions
  @OptionGroup var language: LanguageOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1") }
    guard !query.isEmpty else {
      throw ValidationError("there is no letter and no digit to search for; type a word or a code")
    }
  }

  private var query: SearchQuery { SearchQuery(words.map(\.text).joined(separator: " ")) }

  func run() throws {
    let base = try global.open(for: .reading)
    var request = SearchRequest(query)
    let queried = try request.query.system.map { try existingSystem($0, base) }
    request.filter = try filter.filter(base, language: language.lang?.language)
    request.filter.system = request.filter.system ?? queried
    request.limit = limit
    let hits = try base.search(request)
    if let last = query.lastWord {
      let end = (last.count > 20 ? "…" : "") + last.suffix(20)
      let limits = SearchQuery.limits
      writeNote(
        "only the beginning of the query was used, up to '\(oneLine(end))': at most "
          + "\(limits.words) different words and \(limits.characters) characters count")
    }
    if answer.json {
      try Answer("search", hits.map { Result($0, query) }).write()
    } else {
      writeAnswer(
        SearchResults(
          hits: hits, addresses: try hits.map { try base.distinctAddress(of: $0.entry) },
          query: query, languages: try language.preferred()
        ).render(.output))
    }
    guard hits.isEmpty else { return }
    throw Failure(
      .nothingFound, code: "nothing_found", "nothing matches; try fewer or other words")
  }

  private struct Result: Encodable {
    struct Match: Encodable {
      let kind: String
      let fields: [String]
    }
    let entry: EntryDocument
    let score: Double
    let match: Match

    init(_ hit: SearchHit, _ query: SearchQuery) {
      entry = EntryDocument(hit.entry, showsRevision: true)
      score = (hit.score * 1000).rounded() / 1000
      match = Match(kind: hit.kind.rawValue, fields: matchedFields(hit, query))
    }
  }
}

import ArgumentParser
import Catalog
import KnowledgeStore

/// Which entries to look at.
struct FilterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only entries of this system.", valueName: "slug"), transform: asTyped)
  var system: String?

  @OptionGroup var traits: TraitOptions

  /// Whether anything is chosen at all.
  var isNarrow: Bool { system != nil || traits.isNarrow }

  /// The filter; a system that does not exist is an error, not an empty answer.
  func filter(_ base: KnowledgeBase, language: Language?) throws -> EntryFilter {
    var filter = traits.filter
    filter.system = try system.map { try existingSystem($0, base) }
    filter.language = language
    return filter
  }
}

/// What entries are to be like.
struct TraitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only entries of this category.", valueName: "name"), transform: asTyped)
  var category: String?

  @Option(help: ArgumentHelp("Only entries with this HTTP status.", valueName: "status"))
  var http: Int?

  @Option(help: "Only entries of this status.")
  var status: EntryStatus?

  @Option(help: "Only entries with texts of this state, in the language that is asked for or any.")
  var state: TextState?

  @Flag(help: "Only entries without a remedy.")
  var noRemedy = false

  /// Whether anything is chosen at all.
  var isNarrow: Bool {
    category != nil || http != nil || status != nil || state != nil || noRemedy
  }

  /// The filter, of all systems and languages.
  var filter: EntryFilter {
    var filter = EntryFilter()
    filter.category = category
    filter.httpStatus = http
    filter.status = status
    filter.state = state
    filter.lacksRemedy = noRemedy
    return filter
  }
}

extension EntryStatus: ExpressibleByArgument {}
extension TextState: ExpressibleByArgument {}

/// The slug of a system that is there.
func existingSystem(_ slug: String, _ base: KnowledgeBase) throws -> String {
  let slug = slug.lowercased()
  guard try !base.isSystem(slug) else { return slug }
  let slugs = try base.slugs()
  let near = nearest(slug, among: slugs)
  throw Failure(EditError.noSuchSystem(slug: slug, near: near.map { [$0] } ?? []))
}

/// The name that is most like a mistyped one; nil when none is near.
func nearest(_ name: String, among names: [String]) -> String? {
  // Of a long name half would be another word.
  let limit = min(3, max(1, name.count / 2))
  return names.map { (name: $0, distance: editDistance(name, $0)) }
    .filter { $0.distance <= limit || $0.name.hasPrefix(name) || name.hasPrefix($0.name) }
    .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
}

/// Names that differ from one by a slip or two of the finger; of a name of one or two characters any
/// other could be said to.
func nearlySame(_ name: String, among names: [String]) -> [String] {
  let limit = name.count < 3 ? 0 : max(1, name.count / 3)
  return names.filter { $0 != name && editDistance(name, $0) <= limit }.sorted()
}

/// The number of characters to put in, take out or change (Levenshtein).
private func editDistance(_ left: String, _ right: String) -> Int {
  let right = Array(right)
  var row = Array(0...right.count)
  for (index, character) in left.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in right.indices {
      let change = diagonal + (character == right[column] ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(change, row[column] + 1, row[column + 1] + 1)
    }
  }
  return row[right.count]
}

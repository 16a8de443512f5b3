import Catalog
import KnowledgeStore
import Linting

/// The entries that lint looks at.
struct LintScope {
  /// Slugs of the systems that they are in; empty for all.
  let systems: [String]
  private let base: KnowledgeBase
  private let addresses: [EntryAddress]

  /// Resolves what the command line names.
  ///
  /// - Throws: `Failure` for an entry or a system that is not there.
  init(_ base: KnowledgeBase, entries: [String], systems: [String]) throws {
    self.base = base
    addresses = try entries.map { try base.address($0) }
    var slugs = Set(try systems.map { try existingSystem($0, base) })
    for address in addresses {
      let found = try base.entries(at: address)
      guard !found.isEmpty else { throw Failure(try Self.missing(address, base)) }
      slugs.formUnion(found.map(\.system))
    }
    self.systems = slugs.sorted()
  }

  private static func missing(
    _ address: EntryAddress, _ base: KnowledgeBase
  ) throws -> EditError {
    .noSuchEntry(address: address.text, near: try base.suggestions(for: address).map(\.address))
  }

  /// Hands over every entry with what documents say of it, by system, code and variant, until the body
  /// returns false; entries that were named come in the order in which they were.
  func forEachRecordWhile(_ body: (EntryRecord) throws -> Bool) throws {
    guard addresses.isEmpty else {
      for address in addresses {
        for record in try base.records(at: address) where try !body(record) { return }
      }
      return
    }
    var selection = Selection()
    selection.systems = systems
    try base.forEachRecordWhile(selection, withSources: true, body)
  }
}

extension BaseLookup {
  /// Answers from a base.
  ///
  /// - Parameter systems: slugs of the systems whose entries are looked at; empty for all.
  init(_ base: KnowledgeBase, systems: [String], for linter: Linter) throws {
    self.init()
    let directory = try CodeDirectory(base)
    let slugs = Set(try base.slugs())
    isSystem = { slugs.contains($0) }
    holds = { try directory.holds($0, in: $1) }
    holdsLike = { try directory.holdsLike($0, in: $1) }
    if linter.comparesTexts {
      let comparison = try EntryComparison(base, systems: systems)
      twins = { try comparison.twins(of: $0, $1) }
    }
  }
}

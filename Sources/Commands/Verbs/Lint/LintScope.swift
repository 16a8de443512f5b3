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

  /// Hands over every entry with what documents say of it, by system, code and variant; entries that
  /// were named come in the order in which they were.
  func forEachRecord(_ body: (EntryRecord) throws -> Void) throws {
    guard addresses.isEmpty else {
      for address in addresses { try base.records(at: address).forEach(body) }
      return
    }
    var selection = Selection()
    selection.systems = systems
    try base.forEachRecord(selection, withSources: true, body)
  }
}

extension Surroundings {
  /// What a base knows of its systems and codes.
  init(_ base: KnowledgeBase, systems: [String], _ settings: LintSettings) throws {
    self.init()
    let comparesTexts = [LintRule.sameMessage, .sameDescription].contains {
      settings.severity(of: $0) != nil
    }
    let comparison = try EntryComparison(base, systems: systems, comparesTexts: comparesTexts)
    let directory = try CodeDirectory(base)
    let slugs = Set(try base.slugs())
    isSystem = { slugs.contains($0) }
    holds = { try directory.holds($0, in: $1) }
    usualDigits = { try comparison.usualDigits(of: $0, in: $1) }
    twins = { try comparison.twins(of: $0, $1) }
  }
}

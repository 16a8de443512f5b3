import Catalog

/// What changed from one base to another, be it a working file, a snapshot or a copy of yesterday.
package struct BaseDifference {
  private let before: KnowledgeBase
  private let after: KnowledgeBase
  private let scope: DifferenceScope

  /// Compares two bases.
  package init(
    from before: KnowledgeBase, to after: KnowledgeBase, _ scope: DifferenceScope = .init()
  ) {
    self.before = before
    self.after = after
    self.scope = scope
  }

  /// Tells the differences, system by system: first the system itself, then its documents, then its
  /// entries in the order of their keys.
  ///
  /// Both bases are read in one state and one entry at a time.
  package func tell(_ body: (Difference) throws -> Void) throws {
    try before.reading {
      try after.reading {
        let old = try SystemStates(before, scope)
        let new = try SystemStates(after, scope)
        for slug in old.slugs(with: new) {
          for difference in new.differences(of: slug, from: old) { try body(difference) }
          try compareEntries(
            of: slug, name: new.name(of: slug) ?? old.name(of: slug) ?? slug, body)
        }
      }
    }
  }

  /// Joins the entries of a system: both sides come sorted.
  private func compareEntries(
    of system: String, name: String, _ body: (Difference) throws -> Void
  ) throws {
    var old = try EntryCursor(before.connection, system: system)
    var new = try EntryCursor(after.connection, system: system)
    while let next = [old.identity, new.identity].compactMap({ $0 }).min() {
      let (isOld, isNew) = (old.identity == next, new.identity == next)
      let entries = (isOld ? try old.entry() : nil, isNew ? try new.entry() : nil)
      let difference = Difference(
        from: entries.0, to: entries.1, system: system, systemName: name, scope)
      if let difference { try body(difference) }
      if isOld { try old.advance() }
      if isNew { try new.advance() }
    }
  }
}

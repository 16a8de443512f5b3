import Catalog
import Storage

/// What a document would change in a base: what the entries say now, against what it says.
///
/// Only what the document says, or said last time, is compared: what another document or a person
/// added is no difference. Nothing is merged, so an edit of ours shows as what the document has in its
/// place, though an import would keep it.
package struct DocumentDifference {
  private let base: KnowledgeBase
  private let document: DocumentVersion

  /// Compares a base with a document that was read.
  package init(from base: KnowledgeBase, to document: DocumentVersion) {
    self.base = base
    self.document = document
  }

  /// Tells the differences in the order of `BaseDifference`.
  ///
  /// Withdrawn are the entries that the base has from the document and that it has no more.
  package func tell(_ body: (Difference) throws -> Void) throws {
    try base.reading {
      let slug = document.system.slug
      let system = try base.systemRow(slug)
      // A row that nothing has, for what is not there yet.
      let row = try system.flatMap { try base.documentRow(document.name, system: $0) } ?? 0
      let name = try base.system(slug)?.name ?? document.system.name
      try tellDocument(row, isNewSystem: system == nil, name: name, body)
      let entries = try differences(system: system ?? 0, document: row, name: name)
      for (_, difference) in entries { try body(difference) }
    }
  }

  private func tellDocument(
    _ row: Int64, isNewSystem: Bool, name: String, _ body: (Difference) throws -> Void
  ) throws {
    let slug = document.system.slug
    if isNewSystem {
      try body(
        Difference(
          .added, .system, system: slug, systemName: name,
          fields: Difference.Field.between([:], document.system.values)))
    }
    let known = try RecordedTable.documents.values(of: row, base.connection)
    let fields = Difference.Field.between(
      (known ?? [:]).filter { $0.key == "sha256" }, ["sha256": document.sha256])
    guard !fields.isEmpty else { return }
    try body(
      Difference(
        known == nil ? .added : .changed, .document(document.name), system: slug,
        systemName: name, fields: fields))
  }

  /// The entries that differ, sorted; those that agree, nearly all of a page, are not held.
  private func differences(
    system: Int64, document row: Int64, name: String
  ) throws -> [(identity: EntryID, difference: Difference)] {
    let placement = DraftPlacement(document.entries, system: system, document: row, base)
    let slug = document.system.slug
    var found: [(identity: EntryID, difference: Difference)] = []
    func compare(_ code: String, _ variant: String, _ old: EntryState?, _ new: EntryState?) {
      let difference = Difference(
        from: old, to: new, system: slug, systemName: name, DifferenceScope())
      guard let difference else { return }
      let key = CodeKey(code).text
      found.append((EntryID(system: slug, code: key, variant: variant), difference))
    }
    var present: Set<Int64> = []
    for drafts in placement.groups {
      for place in try placement.places(of: drafts) {
        if let entry = place.entry { present.insert(entry.id) }
        compare(
          place.entry?.code ?? place.draft.code, place.variant, place.before, place.after)
      }
    }
    var reader = try EntryReader(base.connection)
    for id in try placement.knownEntries() where !present.contains(id) {
      guard let entry = try reader.entry(id) else { continue }
      compare(entry.code, entry.variant, EntryState(entry), nil)
    }
    return found.sorted { $0.identity < $1.identity }
  }
}

extension DraftPlacement.Place {
  /// What the base holds of what is compared: the fields that the document fills, or filled last time.
  fileprivate var before: EntryState? {
    guard let entry else { return nil }
    var state = EntryState(values: entry.values, isWithdrawn: entry.isWithdrawn)
    guard state.absence == nil else { return state }
    let fields = Set(says.fields).union(entry.base?.fields ?? [])
    state.values = entry.values.restricted(to: fields.union([.code, .variant]))
    return state
  }

  /// What the entry would hold by the document.
  fileprivate var after: EntryState {
    var values = values
    // The code is how the entry is found, and the document may well print it in another way.
    if let entry { values[.code] = entry.code }
    return EntryState(values: values, isWithdrawn: false)
  }
}

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
      for item in try items(system: system ?? 0, document: row) {
        let difference = Difference(
          from: try item.row.flatMap { try base.entry(id: $0) }.map { state($0, item) },
          to: item.says.map { EntryState(values: $0, isWithdrawn: false) },
          system: slug, systemName: name, DifferenceScope())
        if let difference { try body(difference) }
      }
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

  /// An entry of the base, of the document or of both.
  private struct Item {
    var identity: EntryIdentity
    /// Its row in the base.
    var row: Int64?
    /// What it would hold by the document; nil where the document has it no more.
    var says: FieldValues?
    /// What is compared; nil for everything.
    var fields: Set<Field>?
  }

  /// All entries to be looked at, sorted.
  private func items(system: Int64, document row: Int64) throws -> [Item] {
    let placement = DraftPlacement(document.entries, system: system, document: row, base)
    var items: [Item] = []
    var present: Set<Int64> = []
    for place in try placement.groups.flatMap({ try placement.places(of: $0) }) {
      var item = Item(
        identity: identity(place.entry?.code ?? place.draft.code, place.variant),
        row: place.entry?.id, says: place.values)
      if let entry = place.entry {
        present.insert(entry.id)
        let fields = Set(place.says.fields).union(entry.base?.fields ?? [])
        item.fields = fields
        // The code is how the entry is found, and the document may well print it in another way.
        item.says?[.code] = entry.code
      }
      items.append(item)
    }
    for id in try placement.knownEntries() where !present.contains(id) {
      guard let entry = try base.entry(id: id) else { continue }
      items.append(Item(identity: identity(entry.code, entry.variant), row: id))
    }
    return items.sorted { $0.identity < $1.identity }
  }

  private func identity(_ code: String, _ variant: String) -> EntryIdentity {
    EntryIdentity(system: document.system.slug, key: CodeKey(code).text, variant: variant)
  }

  /// What the base holds of what is compared.
  private func state(_ entry: Entry, _ item: Item) -> EntryState {
    var state = EntryState(entry)
    guard let fields = item.fields, state.absence == nil else { return state }
    state.values = state.values.restricted(to: fields.union([.code, .variant]))
    return state
  }
}

import Catalog

/// What is known of where the record of an entry and the entry that stands here come from.
struct RestoreAncestor {
  /// What documents say: as the record has it, else as it stands here; those that came first have
  /// precedence.
  private(set) var said = FieldValues()
  /// Whether the record tells what a document says that has spoken of the entry here: a field that
  /// is missing in it was empty then.
  private(set) var isKnown = false
  /// Fields of which a document says something newer in the record, and that nobody edited here.
  private(set) var untouched: Set<Field> = []
  /// What documents say of the entry here from now on, by their rows: the newer texts of fields that
  /// nobody edited here.
  private(set) var newer: [Int64: SourceRecord] = [:]

  /// How the version of a document that a record was made with differs from the one here.
  enum Version {
    /// It was imported later.
    case newer
    /// It was imported earlier, or at the same time.
    case other
  }

  /// Compares what documents say.
  ///
  /// A document that has not spoken of the entry here is news, and no ancestor.
  ///
  /// - Parameters:
  ///   - record: the record.
  ///   - sources: what documents say of the entry here, by their rows.
  ///   - documents: rows of the documents, by name.
  ///   - versions: documents of which the record has another version than the base.
  ///   - ours: what stands here.
  init(
    _ record: EntryRecord, _ sources: [Int64: SourceRecord], documents: [String: Int64],
    versions: [String: Version], ours: FieldValues
  ) {
    let inOrder = documents.sorted { $0.value < $1.value }.filter { sources[$0.value] != nil }
    let there = inOrder.compactMap { record.sources[$0.key] }
    let here = inOrder.compactMap { sources[$0.value] }
    isKnown = !there.isEmpty
    said = there.reduce(said) { $0.filled(from: $1.base) }
    let theirs = FieldValues(record.entry)
    for (name, row) in inOrder {
      guard let base = sources[row]?.base else { continue }
      // What a later version says here is no ancestor of a field that the record leaves empty.
      let isLater = record.sources[name] != nil && versions[name] == .other
      said = said.filled(
        from: isLater ? base.restricted(to: base.fields.filter { theirs[$0] != nil }) : base)
    }
    said[.code] = (there + here).first?.code
    let saidHere = here.reduce(FieldValues()) { $0.filled(from: $1.base) }
    for (name, row) in inOrder where versions[name] == .newer {
      guard let source = record.sources[name], let known = sources[row] else { continue }
      let fields = source.base.fieldsDiffering(from: known.base).filter { field in
        field != .code && field != .variant && FieldValues.same(ours[field], saidHere[field])
          && field.language.map(record.entry.languages.contains) ?? true
      }
      guard !fields.isEmpty, known.isSettled, source.goneSince == nil else { continue }
      untouched.formUnion(fields)
      // An edited YAML file does not tell what the document says of a field.
      let told = fields.filter { source.base[$0] != nil || theirs[$0] == nil }
      newer[row] = known.taking(told, from: source)
    }
  }
}

extension SourceRecord {
  /// Whether the document still has the entry, and nothing about it waits for a decision.
  fileprivate var isSettled: Bool {
    goneSince == nil && rename == nil && !asksAboutWithdrawal && conflicts.isEmpty
  }

  /// This record with what a newer one says of some fields; with its place as well where the two then
  /// say the same.
  fileprivate func taking(_ fields: [Field], from newer: SourceRecord) -> SourceRecord {
    var taken = self
    for field in fields {
      taken.base[field] = newer.base[field]
      taken.conflicts[field] = newer.conflicts[field]
    }
    if taken.base.fieldsDiffering(from: newer.base).isEmpty {
      taken.code = newer.code
      taken.lines = newer.lines
    }
    return taken
  }
}

import Catalog
import Storage

/// Finds for each draft of a document the entry it is a new version of, or what a new one is called.
struct DraftPlacement {
  private let base: KnowledgeBase
  private let system: Int64
  private let document: Int64
  private let drafts: [EntryDraft]
  /// The keys of all codes that the document prints, numbered in the order of the page.
  private let keys: [CodeKey: Int]
  /// The places of `drafts`, those of one key together.
  private let order: [Int]
  /// Where in `order` the drafts of each key begin, and where the last ones end.
  private let starts: [Int]

  /// A draft and where it belongs.
  struct Place {
    var draft: EntryDraft
    /// What the draft says, its code aside.
    var says: FieldValues
    /// The entry it is a new version of; nil for a new one.
    var entry: ExistingEntry?
    /// The variant of the entry, or that of the new one.
    var variant: String

    /// What the document says, as the history keeps it.
    var source: SourceRecord {
      SourceRecord(code: draft.code, lines: draft.lines, base: says)
    }

    /// What a new entry holds.
    var values: FieldValues {
      var values = says
      values[.code] = draft.code
      values[.variant] = variant
      return values
    }
  }

  /// Groups the drafts of a document.
  ///
  /// - Parameters:
  ///   - system: the row of the system.
  ///   - document: the row of the document; one that no document has for a document that is new.
  init(_ drafts: [EntryDraft], system: Int64, document: Int64, _ base: KnowledgeBase) {
    self.drafts = drafts
    self.base = base
    self.system = system
    self.document = document
    var keys: [CodeKey: Int] = [:]
    var starts = [0]
    let keyOfDraft = drafts.map { draft in
      let code = CodeKey(draft.code)
      let key = keys[code, default: keys.count]
      if key == keys.count {
        keys[code] = key
        starts.append(0)
      }
      starts[key + 1] += 1
      return key
    }
    for key in starts.indices.dropFirst() { starts[key] += starts[key - 1] }
    var order = [Int](repeating: 0, count: drafts.count)
    var next = starts
    for (draft, key) in keyOfDraft.enumerated() {
      order[next[key]] = draft
      next[key] += 1
    }
    self.keys = keys
    self.order = order
    self.starts = starts
  }

  /// The drafts of each key, keys in the order of the page.
  var groups: some Sequence<[EntryDraft]> {
    zip(starts, starts.dropFirst()).lazy.map { start, end in
      order[start..<end].map { drafts[$0] }
    }
  }

  /// Places the drafts of a key.
  ///
  /// - Parameter isFirst: whether the system has no entries to be looked through.
  func places(of drafts: [EntryDraft], isFirst: Bool = false) throws -> [Place] {
    var places = drafts.map { Place(draft: $0, says: FieldValues($0), variant: "") }
    let known = isFirst ? [] : try existingEntries(drafts[0].code)
    // The labels of all of them are taken; but one whose code was changed here, and which the document
    // goes on printing under its old code, is none of these drafts.
    let key = CodeKey(drafts[0].code)
    let existing = known.filter { entry in
      guard let printed = entry.source.map({ CodeKey($0.code) }) else { return true }
      return printed == key || keys[printed] == nil
    }
    let matches = match(
      places.map(\.values), labelled: drafts.map(\.variant), to: existing)
    var labels = VariantLabels(taken: known.map(\.variant))
    // A label that the document gives goes to the row that gives it.
    let given = zip(drafts, matches).map { draft, found in
      found == nil ? draft.variant.flatMap { labels.take($0) } : nil
    }
    for (index, found) in matches.enumerated() {
      let entry = found.map { existing[$0] }
      places[index].entry = entry
      places[index].variant =
        entry?.variant ?? given[index] ?? labels.take(suggested: drafts[index].label)
      // A label that is not given this time is not taken away.
      if let entry, drafts[index].variant == nil {
        places[index].says[.variant] = entry.base?[.variant]
      }
    }
    return places
  }

  /// The rows of the entries that the document had last time.
  func knownEntries() throws -> [Int64] {
    try base.connection.query(
      """
      SELECT code_id FROM provenance JOIN codes ON codes.id = code_id
      WHERE document_id = ? AND gone_since IS NULL ORDER BY first_line, key, variant
      """, [.integer(document)]
    ) { $0.int64(0) }
  }

  /// The entries of a code, those the document has lost last.
  ///
  /// One whose code was changed here is still the one that the document prints so. Their order decides
  /// between equals, and does not depend on the rows: it is the same in a base that was restored.
  private func existingEntries(_ code: String) throws -> [ExistingEntry] {
    let rows = try base.connection.query(
      """
      SELECT codes.id, codes.code, variant
      FROM codes LEFT JOIN provenance
        ON provenance.code_id = codes.id AND provenance.document_id = ?2
      WHERE system_id = ?1 AND key = ?3 OR codes.id IN (
        SELECT code_id FROM provenance WHERE document_id = ?2 AND provenance.code = ?4)
      ORDER BY gone_since IS NOT NULL, key, length(variant), variant
      """, [.integer(system), .integer(document), .text(CodeKey(code).text), .text(code)]
    ) { ($0.int64(0), $0.text(1), $0.text(2)) }
    return try rows.compactMap { id, code, variant in
      guard let entry = try base.entry(id: id) else { return nil }
      return ExistingEntry(
        id: id, code: code, variant: variant,
        source: try base.sourceRecord(entry: id, document: document), values: FieldValues(entry),
        isWithdrawn: entry.withdrawn != nil)
    }
  }
}

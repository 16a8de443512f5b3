import Catalog
import Storage

/// Something that waits for a decision between a document and people here.
package struct ReviewItem: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A field that both sides changed differently.
    case conflict
    /// An entry that no document has any more.
    case withdrawal
    /// A code that seems to have another name now.
    case rename
  }

  package var kind: Kind
  /// The entry's address.
  package var address: String
  /// The slug of its system.
  package var system: String
  /// The document's name.
  package var document: String
  /// The field of a conflict.
  package var field: Field?
  /// What both sides began with.
  package var ancestor: String?
  /// What the document says; of a rename the new code.
  package var theirs: String?
  /// What stands here.
  package var ours: String?
  /// When the document dropped the entry (UTC, ISO 8601).
  package var goneSince: String?
  /// Rows of the entry and the document.
  var rows: [Int64] = []
}

/// Which open questions to look at; what is nil does not narrow.
package struct ReviewFilter: Sendable {
  package var entry: EntryAddress?
  /// Whether an address that fits several entries means all of them.
  package var takesSeveral = false
  package var system: String?
  package var document: String?
  package var kind: ReviewItem.Kind?
  package var field: Field?

  /// Makes a filter that lets everything through.
  package init() {}

  /// The filter as a condition on `reviews` and `systems`: only what narrows stands in it, so that the
  /// questions about an entry or a document are found by their index.
  fileprivate func condition(entries: [Int64]?) -> (sql: String, values: [Value]) {
    var terms: [String] = []
    var values: [Value] = []
    func add(_ term: String, _ value: String?) {
      guard let value else { return }
      terms.append(term)
      values.append(.text(value))
    }
    if let entries {
      terms.append("code_id IN (\(entries.map(String.init).joined(separator: ", ")))")
    }
    add("systems.slug = ?", system)
    add("document_id IN (SELECT id FROM documents WHERE name = ?)", document)
    add("reviews.kind = ?", kind?.rawValue)
    add("field = ?", field?.name)
    return (terms.isEmpty ? "" : "WHERE " + terms.joined(separator: " AND "), values)
  }
}

/// How an open question is settled.
package enum ReviewDecision: Sendable, Equatable {
  /// As it stands here: the text stays, the entry stays, the codes have nothing to do with each other.
  case ours
  /// As the document has it: its text is taken, the entry is removed, the old code is deprecated in
  /// favour of the new one, which gets what was written here for the old.
  case theirs
  /// By a text of one's own, for conflicts.
  case text(String)
}

extension KnowledgeBase {
  /// What waits for a decision, ordered by system, code, variant and field.
  ///
  /// - Throws: `EditError` for an address that names no entry.
  package func reviews(_ filter: ReviewFilter = ReviewFilter()) throws -> [ReviewItem] {
    try reading {
      let entries = try filter.entry.map { address in
        filter.takesSeveral ? try named(address).map(\.row) : [try only(address).row]
      }
      let condition = filter.condition(entries: entries)
      let rows = try connection.query(
        """
        SELECT reviews.kind, systems.slug, documents.name, field, ancestor, theirs, code_id,
          document_id, gone_since
        FROM reviews JOIN codes ON codes.id = code_id JOIN systems ON systems.id = codes.system_id
          JOIN documents ON documents.id = document_id
          LEFT JOIN provenance USING (code_id, document_id)
        \(condition.sql)
        ORDER BY systems.slug, codes.key, codes.variant, reviews.kind, field, document_id
        """, condition.values
      ) { row in
        var item = ReviewItem(
          kind: .init(rawValue: row.text(0)) ?? .conflict, address: "", system: row.text(1),
          document: row.text(2))
        item.field = Field(row.text(3))
        item.ancestor = row.optionalText(4)
        item.theirs = row.optionalText(5)
        item.goneSince = row.optionalText(8)
        item.rows = [row.int64(6), row.int64(7)]
        return item
      }
      return try rows.compactMap { item in
        guard let entry = try self.entry(id: item.rows[0]) else { return nil }
        var item = item
        item.address = entry.address
        item.ours = item.field.flatMap { FieldValues(entry)[$0] }
        return item
      }
    }
  }

  /// Settles open questions, all by one decision and in one batch.
  ///
  /// Returns what became of the entries, in the order of the questions; nil for a question that was
  /// answered along with one before it.
  ///
  /// - Throws: `EditError.settled` for one that somebody else has settled, `.invalid` for a text that
  ///   the field cannot hold.
  package func settle(
    _ items: [ReviewItem], _ decision: ReviewDecision, by authorship: Authorship
  ) throws -> [EditResult?] {
    try editing(by: authorship) { batch in
      for item in items where try !stands(item) { throw EditError.settled(address: item.address) }
      return try items.map { item in
        try stands(item) ? try settle(item, decision, &batch) : nil
      }
    }
  }

  /// Whether a question still waits for a decision.
  package func isOpen(_ item: ReviewItem) throws -> Bool { try reading { try stands(item) } }

  private func stands(_ item: ReviewItem) throws -> Bool {
    guard let source = try sourceRecord(entry: item.rows[0], document: item.rows[1]) else {
      return false
    }
    switch item.kind {
    case .conflict:
      let conflict = item.field.flatMap { source.conflicts[$0] }
      return conflict != nil && conflict?.theirs == item.theirs
    case .withdrawal: return source.asksAboutWithdrawal
    case .rename: return source.rename != nil && source.rename == item.theirs
    }
  }

  private func settle(
    _ item: ReviewItem, _ decision: ReviewDecision, _ batch: inout Batch
  ) throws -> EditResult {
    guard let system = try system(ofEntry: item.rows[0]),
      let entry = try entry(id: item.rows[0]),
      let source = try sourceRecord(entry: item.rows[0], document: item.rows[1])
    else { throw EditError.settled(address: item.address) }
    let subject = Subject.source(entry: item.rows[0], document: item.rows[1], system: system)
    var settled = source
    switch item.kind {
    case .conflict:
      guard let field = item.field, source.conflicts[field]?.theirs == item.theirs,
        source.conflicts[field] != nil
      else { throw EditError.settled(address: item.address) }
      settled.conflicts[field] = nil
    case .withdrawal:
      guard source.asksAboutWithdrawal else { throw EditError.settled(address: item.address) }
      settled.asksAboutWithdrawal = false
    case .rename:
      guard source.rename == item.theirs, source.rename != nil else {
        throw EditError.settled(address: item.address)
      }
      settled.rename = nil
      // What the code is called now answers why it went.
      if decision == .theirs { settled.asksAboutWithdrawal = false }
    }
    try writeSource(subject, from: source, to: settled, &batch)
    let wanted = try values(after: decision, item, entry, source, system, &batch)
    return try write(item.rows[0], entry, to: wanted, &batch)
  }

  /// What an entry holds after a decision.
  private func values(
    after decision: ReviewDecision, _ item: ReviewItem, _ entry: Entry, _ source: SourceRecord,
    _ system: Int64, _ batch: inout Batch
  ) throws -> FieldValues {
    let ours = FieldValues(entry)
    var wanted = ours
    switch (item.kind, decision) {
    case (_, .ours): return ours
    case (.conflict, .theirs):
      guard let field = item.field else { return ours }
      wanted[field] = item.theirs
      let others = try otherDocuments(say: item.rows[0], without: item.rows[1])
      wanted.settleStates(
        from: ours, by: .document(says: source.base.filled(from: others)))
    case (.conflict, .text(let text)):
      guard let field = item.field else { return ours }
      wanted[field] = text
      try check(wanted, [field: text], from: ours, item.address)
      wanted.settleStates(
        from: ours,
        by: .person(
          name: batch.authorship.author, at: batch.now, assigned: [field], source: nil,
          assumed: wanted.translationSource(system: entry.systemLanguage)))
    case (.withdrawal, .theirs): wanted[.status] = EntryStatus.removed.rawValue
    case (.rename, .theirs):
      let code = item.theirs ?? ""
      try carryOver(ours, source.base, to: code, item, system, &batch)
      wanted[.status] = EntryStatus.deprecated.rawValue
      wanted[.replacedBy] = code
    case (.withdrawal, .text), (.rename, .text):
      throw EditError.invalid(
        address: item.address, sentence: "a \(item.kind.rawValue) is settled by ours or theirs")
    }
    return wanted
  }

  /// Gives an entry what was written for the code it takes the place of; where its own document says
  /// something else than the old one did, that stays.
  private func carryOver(
    _ ours: FieldValues, _ base: FieldValues, to code: String, _ item: ReviewItem,
    _ system: Int64, _ batch: inout Batch
  ) throws {
    var address = EntryAddress(code) { _ in false }
    address.system = item.system
    // Without a label it is the first of its variants.
    if address.variant == nil { address.variant = "" }
    let (row, entry) = try only(address)
    let theirs = FieldValues(entry)
    var old = ours
    for field in [Field.code, .variant, .codeEnd, .status, .replacedBy] { old[field] = nil }
    // A state speaks for all texts of a language, and not all of them come along.
    for field in old.fields where field.language != nil && !field.isText { old[field] = nil }
    var merged = theirs
    for field in old.fieldsDiffering(from: base) where FieldValues.same(base[field], theirs[field])
    {
      merged[field] = old[field]
    }
    merged.settleStates(
      from: theirs,
      by: .person(
        name: batch.authorship.author, at: batch.now, assigned: [], source: nil,
        assumed: theirs.translationSource(system: entry.systemLanguage)))
    _ = try write(row, entry, to: merged, &batch)
  }
}

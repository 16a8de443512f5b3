import Catalog
import Storage

extension KnowledgeBase {
  /// Runs a command of a person that writes: what other tools wrote is taken in first, and the index
  /// is brought up to date at the end, all in one transaction and one batch.
  ///
  /// A dry run does the same and takes it back.
  func editing<T: Sendable>(
    by authorship: Authorship, reverting batch: Int64? = nil, dryRun: Bool = false,
    _ body: (inout Batch) throws -> T
  ) throws -> T {
    do {
      return try writing {
        // What others wrote is a batch of its own.
        try adoptForeignWrites(by: Authorship(author: authorship.author, command: "reindex"))
        var batch = try Batch(authorship, reverting: batch, clock: clock, connection)
        let result = try body(&batch)
        guard !dryRun else { throw DryRun(result: result) }
        try settleIndex()
        return result
      }
    } catch let plan as DryRun<T> {
      return plan.result
    }
  }

  /// Changes entries, all of them or, when one cannot be changed, none.
  ///
  /// - Throws: `EditError`, and whatever reading the edits throws.
  package func edit(
    _ edits: some Sequence<EntryEdit>, by authorship: Authorship, dryRun: Bool = false
  ) throws -> [EditResult] {
    try save(edits, adding: [], by: authorship, dryRun: dryRun)
  }

  /// Changes entries and adds others in one batch; all of it is done or nothing.
  ///
  /// - Throws: `EditError`; the clashes of all entries come together.
  package func save(
    _ edits: some Sequence<EntryEdit>, adding additions: [NewEntry], by authorship: Authorship,
    dryRun: Bool = false
  ) throws -> [EditResult] {
    try editing(by: authorship, dryRun: dryRun) { batch in
      var results: [EditResult] = []
      var clashes: [EditClash] = []
      for edit in edits {
        do {
          results.append(try carryOut(edit, &batch))
        } catch EditError.clash(let found) {
          clashes += found
        }
      }
      guard clashes.isEmpty else { throw EditError.clash(clashes) }
      for entry in additions {
        results.append(try add(entry, makingSystems: false, &batch))
      }
      return results
    }
  }

  /// What an entry held at a revision.
  ///
  /// - Throws: `EditError.noSuchRevision`, and what naming no entry throws.
  package func values(of address: EntryAddress, at revision: Int) throws -> FieldValues {
    try reading {
      let (row, entry) = try only(address)
      guard revision >= 1, revision <= entry.revision else {
        throw EditError.noSuchRevision(
          address: entry.address, revision: revision, newest: entry.revision)
      }
      return try recordedValues(row, at: revision)
    }
  }

  /// Changes entries that come one by one, all of them or, when one cannot be changed, none.
  ///
  /// - Parameters:
  ///   - next: gives the next edit, nil after the last; what it throws ends all of it.
  ///   - report: is told what became of each entry, which holds when all of it has come to its end.
  /// - Throws: `EditError`, about the edit that was given last.
  package func editEach(
    by authorship: Authorship, dryRun: Bool = false, next: () throws -> EntryEdit?,
    report: (EditResult) -> Void
  ) throws {
    try editing(by: authorship, dryRun: dryRun) { batch in
      while let edit = try next() { report(try carryOut(edit, &batch)) }
    }
  }

  /// Changes one entry by what it holds at the moment of writing, for edits such as "one step more".
  ///
  /// - Parameter change: gets the values and returns the fields to change.
  package func edit(
    _ address: EntryAddress, by authorship: Authorship, expecting: EntryEdit.Expectation = .any,
    _ change: (Entry) throws -> [Field: String?]
  ) throws -> EditResult {
    try editing(by: authorship) { batch in
      let (_, entry) = try only(address)
      return try carryOut(
        EntryEdit(address, try change(entry), expecting: expecting), &batch)
    }
  }

  /// The one entry that an address names, for verbs that write; a range is not its codes.
  ///
  /// An entry that was removed is found where no other has the address.
  ///
  /// - Throws: `EditError.noSuchEntry` and `.ambiguous`.
  package func entryToEdit(at address: EntryAddress) throws -> Entry {
    try reading { try only(address).entry }
  }

  /// Makes a change and writes it into the history.
  func carryOut(_ edit: EntryEdit, _ batch: inout Batch) throws -> EditResult {
    let (row, entry) = try only(edit.address)
    return try carryOut(edit, row, entry, &batch)
  }

  /// Makes a change of an entry that has been found.
  func carryOut(
    _ edit: EntryEdit, _ row: Int64, _ entry: Entry, _ batch: inout Batch
  ) throws -> EditResult {
    let ours = FieldValues(entry)
    let changes = try merged(edit, row, entry, ours, batch)
    var wanted = ours
    for (field, value) in changes { wanted[field] = value }
    try check(wanted, changes, from: ours, entry.address)
    // What this edit adds has no state yet, and would be taken for what a document gives.
    let assumed =
      ours.translationSource(system: entry.systemLanguage)
      ?? wanted.translationSource(system: entry.systemLanguage)
    wanted.settleStates(
      from: ours,
      by: .person(
        name: batch.authorship.author, at: batch.now, assigned: Set(changes.keys),
        source: edit.source, assumed: assumed, madeFrom: edit.madeFrom))
    return try write(row, entry, to: wanted, &batch)
  }

  /// Brings an entry to values that are settled, and closes what waited for just that.
  func write(
    _ row: Int64, _ entry: Entry, to wanted: FieldValues, _ batch: inout Batch
  ) throws -> EditResult {
    let ours = FieldValues(entry)
    var result = EditResult(
      address: entry.address, revision: entry.revision,
      changes: FieldChange.between(ours, wanted))
    guard !result.changes.isEmpty, let system = try system(ofEntry: row) else { return result }
    try checkPlace(of: wanted, row, system: system)
    let revision = try writeEntry(row, system: system, from: ours, to: wanted, &batch)
    try closeSettledReviews(of: row, wanted, &batch)
    result.revision = revision ?? entry.revision
    result.address = try self.entry(id: row)?.address ?? entry.address
    return result
  }

  /// The fields to change, after those that others changed since the edit began are taken in.
  private func merged(
    _ edit: EntryEdit, _ row: Int64, _ entry: Entry, _ ours: FieldValues, _ batch: Batch
  ) throws -> [Field: String?] {
    switch edit.expectation {
    case .any: return edit.changes
    case .exactly(let revision):
      guard revision == entry.revision else {
        throw EditError.moved(
          address: entry.address, expected: revision, now: entry.revision,
          by: try author(of: entry.revision, row))
      }
      return edit.changes
    case .from(let revision):
      // A sheet holds every field; only those that somebody changed are changes.
      guard revision != entry.revision else {
        return edit.changes.filter { field, value in (value ?? "") != ours[field] ?? "" }
      }
      guard revision >= 1, revision < entry.revision else {
        throw EditError.noSuchRevision(
          address: entry.address, revision: revision, newest: entry.revision)
      }
      let began = try recordedValues(row, at: revision)
      var theirs = began
      for (field, value) in edit.changes { theirs[field] = value }
      let clashing =
        ThreeWayMerge(base: began, theirs: theirs, ours: ours).conflicts
        + approvals(of: theirs, ofWhatChanged: began, ours)
      guard clashing.isEmpty else {
        throw EditError.clash(
          try clashing.map { field in
            let last = try lastChange(of: field, row) ?? entry.revision
            return EditClash(
              address: entry.address, field: field, ancestor: began[field], theirs: ours[field],
              ours: theirs[field], revision: last, author: try author(of: last, row))
          })
      }
      return edit.changes.filter { field, _ in
        // A blank more is no reason to write over what somebody else wrote.
        theirs[field] != began[field]
          && (!FieldValues.same(theirs[field], began[field])
            || FieldValues.same(ours[field], began[field]))
      }
    }
  }

  /// The states by which an edit approves texts that have changed since it began, so that the person
  /// has not seen them.
  private func approvals(
    of theirs: FieldValues, ofWhatChanged began: FieldValues, _ ours: FieldValues
  ) -> [Field] {
    let changed = ours.fieldsDiffering(from: began).filter {
      $0.isText && !FieldValues.same(ours[$0], theirs[$0])
    }
    return Set(changed.compactMap(\.language)).sorted().map(Field.state).filter { state in
      theirs[state] == TextState.reviewed.rawValue && ours[state] == began[state]
    }
  }

  /// Checks what the new values cannot be.
  func check(
    _ wanted: FieldValues, _ changes: [Field: String?], from ours: FieldValues, _ address: String
  ) throws {
    for (field, value) in changes.sorted(by: { $0.key.name < $1.key.name }) {
      guard field.isEditable else {
        throw EditError.invalid(
          address: address, sentence: "\(field.name) follows from what is done, and is not set")
      }
      guard wanted[field] != ours[field] else { continue }
      if let sentence = field.complaint(about: value ?? "")
        ?? (field.isTyped ? hiddenComplaint(about: value ?? "", called: field.name) : nil)
      {
        throw EditError.invalid(address: address, sentence: sentence)
      }
      if case .state(let language) = field {
        if wanted[field] == nil, wanted.hasTexts(in: language) {
          throw EditError.invalid(
            address: address,
            sentence: "sourced is what a document gives; a text is made draft or reviewed")
        }
        guard value == nil || wanted.hasTexts(in: language) else {
          throw EditError.invalid(
            address: address, sentence: "there is no text in \(language) to be \(value ?? "")")
        }
      }
    }
    let isNamed = { (values: FieldValues) in
      values.values.keys.contains { field in
        switch field {
        case .message, .description: true
        default: false
        }
      }
    }
    // What a document gives no name need not get one with every edit.
    guard isNamed(wanted) || !(ours.isEmpty || isNamed(ours)) else {
      throw EditError.invalid(
        address: address,
        sentence: "an entry needs a message or a description, such as message.en=TEXT")
    }
  }

  /// Refuses a code and variant that another entry has.
  ///
  /// - Throws: `EditError.exists`.
  func checkPlace(of wanted: FieldValues, _ row: Int64, system: Int64) throws {
    // Two variants that Unicode takes for one (é composed, or of two parts) are one for Swift as well.
    let taken = try connection.query(
      "SELECT id, variant FROM codes WHERE system_id = ? AND key = ? AND id <> ?",
      [.integer(system), .text(CodeKey(wanted[.code] ?? "").text), .integer(row)]
    ) { (id: $0.int64(0), variant: $0.text(1)) }.first { $0.variant == wanted[.variant] ?? "" }
    if let taken, let other = try entry(id: taken.id) {
      throw EditError.exists(address: other.address)
    }
  }

  /// The newest revision that changed a field; nil when no revision did.
  private func lastChange(of field: Field, _ row: Int64) throws -> Int? {
    try connection.first(
      """
      SELECT max(revision) FROM changes WHERE code_id = ?1
        AND EXISTS (SELECT 1 FROM json_each(before) WHERE key = ?2
          UNION ALL SELECT 1 FROM json_each(after) WHERE key = ?2)
      """, [.integer(row), .text(field.name)]
    ) { $0.optionalInt(0) }.flatMap { $0 }
  }

  private func author(of revision: Int, _ row: Int64) throws -> String {
    try connection.first(
      """
      SELECT author FROM changes JOIN batches ON batches.id = batch_id
      WHERE code_id = ? AND revision = ?
      """, [.integer(row), Value(revision)]
    ) { $0.text(0) } ?? "another tool"
  }
}

/// Carries the plan out of a transaction that is to be taken back.
struct DryRun<Result: Sendable>: Error {
  var result: Result
}

import Catalog
import Storage

/// An entry that somebody adds.
package struct NewEntry: Sendable {
  /// The slug of its system, which is there.
  package var system: String
  /// The code as printed.
  package var code: String
  /// What tells it from other entries of the code; nil for the first.
  package var variant: String?
  /// Everything else.
  package var values: [Field: String?]
  /// The language that translations among the values are made from; nil for the system's own.
  package var source: Language?

  /// Makes a new entry.
  package init(
    system: String, code: String, variant: String? = nil, values: [Field: String?],
    source: Language? = nil
  ) {
    self.system = system
    self.code = code
    self.variant = variant
    self.values = values
    self.source = source
  }
}

extension KnowledgeBase {
  /// Adds entries, all of them or, when one cannot be added, none.
  ///
  /// A system that is not there is made where `makingSystems` says so.
  ///
  /// - Throws: `EditError`, and whatever reading the entries throws.
  package func add(
    _ entries: some Sequence<NewEntry>, makingSystems: Bool = false, by authorship: Authorship,
    dryRun: Bool = false
  ) throws -> [EditResult] {
    try editing(by: authorship, dryRun: dryRun) { batch in
      var results: [EditResult] = []
      for entry in entries {
        results.append(try add(entry, makingSystems: makingSystems, &batch))
      }
      return results
    }
  }

  /// Adds entries that come one by one, all of them or, when one cannot be added, none.
  ///
  /// A system that is not there is made.
  ///
  /// - Parameters:
  ///   - next: gives the next entry, nil after the last; what it throws ends all of it.
  ///   - report: is told of each entry, which is there when all of it has come to its end.
  /// - Throws: `EditError`, about the entry that was given last.
  package func addEach(
    by authorship: Authorship, dryRun: Bool = false, next: () throws -> NewEntry?,
    report: (EditResult) -> Void
  ) throws {
    try editing(by: authorship, dryRun: dryRun) { batch in
      while let entry = try next() { report(try add(entry, makingSystems: true, &batch)) }
    }
  }

  /// Adds an entry and writes it into the history.
  func add(
    _ new: NewEntry, makingSystems: Bool, _ batch: inout Batch
  ) throws -> EditResult {
    var named = Entry(system: new.system, code: new.code)
    named.variant = new.variant ?? ""
    let address = named.address
    let known = try systemRow(new.system)
    let row: Int64
    if let known {
      row = known
    } else if makingSystems {
      let system = SystemDescription(slug: new.system)
      try check(system)
      row = try systemRow(for: system, &batch).id
    } else {
      throw EditError.noSuchSystem(slug: new.system, near: [])
    }
    var changes = new.values
    changes[.code] = new.code
    if let variant = new.variant { changes[.variant] = variant }
    var wanted = FieldValues()
    for (field, value) in changes { wanted[field] = value }
    try check(wanted, changes, from: FieldValues(), address)
    let language = try connection.first(
      "SELECT language FROM systems WHERE id = ?", [.integer(row)]
    ) { $0.optionalText(0) }.flatMap { $0 }.flatMap { Language($0) }
    wanted.settleStates(
      from: FieldValues(),
      by: .person(
        name: batch.authorship.author, at: batch.now, assigned: Set(changes.keys),
        source: new.source, assumed: wanted.translationSource(system: language)))
    try checkPlace(of: wanted, 0, system: row)
    let id = try insertEntry(wanted, system: row)
    try batch.record(
      .entry(id, system: row), revision: 1, before: "{}", after: wanted.json, connection)
    return EditResult(
      address: try entry(id: id)?.address ?? address, revision: 1,
      changes: FieldChange.between(FieldValues(), wanted),
      newSystem: known == nil ? new.system : nil)
  }

  /// The row of the system of a slug.
  ///
  /// - Throws: `EditError.noSuchSystem`.
  func existingSystem(_ slug: String) throws -> Int64 {
    if let row = try systemRow(slug) { return row }
    throw EditError.noSuchSystem(slug: slug, near: [])
  }
}

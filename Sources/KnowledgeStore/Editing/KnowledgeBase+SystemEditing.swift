import Catalog
import Storage

/// What went with a system or a document.
package struct Removal: Sendable, Equatable {
  /// How many entries it had.
  package var entries: Int
  /// The batch that brings all of it back when it is reverted.
  package var batch: Int?
}

extension KnowledgeBase {
  /// Adds a system.
  ///
  /// - Throws: `EditError.systemExists`.
  package func addSystem(_ system: SystemDescription, by authorship: Authorship) throws {
    try editing(by: authorship) { batch in
      try check(system)
      guard try !systemRow(for: system, &batch).isNew else { return }
      throw EditError.systemExists(slug: system.slug)
    }
  }

  /// Changes what is known of a system; returns the columns that changed.
  ///
  /// - Parameter change: gets the description and changes it, the slug too.
  /// - Throws: `EditError`.
  @discardableResult
  package func editSystem(
    _ slug: String, by authorship: Authorship, _ change: (inout SystemDescription) throws -> Void
  ) throws -> [String] {
    try editing(by: authorship) { batch in
      let row = try existingSystem(slug)
      guard var system = try system(slug) else { return [] }
      try change(&system)
      try check(system, isNew: system.slug != slug)
      if system.slug != slug, try systemRow(system.slug) != nil {
        throw EditError.systemExists(slug: system.slug)
      }
      let old = try values(of: .system(row))
      try write(.system(row), from: old, to: system.values, &batch)
      return Set(old.keys).union(system.values.keys)
        .filter { old[$0] != system.values[$0] }.sorted()
    }
  }

  /// Checks what a system cannot be called.
  ///
  /// - Throws: `EditError.invalid`.
  func check(_ system: SystemDescription, isNew: Bool = true) throws {
    guard SystemDescription.isSlug(system.slug) else {
      throw EditError.invalid(
        address: system.slug, sentence: "a system is called by lower-case letters, digits and -")
    }
    if let complaint = SystemDescription.slugComplaint(about: system.slug, isNew: isNew) {
      throw EditError.invalid(address: system.slug, sentence: complaint)
    }
    guard !system.name.allSatisfy(\.isWhitespace) else {
      throw EditError.invalid(address: system.slug, sentence: "a system needs a name")
    }
  }

  /// Takes a system away, with its entries and documents; the history keeps all of it, and
  /// `revertBatch` brings it back.
  ///
  /// Returns how many entries went, and with which batch.
  ///
  /// - Parameter withEntries: whether a system that has entries may go.
  /// - Throws: `EditError.noSuchSystem`, `.systemInUse`.
  @discardableResult
  package func removeSystem(
    _ slug: String, withEntries: Bool, by authorship: Authorship
  ) throws -> Removal {
    try editing(by: authorship) { batch in
      let row = try existingSystem(slug)
      let entries = try connection.query(
        "SELECT id FROM codes WHERE system_id = ? ORDER BY id", [.integer(row)]
      ) { $0.int64(0) }
      guard entries.isEmpty || withEntries else {
        throw EditError.systemInUse(slug: slug, entries: entries.count)
      }
      let documents = try connection.query(
        "SELECT id FROM documents WHERE system_id = ? ORDER BY id", [.integer(row)]
      ) { $0.int64(0) }
      for document in documents { try forgetDocument(document, system: row, &batch) }
      for entry in entries { try takeAway(.entry(entry, system: row), &batch) }
      try takeAway(.system(row), &batch)
      return Removal(entries: entries.count, batch: batch.number)
    }
  }

  /// Gives a document another name, under which it is found again at its next import.
  ///
  /// - Throws: `EditError`.
  package func renameDocument(
    _ name: String, to new: String, system slug: String, by authorship: Authorship
  ) throws {
    try editing(by: authorship) { batch in
      guard !new.allSatisfy(\.isWhitespace) else {
        throw EditError.invalid(address: slug, sentence: "a document needs a name")
      }
      let system = try existingSystem(slug)
      let subject = Subject.document(try existingDocument(name, slug, system), system: system)
      if name != new, try documentRow(new, system: system) != nil {
        throw EditError.documentExists(name: new, system: slug)
      }
      let old = try values(of: subject)
      var renamed = old
      renamed["name"] = new
      try write(subject, from: old, to: renamed, &batch)
    }
  }

  /// Forgets a document and what it said; its entries stay as they are and are ours from now on.
  ///
  /// Returns how many entries it had, and with which batch it went.
  ///
  /// - Throws: `EditError`.
  @discardableResult
  package func forgetDocument(
    _ name: String, system slug: String, by authorship: Authorship
  ) throws -> Removal {
    try editing(by: authorship) { batch in
      let system = try existingSystem(slug)
      let entries = try forgetDocument(
        existingDocument(name, slug, system), system: system, &batch)
      return Removal(entries: entries, batch: batch.number)
    }
  }

  @discardableResult
  private func forgetDocument(
    _ document: Int64, system: Int64, _ batch: inout Batch
  ) throws -> Int {
    let entries = try connection.query(
      "SELECT code_id FROM provenance WHERE document_id = ? ORDER BY code_id", [.integer(document)]
    ) { $0.int64(0) }
    for entry in entries {
      try takeAway(.source(entry: entry, document: document, system: system), &batch)
    }
    try takeAway(.document(document, system: system), &batch)
    return entries.count
  }

  private func takeAway(_ subject: Subject, _ batch: inout Batch) throws {
    try write(subject, from: try values(of: subject), to: [:], &batch)
  }

  private func existingDocument(_ name: String, _ slug: String, _ system: Int64) throws -> Int64 {
    if let row = try documentRow(name, system: system) { return row }
    throw EditError.noSuchDocument(name: name, system: slug)
  }
}

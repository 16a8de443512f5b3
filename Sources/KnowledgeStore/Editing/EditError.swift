import Catalog
import TextAnalysis

/// Why an edit is not carried out; nothing of it was written.
package enum EditError: Equatable {
  /// No entry has the address; `near` are addresses that may have been meant.
  case noSuchEntry(address: String, near: [String])
  /// Several entries have it.
  case ambiguous(address: String, candidates: [String])
  /// An entry that is to be added is there.
  case exists(address: String)
  /// There is no system of the slug; `near` are slugs that may have been meant.
  case noSuchSystem(slug: String, near: [String])
  /// A system that is to be added, or named so, is there.
  case systemExists(slug: String)
  /// A system that is to be taken away still has entries.
  case systemInUse(slug: String, entries: Int)
  /// There is no document of the name in the system.
  case noSuchDocument(name: String, system: String)
  /// A document that is to be named so is there.
  case documentExists(name: String, system: String)
  /// A value that a field cannot hold; the sentence says why.
  case invalid(address: String, sentence: String)
  /// The entry is not at the revision that was expected.
  case moved(address: String, expected: Int, now: Int, by: String)
  /// Somebody else changed the same fields meanwhile.
  case clash([EditClash])
  /// The entry never had the revision.
  case noSuchRevision(address: String, revision: Int, newest: Int)
  /// There is nothing to take back: the entry is as it was first written.
  case nothingToRevert(address: String, batch: Int)
  /// The history has no such batch.
  case noSuchBatch(Int, newest: Int)
  /// What was to be decided has been decided, or is another question now.
  case settled(address: String)
  /// What a batch did has been changed since: what, and what it clashes with.
  case changedSince(batch: Int, clashes: [String])

  package var description: String {
    switch self {
    case .noSuchEntry(let address, let near):
      "there is no entry \(quoted(address))" + meant(near)
    case .ambiguous(let address, let candidates):
      "\(quoted(address)) fits several entries; name one of "
        + candidates.prefix(10).joined(separator: ", ")
        + (candidates.count > 10 ? " and \(candidates.count - 10) more" : "")
    case .exists(let address):
      "there is an entry \(address) already"
    case .noSuchSystem(let slug, let near):
      "there is no system \(quoted(slug))" + meant(near)
    case .systemExists(let slug):
      "there is a system \(slug) already"
    case .systemInUse(let slug, let entries):
      "\(slug) has \(entries) \(entries == 1 ? "entry" : "entries")"
    case .noSuchDocument(let name, let system):
      "\(system) has no document \(quoted(name))"
    case .documentExists(let name, let system): "\(system) has a document \(name) already"
    case .invalid(let address, let sentence): "\(truncated(address, to: 60)): \(sentence)"
    case .moved(let address, let expected, let now, let author):
      "\(address) is at revision \(now), by \(author), and no longer at \(expected)"
    case .clash(let clashes):
      "meanwhile somebody changed what you changed: "
        + clashes.map(\.description).joined(separator: "; ")
    case .noSuchRevision(let address, let revision, let newest):
      "\(address) has no revision \(revision); it has 1 to \(newest)"
    case .nothingToRevert(let address, let batch):
      "\(address) is as it was first written, in batch \(batch)"
    case .noSuchBatch(let batch, let newest):
      "there is no batch \(batch)"
        + (newest > 0 ? "; there are 1 to \(newest)" : "")
    case .settled(let address):
      "\(address): this has been settled meanwhile"
    case .changedSince(let batch, let clashes):
      "what batch \(batch) did has been changed since: \(clashes.prefix(5).joined(separator: ", "))"
        + (clashes.count > 5 ? " and \(clashes.count - 5) more" : "")
        + "; nothing was taken back"
    }
  }

  private func meant(_ near: [String]) -> String {
    near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"
  }
}

/// A field that two people changed differently.
package struct EditClash: Equatable, Sendable, CustomStringConvertible {
  /// The entry's address.
  package var address: String
  package var field: Field
  /// What both began with.
  package var ancestor: String?
  /// What stands there now.
  package var theirs: String?
  /// What the edit wants.
  package var ours: String?
  /// The revision that last changed the field, and who wrote it.
  package var revision: Int
  package var author: String

  package var description: String {
    "\(address) \(field.name) is now '\(shortened(theirs))', by \(author), "
      + "and was '\(shortened(ancestor))'"
  }

  private func shortened(_ value: String?) -> String {
    let line = (value ?? "").replacing("\n", with: " / ")
    return line.count > 60 ? line.prefix(59) + "…" : line
  }
}

extension EditError: Problem {
  package var kind: ProblemKind {
    switch self {
    case .noSuchEntry, .noSuchSystem, .noSuchDocument, .noSuchRevision, .noSuchBatch,
      .nothingToRevert:
      .missing
    case .ambiguous, .exists, .systemExists, .systemInUse, .documentExists, .invalid: .invalid
    case .moved, .clash, .settled, .changedSince: .conflict
    }
  }

  package var code: String {
    switch self {
    case .noSuchEntry: "no_such_entry"
    case .ambiguous: "ambiguous"
    case .exists: "exists"
    case .noSuchSystem: "no_such_system"
    case .systemExists: "system_exists"
    case .systemInUse: "system_in_use"
    case .noSuchDocument: "no_such_document"
    case .documentExists: "document_exists"
    case .invalid: "invalid"
    case .moved: "moved"
    case .clash: "clash"
    case .noSuchRevision: "no_such_revision"
    case .nothingToRevert: "nothing_to_revert"
    case .noSuchBatch: "no_such_batch"
    case .settled: "settled"
    case .changedSince: "changed_since"
    }
  }
}

import Catalog

/// A change that somebody wants made to an entry.
package struct EntryEdit: Sendable {
  /// The entry, as it is named in messages.
  package var address: EntryAddress
  /// New values by field; nil clears one, fields that are not here stay.
  package var changes: [Field: String?]
  /// What the edit expects of the entry's revision.
  package var expectation: Expectation
  /// The language that translations among the changes are made from; nil for the system's own.
  package var source: Language?
  /// The texts that translations among the changes are made from, by the field of the translation;
  /// what is not here is made from the text that stands in the entry.
  package var madeFrom: [Field: String] = [:]

  /// What an edit expects to find.
  package enum Expectation: Sendable, Equatable {
    /// Whatever is there.
    case any
    /// This revision and no other.
    case exactly(Int)
    /// The edit began at this revision; what others changed meanwhile is merged.
    case from(Int)
  }

  /// Makes an edit.
  package init(
    _ address: EntryAddress, _ changes: [Field: String?], expecting expectation: Expectation = .any,
    source: Language? = nil
  ) {
    self.address = address
    self.changes = changes
    self.expectation = expectation
    self.source = source
  }
}

/// What became of an entry.
package struct EditResult: Sendable, Equatable {
  /// The entry's address after the edit.
  package var address: String
  /// Its revision after the edit.
  package var revision: Int
  /// The fields that changed; empty when it was as wanted already.
  package var changes: [FieldChange]
  /// The slug of the system that was made for it, if any.
  package var newSystem: String? = nil
}

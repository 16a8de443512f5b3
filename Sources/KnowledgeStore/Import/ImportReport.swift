import Catalog

/// What an import does to the base, document by document.
package struct ImportReport: Sendable {
  /// The document's name.
  package var document: String
  /// The slug of its system.
  package var system: String
  /// Whether the system was not there before.
  package var isNewSystem = false
  /// How the description of the system differs from the one in the base, which stays: field names.
  package var systemDifferences: [String] = []
  /// How many entries came, changed, stayed and went, and how much waits for a decision.
  package var counts = Counts()
  /// What happens to single entries, in the document's order; those that went come last.
  ///
  /// Without `listsChanges` only what waits for a decision is here.
  package var changes: [Change] = []

  /// Numbers of entries; `conflicts` counts fields.
  package struct Counts: Sendable, Equatable {
    package var added = 0
    package var changed = 0
    package var unchanged = 0
    /// Entries that the document has no more.
    package var gone = 0
    /// Fields that the document and people changed differently, new since the last import.
    package var conflicts = 0
    /// Entries that no document has any more, since this import.
    package var withdrawn = 0
    /// Entries that went while another came that looks like them.
    package var renames = 0

    package init() {}

    /// How many decisions the import leaves to somebody.
    package var toReview: Int { conflicts + withdrawn + renames }
  }

  /// What happens to one entry.
  package struct Change: Sendable {
    package enum Kind: String, Sendable {
      case added, changed, gone, restored, conflict, renamed
    }
    package var kind: Kind
    /// The entry's address.
    package var address: String
    /// The fields that differ, with both values; of a renamed entry its code.
    package var fields: [FieldChange]
  }
}

/// A field that changes.
package struct FieldChange: Sendable, Equatable {
  package var field: Field
  package var before: String?
  package var after: String?

  /// The fields that differ between two states of an entry, ordered by name.
  package static func between(_ before: FieldValues, _ after: FieldValues) -> [FieldChange] {
    after.fieldsChanged(from: before).map {
      FieldChange(field: $0, before: before[$0], after: after[$0])
    }
  }
}

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
  /// How many entries came, changed, stayed and went, and how many fields wait for a decision.
  package var counts = Counts()
  /// What happens to single entries, in the document's order; those that went come last.
  ///
  /// Without `listsChanges` only conflicts are here.
  package var changes: [Change] = []

  /// Numbers of entries; `conflicts` counts fields.
  package struct Counts: Sendable, Equatable {
    package var added = 0
    package var changed = 0
    package var unchanged = 0
    package var gone = 0
    package var conflicts = 0

    package init() {}
  }

  /// What happens to one entry.
  package struct Change: Sendable {
    package enum Kind: String, Sendable {
      case added, changed, gone, restored, conflict
    }
    package var kind: Kind
    /// The entry's address.
    package var address: String
    /// The fields that differ, with both values.
    package var fields: [FieldChange]
  }

  /// A field that changes.
  package struct FieldChange: Sendable {
    package var field: Field
    package var before: String?
    package var after: String?
  }
}

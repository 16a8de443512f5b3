/// Whether an entry is in use.
package enum EntryStatus: String, Sendable, CaseIterable {
  /// In use.
  case active
  /// Still emitted, no longer recommended; often replaced by another code.
  case deprecated
  /// Taken out by us: hidden, and an import does not bring it back.
  case removed
}

/// How far an entry's texts in one language can be trusted.
package enum TextState: String, Sendable, CaseIterable {
  /// As a document gives it.
  case sourced
  /// Written here, not yet looked at by a second person.
  case draft
  /// Written here and approved.
  case reviewed
  /// Made from a text that has changed since.
  case outdated
}

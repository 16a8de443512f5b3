import Catalog

/// An entry as it is put into a sheet.
package struct SheetEntry: Sendable {
  /// `SYSTEM:CODE#VARIANT`, what the entry is found again by.
  package var address: String
  /// The revision that the values are of; nil for a new entry.
  package var revision: Int?
  /// What its fields hold.
  package var values: FieldValues
  /// The languages that come first, in their order; the others follow by tag.
  package var preferred: [Language] = []
  /// A comment on top of a language's texts, such as what a translation was made from.
  package var notes: [Language: String] = [:]
  /// What has to be said of a field, above it.
  package var remarks: [Field: String] = [:]

  /// Makes an entry with nothing to say about it.
  package init(address: String, revision: Int?, values: FieldValues) {
    self.address = address
    self.revision = revision
    self.values = values
  }

  /// Says above a field that somebody else changed it, too: what it was and what it is now.
  package mutating func markClash(
    _ field: Field, before: String?, now: String?, by author: String, revision: Int
  ) {
    remarks[field] = """
      \(author) changed this, too (revision \(revision)). It was:
      \(indented(before))
      It is now:
      \(indented(now))
      Yours stands below. Keep it or change it, and take these lines out.
      """
  }
}

private func indented(_ value: String?) -> String {
  guard let value, !value.isEmpty else { return "  (empty)" }
  return value.split(separator: "\n", omittingEmptySubsequences: false)
    .map { "  " + $0 }.joined(separator: "\n")
}

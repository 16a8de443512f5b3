import Catalog

/// An entry in the form that leaves errkb, for answers that are encoded: see `EntryForm`.
package struct EntryDocument: Encodable {
  private let form: JSONValue

  /// Wraps an entry.
  ///
  /// - Parameter showsRevision: whether the counter of changes is part of the form; it belongs to one
  ///   base and does not travel.
  package init(_ entry: Entry, showsRevision: Bool = false) {
    form = EntryForm.shown(entry, revision: showsRevision ? entry.revision : nil)
  }

  /// Appends the form as JSON, as `jsonText` writes it.
  package func append(to bytes: inout [UInt8]) { form.append(to: &bytes) }

  package func encode(to encoder: any Encoder) throws { try form.encode(to: encoder) }
}

import Catalog

/// Counts up when the same bytes may be read differently than before, so that documents are read
/// again that have not changed.
package let readerVersion: Int = 5

/// What a document says, and what became of each of its lines.
package struct ReadDocument: Sendable {
  /// How its bytes spell its text.
  package var encoding: TextEncoding
  /// SHA-256 of its bytes, in lower-case hexadecimal digits.
  package var sha256: String
  /// The language most of its texts are in; nil when it has none.
  package var language: Language?
  /// Its entries, in the order of the page.
  package var entries: [EntryDraft]
  /// What its lines turned out to be.
  package var lines: LineAccount
  /// What to tell the reader, by line.
  package var diagnostics: [Diagnostic]
  /// What its headings were taken for.
  package var mapping: Mapping
  /// Two headings of one table that this command maps to a role of which an entry has one value.
  package var doubleMapping: (first: RoleOverride, second: RoleOverride)?
}

/// Reads a document: bytes to an outline or rows, those to tables of codes, rows to drafts.
///
/// A line that cannot be read is a diagnostic and a line not understood; a throw means that there is
/// nothing to read at all. A page without codes is no failure: it has no entries.
package func readDocument(
  _ bytes: [UInt8], options: ReadingOptions = ReadingOptions()
) throws(DocumentError) -> ReadDocument {
  try SourceDocument(bytes, format: options.format).read(options: options)
}

import Catalog

/// A document as it was read just now, on its way into the knowledge base.
package struct DocumentVersion: Sendable {
  /// The system the document speaks about; created when it is new.
  package var system: SystemDescription
  /// The document's name within the system: its identity from version to version.
  package var name: String
  /// Whether somebody gave the document its name, so that it is not questioned.
  package var isNamed: Bool
  /// Where the document is published.
  package var url: String?
  /// What its owner allows.
  package var licence: String?
  /// The language that most of it is in.
  package var language: Language?
  /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
  package var sha256: String
  /// How columns and labels were understood, as JSON; kept for the next import.
  package var mapping: String
  /// The version of the reader that made the drafts.
  package var readerVersion: Int
  /// What the document says.
  package var entries: [EntryDraft]

  /// Makes a version of a document.
  package init(
    system: SystemDescription, name: String, isNamed: Bool = true, url: String? = nil,
    licence: String? = nil,
    language: Language? = nil, sha256: String, mapping: String = "{}", readerVersion: Int,
    entries: [EntryDraft]
  ) {
    self.system = system
    self.name = name
    self.isNamed = isNamed
    self.url = url
    self.licence = licence
    self.language = language
    self.sha256 = sha256
    self.mapping = mapping
    self.readerVersion = readerVersion
    self.entries = entries
  }
}

/// A system as an export carries it, with the documents that speak about it.
package struct SystemRecord: Equatable, Sendable {
  package var system: SystemDescription
  /// In the order in which they first came: where two give a field differently, the first has precedence.
  package var documents: [DocumentRecord]

  /// Makes a record.
  package init(system: SystemDescription, documents: [DocumentRecord] = []) {
    self.system = system
    self.documents = documents
  }
}

/// A document as of its last import.
package struct DocumentRecord: Equatable, Sendable {
  package var name: String
  package var url: String?
  package var licence: String?
  package var language: Language?
  /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
  package var sha256: String
  /// How its columns were understood, as JSON.
  package var mapping: String
  package var readerVersion: Int
  /// UTC, ISO 8601 with milliseconds.
  package var importedAt: String

  /// Makes a record.
  package init(
    name: String, url: String? = nil, licence: String? = nil, language: Language? = nil,
    sha256: String, mapping: String, readerVersion: Int, importedAt: String
  ) {
    self.name = name
    self.url = url
    self.licence = licence
    self.language = language
    self.sha256 = sha256
    self.mapping = mapping
    self.readerVersion = readerVersion
    self.importedAt = importedAt
  }
}

/// An entry with everything the base keeps beside it but its history.
package struct EntryRecord: Equatable, Sendable {
  package var entry: Entry
  /// What each document says of the entry, by the document's name.
  package var sources: [String: SourceRecord]

  /// Makes a record.
  package init(entry: Entry, sources: [String: SourceRecord] = [:]) {
    self.entry = entry
    self.sources = sources
  }
}

/// An order of the entries of a system; variants of a code stand together in either.
package enum EntryOrder: Sendable {
  /// By the key of the code.
  case key
  /// By category, those without one first, and by key within.
  case category
}

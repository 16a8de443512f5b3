import Catalog
import Documents
import KnowledgeStore

/// A document that was read, ready to be compared with the base.
struct ReadInput {
  let input: DocumentInput
  let document: ReadDocument

  /// Whether some line was not understood.
  var isIncomplete: Bool { document.lines.notUnderstood > 0 }

  /// The document as the base takes it.
  var version: DocumentVersion {
    DocumentVersion(
      system: input.system, name: input.name, url: input.url, licence: input.licence,
      language: document.language, sha256: document.sha256, mapping: document.mapping.json,
      readerVersion: readerVersion, entries: document.entries)
  }
}

extension DocumentInput {
  /// Reads the document, its columns as they were understood last time.
  ///
  /// - Throws: `DocumentError`, also for a document that lists no codes: to take it as a new version
  ///   would withdraw every entry of the old one.
  func read(_ base: KnowledgeBase) throws -> ReadInput {
    let bytes = try path.map(readFile) ?? readStandardInput()
    let known = try base.system(system.slug)
    let stored = try base.mapping(system: system.slug, document: name)
    let options = ReadingOptions(
      language: language, defaultLanguage: system.language ?? known?.language,
      mapping: stored.flatMap { Mapping(json: $0) }, overrides: roles)
    let document = try readDocument(bytes, options: options)
    guard !document.entries.isEmpty else { throw DocumentError.noCodes(document: label) }
    return ReadInput(input: self, document: document)
  }
}

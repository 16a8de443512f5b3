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
      system: input.system, name: input.name, isNamed: input.isNamed, url: input.url,
      licence: input.licence, language: document.language, sha256: document.sha256,
      mapping: document.mapping.json,
      readerVersion: readerVersion, entries: document.entries)
  }
}

extension DocumentInput {
  /// Reads the document, its columns as they were understood last time.
  ///
  /// - Throws: `Failure`, also for a document that lists no codes: to take it as a new version would
  ///   withdraw every entry of the old one.
  func read(_ base: KnowledgeBase?) throws -> ReadInput {
    if let complaint = nameComplaint(about: name, called: "the name of the document") {
      throw Failure(.usage, code: "usage", complaint)
    }
    let known = try base?.system(system.slug)
    let stored = try base?.mapping(system: system.slug, document: name)
    let options = ReadingOptions(
      language: language, defaultLanguage: system.language ?? known?.language,
      mapping: stored.flatMap { Mapping(json: $0) }, overrides: roles)
    let source = try open()
    let document = source.read(system: system.slug, options: options)
    if let double = document.doubleMapping {
      let role = double.first.role.rawValue
      throw Failure(
        .usage, code: "usage",
        "\(label): '\(double.first.heading)' and '\(double.second.heading)' are both mapped to \(role), "
          + "of which an entry has one; map one of them to attribute")
    }
    guard !document.entries.isEmpty else {
      throw Failure(
        .document, code: "no_codes", "\(label): " + reasonForNoCodes(source.systems, document))
    }
    return ReadInput(input: self, document: document)
  }

  private func reasonForNoCodes(_ systems: [String]?, _ document: ReadDocument) -> String {
    let first = document.diagnostics.first { $0.severity == .error }
    let mistake = first.map { "; line \($0.line) was not understood: \($0.message)" } ?? ""
    if let systems, !systems.contains(system.slug) {
      guard !systems.isEmpty else { return noSystemInSheet }
      let more = systems.count > 10 ? " …" : ""
      return "no row is of the system '\(system.slug)'; there are "
        + systems.prefix(10).joined(separator: ", ") + more
    }
    return "no table or list of error codes was found in it; "
      + "if there is one, name its column with --map code=HEADING" + mistake
  }
}

/// Why a sheet with a column for systems is of no system.
let noSystemInSheet = "no row names a system in the column 'system'"

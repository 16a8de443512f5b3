import Catalog
import Documents
import Files
import KnowledgeStore
import SystemPackage
import TextAnalysis

/// A document that is to be imported, and what is known about it before it is read.
struct DocumentInput {
  /// What to call the document in messages: its path.
  var label: String
  /// Fetches the bytes; throws `Failure`.
  var bytes: () throws -> [UInt8]
  var system: SystemDescription
  var name: String
  /// Whether a person gave the name; else it is the file's.
  var isNamed: Bool
  var url: String?
  var licence: String?
  var language: Language?
  var roles: [RoleOverride] = []
  var format = DocumentFormat.markdown
  /// The sheet that the document is a part of: the rows of its system.
  var sheet: SourceDocument?
}

/// The documents that paths on the command line stand for.
struct DocumentInputs {
  private(set) var all: [DocumentInput] = []
  /// How many files they are; a sheet may be a document of several systems.
  private var count = 0

  private let system: String?
  private let document: String?
  private let language: Language?
  private let roles: [RoleOverride]
  private let format: DocumentFormat?

  /// Resolves paths.
  ///
  /// - Throws: `Failure` when it is not clear what a document speaks about, `SourceListError` and
  ///   `DocumentError` for what lies there.
  init(
    paths: [String], system: String?, document: String?, language: Language?,
    roles: [RoleOverride], format: DocumentFormat? = nil
  ) throws {
    self.system = system
    self.document = document
    self.language = language
    self.roles = roles
    self.format = format
    for path in paths { try add(path) }
    guard document == nil || count == 1 else {
      throw Failure(
        .usage, code: "usage",
        "--document names one document, and there are \(count); import them one by one")
    }
    try checkNames()
  }

  /// Two files of one name would be two versions of one document, each taking the other's entries
  /// away.
  private func checkNames() throws {
    var labels: [[String]: String] = [:]
    for input in all {
      if let other = labels.updateValue(input.label, forKey: [input.system.slug, input.name]) {
        throw Failure(
          .usage, code: "usage",
          """
          \(other) and \(input.label) would both be the document '\(input.name)' of \
          \(input.system.slug)
          """,
          hint: "import them one by one: "
            + commandLine(
              "import", "--system", input.system.slug, "--document", "NAME",
              operands: [input.label]))
      }
    }
  }

  private mutating func add(_ path: String) throws {
    guard path != "-" else { return try addDocument(nil, typed: path) }
    let file = FilePath(path)
    if isFolder(path) {
      let list = file.appending("sources.yaml")
      if isFile(list.string) {
        try refuseToLeave(file, by: list)
        return try addList(list)
      }
      for document in try documents(in: file) { try addDocument(document, typed: path) }
    } else if ["yaml", "yml"].contains(file.extension?.lowercased()) {
      try addList(file)
    } else {
      try addDocument(file, typed: path)
    }
  }

  private mutating func addDocument(_ file: FilePath?, typed: String) throws {
    count += 1
    var file = DocumentFile(file, typed: typed, format: format)
    try file.refuseTranslations()
    // A sheet may name the system of each row; a page may name its own.
    guard let system = try system ?? file.frontMatter().system else {
      return try addSystems(of: &file)
    }
    try add(file, system: system)
  }

  /// Adds a document of a file whose system is known.
  private mutating func add(
    _ file: DocumentFile, system: String, sheet: SourceDocument? = nil
  ) throws {
    var file = file
    let stated = try file.frontMatter()
    if let problem = stated.problem {
      throw Failure(
        .document, code: "invalid", "\(file.label):\(problem.line): \(problem.sentence)")
    }
    guard let name = document ?? stated.document ?? file.name else {
      throw Failure(
        .usage, code: "usage", "standard input has no name to be found again under",
        hint: "type: "
          + commandLine("import", "--system", system, "--document", "NAME", operands: ["-"]))
    }
    var described = SystemDescription(slug: system)
    if stated.system == system {
      described = SystemDescription(
        slug: system, name: stated.name, vendor: stated.vendor, language: stated.language,
        helpURL: stated.helpURL)
    }
    all.append(
      DocumentInput(
        label: file.label, bytes: file.bytes, system: described, name: name,
        isNamed: document != nil || stated.document != nil, language: language,
        roles: roles, format: try file.format(), sheet: sheet))
  }

  /// Adds a document for each system that a sheet names in a column.
  private mutating func addSystems(of file: inout DocumentFile) throws {
    guard let sheet = try file.sheet(), let systems = sheet.systems else {
      throw Failure(
        .usage, code: "usage", "which system does \(file.label) speak about?",
        hint: "type: " + commandLine("import", "--system", "SLUG", operands: [file.typed]))
    }
    guard !systems.isEmpty else {
      throw Failure(
        .document, code: "document", "\(file.label): \(noSystemInSheet)")
    }
    for system in systems { try add(file, system: system, sheet: sheet) }
  }

  private mutating func addList(_ file: FilePath) throws {
    let list = try sourceList(file)
    guard list.systems.contains(where: { !$0.documents.isEmpty }) else {
      throw Failure(
        .document, code: "sources",
        "\(file) lists no document; name the pages to read under 'documents:' of their system")
    }
    let systems = list.systems.filter { system == nil || $0.slug == system }
    guard !systems.isEmpty else {
      throw Failure(
        .usage, code: "usage", "\(file) lists no system '\(system ?? "")'",
        hint: "it lists: " + list.systems.map(\.slug).joined(separator: ", "))
    }
    for system in systems {
      count += system.documents.count
      for source in system.documents {
        all.append(
          DocumentInput(
            label: source.path.string, bytes: { try listedBytes(source, file) },
            system: SystemDescription(
              slug: system.slug, name: system.name, vendor: system.vendor,
              language: system.language, helpURL: system.helpURL),
            name: document ?? source.name, isNamed: document != nil || source.isNamed,
            url: source.url, licence: source.licence, language: language ?? source.language,
            roles: roles + source.map,
            format: format ?? DocumentFormat(name: source.path.lastComponent?.string ?? "")))
      }
    }
  }
}

/// Reads a `sources.yaml`.
private func sourceList(_ file: FilePath) throws -> SourceList {
  let bytes = try fileBytes(file.string, .list)
  do {
    return try SourceList(bytes, folder: file.removingLastComponent())
  } catch {
    throw Failure(.document, code: "sources", "\(file): \(error)")
  }
}

/// The bytes of a document that a list names.
private func listedBytes(_ document: SourceList.Document, _ list: FilePath) throws -> [UInt8] {
  do {
    return try document.read()
  } catch let error as SourceListError {
    throw Failure(.document, code: "sources", "\(list): \(error)")
  } catch let error as FileError {
    throw Failure.unreadable(document.path.string, error)
  }
}

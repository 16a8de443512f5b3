import Catalog
import Documents
import KnowledgeStore
import SystemPackage

/// A document that is to be imported, and what is known about it before it is read.
struct DocumentInput {
  /// The file; nil for standard input.
  var path: FilePath?
  var system: SystemDescription
  var name: String
  var url: String?
  var licence: String?
  var language: Language?
  var roles: [RoleOverride] = []

  /// What to call the document in messages.
  var label: String { path?.string ?? "standard input" }
}

/// The documents that paths on the command line stand for.
struct DocumentInputs {
  private(set) var all: [DocumentInput] = []

  private let system: String?
  private let document: String?
  private let language: Language?
  private let roles: [RoleOverride]

  /// Resolves paths.
  ///
  /// - Throws: `Failure` when it is not clear what a document speaks about, `SourceListError` and
  ///   `DocumentError` for what lies there.
  init(
    paths: [String], system: String?, document: String?, language: Language?,
    roles: [RoleOverride]
  ) throws {
    self.system = system
    self.document = document
    self.language = language
    self.roles = roles
    for path in paths { try add(path) }
    guard document == nil || all.count == 1 else {
      throw Failure(
        .usage, code: "usage",
        "--document names one document, and there are \(all.count); import them one by one")
    }
  }

  private mutating func add(_ path: String) throws {
    guard path != "-" else { return try addDocument(nil, typed: path) }
    let file = FilePath(path)
    if isFolder(path) {
      let list = file.appending("sources.yaml")
      if isFile(list.string) { return try addList(list) }
      for document in try documentFiles(in: file) { try addDocument(document, typed: path) }
    } else if ["yaml", "yml"].contains(file.extension?.lowercased()) {
      try addList(file)
    } else {
      try addDocument(file, typed: path)
    }
  }

  private mutating func addDocument(_ file: FilePath?, typed: String) throws {
    guard let system else {
      throw Failure(
        .usage, code: "usage", "which system does \(file?.string ?? "standard input") speak about?",
        hint: "type: errkb import --system SLUG \(typed)")
    }
    guard let name = document ?? file?.stem else {
      throw Failure(
        .usage, code: "usage", "standard input has no name to be found again under",
        hint: "type: errkb import --system \(system) --document NAME -")
    }
    all.append(
      DocumentInput(
        path: file, system: SystemDescription(slug: system), name: name, language: language,
        roles: roles))
  }

  private mutating func addList(_ file: FilePath) throws {
    let list = try SourceList(readingFrom: file)
    let systems = list.systems.filter { system == nil || $0.slug == system }
    guard !systems.isEmpty else {
      throw Failure(
        .usage, code: "usage", "\(file) lists no system '\(system ?? "")'",
        hint: "it lists: " + list.systems.map(\.slug).joined(separator: ", "))
    }
    for system in systems {
      for source in system.documents {
        all.append(
          DocumentInput(
            path: source.path,
            system: SystemDescription(
              slug: system.slug, name: system.name, vendor: system.vendor,
              language: system.language, helpURL: system.helpURL),
            name: document ?? source.name ?? source.path.stem ?? source.path.string,
            url: source.url, licence: source.licence, language: language ?? source.language,
            roles: roles + source.map))
      }
    }
  }
}

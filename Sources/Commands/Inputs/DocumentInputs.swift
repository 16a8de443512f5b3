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
  /// Opens it; throws `Failure`.
  var open: () throws -> SourceDocument
  var system: SystemDescription
  var name: String
  /// Whether a person gave the name; else it is the file's.
  var isNamed: Bool
  var url: String?
  var licence: String?
  var language: Language?
  var roles: [RoleOverride] = []
}

/// The documents that files stand for.
struct DocumentInputs {
  private(set) var all: [DocumentInput] = []
  /// How many files they are; a sheet may be a document of several systems.
  private var count = 0

  private let system: String?
  private let document: String?
  private let language: Language?
  private let roles: [RoleOverride]
  private let format: DocumentFormat?

  /// Takes documents and lists of documents.
  ///
  /// - Throws: `Failure` when it is not clear what a document speaks about, and for what lies there.
  init(
    _ inputs: [Input], system: String?, document: String?, language: Language?,
    roles: [RoleOverride], format: DocumentFormat? = nil
  ) throws {
    self.system = system
    self.document = document
    self.language = language
    self.roles = roles
    self.format = format
    for input in inputs {
      if input.kind == .list { try addList(input) } else { try addDocument(input) }
    }
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

  private mutating func addDocument(_ input: Input) throws {
    count += 1
    let format =
      if case .document(let format) = input.kind { format } else { DocumentFormat.markdown }
    // A page may name its system, and a sheet the system of each row.
    let stated = format.frontMatter(of: input.kept)
    if let system = system ?? stated.system {
      return try add(input, stated, system: system) {
        try SourceDocument(input, format: format)
      }
    }
    // A file that cannot be read is told before anything is asked about it.
    let opened = try SourceDocument(input, format: format)
    guard let systems = opened.systems else {
      throw Failure(
        .usage, code: "usage", "which system does \(input.label) speak about?",
        hint: "type: " + commandLine("import", "--system", "SLUG", operands: [input.typed]))
    }
    guard !systems.isEmpty else {
      throw Failure(
        .document, code: "document", "\(input.label): \(noSystemInSheet)")
    }
    for system in systems { try add(input, stated, system: system) { opened } }
  }

  /// Adds a document whose system is known.
  private mutating func add(
    _ input: Input, _ stated: FrontMatter, system: String,
    open: @escaping () throws -> SourceDocument
  ) throws {
    if let problem = stated.problem {
      throw Failure(
        .document, code: "invalid", "\(input.label):\(problem.line): \(problem.sentence)")
    }
    let fileName = input.path == "-" ? nil : FilePath(input.path).stem
    guard let name = document ?? stated.document ?? fileName else {
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
        label: input.label, open: open, system: described, name: name,
        isNamed: document != nil || stated.document != nil, language: language, roles: roles))
  }

  private mutating func addList(_ input: Input) throws {
    let file = FilePath(input.path)
    let list = try SourceList(input)
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
        let label = source.path.string
        let format = format ?? DocumentFormat(name: source.path.lastComponent?.string ?? "")
        all.append(
          DocumentInput(
            label: label,
            open: { try SourceDocument(listedBytes(source, file), label: label, format: format) },
            system: SystemDescription(
              slug: system.slug, name: system.name, vendor: system.vendor,
              language: system.language, helpURL: system.helpURL),
            name: document ?? source.name, isNamed: document != nil || source.isNamed,
            url: source.url, licence: source.licence, language: language ?? source.language,
            roles: roles + source.map))
      }
    }
  }
}

extension SourceList {
  /// Reads a `sources.yaml`.
  fileprivate init(_ input: Input) throws {
    let bytes = try input.bytes()
    do {
      try self.init(bytes, folder: FilePath(input.path).removingLastComponent())
    } catch {
      throw Failure(.document, code: "sources", "\(input.path): \(error)")
    }
  }
}

extension SourceDocument {
  fileprivate init(_ input: Input, format: DocumentFormat) throws {
    try self.init(try input.bytes(), label: input.label, format: format)
  }

  fileprivate init(_ bytes: [UInt8], label: String, format: DocumentFormat) throws {
    do {
      try self.init(bytes, format: format)
    } catch {
      throw Failure(.document, code: "document", "\(label): \(error)")
    }
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

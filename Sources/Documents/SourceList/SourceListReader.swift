import Catalog
import Files
import SystemPackage
import YAML

/// Descends a `sources.yaml` by its schema.
struct SourceListReader: ~Copyable {
  private typealias Problem = SourceListError.Problem
  private typealias Node = YAMLDocument.Node

  private var document: YAMLDocument
  private let folder: FilePath

  init(_ bytes: [UInt8], folder: FilePath) throws(SourceListError) {
    self.folder = folder
    do {
      self.document = try YAMLDocument(parsing: bytes)
    } catch {
      switch error {
      case .syntax(let problem, let line):
        throw SourceListError(line: line, problem: .syntax(problem))
      case .severalDocuments(let line):
        throw SourceListError(line: line, problem: .severalDocuments)
      case .nestedTooDeep(let line), .aliases(let line):
        throw SourceListError(line: line, problem: .tooLarge)
      case .outOfMemory: throw SourceListError(line: 1, problem: .tooLarge)
      }
    }
  }

  /// The systems of the list.
  mutating func systems() throws(SourceListError) -> [SourceList.System] {
    guard let root = document.root else {
      throw SourceListError(line: 1, problem: .missingKey("systems"))
    }
    let fields = try fields(of: root, called: "sources.yaml", known: ["systems"])
    var systems: [SourceList.System] = []
    var firstLines: [String: Int] = [:]
    for node in try items(try required("systems", in: fields, at: root), of: "systems") {
      let system = try system(node)
      if let first = firstLines.updateValue(system.line, forKey: system.slug) {
        throw SourceListError(
          line: system.line, problem: .repeatedSlug(system.slug, firstLine: first))
      }
      systems.append(system)
    }
    return systems
  }

  private mutating func system(_ node: Node) throws(SourceListError) -> SourceList.System {
    let fields = try fields(
      of: node, called: "a system",
      known: ["slug", "name", "vendor", "language", "help_url", "documents"])
    let slugNode = try required("slug", in: fields, at: node)
    let slug = try text(slugNode, of: "slug")
    guard SystemDescription.slugComplaint(about: slug) == nil else {
      throw SourceListError(line: slugNode.line, problem: .badSlug(slug))
    }
    var documents: [SourceList.Document] = []
    var firstLines: [String: Int] = [:]
    if let list = fields["documents"] {
      for item in try items(list, of: "documents") {
        let document = try document(item)
        if let first = firstLines.updateValue(document.line, forKey: document.name) {
          throw SourceListError(
            line: document.line, problem: .repeatedDocument(document.name, firstLine: first))
        }
        documents.append(document)
      }
    }
    return SourceList.System(
      slug: slug, name: try optionalText("name", in: fields) ?? slug,
      vendor: try optionalText("vendor", in: fields), language: try language(in: fields),
      helpURL: try optionalText("help_url", in: fields), documents: documents, line: node.line)
  }

  /// A document is a path, or a mapping with `path` in it.
  private mutating func document(_ node: Node) throws(SourceListError) -> SourceList.Document {
    if case .scalar = document.value(node) {
      let path = try path(text(node, of: "path"), line: node.line)
      return SourceList.Document(
        path: path, name: documentName(of: path), map: [], line: node.line)
    }
    let fields = try fields(
      of: node, called: "a document", known: ["path", "name", "url", "language", "licence", "map"])
    let pathNode = try required("path", in: fields, at: node)
    let path = try path(text(pathNode, of: "path"), line: pathNode.line)
    let name = try optionalText("name", in: fields)
    return SourceList.Document(
      path: path, name: name ?? documentName(of: path), isNamed: name != nil,
      url: try optionalText("url", in: fields), language: try language(in: fields),
      licence: try optionalText("licence", in: fields), map: try overrides(in: fields),
      line: node.line)
  }

  private mutating func overrides(
    in fields: [String: Node]
  ) throws(SourceListError) -> [RoleOverride] {
    guard let map = fields["map"] else { return [] }
    var overrides: [RoleOverride] = []
    for item in try items(map, of: "map") {
      let text = try text(item, of: "map")
      do {
        overrides.append(try RoleOverride(parsing: text))
      } catch {
        throw SourceListError(line: item.line, problem: .badOverride(error))
      }
    }
    return overrides
  }

  private func path(_ text: String, line: Int) throws(SourceListError) -> FilePath {
    // The system would take what stands before a NUL.
    if let complaint = nameComplaint(about: text, called: "the path", limit: TextLimit.address) {
      throw SourceListError(line: line, problem: .badText(complaint))
    }
    guard !text.hasSuffix("/"), !text.hasSuffix("/.") else {
      throw SourceListError(line: line, problem: .folder(text))
    }
    let path = FilePath(text)
    guard !path.isEmpty, !path.isAbsolute, let inside = folder.lexicallyResolving(path) else {
      throw SourceListError(line: line, problem: .pathOutsideFolder(text))
    }
    // Who wrote the list may have put a link into the folder, too.
    guard !leadsOut(inside.string, of: folder.string) else {
      throw SourceListError(line: line, problem: .pathOutsideFolder(text))
    }
    return inside
  }

  // MARK: Nodes

  private mutating func fields(
    of node: Node, called name: String, known: [String]
  ) throws(SourceListError) -> [String: Node] {
    guard case .mapping(let pairs) = document.value(node) else {
      throw SourceListError(
        line: node.line, problem: .wrongType(name, expected: "keys with values"))
    }
    var fields: [String: Node] = [:]
    for (keyNode, value) in pairs {
      let key = try text(keyNode, of: name)
      guard known.contains(key) else {
        throw SourceListError(
          line: keyNode.line,
          problem: .unknownKey(key, nearest: nearestKey(to: key, among: known), known: known))
      }
      guard fields.updateValue(value, forKey: key) == nil else {
        throw SourceListError(line: keyNode.line, problem: .repeatedKey(key))
      }
    }
    return fields
  }

  private mutating func items(_ node: Node, of key: String) throws(SourceListError) -> [Node] {
    guard case .sequence(let items) = document.value(node) else {
      throw SourceListError(line: node.line, problem: .wrongType(key, expected: "a list"))
    }
    return items
  }

  private mutating func text(_ node: Node, of key: String) throws(SourceListError) -> String {
    guard case .scalar(let text, _) = document.value(node) else {
      throw SourceListError(line: node.line, problem: .wrongType(key, expected: "a text"))
    }
    return text
  }

  /// The text at a key; nil when the key is absent or has no value.
  private mutating func optionalText(
    _ key: String, in fields: [String: Node]
  ) throws(SourceListError) -> String? {
    guard let node = fields[key] else { return nil }
    if case .scalar(let text, isPlain: true) = document.value(node),
      ["", "~", "null"].contains(text)
    {
      return nil
    }
    let text = try text(node, of: key)
    let complaint =
      key.hasSuffix("url")
      ? addressComplaint(about: text, called: key) : nameComplaint(about: text, called: key)
    if let complaint { throw SourceListError(line: node.line, problem: .badText(complaint)) }
    return text
  }

  private mutating func language(in fields: [String: Node]) throws(SourceListError) -> Language? {
    guard let node = fields["language"], let tag = try optionalText("language", in: fields) else {
      return nil
    }
    guard let language = Language(tag) else {
      throw SourceListError(line: node.line, problem: .badLanguage(tag))
    }
    return language
  }

  private func required(
    _ key: String, in fields: [String: Node], at node: Node
  ) throws(SourceListError) -> Node {
    guard let found = fields[key] else {
      throw SourceListError(line: node.line, problem: .missingKey(key))
    }
    return found
  }
}

private func documentName(of path: FilePath) -> String {
  path.lastComponent?.stem ?? path.string
}

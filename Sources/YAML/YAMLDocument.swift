import CYAML

/// A YAML document as libyaml composes it: nodes by number, aliases already pointing at the node
/// they name.
///
/// Owning it means owning libyaml's memory.
///
/// See <https://pyyaml.org/wiki/LibYAML>. Whoever reads this may descend as deep as it goes and follow
/// every alias: what would be deeper than 100 levels, or much longer than the text, is refused.
package struct YAMLDocument: ~Copyable {
  private var document: yaml_document_t

  /// What stands in a place of the document.
  package enum Value {
    /// A scalar; `isPlain` when it is written without quotation marks.
    case scalar(String, isPlain: Bool)
    case sequence([Node])
    /// Keys and values in the order of the text.
    case mapping([(key: Node, value: Node)])
  }

  /// A place in the document.
  package struct Node {
    fileprivate var index: Int32
    /// Its source line, counted from 1.
    package var line: Int
  }

  /// Composes the one document of a stream.
  package init(parsing bytes: [UInt8]) throws(YAMLError) {
    // libyaml takes quadratic time over brackets nested, or anchors named, by the thousand.
    try checkEvents(of: bytes)
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { throw .outOfMemory }
    defer { yaml_parser_delete(&parser) }
    var loaded = yaml_document_t()
    var problem: YAMLError?
    // The parser reads the bytes while it loads, so loading stays inside the closure.
    bytes.withUnsafeBufferPointer { bytes in
      yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
      guard yaml_parser_load(&parser, &loaded) == 1 else {
        problem = YAMLError(parser)
        return
      }
      var next = yaml_document_t()
      guard yaml_parser_load(&parser, &next) == 1 else {
        problem = YAMLError(parser)
        yaml_document_delete(&loaded)
        return
      }
      if yaml_document_get_root_node(&next) != nil {
        problem = .severalDocuments(line: Int(next.start_mark.line) + 1)
        yaml_document_delete(&loaded)
      }
      yaml_document_delete(&next)
    }
    if let problem { throw problem }
    do {
      try checkExtent(of: &loaded, longest: 2 * bytes.count + 10_000)
    } catch {
      yaml_document_delete(&loaded)
      throw error
    }
    document = loaded
  }

  deinit {
    var document = document
    yaml_document_delete(&document)
  }

  /// The outermost node; nil for an empty document.
  package var root: Node? {
    mutating get {
      guard yaml_document_get_root_node(&document) != nil else { return nil }
      // Nodes are numbered from 1, and the root is the first.
      return node(1)
    }
  }

  /// What stands at a node.
  package mutating func value(_ node: Node) -> Value {
    guard let found = yaml_document_get_node(&document, node.index)?.pointee else {
      return .scalar("", isPlain: true)
    }
    switch found.type {
    case YAML_SEQUENCE_NODE:
      let items = found.data.sequence.items
      let count = items.start.map { items.top - $0 } ?? 0
      return .sequence(
        UnsafeBufferPointer(start: items.start, count: count).map { self.node($0) })
    case YAML_MAPPING_NODE:
      let pairs = found.data.mapping.pairs
      let count = pairs.start.map { pairs.top - $0 } ?? 0
      return .mapping(
        UnsafeBufferPointer(start: pairs.start, count: count).map {
          (self.node($0.key), self.node($0.value))
        })
    default:
      let scalar = found.data.scalar
      let text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return .scalar(
        String(decoding: text, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
    }
  }

  private mutating func node(_ index: Int32) -> Node {
    let line = yaml_document_get_node(&document, index)?.pointee.start_mark.line ?? 0
    return Node(index: index, line: Int(line) + 1)
  }
}

/// Why a text is no YAML, or more than one document of it.
package enum YAMLError: Error, Equatable, CustomStringConvertible {
  case syntax(String, line: Int)
  case severalDocuments(line: Int)
  case nestedTooDeep(line: Int)
  /// So many aliases that what they stand for is much longer than the text, or has no end.
  case aliases(line: Int)
  case outOfMemory

  package var description: String {
    switch self {
    case .syntax(let problem, let line): "line \(line): \(problem)"
    case .severalDocuments(let line): "line \(line): a second YAML document begins"
    case .nestedTooDeep(let line): "line \(line): too many levels within each other"
    case .aliases(let line):
      "line \(line): aliases (*) make this longer than it may be; write it out"
    case .outOfMemory: "it needs more memory than there is"
    }
  }

  fileprivate init(_ parser: yaml_parser_t) {
    guard parser.error != YAML_MEMORY_ERROR, let problem = parser.problem else {
      self = .outOfMemory
      return
    }
    // A reader's error has no mark: the line is unknown, and so is the first one.
    self = .syntax(String(cString: problem), line: Int(parser.problem_mark.line) + 1)
  }
}

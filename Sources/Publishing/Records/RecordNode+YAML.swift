import YAML

extension RecordNode {
  /// Reads one YAML document that begins in a line; nil for one in which nothing stands.
  ///
  /// - Throws: `RecordProblem`.
  package init?(yaml bytes: [UInt8], line: Int) throws {
    do {
      var document = try YAMLDocument(parsing: bytes)
      guard let root = document.root else { return nil }
      self = try Self.node(root, &document, before: line - 1)
    } catch let error as YAMLError {
      throw RecordProblem(error, before: line - 1)
    }
  }

  private static func node(
    _ node: YAMLDocument.Node, _ document: inout YAMLDocument, before lines: Int
  ) throws -> RecordNode {
    let line = lines + node.line
    switch document.value(node) {
    case .scalar(let text, let isPlain):
      return RecordNode(isPlain ? .plain(text) : .text(text), line: line)
    case .sequence(let nodes):
      var items: [RecordNode] = []
      for node in nodes { items.append(try Self.node(node, &document, before: lines)) }
      return RecordNode(.list(items), line: line)
    case .mapping(let pairs):
      var members: [(key: String, line: Int, value: RecordNode)] = []
      for (key, value) in pairs {
        guard case .scalar(let name, _) = document.value(key) else {
          throw RecordProblem(line: lines + key.line, message: "a key is a text")
        }
        let member = try Self.node(value, &document, before: lines)
        members.append((name, lines + key.line, member))
      }
      return RecordNode(.object(members), line: line)
    }
  }
}

/// What is wrong in a text of records.
package struct RecordProblem: Error, Equatable, Sendable {
  /// The line, counted from 1.
  package var line: Int
  /// One sentence.
  package var message: String

  /// Makes a problem.
  package init(line: Int, message: String) {
    self.line = line
    self.message = message
  }

  fileprivate init(_ error: YAMLError, before lines: Int) {
    switch error {
    case .syntax(let problem, let line):
      self.init(line: lines + line, message: "this is no YAML: \(problem)")
    case .severalDocuments(let line):
      self.init(line: lines + line, message: "a document begins here without a line of '---'")
    case .nestedTooDeep(let line):
      self.init(line: lines + line, message: "too many levels within each other")
    case .aliases(let line):
      self.init(
        line: lines + line,
        message: "aliases (*) make this longer than it may be; write it out")
    case .outOfMemory:
      self.init(line: lines + 1, message: "it needs more memory than there is")
    }
  }
}

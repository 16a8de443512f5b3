import YAML

extension RecordNode {
  /// Reads one YAML document that begins in a line; nil for one in which nothing stands.
  ///
  /// - Throws: `RecordProblem`.
  package init?(yaml bytes: [UInt8], line: Int) throws {
    do {
      var document = try YAMLDocument(parsing: bytes)
      guard let root = document.root else { return nil }
      // An escape may be shorter than the character it stands for; an alias costs what it stands for.
      var budget = 2 * bytes.count + 1000
      guard let node = Self.node(root, &document, before: line - 1, &budget) else {
        throw RecordProblem(
          line: line, message: "aliases (*) make this longer than it may be; write it out")
      }
      self = node
    } catch let error as YAMLError {
      throw RecordProblem(error, before: line - 1)
    }
  }

  private static func node(
    _ node: YAMLDocument.Node, _ document: inout YAMLDocument, before lines: Int,
    _ budget: inout Int
  ) -> RecordNode? {
    budget -= 1
    let line = lines + node.line
    switch document.value(node) {
    case .scalar(let text, let isPlain):
      budget -= text.utf8.count
      guard budget >= 0 else { return nil }
      return RecordNode(isPlain ? .plain(text) : .text(text), line: line)
    case .sequence(let nodes):
      var items: [RecordNode] = []
      for node in nodes {
        guard let item = Self.node(node, &document, before: lines, &budget) else { return nil }
        items.append(item)
      }
      return budget >= 0 ? RecordNode(.list(items), line: line) : nil
    case .mapping(let pairs):
      var members: [(key: String, line: Int, value: RecordNode)] = []
      for (key, value) in pairs {
        guard case .scalar(let name, _) = document.value(key),
          let member = Self.node(value, &document, before: lines, &budget)
        else { return nil }
        budget -= name.utf8.count
        members.append((name, lines + key.line, member))
      }
      return budget >= 0 ? RecordNode(.object(members), line: line) : nil
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
      self.init(line: lines + line, message: "too many brackets within each other")
    case .outOfMemory:
      self.init(line: lines + 1, message: "it needs more memory than there is")
    }
  }
}

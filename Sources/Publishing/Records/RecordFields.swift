import Catalog
import YAML

/// The members of an object by key, and what is wrong with them.
///
/// Taking a value that is of another kind than asked for is noted as a problem, and answered like one
/// that is not there.
struct RecordFields {
  private(set) var problems: [RecordProblem] = []
  /// The line the object begins in.
  let line: Int
  private var members: [String: RecordNode] = [:]

  /// Takes an object apart.
  ///
  /// - Parameters:
  ///   - name: what to call it in messages.
  ///   - known: the keys it may have; nil for any.
  init(_ node: RecordNode, called name: String, known: [String]? = nil) {
    line = node.line
    guard case .object(let found) = node.value else {
      if !node.isNull { complain("\(name) is an object: keys and values", node.line) }
      return
    }
    members.reserveCapacity(found.count)
    for (key, line, value) in found {
      if let known, !known.contains(key) {
        let nearest = nearestKey(to: key, among: known)
        complain(
          "unknown key '\(key)' in \(name)" + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
          line)
      } else if members.updateValue(value, forKey: key) != nil {
        complain("the key '\(key)' stands twice in \(name)", line)
      }
    }
  }

  /// Notes a problem.
  mutating func complain(_ message: String, _ line: Int? = nil) {
    problems.append(RecordProblem(line: line ?? self.line, message: message))
  }

  /// Takes the problems of an object within over.
  mutating func add(_ problems: [RecordProblem]) { self.problems += problems }

  /// What stands below a key; nil for nothing.
  func node(_ key: String) -> RecordNode? {
    members[key].flatMap { $0.isNull ? nil : $0 }
  }

  /// The keys and what stands below them, ordered by key.
  var all: [(key: String, value: RecordNode)] { members.sorted { $0.key < $1.key } }

  /// A text; nil where there is none, or the empty one.
  mutating func text(_ key: String) -> String? {
    node(key).flatMap { text($0, called: key) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A text that has to be there.
  mutating func requiredText(_ key: String, of name: String) -> String? {
    required(key, of: name) { $0.text(key) }
  }

  /// A name that has to be there.
  mutating func requiredName(_ key: String, of name: String) -> String? {
    required(key, of: name) { $0.name(key) }
  }

  private mutating func required(
    _ key: String, of name: String, _ take: (inout RecordFields) -> String?
  ) -> String? {
    let count = problems.count
    if let text = take(&self) { return text }
    if problems.count == count { complain("'\(key)' is missing in \(name)") }
    return nil
  }

  /// The text of a node.
  mutating func text(_ node: RecordNode, called name: String) -> String? {
    switch node.value {
    case .text(let text), .plain(let text):
      if let complaint = textComplaint(about: text, called: "'\(name)'") {
        complain(complaint, node.line)
      }
      return text
    case .null: return nil
    case .number, .bool:
      complain("'\(name)' is a text; put it in quotation marks", node.line)
    case .list, .object: complain("'\(name)' is a text", node.line)
    }
    return nil
  }

  /// A name; nil where there is none.
  mutating func name(_ key: String) -> String? {
    checked(key) { nameComplaint(about: $0, called: "'\(key)'") }
  }

  /// The address of a page on the web; nil where there is none.
  mutating func address(_ key: String) -> String? {
    checked(key) { addressComplaint(about: $0, called: "'\(key)'") }
  }

  private mutating func checked(_ key: String, _ complaint: (String) -> String?) -> String? {
    let count = problems.count
    guard let text = text(key) else { return nil }
    if problems.count == count, let complaint = complaint(text) {
      complain(complaint, node(key)?.line)
    }
    return text
  }

  /// A number within bounds.
  mutating func number(_ key: String, in range: ClosedRange<Int>, _ kind: String) -> Int? {
    guard let node = node(key) else { return nil }
    switch node.value {
    case .number(let text), .plain(let text):
      if let number = Int(text), range.contains(number) { return number }
    default: break
    }
    complain("'\(key)' is \(kind)", node.line)
    return nil
  }

  /// Whether something holds; false where that is not said.
  mutating func flag(_ key: String) -> Bool {
    guard let node = node(key) else { return false }
    switch node.value {
    case .bool(let value): return value
    case .plain("true"): return true
    case .plain("false"): return false
    default:
      complain("'\(key)' is true or false", node.line)
      return false
    }
  }

  /// Texts one below the other, none of them blank or with a line break.
  mutating func list(_ node: RecordNode, called name: String) -> [String] {
    guard case .list(let items) = node.value else {
      if !node.isNull { complain("'\(name)' is a list", node.line) }
      return []
    }
    return items.enumerated().compactMap { index, item in
      guard let text = text(item, called: name) else { return nil }
      if text.allSatisfy(\.isWhitespace) {
        complain("item \(index + 1) of '\(name)' is blank", item.line)
      } else if text.utf8.contains(0x0A) {
        complain(
          "item \(index + 1) of '\(name)' holds a line break; it is one line", item.line)
      }
      return text
    }
  }

  /// A point in time as errkb writes it.
  mutating func time(_ key: String) -> String? {
    guard let text = text(key) else { return nil }
    let shape = text.utf8.map { (0x30...0x39).contains($0) ? UInt8(ascii: "0") : $0 }
    if String(decoding: shape, as: UTF8.self) == "0000-00-00T00:00:00.000Z" { return text }
    complain("'\(key)' is a time such as 2026-01-31T12:00:00.000Z", node(key)?.line)
    return nil
  }

  /// A language.
  mutating func language(_ key: String) -> Language? {
    guard let text = text(key) else { return nil }
    if let language = Language(text) { return language }
    complain("'\(text)' is no language; one is a tag such as zh-Hans or en", node(key)?.line)
    return nil
  }
}

extension RecordNode {
  /// Whether nothing stands here.
  var isNull: Bool {
    switch value {
    case .null: true
    case .plain(let text): text.isEmpty || text == "null" || text == "~"
    default: false
    }
  }
}

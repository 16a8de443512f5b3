import Catalog
import YAML

extension EntrySheet {
  /// Reads what a person made of a sheet; an empty text, which cancels, has no items.
  package static func read(_ text: String) throws(SheetError) -> [Item] {
    let bytes = Array(text.utf8)
    guard bytes.count <= longestText else {
      let problem = SheetError.Problem(
        line: 1,
        message: "the text has \(bytes.count) bytes; at most \(longestText) are read, and a field"
          + " holds at most \(FieldValues.longestValue)")
      throw SheetError(problems: [problem])
    }
    do {
      var reader = SheetReader(try YAMLDocument(parsing: bytes))
      let items = reader.items()
      guard reader.problems.isEmpty else {
        throw SheetError(problems: reader.problems.sorted { $0.line < $1.line })
      }
      return items
    } catch let error as SheetError {
      throw error
    } catch {
      throw SheetError(problems: [SheetReader.problem(error)])
    }
  }
}

/// Descends a sheet by its schema and collects what is wrong with it.
private struct SheetReader: ~Copyable {
  typealias Node = YAMLDocument.Node

  var problems: [SheetError.Problem] = []
  private var document: YAMLDocument

  init(_ document: consuming YAMLDocument) { self.document = document }

  static func problem(_ error: any Error) -> SheetError.Problem {
    switch error as? YAMLError {
    case .syntax(let problem, let line):
      .init(line: line, message: "this is no YAML: \(problem)")
    case .severalDocuments(let line):
      .init(line: line, message: "a second document begins here; a sheet is one")
    case .nestedTooDeep(let line):
      .init(line: line, message: "too many levels within each other")
    case .aliases(let line):
      .init(line: line, message: "aliases (*) make this longer than it may be; write it out")
    case .outOfMemory, nil: .init(line: 1, message: "it needs more memory than there is")
    }
  }

  mutating func items() -> [EntrySheet.Item] {
    guard let root = document.root, !isEmpty(root) else { return [] }
    guard case .sequence(let nodes) = document.value(root) else {
      complain(root, "a sheet is a list: each entry begins with '- entry:'")
      return []
    }
    var items: [EntrySheet.Item] = []
    var firstLines: [String: Int] = [:]
    for node in nodes {
      guard let item = item(node) else { continue }
      // New entries share an address, and are told apart by their codes.
      let identity =
        item.revision == nil
        ? "\(item.address)\n\(item.shown[.code] ?? "")\n\(item.shown[.variant] ?? "")"
        : item.address
      if let first = firstLines[identity], !item.address.isEmpty {
        complain(node, "the entry '\(item.address)' stands in line \(first) already")
      }
      firstLines[identity] = firstLines[identity] ?? item.line
      items.append(item)
    }
    return items
  }

  private mutating func item(_ node: Node) -> EntrySheet.Item? {
    guard let pairs = pairs(of: node, called: "an entry") else { return nil }
    var item = EntrySheet.Item(address: "", line: node.line)
    var seen: [String: Int] = [:]
    for (key, keyNode, value) in pairs {
      let language = Language(key)
      guard isFirst(language?.tag ?? key, keyNode, &seen) else { continue }
      if key == "entry" {
        item.address = text(value, of: key) ?? ""
      } else if key == "revision" {
        item.revision = number(value, of: key, in: 1...Int.max, "a number from 1")
      } else if key == "attributes" {
        item.showsAttributes = true
        for (heading, _, value) in uniquePairs(of: value, called: "attributes") {
          if heading.isEmpty {
            complain(value, "an attribute has no name")
          } else {
            put(text(value, of: heading), .attribute(heading), value, &item)
          }
        }
      } else if let field = EntrySheet.plainFields.first(where: { $0.key == key })?.field {
        put(value, field, keyNode, key, &item)
      } else if let language {
        readTexts(value, language, &item)
      } else {
        complain(keyNode, unknown(key))
      }
    }
    if item.address.isEmpty, seen["entry"] == nil || isBlank(node, "entry", pairs) {
      complain(node, "'entry' is missing: it says which entry this is, as SYSTEM:CODE")
    }
    return item
  }

  private mutating func readTexts(
    _ node: Node, _ language: Language, _ item: inout EntrySheet.Item
  ) {
    if isEmpty(node) {
      for (_, field) in EntrySheet.textFields { put("", field(language), node, &item) }
      return
    }
    let known = EntrySheet.textFields.map(\.key)
    var seen: [String: Int] = [:]
    for (key, keyNode, value) in pairs(of: node, called: "the language '\(language)'") ?? [] {
      guard isFirst(key, keyNode, &seen) else { continue }
      guard let field = EntrySheet.textFields.first(where: { $0.key == key })?.field else {
        complain(keyNode, "unknown key '\(key)'" + hint(key, among: known))
        continue
      }
      put(value, field(language), keyNode, key, &item)
    }
  }

  private func unknown(_ key: String) -> String {
    if EntrySheet.textFields.contains(where: { $0.key == key }) {
      return "'\(key)' stands below a language, such as 'en:'"
    }
    let known = ["entry", "revision", "attributes"] + EntrySheet.plainFields.map(\.key)
    return nearestKey(to: key, among: known) == nil
      ? "unknown key '\(key)', which is no language tag such as 'en' or 'zh-Hans' either"
      : "unknown key '\(key)'" + hint(key, among: known)
  }

  private func hint(_ key: String, among known: [String]) -> String {
    if let nearest = nearestKey(to: key, among: known) { return "; did you mean '\(nearest)'?" }
    return "; there are " + known.joined(separator: ", ")
  }

  // MARK: Fields

  /// Reads the value of a field by the field's kind; a wrong one is complained of.
  private mutating func put(
    _ node: Node, _ field: Field, _ keyNode: Node, _ key: String,
    _ item: inout EntrySheet.Item
  ) {
    switch field {
    case .scalar(let scalar): put(node, scalar, keyNode, key, &item)
    case .aliases: put(list(node, of: key, called: "an alias"), field, keyNode, &item)
    case .remedy: put(list(node, of: key, called: "a step"), field, keyNode, &item)
    case .state:
      put(choice(node, of: key, TextState.allCases.map(\.rawValue)), field, keyNode, &item)
    default: put(text(node, of: key), field, keyNode, &item)
    }
  }

  private mutating func put(
    _ node: Node, _ field: ScalarField, _ keyNode: Node, _ key: String,
    _ item: inout EntrySheet.Item
  ) {
    switch field.definition.kind {
    case .number(let range, _):
      let wanted = "a number from \(range.lowerBound) to \(range.upperBound)"
      let number = number(node, of: key, in: range, wanted)
      put(number.map(String.init) ?? "", .scalar(field), keyNode, &item)
    case .choice(let words): put(choice(node, of: key, words), .scalar(field), keyNode, &item)
    case .code, .label:
      guard let text = text(node, of: key) else { return }
      if text.unicodeScalars.contains("\n") { complain(node, "'\(key)' has no line break") }
      if field == .code, !text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) {
        complain(keyNode, "'code' is empty; every entry has one")
      }
      put(text, .scalar(field), keyNode, &item)
    case .name: put(text(node, of: key), .scalar(field), keyNode, &item)
    }
  }

  private mutating func put(
    _ value: String?, _ field: Field, _ node: Node, _ item: inout EntrySheet.Item
  ) {
    guard let value else { return }
    // What else a field cannot hold matters only where it was changed, which is not known here.
    if value.utf8.count > FieldValues.longestValue {
      complain(
        node,
        "\(field.name) has \(value.utf8.count) bytes; a field holds at most"
          + " \(FieldValues.longestValue)")
    }
    item.shown[field] = value
    item.lines[field] = node.line
  }

  private mutating func number(
    _ node: Node, of key: String, in range: ClosedRange<Int>, _ wanted: String
  ) -> Int? {
    guard let text = text(node, of: key), !text.isEmpty else { return nil }
    guard let number = Int(text), range.contains(number) else {
      complain(node, "'\(key)' is \(wanted), not '\(text)'")
      return nil
    }
    return number
  }

  private mutating func choice(_ node: Node, of key: String, _ known: [String]) -> String? {
    guard let text = text(node, of: key), !text.isEmpty, !known.contains(text) else {
      return isEmpty(node) ? "" : text(node, of: key)
    }
    complain(node, "there is no \(key) '\(text)'; there are " + known.joined(separator: ", "))
    return nil
  }

  /// The items of a list one a line; a single text is a list of its lines.
  private mutating func list(_ node: Node, of key: String, called name: String) -> String? {
    guard case .sequence(let nodes) = document.value(node) else {
      if case .mapping = document.value(node) {
        complain(node, "'\(key)' is a list: one each behind a '-'")
        return nil
      }
      return text(node, of: key).map {
        $0.unicodeScalars.split(separator: "\n").map { String($0) }.joined(separator: "\n")
      }
    }
    var items: [String] = []
    for node in nodes {
      guard let item = text(node, of: name) else { continue }
      if item.unicodeScalars.contains("\n") {
        complain(node, "\(name) has no line break; begin another with '-'")
      }
      if !item.isEmpty { items.append(item) }
    }
    return items.joined(separator: "\n")
  }

  // MARK: Nodes

  /// A scalar's text as it is typed; empty for a plain null, nil after a complaint.
  private mutating func text(_ node: Node, of name: String) -> String? {
    guard case .scalar(let text, _) = document.value(node) else {
      complain(node, "'\(name)' is a text; put it in quotation marks, or below '|-'")
      return nil
    }
    if isEmpty(node) { return "" }
    var scalars = text.unicodeScalars[...]
    // A block headed by | instead of |- ends in a line feed that nobody means.
    while scalars.last == "\n" { scalars.removeLast() }
    return String(scalars)
  }

  private mutating func isEmpty(_ node: Node) -> Bool {
    guard case .scalar(let text, isPlain: true) = document.value(node) else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  private mutating func isBlank(
    _ node: Node, _ key: String, _ pairs: [(key: String, keyNode: Node, value: Node)]
  ) -> Bool {
    guard let value = pairs.first(where: { $0.key == key })?.value else { return true }
    if case .scalar = document.value(value) { return true }
    return false
  }

  private mutating func pairs(
    of node: Node, called name: String
  ) -> [(key: String, keyNode: Node, value: Node)]? {
    guard case .mapping(let pairs) = document.value(node) else {
      complain(node, "\(name) consists of keys with values, such as 'key: value'")
      return nil
    }
    var result: [(key: String, keyNode: Node, value: Node)] = []
    for (keyNode, value) in pairs {
      guard case .scalar(let key, _) = document.value(keyNode) else {
        complain(keyNode, "a key is a text")
        continue
      }
      result.append((key, keyNode, value))
    }
    return result
  }

  private mutating func uniquePairs(
    of node: Node, called name: String
  ) -> [(key: String, keyNode: Node, value: Node)] {
    if isEmpty(node) { return [] }
    var seen: [String: Int] = [:]
    var unique: [(key: String, keyNode: Node, value: Node)] = []
    for pair in pairs(of: node, called: name) ?? [] where isFirst(pair.key, pair.keyNode, &seen) {
      unique.append(pair)
    }
    return unique
  }

  private mutating func isFirst(_ key: String, _ node: Node, _ seen: inout [String: Int]) -> Bool {
    if let line = seen[key] {
      complain(node, "'\(key)' stands in line \(line) already")
      return false
    }
    seen[key] = node.line
    return true
  }

  private mutating func complain(_ node: Node, _ message: String) {
    problems.append(SheetError.Problem(line: node.line, message: message))
  }
}

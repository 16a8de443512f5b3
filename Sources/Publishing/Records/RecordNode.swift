import TextAnalysis

/// A place in a text of records, of JSON or YAML, with its line.
package struct RecordNode {
  /// The line it begins in, counted from 1.
  package var line: Int
  package var value: Value

  /// What stands in a place.
  package enum Value {
    case null
    case bool(Bool)
    /// A number as it is written.
    case number(String)
    case text(String)
    /// A scalar of YAML without quotation marks: a text, or whatever is expected there.
    case plain(String)
    case list([RecordNode])
    /// Keys in the order of the text.
    case object([(key: String, line: Int, value: RecordNode)])
  }

  /// Makes a node.
  init(_ value: Value, line: Int) {
    self.value = value
    self.line = line
  }

  /// Reads a JSON text that begins in a line.
  ///
  /// - Throws: `JSONScanner.Problem`.
  package init(json bytes: [UInt8], line: Int = 1) throws {
    var scanner = JSONScanner(bytes)
    self = try Self.node(&scanner, line: line, depth: 0)
    guard scanner.isAtEnd() else { throw scanner.problem("something behind the JSON value") }
  }

  private static func node(
    _ scanner: inout JSONScanner, line: Int, depth: Int
  ) throws -> RecordNode {
    guard depth < 100 else { throw scanner.problem("too many brackets within each other") }
    switch scanner.peek() {
    case UInt8(ascii: "{"):
      _ = scanner.take(UInt8(ascii: "{"))
      var members: [(key: String, line: Int, value: RecordNode)] = []
      if scanner.take(UInt8(ascii: "}")) { return RecordNode(.object([]), line: line) }
      repeat {
        let key = try scanner.string()
        guard scanner.take(UInt8(ascii: ":")) else { throw scanner.problem("no ':' behind a key") }
        members.append((key, line, try node(&scanner, line: line, depth: depth + 1)))
      } while scanner.take(UInt8(ascii: ","))
      guard scanner.take(UInt8(ascii: "}")) else {
        throw scanner.problem("an object that does not end")
      }
      return RecordNode(.object(members), line: line)
    case UInt8(ascii: "["):
      _ = scanner.take(UInt8(ascii: "["))
      var items: [RecordNode] = []
      if scanner.take(UInt8(ascii: "]")) { return RecordNode(.list([]), line: line) }
      repeat {
        items.append(try node(&scanner, line: line, depth: depth + 1))
      } while scanner.take(UInt8(ascii: ","))
      guard scanner.take(UInt8(ascii: "]")) else {
        throw scanner.problem("an array that does not end")
      }
      return RecordNode(.list(items), line: line)
    case UInt8(ascii: "\""): return RecordNode(.text(try scanner.string()), line: line)
    case nil: throw scanner.problem("a value is missing")
    default:
      if scanner.take(word: "null") { return RecordNode(.null, line: line) }
      if scanner.take(word: "true") { return RecordNode(.bool(true), line: line) }
      if scanner.take(word: "false") { return RecordNode(.bool(false), line: line) }
      return RecordNode(.number(try scanner.number()), line: line)
    }
  }

  /// The tree without lines; nil when it holds what no tree of ours does, such as a fraction.
  var tree: JSONValue? {
    switch value {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .number(let text): return Int(text).map(JSONValue.integer)
    case .text(let text): return .string(text)
    case .plain(let text):
      switch text {
      case "", "~", "null": return .null
      case "true", "false": return .bool(text == "true")
      default: return Int(text).map(JSONValue.integer) ?? .string(text)
      }
    case .list(let items):
      let trees = items.compactMap(\.tree)
      return trees.count == items.count ? .array(trees) : nil
    case .object(let members):
      let trees = members.compactMap { member in
        member.value.tree.map { JSONValue.Member(member.key, $0) }
      }
      return trees.count == members.count ? .object(trees) : nil
    }
  }
}

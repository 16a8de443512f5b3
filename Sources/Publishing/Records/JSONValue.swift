import TextAnalysis

/// A tree of JSON in the order in which it is to be written.
///
/// What leaves errkb is described once, as such a tree; what writes trees knows no entries.
enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case string(String)
  case array([JSONValue])
  /// Keys in order, each once.
  case object([Member])

  /// A key and its value.
  struct Member: Equatable {
    var key: String
    var value: JSONValue

    init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The text; null for nil.
  init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }

  /// The number; null for nil.
  init(_ number: Int?) { self = number.map(JSONValue.integer) ?? .null }

  /// Whether there is nothing in it: null, or without items.
  var isEmpty: Bool {
    switch self {
    case .null: true
    case .array(let items): items.isEmpty
    case .object(let members): members.isEmpty
    default: false
    }
  }

  /// Appends the value as JSON, without a blank or a line break.
  func append(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .string(let text): appendShownJSONString(text, to: &bytes)
    case .array(let items):
      var separator = UInt8(ascii: "[")
      for item in items {
        bytes.append(separator)
        item.append(to: &bytes)
        separator = UInt8(ascii: ",")
      }
      if items.isEmpty { bytes.append(separator) }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      var separator = UInt8(ascii: "{")
      for member in members {
        bytes.append(separator)
        appendShownJSONString(member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.append(to: &bytes)
        separator = UInt8(ascii: ",")
      }
      if members.isEmpty { bytes.append(separator) }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}

extension JSONValue: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let number): try container.encode(number)
    case .string(let text): try container.encode(text)
    case .array(let items): try container.encode(items)
    case .object(let members):
      // The keys of a dictionary stay as they are, those of a keyed container would be respelled.
      let pairs = members.map { ($0.key, $0.value) }
      try container.encode(Dictionary(pairs) { first, _ in first })
    }
  }
}

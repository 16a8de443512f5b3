/// A line of JSON that says what to change in an entry, or which entry to add.
package struct EditLine: Sendable {
  /// The entry's address.
  package var entry: String
  /// What tells the entry from others of its code.
  package var variant: String?
  /// The new values by the field's name, sorted by it; nil clears one.
  package var values: [(name: String, value: Value?)]
  /// The revision the entry has to be at.
  package var expectedRevision: Int?

  /// A value as it was written.
  package enum Value: Sendable, Equatable {
    case text(String)
    case list([String])
  }

  /// Why a line cannot be taken, in a sentence.
  package struct Mistake: Error, Equatable, CustomStringConvertible {
    package var description: String

    /// Makes a mistake of a sentence.
    package init(description: String) { self.description = description }
  }

  /// Reads a line.
  ///
  /// - Throws: `Mistake` for what is no JSON, for keys that nobody reads and values of wrong types.
  package init(parsing bytes: [UInt8]) throws(Mistake) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Mistake(description: "this is not UTF-8 text")
    }
    let members: Members
    do {
      members = try Members(try RecordNode(json: bytes)) {
        #"this is no object such as {"entry":"shop:E42","set":{…}}"#
      }
    } catch let mistake as Mistake {
      throw mistake
    } catch {
      throw Mistake(description: "this is no JSON")
    }
    if let unknown = members.names.first(where: { !Self.keys.contains($0) }) {
      throw Mistake(
        description: "there is no key '\(unknown)'; there are \(Self.keys.joined(separator: ", "))")
    }
    guard case .text(let entry) = members["entry"] else {
      throw Mistake(description: "'entry' has to be there, and a text: the address")
    }
    self.entry = entry
    do {
      variant = try members.optional("variant", "a text") {
        if case .text(let text) = $0 { text } else { nil }
      }
      expectedRevision = try members.optional("expect_revision", "a whole number") {
        if case .number(let text) = $0 { Int(text) } else { nil }
      }
      let complaint = "'set' has to be there, and an object of fields"
      guard let set = members.node("set") else { throw Mistake(description: complaint) }
      let fields = try Members(set) { complaint }
      values = try fields.names.map { name in (name, try Value(fields[name], of: name)) }
    } catch {
      throw Mistake(description: "\(entry): \(error)")
    }
  }

  private static let keys = ["entry", "variant", "set", "expect_revision"]
}

/// The members of an object, none of whose keys stands twice.
private struct Members {
  private var nodes: [String: RecordNode] = [:]

  /// Takes an object apart.
  ///
  /// Keys are one where Swift takes them for one, such as é composed and é of two parts: whoever decodes
  /// them into a dictionary would lose one of the two values.
  init(_ node: RecordNode, orElse complaint: () -> String) throws(EditLine.Mistake) {
    guard case .object(let members) = node.value else {
      throw EditLine.Mistake(description: complaint())
    }
    for (key, _, value) in members where nodes.updateValue(value, forKey: key) != nil {
      throw EditLine.Mistake(description: "'\(key)' is given twice")
    }
  }

  /// The keys, sorted.
  var names: [String] { nodes.keys.sorted() }

  func node(_ key: String) -> RecordNode? { nodes[key] }

  subscript(key: String) -> RecordNode.Value { nodes[key]?.value ?? .null }

  /// The value of a key that may be missing, or null.
  func optional<Value>(
    _ key: String, _ kind: String, _ take: (RecordNode.Value) -> Value?
  ) throws(EditLine.Mistake) -> Value? {
    if case .null = self[key] { return nil }
    guard let value = take(self[key]) else {
      throw EditLine.Mistake(description: "'\(key)' has to be \(kind)")
    }
    return value
  }
}

extension EditLine.Value {
  /// A value of a field; nil for null, which clears it.
  fileprivate init?(_ value: RecordNode.Value, of name: String) throws(EditLine.Mistake) {
    switch value {
    case .null: return nil
    case .text(let text): self = .text(text)
    case .number(let digits):
      guard let number = Int64(digits) else { throw Self.mistake(name) }
      self = .text(String(number))
    case .list(let items):
      var texts: [String] = []
      for item in items {
        guard case .text(let text) = item.value else { throw Self.mistake(name) }
        texts.append(text)
      }
      self = .list(texts)
    case .bool, .plain, .object: throw Self.mistake(name)
    }
  }

  private static func mistake(_ name: String) -> EditLine.Mistake {
    EditLine.Mistake(
      description: "'\(name)' is none of a text, a whole number, a list of texts and null")
  }
}

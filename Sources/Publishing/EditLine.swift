import FoundationEssentials

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
    if let key = repeatedKey(in: bytes) { throw Mistake(description: "'\(key)' is given twice") }
    do {
      self = try JSONDecoder().decode(Coded.self, from: Data(bytes)).line
    } catch let mistake as Mistake {
      throw mistake
    } catch DecodingError.dataCorrupted {
      throw Mistake(description: "this is no JSON")
    } catch {
      throw Mistake(description: #"this is no object such as {"entry":"shop:E42","set":{…}}"#)
    }
  }

  fileprivate init(
    entry: String, variant: String?, values: [(name: String, value: Value?)],
    expectedRevision: Int?
  ) {
    self.entry = entry
    self.variant = variant
    self.values = values
    self.expectedRevision = expectedRevision
  }
}

/// The line as the decoder finds it.
private struct Coded: Decodable {
  let line: EditLine

  private static let keys = ["entry", "variant", "set", "expect_revision"]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    if let unknown = container.allKeys.map(\.stringValue).sorted()
      .first(where: { !Self.keys.contains($0) })
    {
      throw EditLine.Mistake(
        description: "there is no key '\(unknown)'; there are \(Self.keys.joined(separator: ", "))")
    }
    guard let entry = try? container.decode(String.self, forKey: AnyKey("entry")) else {
      throw EditLine.Mistake(description: "'entry' has to be there, and a text: the address")
    }
    do {
      line = EditLine(
        entry: entry,
        variant: try container.optional(String.self, "variant", "a text"),
        values: try Self.values(in: container),
        expectedRevision: try container.optional(Int.self, "expect_revision", "a whole number"))
    } catch let mistake as EditLine.Mistake {
      throw EditLine.Mistake(description: "\(entry): \(mistake)")
    }
  }

  private static func values(
    in container: KeyedDecodingContainer<AnyKey>
  ) throws -> [(name: String, value: EditLine.Value?)] {
    guard let set = try? container.nestedContainer(keyedBy: AnyKey.self, forKey: AnyKey("set"))
    else {
      throw EditLine.Mistake(description: "'set' has to be there, and an object of fields")
    }
    return try set.allKeys.sorted { $0.stringValue < $1.stringValue }.map { key in
      (key.stringValue, try value(of: key, in: set))
    }
  }

  private static func value(
    of key: AnyKey, in set: KeyedDecodingContainer<AnyKey>
  ) throws -> EditLine.Value? {
    if try set.decodeNil(forKey: key) { return nil }
    // What does not decode as one type is tried as the next.
    if let text = try? set.decode(String.self, forKey: key) { return .text(text) }
    if let number = try? set.decode(Int64.self, forKey: key) { return .text(String(number)) }
    if let list = try? set.decode([String].self, forKey: key) { return .list(list) }
    throw EditLine.Mistake(
      description:
        "'\(key.stringValue)' is none of a text, a whole number, a list of texts and null")
  }
}

extension KeyedDecodingContainer<AnyKey> {
  /// The value of a key that may be missing, or null.
  fileprivate func optional<Value: Decodable>(
    _ type: Value.Type, _ name: String, _ kind: String
  ) throws -> Value? {
    do {
      return try decodeIfPresent(type, forKey: AnyKey(name))
    } catch {
      throw EditLine.Mistake(description: "'\(name)' has to be \(kind)")
    }
  }
}

/// A key of an object whatever it is called.
private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { nil }
}

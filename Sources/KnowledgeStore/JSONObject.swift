import Catalog
import Storage
import TextAnalysis

/// Writes an object of texts as JSON, keys in the order given, nothing escaped that need not be.
///
/// An import writes two of these for each entry, so this is no place for a general encoder.
func jsonObject(_ pairs: some Sequence<(key: String, value: String)>) -> String {
  var bytes = [UInt8(ascii: "{")]
  for (key, value) in pairs {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    appendJSONString(key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    appendJSONString(value, to: &bytes)
  }
  bytes.append(UInt8(ascii: "}"))
  return String(decoding: bytes, as: UTF8.self)
}

extension FieldValues {
  /// The fields by name as a JSON object, sorted by name.
  var json: String { jsonObject(namedValues) }

  /// The values by the names of their fields, sorted by name.
  var namedValues: [(key: String, value: String)] {
    values.map { (key: $0.key.name, value: $0.value) }.sorted { $0.key < $1.key }
  }

  /// Reads an object that `json` wrote; a name that is no field is left out.
  init(json: String, _ connection: borrowing Connection) throws {
    if let pairs = objectOfTexts(json) {
      self.init(pairs: pairs)
      return
    }
    var values = FieldValues()
    try connection.forEach("SELECT key, value FROM json_each(?)", [.text(json)]) { row in
      guard let field = Field(row.text(0)) else { return }
      values[field] = row.optionalText(1)
    }
    self = values
  }
}

/// The members of an object that holds texts only, as `jsonObject` writes one; nil for any other
/// JSON, which is SQLite's to read.
func objectOfTexts(_ json: String) -> [(key: String, value: String)]? {
  var scanner = JSONScanner(Array(json.utf8))
  guard scanner.take(UInt8(ascii: "{")) else { return nil }
  var pairs: [(key: String, value: String)] = []
  if scanner.take(UInt8(ascii: "}")) { return scanner.isAtEnd() ? pairs : nil }
  repeat {
    guard let key = try? scanner.string(), scanner.take(UInt8(ascii: ":")),
      // What is no text is left to `json_each`.
      let value = try? scanner.string()
    else { return nil }
    pairs.append((key, value))
  } while scanner.take(UInt8(ascii: ","))
  return scanner.take(UInt8(ascii: "}")) && scanner.isAtEnd() ? pairs : nil
}

import Catalog
import Storage

/// Writes an object of texts as JSON, keys in the order given, nothing escaped that need not be.
///
/// An import writes two of these for each entry, so this is no place for a general encoder. Reading
/// is SQLite's: `json_each`. See <https://www.rfc-editor.org/rfc/rfc8259#section-7>.
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

private func appendJSONString(_ text: String, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\""))
  // Nearly no text has something to escape: copy it whole, and again by bytes if it has.
  let start = bytes.count
  bytes.append(contentsOf: text.utf8)
  if bytes[start...].contains(where: mustBeEscaped) {
    bytes.removeSubrange(start...)
    for byte in text.utf8 { appendEscaped(byte, to: &bytes) }
  }
  bytes.append(UInt8(ascii: "\""))
}

private func mustBeEscaped(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}

private func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
  switch byte {
  case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
  case 0x0A: bytes.append(contentsOf: "\\n".utf8)
  case 0x09: bytes.append(contentsOf: "\\t".utf8)
  case ..<0x20: bytes += Array("\\u00".utf8) + [hexDigit(byte >> 4), hexDigit(byte & 15)]
  default: bytes.append(byte)
  }
}

private func hexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
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
    var values = FieldValues()
    try connection.forEach("SELECT key, value FROM json_each(?)", [.text(json)]) { row in
      guard let field = Field(row.text(0)) else { return }
      values[field] = row.optionalText(1)
    }
    self = values
  }
}

/// Appends a text as a string of JSON, nothing escaped that need not be.
///
/// See <https://www.rfc-editor.org/rfc/rfc8259#section-7>.
package func appendJSONString(_ text: String, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\""))
  // Nearly no text has something to escape: copy it whole, and again by bytes if it has.
  let isPlain = text.utf8.withContiguousStorageIfAvailable { utf8 in
    guard !utf8.contains(where: mustBeEscaped) else { return false }
    bytes.append(contentsOf: utf8)
    return true
  }
  if isPlain != true { for byte in text.utf8 { appendEscaped(byte, to: &bytes) } }
  bytes.append(UInt8(ascii: "\""))
}

/// Appends a text as a string of JSON, escaped as well what a reader of a terminal could not see.
package func appendShownJSONString(_ text: String, to bytes: inout [UInt8]) {
  guard mayHoldInvisible(text) else { return appendJSONString(text, to: &bytes) }
  var string: [UInt8] = []
  appendJSONString(text, to: &string)
  bytes += escapingInvisible(inJSON: String(decoding: string, as: UTF8.self)).utf8
}

@inline(__always)
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

/// The bytes without blanks, tabs, no-break and ideographic blanks (U+00A0, U+3000) around them.
func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var bytes = bytes
  while let length = leadingBlank(bytes) { bytes = bytes.dropFirst(length) }
  while let length = trailingBlank(bytes) { bytes = bytes.dropLast(length) }
  return bytes
}

/// The text without white space around it, U+3000 included.
func trimmed(_ text: some StringProtocol) -> String {
  var text = String(text)
  return text.withUTF8 { String(decoding: trimmed(Array($0)[...]), as: UTF8.self) }
}

/// Whether the bytes hold the text, the case of ASCII letters aside.
func contains(_ bytes: ArraySlice<UInt8>, _ text: [UInt8]) -> Bool {
  bytes.indices.contains { bytes[$0...].starts(with: text) { $0 | 0x20 == $1 | 0x20 } }
}

private func leadingBlank(_ bytes: ArraySlice<UInt8>) -> Int? {
  guard let first = bytes.first else { return nil }
  switch first {
  case 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D: return 1
  case 0xC2 where bytes.starts(with: [0xC2, 0xA0]): return 2
  case 0xE3 where bytes.starts(with: [0xE3, 0x80, 0x80]): return 3
  default: return nil
  }
}

private func trailingBlank(_ bytes: ArraySlice<UInt8>) -> Int? {
  guard let last = bytes.last else { return nil }
  switch last {
  case 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D: return 1
  case 0xA0 where bytes.suffix(2).elementsEqual([0xC2, 0xA0]): return 2
  case 0x80 where bytes.suffix(3).elementsEqual([0xE3, 0x80, 0x80]): return 3
  default: return nil
  }
}

/// FNV-1a of a text's UTF-8, as eight letters: `a` stands for the digit 0, `p` for 15.
///
/// Letters alone need no quotation marks in YAML. It tells a text that somebody changed in an export from the one that stood there. See
/// <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>.
func checksum(_ text: String) -> String {
  var hash: UInt32 = 0x811C_9DC5
  for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
  return String(unsafeUninitializedCapacity: 8) { digits in
    for place in 0..<8 {
      let digit = UInt8(truncatingIfNeeded: hash >> UInt32(28 - 4 * place)) & 15
      digits[place] = UInt8(ascii: "a") + digit
    }
    return 8
  }
}

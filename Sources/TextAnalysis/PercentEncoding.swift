/// A text in ASCII: the bytes of its UTF-8 that may stand, and any other as a mark and two digits.
///
/// Letters and digits of ASCII always stand. Two texts have the same result only if the mark is one of
/// those that stand besides.
///
/// - Parameters:
///   - others: What stands as it is besides letters and digits; only its ASCII counts.
///   - mark: What begins an encoded byte, in ASCII; RFC 3986 has `%`.
package func percentEncoded(
  _ text: String, keeping others: String, mark: Unicode.Scalar = "%"
) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      bytes.append(byte)
    case ..<0x80 where others.utf8.contains(byte): bytes.append(byte)
    default: bytes += [UInt8(ascii: mark), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

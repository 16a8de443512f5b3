/// An address that a page may link to, as it stands in an attribute; nil for any other.
///
/// Only `http`, `https` and `mailto` lead out of a page: no other scheme, whatever its case and whatever
/// stands before it, and no address within our own folder. Everything that is no part of an address by
/// RFC 3986 is percent-encoded.
func webAddress(_ text: String) -> String? {
  guard let colon = text.firstIndex(of: ":"),
    ["http", "https", "mailto"].contains(text[..<colon].lowercased())
  else { return nil }
  let digits = Array("0123456789ABCDEF".utf8)
  var address: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): address += "&amp;".utf8
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      address.append(byte)
    case _ where "-._~:/?#[]@!$()*+,;=%".utf8.contains(byte): address.append(byte)
    default: address += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: address, as: UTF8.self)
}

/// A link out of the page, or the label alone where the address may not be linked to.
///
/// - Parameter label: HTML.
func outwardLink(_ address: String, _ label: String) -> String {
  guard let address = webAddress(address) else { return label }
  return "<a href=\"\(address)\" rel=\"noopener noreferrer\">\(label)</a>"
}

import Catalog
import TextAnalysis

/// An address that a page may link to, as it stands in an attribute; nil for any other.
///
/// Only `http`, `https` and `mailto` lead out of a page: no other scheme, whatever its case and whatever
/// stands before it, and no address within our own folder. Everything that is no part of an address by
/// RFC 3986 is percent-encoded.
func webAddress(_ text: String) -> String? {
  guard isWebAddress(text) else { return nil }
  return escaped(percentEncoded(text, keeping: "-._~:/?#[]@!$&()*+,;=%"))
}

/// A link out of the page, or the label alone where the address may not be linked to.
///
/// - Parameter label: HTML.
func outwardLink(_ address: String, _ label: String) -> String {
  guard let address = webAddress(address) else { return label }
  return "<a href=\"\(address)\" rel=\"noopener noreferrer\">\(label)</a>"
}

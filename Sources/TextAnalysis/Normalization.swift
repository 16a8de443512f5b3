import CUTF8Proc

/// The text in Normalization Form KC: compatibility forms (full width, circled, ligatures) replaced
/// by their plain ones, then composed.
///
/// See <https://www.unicode.org/reports/tr15/>. Bytes that are no UTF-8 cannot occur in a `String`,
/// so this cannot fail.
package func compatibilityComposed(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  return mapped(text, options: compatibility)
}

/// The text in NFKC_Casefold: as `compatibilityComposed(_:)`, without case and without invisible
/// characters (zero-width blanks, soft hyphens, variation selectors).
///
/// Two texts a reader takes for the same word fold to the same text.
/// See <https://www.unicode.org/reports/tr44/#NFKC_Casefold>.
package func folded(_ text: String) -> String {
  mapped(text, options: caseFolding)
}

/// White space of any kind and length, U+3000 included, as one blank; none at either end.
package func collapsingWhiteSpace(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  var pending = false
  for scalar in text.unicodeScalars {
    if scalar.properties.isWhitespace {
      pending = !result.isEmpty
    } else {
      if pending { result.append(" ") }
      pending = false
      result.append(scalar)
    }
  }
  return String(result)
}

private let compatibility = utf8proc_option_t(
  UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue | UTF8PROC_COMPAT.rawValue)
private let caseFolding = utf8proc_option_t(
  compatibility.rawValue | UTF8PROC_CASEFOLD.rawValue | UTF8PROC_IGNORE.rawValue)

/// Runs utf8proc over the text; <https://juliastrings.github.io/utf8proc/doc/>.
private func mapped(_ text: String, options: utf8proc_option_t) -> String {
  var text = text
  return text.withUTF8 { source in
    var target: UnsafeMutablePointer<UInt8>?
    let length = utf8proc_map(source.baseAddress, source.count, &target, options)
    // The only failures left for valid UTF-8 are memory and a text of more than 2 GiB.
    guard length >= 0, let target else { return String(decoding: source, as: UTF8.self) }
    // utf8proc hands the buffer over; it came from malloc.
    defer { free(target) }
    return String(decoding: UnsafeBufferPointer(start: target, count: length), as: UTF8.self)
  }
}

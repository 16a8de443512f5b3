import FoundationEssentials
import MessageDigest

/// How a Content-Security-Policy names a style or script that stands in the page: `'sha256-…'`.
///
/// See <https://www.w3.org/TR/CSP3/#grammardef-hash-source>.
func sourceHash(_ text: String) -> String {
  var hash = SHA256()
  hash.update(Array(text.utf8))
  return "'sha256-" + Data(hash.digest()).base64EncodedString() + "'"
}

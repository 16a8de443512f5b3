import CMessageDigest
import FoundationEssentials

/// How a Content-Security-Policy names a style or script that stands in the page: `'sha256-…'`.
///
/// See <https://www.w3.org/TR/CSP3/#grammardef-hash-source> and `sha2(3)` of libmd, none of whose calls can
/// fail.
func sourceHash(_ text: String) -> String {
  let bytes = Array(text.utf8)
  var context = SHA2_CTX()
  SHA256Init(&context)
  bytes.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
  var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
  SHA256Final(&digest, &context)
  return "'sha256-" + Data(digest).base64EncodedString() + "'"
}

import CMessageDigest

/// Computes the SHA-256 of bytes that come piece by piece.
///
/// See `sha2(3)` of libmd; none of its calls can fail.
package struct SHA256 {
  private var context = SHA2_CTX()

  /// Begins with no bytes.
  package init() { SHA256Init(&context) }

  /// Takes in more bytes.
  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
  }

  /// The 32 bytes of the digest of all bytes.
  package consuming func digest() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256Final(&digest, &context)
    return digest
  }

  /// The digest of all bytes in lower-case hexadecimal digits.
  package consuming func hexadecimalDigest() -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// The SHA-256 of the bytes in lower-case hexadecimal digits.
package func sha256(_ bytes: [UInt8]) -> String {
  var hash = SHA256()
  hash.update(bytes)
  return hash.hexadecimalDigest()
}

/// How a document's bytes spell its text.
package enum TextEncoding: Sendable, CustomStringConvertible {
  /// UTF-8.
  case utf8
  /// UTF-8 with the byte order mark in front.
  case utf8WithBOM
  /// UTF-16, low byte first, with or without a byte order mark.
  case utf16LittleEndian
  /// UTF-16, high byte first, with or without a byte order mark.
  case utf16BigEndian
  /// GB18030, of which GBK and GB 2312 are parts.
  case gb18030

  package var description: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf8WithBOM: "UTF-8 with BOM"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .gb18030: "GB18030"
    }
  }
}

/// A document's text as UTF-8, and the encoding it came in.
struct DecodedText {
  var encoding: TextEncoding
  var utf8: [UInt8]
  /// Offsets in `utf8` of the replacement characters that stand for bytes that are no text.
  var replacements: [Int] = []
}

/// Finds out the encoding and decodes: a byte order mark decides, then valid UTF-8, then UTF-16
/// where the NUL bytes fall as Latin letters and line ends make them, then GB18030 where all of it
/// decodes to text that reads like Chinese.
///
/// What is left is UTF-8 with bytes that are none.
func decode(_ bytes: [UInt8]) throws(DocumentError) -> DecodedText {
  // Three bytes may stand for one, and lines are counted in 32 bits.
  guard bytes.count <= PageLines.longestText / 3 else { throw .tooLong }
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
    return utf8WithReplacements(bytes[3...], encoding: .utf8WithBOM)
  }
  if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes[2...], .utf16LittleEndian) }
  if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes[2...], .utf16BigEndian) }
  guard !isKnownBinary(bytes) else { throw .binary }
  if let encoding = plausibleUTF16(bytes) { return utf16(bytes[...], encoding) }
  if isValidUTF8(bytes) {
    guard isMostlyText(bytes) else { throw .binary }
    return DecodedText(encoding: .utf8, utf8: bytes)
  }
  if let decoded = decodeGB18030(bytes), readsLikeChinese(decoded, from: bytes) {
    let chinese = String(decoding: decoded, as: UTF8.self).unicodeScalars
      .count { frequentHan.contains($0) }
    let japanese = frequentKanji(inEUCJP: bytes)
    // The kanji of the list are half as many as the ideographs, so that fewer speak for more.
    if japanese > 2 * chinese { throw .unknownEncoding(.eucJP) }
    if japanese > 0, japanese * 4 >= chinese * 3 { throw .chineseOrJapanese }
    return DecodedText(encoding: .gb18030, utf8: decoded)
  }
  guard isMostlyText(bytes) else { throw .binary }
  let decoded = utf8WithReplacements(bytes[...], encoding: .utf8)
  let bad = decoded.replacements.count
  // A few bad bytes are damage; where they are as common as text, it is another encoding.
  guard bad * 10 <= bytes.count else { throw .unknownEncoding(LikelyEncoding(bytes)) }
  // So it is where no character of several bytes speaks for UTF-8, and all speaks for another.
  if charactersBeyondASCII(decoded.utf8) < 2 * bad, let likely = LikelyEncoding(bytes) {
    throw .unknownEncoding(likely)
  }
  return decoded
}

/// How many characters of a text are of several bytes, replacements included.
private func charactersBeyondASCII(_ utf8: [UInt8]) -> Int { utf8.count { $0 >= 0xC0 } }

private func isValidUTF8(_ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
}

private func utf8WithReplacements(_ bytes: ArraySlice<UInt8>, encoding: TextEncoding) -> DecodedText
{
  if String(validating: bytes, as: UTF8.self) != nil {
    return DecodedText(encoding: encoding, utf8: Array(bytes))
  }
  var decoded = DecodedText(encoding: encoding, utf8: [])
  decoded.utf8.reserveCapacity(bytes.count)
  var decoder = UTF8()
  var source = bytes.makeIterator()
  loop: while true {
    switch decoder.decode(&source) {
    case .scalarValue(let scalar): decoded.append(scalar)
    case .error: decoded.appendReplacement()
    case .emptyInput: break loop
    }
  }
  return decoded
}

private func utf16(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) -> DecodedText {
  var decoded = DecodedText(encoding: encoding, utf8: [])
  decoded.utf8.reserveCapacity(bytes.count)
  let low = encoding == .utf16LittleEndian ? 0 : 1
  let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).lazy
    .map { UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8 }
  var decoder = UTF16()
  var source = units.makeIterator()
  loop: while true {
    switch decoder.decode(&source) {
    case .scalarValue(let scalar): decoded.append(scalar)
    case .error: decoded.appendReplacement()
    case .emptyInput: break loop
    }
  }
  // Half a code unit is left over.
  if bytes.count % 2 == 1 { decoded.appendReplacement() }
  return decoded
}

extension DecodedText {
  fileprivate mutating func append(_ scalar: Unicode.Scalar) {
    utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  fileprivate mutating func appendReplacement() {
    replacements.append(utf8.count)
    utf8.append(contentsOf: UTF8.encodedReplacementCharacter)
  }
}

/// The first bytes of files that people rename to `.md` or `.txt` by mistake.
private func isKnownBinary(_ bytes: [UInt8]) -> Bool {
  let signatures: [[UInt8]] = [
    [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), Array("%PDF-".utf8),
    [0x50, 0x4B, 0x03, 0x04], [0x1F, 0x8B], [0x7F, 0x45, 0x4C, 0x46],
    Array("SQLite format 3".utf8), [0xD0, 0xCF, 0x11, 0xE0],
  ]
  return signatures.contains { bytes.starts(with: $0) }
}

/// UTF-16 without a byte order mark: blanks, line ends and pipes put a NUL into every other byte,
/// always on the same side.
///
/// Text in another encoding has none, or few on either side.
private func plausibleUTF16(_ bytes: [UInt8]) -> TextEncoding? {
  let sample = bytes.prefix(4096)
  var zeros = (even: 0, odd: 0)
  for (index, byte) in sample.enumerated() where byte == 0 {
    if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
  }
  let enough = max(2, sample.count / 20)
  if zeros.odd >= enough && zeros.even * 20 <= zeros.odd { return .utf16LittleEndian }
  if zeros.even >= enough && zeros.odd * 20 <= zeros.even { return .utf16BigEndian }
  return nil
}

/// Whether control characters are as rare as they are in text; a few stray NULs do not make a page
/// a picture.
private func isMostlyText(_ bytes: [UInt8]) -> Bool {
  let controls = bytes.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && $0 != 0x0C }
  return controls * 20 <= bytes.count
}

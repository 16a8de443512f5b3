/// What encoding a text seems to be in that errkb does not read.
package enum LikelyEncoding: Sendable, Equatable, CaseIterable {
  case eucKR
  case eucJP
  case shiftJIS
  case big5
  case windows1251
  case koi8R
  case cp866
  case iso88595
  case windows1252

  /// What people call it.
  package var name: String {
    switch self {
    case .eucKR: "EUC-KR"
    case .eucJP: "EUC-JP"
    case .shiftJIS: "Shift_JIS"
    case .big5: "Big5"
    case .windows1251: "Windows-1251"
    case .koi8R: "KOI8-R"
    case .cp866: "CP866"
    case .iso88595: "ISO-8859-5"
    case .windows1252: "Windows-1252"
    }
  }

  /// What iconv(1) calls it, or the vendor's encoding that has it in it.
  package var iconvName: String {
    switch self {
    case .eucKR: "CP949"
    case .shiftJIS: "CP932"
    default: name.uppercased()
    }
  }

  /// Finds out by the bytes beyond ASCII; nil where they tell too little.
  init?(_ bytes: [UInt8]) {
    let high = bytes.count { $0 >= 0x80 }
    guard high > 0 else { return nil }
    let found = Self.multibyte(bytes, high: high) ?? Self.cyrillic(bytes, high: high)
    guard let found = found ?? Self.latin(bytes, high: high) else { return nil }
    self = found
  }

  private static func multibyte(_ bytes: [UInt8], high: Int) -> LikelyEncoding? {
    let euc = Pairs(bytes, lead: { $0 >= 0xA1 && $0 != 0xFF }, trail: { $0 >= 0xA1 && $0 != 0xFF })
    if euc.covers(high) {
      let signs = euc.count { lead, _ in lead <= 0xA3 }
      let letters = max(1, euc.all.count - signs)
      if euc.count({ lead, _ in lead == 0xA4 || lead == 0xA5 }) * 4 >= letters { return .eucJP }
      if frequentKanji(inEUCJP: bytes) * 2 >= letters { return .eucJP }
      if euc.count({ lead, _ in (0xB0...0xC8).contains(lead) }) * 5 >= letters * 4 { return .eucKR }
    }
    let shiftJIS = Pairs(
      bytes, lead: { (0x81...0x9F).contains($0) || (0xE0...0xEF).contains($0) },
      trail: { (0x40...0xFC).contains($0) && $0 != 0x7F })
    if shiftJIS.covers(high) {
      let kana = shiftJIS.count { lead, trail in
        lead == 0x82 && trail >= 0x9F || lead == 0x83 && trail <= 0x96
      }
      let kanji = shiftJIS.count { lead, _ in (0x88...0x98).contains(lead) }
      if (kana + kanji) * 5 >= shiftJIS.all.count * 3 { return .shiftJIS }
    }
    let big5 = Pairs(
      bytes, lead: { (0xA1...0xF9).contains($0) },
      trail: { (0x40...0x7E).contains($0) || (0xA1...0xFE).contains($0) })
    if big5.covers(high) {
      let common = big5.count { lead, _ in (0xA4...0xC6).contains(lead) }
      let low = big5.count { _, trail in trail <= 0x7E }
      if common * 10 >= big5.all.count * 7, low * 8 >= big5.all.count { return .big5 }
    }
    return nil
  }

  /// Six letters, о е а и н т, are nearly half of Russian.
  private static func cyrillic(_ bytes: [UInt8], high: Int) -> LikelyEncoding? {
    let frequent: [(LikelyEncoding, Set<UInt8>)] = [
      (.windows1251, [0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2]),
      (.koi8R, [0xCF, 0xC5, 0xC1, 0xC9, 0xCE, 0xD4]),
      (.cp866, [0xAE, 0xA5, 0xA0, 0xA8, 0xAD, 0xE2]),
      (.iso88595, [0xDE, 0xD5, 0xD0, 0xD8, 0xDD, 0xE2]),
    ]
    // Letters with accents stand alone, those of an alphabet beside each other.
    let neighbours = zip(bytes, bytes.dropFirst()).count { $0 >= 0x80 && $1 >= 0x80 }
    guard neighbours * 3 >= high else { return nil }
    let best = frequent.map { encoding, letters in
      (encoding, bytes.count { letters.contains($0) })
    }.max { $0.1 < $1.1 }
    return best.flatMap { $0.1 * 3 >= high ? $0.0 : nil }
  }

  /// Accented letters of Western Europe, most of them inside or at the end of a word.
  private static func latin(_ bytes: [UInt8], high: Int) -> LikelyEncoding? {
    var letters = 0
    // What a page of Western Europe has few of.
    var rare = 0
    for (index, byte) in bytes.enumerated() where byte >= 0x80 {
      let before = index > 0 ? bytes[index - 1] : 0x20
      let after = index + 1 < bytes.count ? bytes[index + 1] : 0x20
      let isInWord = isLetter(before) || isLetter(after)
      let isAlone = !isInWord && before < 0x80 && after < 0x80
      switch byte {
      // Words of one letter: à, é, è, ó, ò, ì.
      case 0xC0, 0xC8, 0xC9, 0xD3, 0xE0, 0xE8, 0xE9, 0xEC, 0xF2, 0xF3:
        if isInWord { letters += 1 } else if !isAlone { rare += 1 }
      case 0xC1...0xD6, 0xD8...0xF6, 0xF8...0xFE:
        if isInWord { letters += 1 } else { rare += 1 }
      // Quotation marks, dashes and signs; an apostrophe stands inside a word.
      case 0x80, 0x82, 0x84, 0x85, 0x91...0x97, 0x99, 0xA0...0xA4, 0xA6...0xA9, 0xAB...0xAE,
        0xB0...0xB2, 0xB4...0xB8, 0xBB, 0xBD:
        if byte == 0x92, isInWord { letters += 1 }
      // Letters of Central Europe in that place, of which there would be many.
      default: rare += 1
      }
    }
    guard rare * 10 <= high else { return nil }
    return letters * 2 >= high ? .windows1252 : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

/// The share of what would be a syllable, were the bytes EUC-KR, among all pairs that are letters there.
func hangulShare(_ bytes: [UInt8]) -> Double {
  let pairs = Pairs(bytes, lead: { $0 >= 0xA1 && $0 != 0xFF }, trail: { $0 >= 0xA1 && $0 != 0xFF })
  let letters = pairs.count { lead, _ in lead > 0xA3 }
  let syllables = pairs.count { lead, _ in (0xB0...0xC8).contains(lead) }
  return letters == 0 ? 0 : Double(syllables) / Double(letters)
}

/// The characters of two bytes in a text, were it in an encoding that has such leads and trails.
private struct Pairs {
  private(set) var all: [(lead: UInt8, trail: UInt8)] = []
  /// Bytes beyond ASCII that are in no pair.
  private var singles = 0

  init(_ bytes: [UInt8], lead: (UInt8) -> Bool, trail: (UInt8) -> Bool) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte >= 0x80 else { continue }
      if lead(byte), index < bytes.count, trail(bytes[index]) {
        all.append((byte, bytes[index]))
        index += 1
      } else {
        singles += 1
      }
    }
  }

  /// Whether nearly all bytes beyond ASCII are in pairs.
  func covers(_ high: Int) -> Bool { !all.isEmpty && singles * 20 <= high }

  func count(_ matches: (UInt8, UInt8) -> Bool) -> Int { all.count { matches($0.lead, $0.trail) } }
}

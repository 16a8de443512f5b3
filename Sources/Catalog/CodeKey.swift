import TextAnalysis

/// What a code is looked up by: all spellings of one code share it, no two codes do.
///
/// The text is normalised to NFKC and upper case; a run of separators (`.` `_` `:` `/`, blanks, any
/// dash) becomes one `_`; a minus before a leading digit stays. Nothing else is removed, so `0029`
/// and `29`, `-1` and `1`, `1.10` and `11.0` stay apart.
package struct CodeKey: Hashable, Sendable, CustomStringConvertible {
  /// The key as it is stored and compared.
  package let text: String

  /// Makes the key of a code in any spelling; blanks around it do not count.
  package init(_ code: String) {
    self.text = Self.ofASCII(code) ?? Self.ofUnicode(code)
  }

  package var description: String { text }

  /// Whether nothing is left to look up.
  package var isEmpty: Bool { text.isEmpty }

  /// The key's digits when it holds nothing but digits after an optional minus; nil otherwise.
  package var number: Substring? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber } ? digits : nil
  }

  /// Whether the key lies in the range from `first` to `last`.
  ///
  /// All but the number they end in is the same, and the number lies between theirs. The last may be
  /// the number alone. Where both ends are written with equally many digits, the key has to be, too; else it has no
  /// leading zeros.
  package func isWithin(_ first: CodeKey, _ last: CodeKey) -> Bool {
    let (own, from, to) = (split, first.split, last.split)
    guard own.prefix == from.prefix, to.prefix == own.prefix || to.prefix.isEmpty,
      !own.digits.isEmpty, !from.digits.isEmpty, !to.digits.isEmpty
    else { return false }
    let fits =
      from.digits.count == to.digits.count
      ? own.digits.count == to.digits.count : own.digits.count == 1 || own.digits.first != "0"
    return fits && !Self.isLess(own.digits, from.digits) && !Self.isLess(to.digits, own.digits)
  }

  /// Between which texts, the second not included, the first keys of all ranges lie that the key can be
  /// within, and the digits that the key ends in; nil when it ends in none, and so is in no range.
  ///
  /// `JOB_150` can be within a range that begins with `JOB_1` or `JOB_100`: from `JOB_0` to `JOB_:`.
  package var rangeStarts: (first: String, last: String, digits: String)? {
    let own = split
    guard !own.digits.isEmpty else { return nil }
    // The colon comes right after the nine.
    return ("\(own.prefix)0", "\(own.prefix):", String(own.digits))
  }

  private var split: (prefix: Substring, digits: Substring) {
    let isDigit = { (character: Character) in character.isASCII && character.isNumber }
    let start = text.lastIndex { !isDigit($0) }.map(text.index(after:)) ?? text.startIndex
    return (text[..<start], text[start...])
  }

  private static func isLess(_ left: Substring, _ right: Substring) -> Bool {
    left.count == right.count ? left < right : left.count < right.count
  }

  /// Codes are nearly always ASCII, and a page has many: no normalisation, one buffer.
  private static func ofASCII(_ code: String) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(code.utf8.count)
    var pendingSeparator = false
    for byte in code.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        if pendingSeparator { bytes.append(UInt8(ascii: "_")) }
        pendingSeparator = false
        bytes.append(byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte & 0xDF : byte)
      case UInt8(ascii: "_"): pendingSeparator = true
      // Everything else needs the careful way, and so does a separator at either end.
      default: return nil
      }
      if pendingSeparator && bytes.isEmpty { return nil }
    }
    return pendingSeparator ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func ofUnicode(_ code: String) -> String {
    // Upper case of a composed letter may be two, as that of i with a dot above.
    let upper = compatibilityComposed(compatibilityComposed(code).uppercased())
    let scalars = Array(upper.unicodeScalars)
    let isBlank = { (scalar: Unicode.Scalar) in
      scalar.properties.isWhitespace || scalar.value == 0x200B || scalar.value == 0xFEFF
    }
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    var key = String.UnicodeScalarView()
    var index = first
    if isDash(scalars[first]), first < last, scalars[first + 1].properties.numericType != nil {
      key.append("-")
      index += 1
    }
    while index <= last {
      let scalar = scalars[index]
      if isBlank(scalar) || isDash(scalar) || "._:/".unicodeScalars.contains(scalar) {
        if key.last != "_" { key.append("_") }
      } else {
        key.append(scalar)
      }
      index += 1
    }
    return String(key)
  }

  /// Unicode's dash punctuation, and the minus sign, which Unicode files under mathematics.
  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .dashPunctuation || scalar.value == 0x2212
  }
}

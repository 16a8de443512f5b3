/// Writes texts as lists of tokens that a full-text index with a stock tokenizer can hold.
///
/// - A run of a script without blanks becomes its overlapping pairs of characters and, at its end,
///   the last character alone: `内存不足` → `内存 存不 不足 足`. A phrase of pairs finds exactly the
///   substring, a prefix of one character finds that character, and the character at the end keeps a
///   phrase from running across punctuation.
/// - An identifier becomes its parts where it stands, and itself in one piece, its joints written
///   `_`, at the end of the text: `bk_biz_id` → `bk biz id … bk_biz_id`, `taskId` → `task id … taskid`.
///   So it is found whole and in parts, and phrases around it stay contiguous.
/// - The minus of a negative number and the points of any become `_`: `-1` → `_1`, `1.10` → `1_10`,
///   so that neither is found by `1`.
///
/// Tokens are lower case, hold letters, digits and `_` only, and are parted by single blanks.
package struct Segmenter {
  private var scanner = WordScanner()
  private var tokens: [UInt8] = []
  private var wholes: [UInt8] = []

  /// Makes a segmenter, which keeps its buffers from text to text.
  package init() {}

  /// The tokens of some texts that are to be found together, in order.
  package mutating func segment(_ texts: some Sequence<String>) -> String {
    tokens.removeAll(keepingCapacity: true)
    wholes.removeAll(keepingCapacity: true)
    for text in texts { append(text) }
    tokens.append(contentsOf: wholes)
    return String(decoding: tokens.dropLast(), as: UTF8.self)
  }

  /// The tokens of one text.
  package mutating func segment(_ text: String) -> String { segment(CollectionOfOne(text)) }

  private mutating func append(_ text: String) {
    scanner.scan(text)
    let parts = scanner.parts
    var first = 0
    for (index, part) in parts.enumerated() {
      if part.isUnspaced {
        appendPairs(part.range)
      } else {
        write(scanner.scalars[part.range], to: &tokens)
        tokens.append(blank)
      }
      if part.joint == .apart { first = index }
      let isLast = index + 1 == parts.count || parts[index + 1].joint == .apart
      if isLast && index > first { appendWhole(parts[first...index]) }
    }
  }

  private mutating func appendPairs(_ range: Range<Int>) {
    for index in range {
      write(scanner.scalars[index..<min(index + 2, range.upperBound)], to: &tokens)
      tokens.append(blank)
    }
  }

  private mutating func appendWhole(_ parts: ArraySlice<WordScanner.Part>) {
    for part in parts {
      if part.joint == .connector { wholes.append(UInt8(ascii: "_")) }
      write(scanner.scalars[part.range], to: &wholes)
    }
    wholes.append(blank)
  }
}

/// Writes a token in lower case.
private func write(_ token: ArraySlice<Unicode.Scalar>, to buffer: inout [UInt8]) {
  for scalar in token {
    switch scalar.value {
    // The sign and the points of a number.
    case 0x2D, 0x2E, 0x2212: buffer.append(UInt8(ascii: "_"))
    case 0x41...0x5A: buffer.append(UInt8(scalar.value) | 0x20)
    case 0..<0x80: buffer.append(UInt8(scalar.value))
    case 0x3041...0x9FFF, 0xAC00...0xD7A3:
      // Three bytes in UTF-8, and no case to fold.
      buffer.append(0xE0 | UInt8(scalar.value >> 12))
      buffer.append(0x80 | UInt8(scalar.value >> 6 & 0x3F))
      buffer.append(0x80 | UInt8(scalar.value & 0x3F))
    default: buffer.append(contentsOf: folded(String(scalar)).utf8)
    }
  }
}

private let blank = UInt8(ascii: " ")

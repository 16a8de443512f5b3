/// A word of a query, cut as `Segmenter` cuts the texts it is looked for in.
package struct QueryWord: Hashable, Sendable {
  /// The tokens that stand side by side in a text holding the word.
  package let phrase: [String]
  /// Whether the last token of the phrase need only begin the token in the text.
  package let endsInPrefix: Bool
  /// The word as one token, when it is an identifier made of several parts.
  package let whole: String?
  /// The phrases to look for one by one when the word as it stands is not found; none for a word
  /// that is to be found exactly.
  ///
  /// A run of an unspaced script falls into its pairs, an identifier into its parts. One that holds
  /// a number does not: of `E1001` only `1001` is left, since `e` finds other numbers, and `1.10`
  /// stays whole.
  package let pieces: [[String]]

  /// Cuts a word, or a phrase of several; nil when it holds no letter and no digit.
  ///
  /// - Parameters:
  ///   - isPrefix: whether the word may go on in the text.
  ///   - isExact: whether the word is to be found as it stands only.
  package init?(_ text: String, isPrefix: Bool = false, isExact: Bool = false) {
    var scanner = WordScanner()
    scanner.scan(text)
    let parts = scanner.parts
    guard let last = parts.last else { return nil }
    var phrase: [String] = []
    var pieces: [[String]] = []
    var identifier: [(token: String, isNumber: Bool)] = []
    for (index, part) in parts.enumerated() {
      if part.joint == .apart {
        pieces += Self.pieces(of: identifier)
        identifier = []
      }
      guard part.isUnspaced else {
        let token = scanner.token(part.range)
        phrase.append(token)
        identifier.append((token, scanner.isNumber(part)))
        continue
      }
      let isLast = index + 1 == parts.count
      // In the text the last pair may be followed by more of the run, so its end is left open.
      let starts = isLast && part.range.count > 1 ? part.range.dropLast() : part.range
      for start in starts {
        let pair = start..<min(start + 2, part.range.upperBound)
        phrase.append(scanner.token(pair))
        // The last character alone is in the pair before it.
        if pair.count == 2 || part.range.count == 1 {
          pieces.append([scanner.token(pair)])
        }
      }
    }
    pieces += Self.pieces(of: identifier)
    self.phrase = phrase
    self.pieces = isExact ? [] : pieces
    self.endsInPrefix = isPrefix || (last.isUnspaced && last.range.count == 1)
    self.whole = Self.whole(scanner)
  }

  private static func pieces(of identifier: [(token: String, isNumber: Bool)]) -> [[String]] {
    guard !identifier.isEmpty else { return [] }
    let numbers = identifier.filter(\.isNumber).map(\.token)
    if numbers.isEmpty { return identifier.map { [$0.token] } }
    // A short number by itself says nothing.
    return numbers.count == 1 && numbers[0].count > 2 ? [numbers] : [identifier.map(\.token)]
  }

  private static func whole(_ scanner: WordScanner) -> String? {
    let parts = scanner.parts
    guard parts.count > 1, parts.dropFirst().allSatisfy({ $0.joint != .apart }) else { return nil }
    return parts.reduce(into: "") { whole, part in
      if part.joint == .connector { whole += "_" }
      whole += scanner.token(part.range)
    }
  }
}

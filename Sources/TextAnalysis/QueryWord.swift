/// A word of a query, cut as `Segmenter` cuts the texts it is looked for in.
package struct QueryWord: Hashable, Sendable {
  /// The tokens that stand side by side in a text holding the word.
  package let phrase: [String]
  /// Whether the last token of the phrase need only begin the token in the text.
  package let endsInPrefix: Bool
  /// The word as one token, when it is an identifier made of several parts.
  package let whole: String?

  /// Cuts a word, or a phrase of several; nil when it holds no letter and no digit.
  ///
  /// - Parameter isPrefix: whether the word may go on in the text.
  package init?(_ text: String, isPrefix: Bool = false) {
    var scanner = WordScanner()
    scanner.scan(text)
    let parts = scanner.parts
    guard let last = parts.last else { return nil }
    var phrase: [String] = []
    for (index, part) in parts.enumerated() {
      guard part.isUnspaced else {
        phrase.append(Self.token(scanner.scalars[part.range]))
        continue
      }
      let isLast = index + 1 == parts.count
      // In the text the last pair may be followed by more of the run, so its end is left open.
      let starts = isLast && part.range.count > 1 ? part.range.dropLast() : part.range
      for start in starts {
        phrase.append(
          Self.token(scanner.scalars[start..<min(start + 2, part.range.upperBound)]))
      }
    }
    self.phrase = phrase
    self.endsInPrefix = isPrefix || (last.isUnspaced && last.range.count == 1)
    self.whole = Self.whole(parts, scanner.scalars)
  }

  private static func whole(_ parts: [WordScanner.Part], _ scalars: [Unicode.Scalar]) -> String? {
    guard parts.count > 1, parts.dropFirst().allSatisfy({ $0.joint != .apart }) else { return nil }
    return parts.reduce(into: "") { whole, part in
      if part.joint == .connector { whole += "_" }
      whole += token(scalars[part.range])
    }
  }

  private static func token(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    folded(String(String.UnicodeScalarView(scalars)))
  }
}

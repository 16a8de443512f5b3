/// Where in a text stand the tokens that a search accepts; ranges that touch are joined.
///
/// The tokens are those of `Segmenter`: parts of identifiers and pairs of characters, the single
/// character at the end of a run included.
package func tokenRanges(
  in text: String, where accepts: (String) -> Bool
) -> [Range<String.Index>] {
  var scanner = WordScanner()
  scanner.scan(text)
  // Normalisation may change the number of scalars; then only the whole text can be marked.
  let indices = Array(text.unicodeScalars.indices) + [text.endIndex]
  let isAligned = scanner.scalars.count == indices.count - 1
  var result: [Range<String.Index>] = []
  func take(_ range: Range<Int>) {
    guard accepts(scanner.token(range)) else { return }
    let found =
      isAligned
      ? indices[range.lowerBound]..<indices[range.upperBound] : text.startIndex..<text.endIndex
    if let last = result.last, last.upperBound >= found.lowerBound {
      result[result.count - 1] = last.lowerBound..<max(last.upperBound, found.upperBound)
    } else {
      result.append(found)
    }
  }
  for part in scanner.parts {
    guard part.isUnspaced else {
      take(part.range)
      continue
    }
    for start in part.range { take(start..<min(start + 2, part.range.upperBound)) }
  }
  return result
}

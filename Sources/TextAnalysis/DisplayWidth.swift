import CUTF8Proc

/// The number of terminal columns a text takes: two for a Han character, none for a combining mark.
///
/// See <https://www.unicode.org/reports/tr11/>. Ambiguous characters count one.
package func displayWidth(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
}

/// The number of terminal columns a scalar takes; control characters take none.
package func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0x20..<0x7F: 1
  case 0x4E00...0x9FFF: 2
  default: Int(utf8proc_charwidth(utf8proc_int32_t(scalar.value)))
  }
}

/// The text with blanks added on the right up to `width` columns; a longer one stays as it is.
package func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - displayWidth(text)))
}

/// The text cut to `width` columns at most, the cut shown as `…`.
package func truncated(_ text: String, to width: Int) -> String {
  guard displayWidth(text) > width else { return text }
  var result = ""
  var used = 1
  for (character, _) in Clusters(text) {
    used += displayWidth(String(character))
    if used > width { break }
    result.append(character)
  }
  return result + "…"
}

/// The text broken into lines of at most `width` columns.
///
/// Lines break at blanks, and before a Han or other wide character unless it is punctuation that
/// may not begin a line; a piece longer than a line is cut. Line feeds in the text stay breaks.
/// A small part of <https://www.unicode.org/reports/tr14/>.
package func wrapped(_ text: String, to width: Int) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
    wrappedLine($0, to: max(2, width))
  }
}

private func wrappedLine(_ text: Substring, to width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  var used = 0
  for piece in pieces(of: text) {
    let pieceWidth = displayWidth(piece)
    if used + displayWidth(piece.trimmingTrailingBlanks()) > width, !line.isEmpty {
      lines.append(String(line.trimmingTrailingBlanks()))
      (line, used) = ("", 0)
    }
    if pieceWidth <= width {
      line += piece
      used += pieceWidth
      continue
    }
    for (character, _) in Clusters(piece) {
      let columns = displayWidth(String(character))
      if used + columns > width {
        lines.append(line)
        (line, used) = ("", 0)
      }
      line.append(character)
      used += columns
    }
  }
  lines.append(String(line.trimmingTrailingBlanks()))
  return lines
}

/// Pieces that are not broken: a word with the blanks after it, or one wide character with the
/// closing punctuation after it.
private func pieces(of text: Substring) -> [Substring] {
  var result: [Substring] = []
  var start = text.startIndex
  var previous: Character?
  for (character, range) in Clusters(text) {
    if let last = previous, mayBreak(between: last, and: character) {
      result.append(text[start..<range.lowerBound])
      start = range.lowerBound
    }
    previous = character
  }
  if start < text.endIndex { result.append(text[start...]) }
  return result
}

private func mayBreak(between left: Character, and right: Character) -> Bool {
  if right.isWhitespace || closing.contains(right) || opening.contains(left) { return false }
  return left.isWhitespace || isWide(left) || isWide(right)
}

private func isWide(_ character: Character) -> Bool {
  character.unicodeScalars.first.map { displayWidth($0) == 2 } ?? false
}

private let closing = Set("，。、；：？！）】》」』”’,.;:?!)]}")
private let opening = Set("（【《「『“‘([{")

extension StringProtocol {
  fileprivate func trimmingTrailingBlanks() -> SubSequence {
    let last = unicodeScalars.lastIndex { !$0.properties.isWhitespace }
    return self[..<(last.map { unicodeScalars.index(after: $0) } ?? startIndex)]
  }
}

/// The text of CommonMark inlines as a reader sees it: links reduced to their text, emphasis, code
/// marks and escapes removed, line feeds kept.
///
/// Descriptions and remedies are stored as inlines; this is how they are shown and indexed. It covers
/// what such cells hold: inline links and images (<https://spec.commonmark.org/0.31.2/#links>),
/// emphasis, code spans, autolinks and backslash escapes. A text of more than 8 KiB is left as it is.
package func plainText(_ inlines: String) -> String {
  // Brackets without partners cost time by the square of the text, and no cell is that long.
  guard inlines.utf8.count <= 8192, mayHoldMarkup(inlines) else { return inlines }
  return String(String.UnicodeScalarView(InlineReader(inlines.unicodeScalars).text()))
}

/// Whether a text has a character that could be markup; a `_` within an identifier could not.
private func mayHoldMarkup(_ text: String) -> Bool {
  var previous = UInt8(ascii: " ")
  var afterUnderscore = false
  for byte in text.utf8 {
    if afterUnderscore && !isASCIIAlphanumeric(byte) { return true }
    afterUnderscore = false
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "<"),
      UInt8(ascii: "\\"):
      return true
    case UInt8(ascii: "_"):
      guard isASCIIAlphanumeric(previous) else { return true }
      afterUnderscore = true
    default: break
    }
    previous = byte
  }
  return afterUnderscore
}

private func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"):
    true
  default: false
  }
}

/// Goes through the inlines once, keeping the text and remembering the runs of `*` and `_`.
private struct InlineReader {
  private let scalars: [Unicode.Scalar]
  private var output: [Unicode.Scalar] = []
  private var runs: [DelimiterRun] = []

  /// Marks that may begin or end emphasis.
  private struct DelimiterRun {
    let mark: Unicode.Scalar
    /// Where the run lies in the output.
    let range: Range<Int>
    let opens: Bool
    let closes: Bool
    /// How many of its marks belong to emphasis and are no text.
    var used = 0

    var left: Int { range.count - used }
    var isUsedUp: Bool { left == 0 }
  }

  init(_ scalars: some Sequence<Unicode.Scalar>) { self.scalars = Array(scalars) }

  consuming func text() -> [Unicode.Scalar] {
    var index = 0
    while index < scalars.count { index = read(at: index) }
    pairRuns()
    for run in runs.reversed() { output.removeSubrange(run.range.prefix(run.used)) }
    return output
  }

  /// Appends what stands at `index` as text and returns where to go on.
  private mutating func read(at index: Int) -> Int {
    switch scalars[index] {
    case "\\" where index + 1 < scalars.count && isASCIIPunctuation(scalars[index + 1]):
      output.append(scalars[index + 1])
      return index + 2
    case "!" where index + 1 < scalars.count && scalars[index + 1] == "[":
      if let link = linkText(scalars, at: index + 1) { return append(link) }
    case "[":
      if let link = linkText(scalars, at: index) { return append(link) }
    case "<":
      if let end = scalars[index...].firstIndex(of: ">"), isAutolink(scalars[(index + 1)..<end]) {
        output.append(contentsOf: scalars[(index + 1)..<end])
        return end + 1
      }
    case "`":
      if let code = codeSpan(scalars, at: index) {
        output.append(contentsOf: scalars[code.content])
        return code.end
      }
      // A run without a partner is text, and so is each of its marks.
      let run = scalars[index...].prefix { $0 == "`" }
      output.append(contentsOf: run)
      return run.endIndex
    case "*", "_": return readRun(at: index)
    default: break
    }
    output.append(scalars[index])
    return index + 1
  }

  private mutating func append(_ link: (text: ArraySlice<Unicode.Scalar>, end: Int)) -> Int {
    output.append(contentsOf: InlineReader(link.text).text())
    return link.end
  }

  private mutating func readRun(at start: Int) -> Int {
    let mark = scalars[start]
    let end = start + scalars[start...].prefix { $0 == mark }.count
    let before = start > 0 ? scalars[start - 1] : " "
    let after = end < scalars.count ? scalars[end] : " "
    // A `_` within a word is text.
    let isWithinWord = mark == "_" && isWord(before) && isWord(after)
    runs.append(
      DelimiterRun(
        mark: mark, range: output.count..<(output.count + end - start),
        opens: !isWithinWord && !after.properties.isWhitespace,
        closes: !isWithinWord && !before.properties.isWhitespace))
    output.append(contentsOf: scalars[start..<end])
    return end
  }

  /// Finds for each run that may close emphasis the nearest one that opens it.
  ///
  /// As <https://spec.commonmark.org/0.31.2/#phase-2-inline-structure> does, but punctuation beside
  /// a run does not count: that rule keeps `**注意：**请` from being strong, which nobody meant.
  private mutating func pairRuns() {
    var open: [Int] = []
    for closer in runs.indices {
      while runs[closer].closes, !runs[closer].isUsedUp,
        let match = open.lastIndex(where: { runs[$0].mark == runs[closer].mark })
      {
        let opener = open[match]
        let count = min(runs[opener].left, runs[closer].left)
        runs[opener].used += count
        runs[closer].used += count
        // What lies between the two can no longer pair with anything outside.
        open.removeSubrange((runs[opener].isUsedUp ? match : match + 1)...)
      }
      if runs[closer].opens && !runs[closer].isUsedUp { open.append(closer) }
    }
  }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if case .other = ScriptClass(scalar) { false } else { true }
  }
}

/// `[text](destination)`: the text, and where the link ends.
private func linkText(
  _ scalars: [Unicode.Scalar], at open: Int
) -> (text: ArraySlice<Unicode.Scalar>, end: Int)? {
  var depth = 0
  var index = open
  while index < scalars.count {
    switch scalars[index] {
    case "\\": index += 1
    // A code span binds tighter than a link.
    case "`": index = (codeSpan(scalars, at: index)?.end ?? index + 1) - 1
    case "[": depth += 1
    case "]":
      depth -= 1
      guard depth == 0 else { break }
      guard index + 1 < scalars.count, scalars[index + 1] == "(",
        let close = closingParenthesis(scalars, from: index + 1)
      else { return nil }
      return (scalars[(open + 1)..<index], close + 1)
    default: break
    }
    index += 1
  }
  return nil
}

private func closingParenthesis(_ scalars: [Unicode.Scalar], from open: Int) -> Int? {
  var depth = 0
  for index in open..<scalars.count where scalars[index - 1] != "\\" {
    if scalars[index] == "(" { depth += 1 }
    if scalars[index] == ")" { depth -= 1 }
    if depth == 0 { return index }
  }
  return nil
}

private func codeSpan(
  _ scalars: [Unicode.Scalar], at open: Int
) -> (content: Range<Int>, end: Int)? {
  let length = scalars[open...].prefix { $0 == "`" }.count
  var index = open + length
  while index < scalars.count {
    guard scalars[index] == "`" else {
      index += 1
      continue
    }
    let run = scalars[index...].prefix { $0 == "`" }.count
    if run == length { return (unpadded((open + length)..<index, scalars), index + run) }
    index += run
  }
  return nil
}

/// One blank at both ends of a code span is padding, unless there is nothing else.
private func unpadded(_ content: Range<Int>, _ scalars: [Unicode.Scalar]) -> Range<Int> {
  guard content.count > 2, scalars[content.lowerBound] == " ",
    scalars[content.upperBound - 1] == " ",
    scalars[content].contains(where: { $0 != " " })
  else { return content }
  return content.dropFirst().dropLast()
}

private func isAutolink(_ content: ArraySlice<Unicode.Scalar>) -> Bool {
  content.contains { $0 == ":" || $0 == "@" } && !content.contains { $0.properties.isWhitespace }
}

private func isASCIIPunctuation(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}

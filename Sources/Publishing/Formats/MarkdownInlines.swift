import TextAnalysis

/// CommonMark inlines as a cell of a table of GFM, so that they come back as they are.
///
/// A line feed is `<br>`, and a character that a cell cannot hold its decimal number. What stands so in
/// the text already gets one blank or one zero more, which means the same to every reader: `<br >`,
/// `&#0124;`.
///
/// Tags, comments, images and links to anything but the web are text to us and must be to whoever
/// renders the page: what they begin with is written as its number (`&#60;script>`).
func markdownInlines(_ inlines: String) -> String {
  let scalars = Array(inlines.unicodeScalars)
  let isInAddress = addresses(in: scalars)
  // Who links bare addresses takes marks of code for a part of them, and who does not begins a span.
  let isUnclear = zip(scalars, isInAddress).contains { $0 == "`" && $1 }
  let code =
    isUnclear ? Array(repeating: false, count: scalars.count) : codeSpans(in: scalars)
  var result = String.UnicodeScalarView()
  var backslashes = 0
  // Whether the last `<` stands as it is.
  var isOpen = false
  for (index, scalar) in scalars.enumerated() {
    let isEscaped = backslashes % 2 == 1 && !isInAddress[index]
    let isCode = code[index]
    switch scalar {
    case "\n": result.add("<br>")
    case "\r": result.add("&#13;")
    case "|" where backslashes % 2 == 1:
      // Between two backslashes and one there is no way to write a bar.
      result.removeLast()
      result.add("&#124;")
    case "|": result.add("\\|")
    case "<" where !isCode && !isEscaped && mayBeginTag(scalars[(index + 1)...]),
      "!" where !isCode && !isEscaped && scalars[(index + 1)...].first == "[",
      "("
    where !isCode && index > 0 && scalars[index - 1] == "]"
      && !leadsToTheWeb(scalars[(index + 1)...]):
      result.add("&#\(scalar.value);")
      if scalar == "<" { isOpen = false }
    case ">" where isOpen && endsLineBreak(scalars[..<index]):
      result.add(" >")
    case "#" where isDecimalReference(scalars, at: index):
      result.add("#0")
    default:
      result.append(scalar)
      if scalar == "<" { isOpen = true }
    }
    backslashes = scalar == "\\" ? backslashes + 1 : 0
  }
  return protectedEnds(String(result), of: inlines)
}

/// Which scalars stand in a word that begins a bare address, behind its beginning.
///
/// See <https://github.github.com/gfm/#autolinks-extension->.
private func addresses(in scalars: [Unicode.Scalar]) -> [Bool] {
  var isInside = false
  return scalars.indices.map { index in
    if scalars[index].properties.isWhitespace {
      isInside = false
    } else if scalars[index...].starts(with: "://".unicodeScalars)
      || scalars[index] == "." && index >= 3
        && scalars[(index - 3)..<index].allSatisfy({ $0 == "w" || $0 == "W" })
    {
      isInside = true
    }
    return isInside
  }
}

/// Which scalars stand in a code span, its marks included: there every character is text.
///
/// See <https://spec.commonmark.org/0.31.2/#code-spans>.
private func codeSpans(in scalars: [Unicode.Scalar]) -> [Bool] {
  var isCode = Array(repeating: false, count: scalars.count)
  guard scalars.contains("`") else { return isCode }
  let runs = backtickRuns(in: scalars)
  // The runs of each length that are still ahead, the next one last.
  var ahead = Dictionary(grouping: runs.indices.reversed()) { runs[$0].count }
  var end = 0
  for (number, run) in runs.enumerated() where run.lowerBound >= end {
    // A backslash takes the first mark of a run that would begin a span.
    let isEscaped = scalars[..<run.lowerBound].reversed().prefix { $0 == "\\" }.count % 2 == 1
    let length = run.count - (isEscaped ? 1 : 0)
    while let next = ahead[length]?.last, next <= number { ahead[length]?.removeLast() }
    guard length > 0, let closing = ahead[length]?.last else { continue }
    end = runs[closing].upperBound
    for index in (run.upperBound - length)..<end { isCode[index] = true }
  }
  return isCode
}

private func backtickRuns(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
  var runs: [Range<Int>] = []
  for (index, scalar) in scalars.enumerated() where scalar == "`" {
    if let last = runs.last, last.upperBound == index {
      runs[runs.count - 1] = last.lowerBound..<(index + 1)
    } else {
      runs.append(index..<(index + 1))
    }
  }
  return runs
}

/// Whether a `<` before these may begin a tag, a comment or an autolink that leads elsewhere than to the
/// web.
///
/// See <https://spec.commonmark.org/0.31.2/#raw-html>.
private func mayBeginTag(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
  guard let first = rest.first, "/!?".unicodeScalars.contains(first) || isLetter(first) else {
    return false
  }
  guard beginsWithWebScheme(rest), let end = rest.firstIndex(of: ">") else { return true }
  return rest[..<end].contains {
    $0.properties.isWhitespace || "<`\"'|\\".unicodeScalars.contains($0)
  }
}

/// Whether the destination of a link that begins here is an address on the web, or one within a site.
private func leadsToTheWeb(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
  var destination = rest.drop { $0.properties.isWhitespace }
  if destination.first == "<" { destination = destination.dropFirst() }
  if beginsWithWebScheme(destination) { return true }
  // Without a scheme it leads to another site by that of the page.
  if destination.starts(with: "//".unicodeScalars) { return false }
  // A scheme may be written with references and escapes.
  let bare = destination.prefix { $0 != ")" && !$0.properties.isWhitespace }
  return !bare.contains { ":&\\<".unicodeScalars.contains($0) }
}

private func beginsWithWebScheme(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
  let beginning = String(String.UnicodeScalarView(scalars.prefix(8))).lowercased()
  return ["http://", "https://", "mailto:"].contains { beginning.hasPrefix($0) }
}

/// Whether a `>` after these makes the tag `<br>`, blanks in it or none.
private func endsLineBreak(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
  var tag = scalars
  while tag.last == " " { tag.removeLast() }
  return tag.suffix(3).elementsEqual("<br".unicodeScalars)
}

/// Whether `#` stands in a reference such as `&#124;`.
private func isDecimalReference(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
  guard index > 0, scalars[index - 1] == "&" else { return false }
  let digits = scalars[(index + 1)...].prefix { ("0"..."9").contains($0) }
  return !digits.isEmpty && digits.endIndex < scalars.count && scalars[digits.endIndex] == ";"
}

/// The text of CommonMark inlines as a reader sees it: links reduced to their text, emphasis, code
/// marks and escapes removed, line feeds kept.
///
/// Descriptions and remedies are stored as inlines; this is how they are shown and indexed. It covers
/// what such cells hold: inline links and images (<https://spec.commonmark.org/0.31.2/#links>),
/// emphasis, code spans, autolinks and backslash escapes.
package func plainText(_ inlines: String) -> String {
  guard inlines.utf8.contains(where: isMarkup) else { return inlines }
  var output = String.UnicodeScalarView()
  let scalars = Array(inlines.unicodeScalars)
  var index = 0
  while index < scalars.count {
    index = appendInline(scalars, at: index, to: &output)
  }
  return String(output)
}

private func isMarkup(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"),
    UInt8(ascii: "<"), UInt8(ascii: "\\"):
    true
  default: false
  }
}

/// Appends what stands at `index` as text and returns where to go on.
private func appendInline(
  _ scalars: [Unicode.Scalar], at index: Int, to output: inout String.UnicodeScalarView
) -> Int {
  switch scalars[index] {
  case "\\" where index + 1 < scalars.count && isASCIIPunctuation(scalars[index + 1]):
    output.append(scalars[index + 1])
    return index + 2
  case "!" where index + 1 < scalars.count && scalars[index + 1] == "[":
    if let link = linkText(scalars, at: index + 1) {
      output.append(contentsOf: plainText(link.text).unicodeScalars)
      return link.end
    }
  case "[":
    if let link = linkText(scalars, at: index) {
      output.append(contentsOf: plainText(link.text).unicodeScalars)
      return link.end
    }
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
  case "*", "_":
    if let end = endOfDelimiterRun(scalars, at: index) { return end }
  default: break
  }
  output.append(scalars[index])
  return index + 1
}

/// `[text](destination)`: the text, and where the link ends.
private func linkText(
  _ scalars: [Unicode.Scalar], at open: Int
) -> (text: String, end: Int)? {
  var depth = 0
  var index = open
  while index < scalars.count {
    switch scalars[index] {
    case "\\": index += 1
    case "[": depth += 1
    case "]":
      depth -= 1
      guard depth == 0 else { break }
      guard index + 1 < scalars.count, scalars[index + 1] == "(",
        let close = closingParenthesis(scalars, from: index + 1)
      else { return nil }
      return (String(String.UnicodeScalarView(scalars[(open + 1)..<index])), close + 1)
    default: break
    }
    index += 1
  }
  return nil
}

private func closingParenthesis(_ scalars: [Unicode.Scalar], from open: Int) -> Int? {
  var depth = 0
  for index in open..<scalars.count {
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
    if run == length { return ((open + length)..<index, index + run) }
    index += run
  }
  return nil
}

private func isAutolink(_ content: ArraySlice<Unicode.Scalar>) -> Bool {
  content.contains { $0 == ":" || $0 == "@" } && !content.contains { $0.properties.isWhitespace }
}

/// The end of a run of `*` or `_` that opens or closes emphasis; nil for one that is plain text.
///
/// A `_` within a word and a delimiter between blanks are text
/// (<https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run>).
private func endOfDelimiterRun(_ scalars: [Unicode.Scalar], at start: Int) -> Int? {
  let mark = scalars[start]
  let end = start + scalars[start...].prefix { $0 == mark }.count
  let before = start > 0 ? scalars[start - 1] : " "
  let after = end < scalars.count ? scalars[end] : " "
  let isWord = { (scalar: Unicode.Scalar) in
    switch ScriptClass(scalar) {
    case .other: false
    default: true
    }
  }
  if before.properties.isWhitespace && after.properties.isWhitespace { return nil }
  if mark == "_" && isWord(before) && isWord(after) { return nil }
  // A run without a partner is text.
  let rest = scalars[end...]
  let partner =
    before.properties.isWhitespace || !isWord(before)
    ? rest.contains(mark) : scalars[..<start].contains(mark)
  return partner ? end : nil
}

private func isASCIIPunctuation(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}

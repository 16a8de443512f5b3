import TextAnalysis

/// Plain text as a cell of a table of GFM, escaped where CommonMark would take it for something else, so
/// that it comes back as it is.
///
/// Placeholders such as `{0}` and `%s` stay readable; `<name>` needs a reference.
func markdownText(_ text: String) -> String {
  protectedEnds(escaped(text, isCell: true), of: text)
}

/// Plain text as the text of a heading.
func markdownHeading(_ text: String) -> String {
  var heading = protectedEnds(escaped(text, isCell: false), of: text)
  // Marks at the end would close the heading.
  if heading.hasSuffix("#") { heading.insert("\\", at: heading.index(before: heading.endIndex)) }
  return heading
}

/// Plain text as a title, on one line.
func markdownTitle(_ text: String) -> String {
  markdownHeading(text.split(whereSeparator: \.isNewline).joined(separator: " "))
}

/// The cell with what would be trimmed at its ends, or makes a row of hyphens, by its number.
func protectedEnds(_ cell: String, of text: String) -> String {
  var scalars = cell.unicodeScalars
  if let last = scalars.last, isTrimmed(last) {
    scalars.removeLast()
    scalars.add(reference(last))
  }
  if let first = scalars.first, isTrimmed(first) || first == "-" && isDelimiter(text) {
    scalars.removeFirst()
    scalars = (reference(first) + String(scalars)).unicodeScalars
  }
  return String(scalars)
}

private func isDelimiter(_ text: String) -> Bool { text.utf8.allSatisfy { "-:".utf8.contains($0) } }

private func isTrimmed(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09...0x0D, 0x20, 0xA0, 0x3000: true
  default: false
  }
}

private func reference(_ scalar: Unicode.Scalar) -> String { "&#\(scalar.value);" }

private func escaped(_ text: String, isCell: Bool) -> String {
  let scalars = Array(text.unicodeScalars)
  let isStruck = scalars.count(where: { $0 == "~" }) > 1
  var result = String.UnicodeScalarView()
  for (index, scalar) in scalars.enumerated() {
    let next = index + 1 < scalars.count ? scalars[index + 1] : nil
    switch scalar {
    case "\n": result.add("<br>")
    case "\r": result.add("&#13;")
    // A renderer that links bare addresses takes a backslash for a part of the address before it.
    case "<" where next.map { "/!?".unicodeScalars.contains($0) || isLetter($0) } ?? false:
      result.add("&lt;")
    default:
      let previous = index > 0 ? scalars[index - 1] : nil
      let isEscaped =
        scalar == "|" ? isCell : scalar == "~" ? isStruck : mayBeMarkup(scalar, previous, next)
      if isEscaped { result.append("\\") }
      result.append(scalar)
    }
  }
  return String(result)
}

/// Whether a character may be markup where it stands.
private func mayBeMarkup(
  _ scalar: Unicode.Scalar, _ previous: Unicode.Scalar?, _ next: Unicode.Scalar?
) -> Bool {
  switch scalar {
  case "*", "`": true
  case "_": !(isWord(previous) && isWord(next))
  // What is trimmed may become a reference, which a backslash would end.
  case "\\": next.map { isTrimmed($0) || isPunctuation($0) } ?? true
  case "]": next == "(" || next == "["
  case "&": next.map { $0 == "#" || isLetter($0) } ?? false
  default: false
  }
}

func isLetter(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII && scalar.properties.isAlphabetic
}

/// ASCII letters and digits; beside others, itself included, an underscore is escaped to be sure.
private func isWord(_ scalar: Unicode.Scalar?) -> Bool {
  scalar.map { isLetter($0) || ("0"..."9").contains($0) } ?? false
}

private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}

import TextAnalysis

/// CommonMark inlines as HTML: links, emphasis, code and line breaks; everything else is text.
///
/// An image is its description, since a page asks nobody for anything. A link within a link, and one to where
/// a page may not lead, is its text.
func inlineHTML(_ inlines: String) -> String {
  var output = ""
  // The tags that end what is open; empty for what has none.
  var ends: [String] = []
  var isInLink = false
  for part in inlineParts(inlines) {
    switch part {
    case .text(let text):
      output += escaped(text).split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "<br>\n")
    case .begin(.link(let destination)):
      guard !isInLink, let address = webAddress(destination) else {
        ends.append("")
        continue
      }
      isInLink = true
      output += "<a href=\"\(address)\" rel=\"noopener noreferrer\">"
      ends.append("</a>")
    case .begin(let span):
      let name = tagName(span)
      output += name.map { "<\($0)>" } ?? ""
      ends.append(name.map { "</\($0)>" } ?? "")
    case .end:
      let end = ends.popLast() ?? ""
      if end == "</a>" { isInLink = false }
      output += end
    }
  }
  return output
}

private func tagName(_ span: InlineSpan) -> String? {
  switch span {
  case .emphasis: "em"
  case .strong: "strong"
  case .code: "code"
  case .link, .image: nil
  }
}

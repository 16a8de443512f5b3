/// How many lines at the top of the page are front matter: from a first line `---` to the next
/// one, whether what stands between them is valid YAML or not; 0 when there is none.
///
/// A page may as well begin with a thematic break and have another one below, so front matter
/// begins on the very next line and holds no table.
func frontMatterLength(of page: Page) -> Int {
  guard page.lines.count > 1, isFence(page.bytes(1)), !page.isBlank(2) else { return 0 }
  for line in 2..<(page.lines.count + 1) {
    if isFence(page.bytes(line)) { return line }
    if isDelimiterRow(page.bytes(line)) { return 0 }
  }
  return 0
}

private func isFence(_ line: ArraySlice<UInt8>) -> Bool {
  guard line.first == UInt8(ascii: "-") else { return false }
  return trimmed(line).elementsEqual("---".utf8)
}

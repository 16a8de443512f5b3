/// Feeds lines of a page to the Markdown parser, made harmless: their blocks stay what they are, and
/// each keeps its line.
///
/// - A damaged line is one replacement character, so that a table goes on around it.
/// - A line that ends in several carriage returns ends in a line feed; each of them would end a line.
/// - A table's header and delimiter row are one cell. Cells are read from the source anyway, and cmark
/// 0.29 would fill every short row up to the header's width.
/// - `<?` and `<!` in the middle of a line are taken out; cmark 0.29 takes quadratic time over them,
/// - as it does over link reference definitions (GFM §4.7), which no block of ours depends on: the
/// bracket that may begin one is escaped,
/// - and over the cells of a row, so that a row of many has one,
/// - and over a paragraph without pipes above a table: now and then a line of text gets one at its end,
/// with which it is one cell as before.
func feedLines(_ lines: Range<Int>, of page: Page, to feed: (UnsafeBufferPointer<UInt8>) -> Void) {
  var run = lines.lowerBound
  func feedRun(upTo end: Int) {
    guard run < end else { return }
    let stop = end <= page.lines.count ? page.lines[end - 1].lowerBound : page.utf8.count
    page.utf8[page.lines[run - 1].lowerBound..<stop].withUnsafeBufferPointer(feed)
  }
  func feedInstead(of line: Int, _ bytes: some Sequence<UInt8>) {
    feedRun(upTo: line)
    (Array(bytes) + [UInt8(ascii: "\n")]).withUnsafeBufferPointer(feed)
    run = line + 1
  }
  for line in lines {
    let bytes = page.bytes(line)
    if page.damage[line] != nil {
      feedInstead(of: line, "\u{FFFD}".utf8)
    } else if line + 1 < lines.upperBound, isHead(at: line, of: page) {
      feedInstead(of: line, bytes[..<withoutMarkers(bytes).startIndex] + "|a|".utf8)
    } else if line > lines.lowerBound, isHead(at: line - 1, of: page) {
      feedInstead(of: line, bytes[..<withoutQuotation(bytes).startIndex] + "|-|".utf8)
    } else if line % linesWithoutPipe == 0, line > lines.lowerBound, !page.isBlank(line - 1),
      isText(bytes)
    {
      feedInstead(of: line, (harmless(bytes) ?? Array(bytes)) + "|".utf8)
    } else if let harmless = harmless(bytes) {
      feedInstead(of: line, harmless)
    } else if bytes.endIndex + 1 < page.utf8.count, page.utf8[bytes.endIndex] == UInt8(ascii: "\r"),
      page.utf8[bytes.endIndex + 1] == UInt8(ascii: "\r")
    {
      feedInstead(of: line, bytes)
    }
  }
  feedRun(upTo: lines.upperBound)
}

/// The line as it is fed where cmark would take long over it; nil for any other.
///
/// What kind of block it is, and where it begins, stays the same.
private func harmless(_ line: ArraySlice<UInt8>) -> [UInt8]? {
  var harmless = withoutDeclarations(line, allowing: 0)
  let start = withoutMarkers(line).startIndex - line.startIndex
  if line.count(where: { $0 == UInt8(ascii: "|") }) > mostPipes {
    var bytes = harmless ?? Array(line)
    // A row of delimiters that heads no table is text or a row like any other.
    if isDelimiterRow(line), start < bytes.count { bytes[start] = UInt8(ascii: "x") }
    for index in bytes.indices where index > start && bytes[index] == UInt8(ascii: "|") {
      bytes[index] = UInt8(ascii: "x")
    }
    harmless = bytes
  }
  if start < line.count, line[line.startIndex + start] == UInt8(ascii: "[") {
    var bytes = harmless ?? Array(line)
    bytes.insert(UInt8(ascii: "\\"), at: start)
    harmless = bytes
  }
  return harmless
}

/// A row of more cells than this is fed as one of a single cell.
private let mostPipes = 64

/// A pipe is put into one line of so many.
private let linesWithoutPipe = 64

/// Whether the line is text without a pipe, whatever stands above it, and nothing that a pipe at its
/// end would change.
private func isText(_ line: ArraySlice<UInt8>) -> Bool {
  guard !line.contains(UInt8(ascii: "|")), let first = withoutMarkers(line).first else {
    return false
  }
  return first >= 0x80 || (0x61...0x7A).contains(first | 0x20) || first == UInt8(ascii: "[")
}

/// Whether the line and the one below it are as many cells and as many delimiters, more than one,
/// and the line is text to Markdown.
private func isHead(at line: Int, of page: Page) -> Bool {
  guard line < page.lines.count, page.damage[line] == nil, page.damage[line + 1] == nil else {
    return false
  }
  let delimiter = withoutQuotation(page.bytes(line + 1))
  guard isDelimiterRow(delimiter) else { return false }
  let header = withoutMarkers(page.bytes(line))
  let isBlock = ["#", "<", "```", "~~~"].contains { header.starts(with: $0.utf8) }
  let count = splitCells(delimiter).count
  return !isBlock && count > 1 && splitCells(header).count == count
}

private func withoutQuotation(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  line.drop { " \t>".utf8.contains($0) }
}

/// The bytes with blanks for the `<` of every `<?` and `<!` but a comment's, except where a line
/// begins with one; nil when there are no more of them than allowed.
func withoutDeclarations(_ bytes: ArraySlice<UInt8>, allowing allowed: Int) -> [UInt8]? {
  var found: [Int] = []
  var index = bytes.startIndex
  while index + 1 < bytes.endIndex {
    if bytes[index] == UInt8(ascii: "<"), "?!".utf8.contains(bytes[index + 1]),
      !bytes[index...].starts(with: Array("<!--".utf8))
    {
      found.append(index)
    }
    index += 1
  }
  guard found.count > allowed else { return nil }
  let start = withoutMarkers(bytes).startIndex
  var harmless = Array(bytes)
  for index in found where index > start { harmless[index - bytes.startIndex] = 0x20 }
  return harmless
}

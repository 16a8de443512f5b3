/// The top-level blocks of a page from a line on, in order.
///
/// cmark needs some 58 bytes of memory for each byte of a table, so the page is fed to it in pieces
/// of about `pieceSize` bytes. They are cut where blocks meet, and between the rows of a table, which
/// then goes on below a head made up; the blocks do not depend on the size.
func markdownBlocks(of page: Page, from firstLine: Int, pieceSize: Int) -> [MarkdownBlock] {
  var blocks = BlockList()
  var start = firstLine
  var isInTable = false
  while start <= page.lines.count {
    var end = pieceEnd(
      of: page, from: start, isInTable: isInTable, pieceSize: pieceSize, mayCutTables: true)
    var piece = parseBlocks(of: page, lines: start..<end.line, continuingTable: isInTable)
    if end.isInTable && !(piece.last.map { isPlainTable($0, endingAt: end.line - 1) } ?? false) {
      // What looked like a table's rows is none for cmark: cut somewhere else.
      end = pieceEnd(
        of: page, from: start, isInTable: isInTable, pieceSize: pieceSize, mayCutTables: false)
      piece = parseBlocks(of: page, lines: start..<end.line, continuingTable: isInTable)
    }
    blocks.append(piece, continuingTable: isInTable)
    start = end.line
    isInTable = end.isInTable
  }
  return blocks.blocks
}

private func isPlainTable(_ block: MarkdownBlock, endingAt line: Int) -> Bool {
  block.content == .table(column: 1) && block.lines.upperBound == line
}

/// Blocks of several pieces, joined where a cut went through a table or a list.
private struct BlockList {
  private(set) var blocks: [MarkdownBlock] = []

  mutating func append(_ piece: [MarkdownBlock], continuingTable: Bool) {
    for (index, block) in piece.enumerated() {
      switch (blocks.last?.content, block.content) {
      case (.table, .table) where continuingTable && index == 0:
        extendLast(to: block)
      // A list may be cut before any of its items, so lists of a kind that follow each other are one.
      case (.list(var items, let isOrdered), .list(let more, let isAlso)) where isOrdered == isAlso:
        // Dropping the last block first keeps the items from being copied.
        let first = blocks.removeLast().lines.lowerBound
        items += more
        blocks.append(
          MarkdownBlock(
            content: .list(items, isOrdered: isOrdered), lines: first...block.lines.upperBound))
      default: blocks.append(block)
      }
    }
  }

  private mutating func extendLast(to block: MarkdownBlock) {
    guard let last = blocks.indices.last else { return }
    blocks[last].lines = blocks[last].lines.lowerBound...block.lines.upperBound
  }
}

/// Where a piece ends: before `line`.
private struct PieceEnd {
  var line: Int
  /// Whether the cut goes through a table.
  var isInTable: Bool
}

private func pieceEnd(
  of page: Page, from start: Int, isInTable: Bool, pieceSize: Int, mayCutTables: Bool
) -> PieceEnd {
  var state = CutState(isInTable: isInTable)
  for line in start..<(page.lines.count + 1) {
    let bytes = page.damage[line] == nil ? page.bytes(line) : []
    if line > start
      && page.lines[line - 1].lowerBound - page.lines[start - 1].lowerBound >= pieceSize
    {
      if state.mayCutBlocks(before: bytes) { return PieceEnd(line: line, isInTable: false) }
      if mayCutTables && state.mayCutTable(before: bytes) && page.damage[line] == nil {
        return PieceEnd(line: line, isInTable: true)
      }
    }
    if page.damage[line] == nil {
      state.read(bytes)
    } else {
      state.readDamaged()
    }
  }
  return PieceEnd(line: page.lines.count + 1, isInTable: false)
}

/// As much of the block structure as it takes to know where a page may be cut.
///
/// Where it is wrong about a fence or a table, pieces get longer; it must not be wrong the other
/// way round.
private struct CutState {
  /// The fence of the code block being read.
  private var fence: ArraySlice<UInt8>?
  /// What ends the HTML block being read: a text, or a blank line where it is empty.
  private var htmlEnd: [UInt8]?
  private var previous: ArraySlice<UInt8> = []
  private var isInTable: Bool

  init(isInTable: Bool) { self.isInTable = isInTable }

  /// Whether a block ends before the line, and all that is around it.
  func mayCutBlocks(before line: ArraySlice<UInt8>) -> Bool {
    guard fence == nil, let first = line.first, first != 0x20, first != 0x09 else { return false }
    if let htmlEnd, !htmlEnd.isEmpty { return false }
    if trimmed(previous).isEmpty { return true }
    // An item of an outermost list ends whatever stands before it. Thematic breaks and setext
    // underlines look like one, but have no text.
    guard htmlEnd == nil, "-*+".utf8.contains(first), let next = line.dropFirst().first else {
      return false
    }
    let text = withoutMarkers(line).first
    return next == 0x20 && text.map { !"-*+_".utf8.contains($0) } ?? false
  }

  func mayCutTable(before line: ArraySlice<UInt8>) -> Bool {
    isInTable && !trimmed(line).isEmpty && !mayStartBlock(line)
  }

  /// A damaged line is fed as text.
  mutating func readDamaged() { previous = [0x2E] }

  mutating func read(_ line: ArraySlice<UInt8>) {
    defer { previous = line }
    let content = withoutMarkers(line)
    if let fence {
      let closing = content.prefix { $0 == fence.first }
      if closing.count >= fence.count && trimmed(content.dropFirst(closing.count)).isEmpty {
        self.fence = nil
      }
      return
    }
    if let htmlEnd {
      if htmlEnd.isEmpty ? trimmed(line).isEmpty : contains(line, htmlEnd) { self.htmlEnd = nil }
      return
    }
    readTable(line)
    guard let mark = content.first else { return }
    if mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") {
      let opening = content.prefix { $0 == mark }
      let isSpan = mark == UInt8(ascii: "`") && content.dropFirst(opening.count).contains(mark)
      if opening.count >= 3 && !isSpan { fence = opening }
    } else if mark == UInt8(ascii: "<") {
      htmlEnd = endOfHTML(startedBy: content)
    }
  }

  private mutating func readTable(_ line: ArraySlice<UInt8>) {
    if isInTable {
      isInTable = !trimmed(line).isEmpty && !mayStartBlock(line)
    } else if isDelimiterRow(line), hasPipe(previous) || hasPipe(line), !isIndented(line) {
      isInTable = splitCells(previous).count == splitCells(line).count
    }
  }
}

/// GFM §4.6: what an HTML block that begins with the line ends at; empty for a blank line, nil when
/// it ends on the line itself.
private func endOfHTML(startedBy line: ArraySlice<UInt8>) -> [UInt8]? {
  let start = String(decoding: line.prefix(10), as: UTF8.self).lowercased()
  let ends = [
    ("<!--", "-->"), ("<![cdata[", "]]>"), ("<?", "?>"), ("<!", ">"), ("<pre", "</pre>"),
    ("<script", "</script>"), ("<style", "</style>"), ("<textarea", "</textarea>"),
  ]
  guard let (_, end) = ends.first(where: { start.hasPrefix($0.0) }) else { return [] }
  return contains(line, Array(end.utf8)) ? nil : Array(end.utf8)
}

private func isIndented(_ line: ArraySlice<UInt8>) -> Bool {
  line.starts(with: [0x20, 0x20, 0x20, 0x20]) || line.prefix(4).contains(0x09)
}

/// Whether the line may begin a block that ends a table: all but text and table rows.
private func mayStartBlock(_ line: ArraySlice<UInt8>) -> Bool {
  if isIndented(line) { return true }
  let content = line.drop { $0 == 0x20 }
  guard let first = content.first else { return true }
  if "#><`~-+*_".utf8.contains(first) { return true }
  let digits = content.prefix { (0x30...0x39).contains($0) }
  guard !digits.isEmpty, let next = content.dropFirst(digits.count).first else { return false }
  return next == UInt8(ascii: ".") || next == UInt8(ascii: ")")
}

/// The line without indentation and the markers of lists and quotations.
func withoutMarkers(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var line = line.drop { " \t>".utf8.contains($0) }
  while let first = line.first, "-*+".utf8.contains(first),
    let next = line.dropFirst().first, next == 0x20 || next == 0x09
  {
    line = line.dropFirst().drop { " \t>".utf8.contains($0) }
  }
  let digits = line.prefix { (0x30...0x39).contains($0) }
  if (1...9).contains(digits.count) {
    let rest = line.dropFirst(digits.count)
    if rest.starts(with: [0x2E, 0x20]) || rest.starts(with: [0x29, 0x20]) {
      return rest.dropFirst().drop { " \t".utf8.contains($0) }
    }
  }
  return line
}

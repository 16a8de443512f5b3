extension DocumentFormat {
  /// A page of Markdown, or of plain text.
  package static let markdown = DocumentFormat(
    "markdown", endings: ["md", "markdown", "txt"], reader: MarkdownReader())
}

/// Reads Markdown as GitHub writes it (<https://github.github.com/gfm/>): cmark-gfm finds the blocks, and
/// their texts are taken from the source lines.
struct MarkdownReader: DocumentReader {
  /// About how many bytes cmark gets at once.
  var pieceSize = 1 << 17

  func frontMatter(of bytes: [UInt8]) -> FrontMatter { FrontMatter(of: bytes) }

  func read(_ page: Page) -> Reading {
    var outline = Outline(isExport: page.frontMatter.isExport)
    let blocks = markdownBlocks(
      of: page, from: page.frontMatter.length + 1, pieceSize: pieceSize)
    for block in blocks {
      switch block.content {
      case .heading(let level):
        let text = page.headingSource(block.lines)
        let heading =
          outline.isExport ? Inlines(verbatim: writtenText(text)) : Inlines(markdown: text)
        outline.blocks.append(Block(content: .heading(level: level, heading), lines: block.lines))
      case .table(let column):
        for table in markdownTables(in: block.lines, column: column, of: page) {
          let last = table.rows.last?.lines.upperBound ?? table.headLines.upperBound - 1
          outline.blocks.append(
            Block(content: .table(table), lines: table.headLines.lowerBound...last))
        }
      case .list(let items, _):
        let above = (1..<block.lines.lowerBound).last { !page.isBlank($0) }
        let list = List(items: items.map(page.item), lead: above.map { page.text($0) } ?? "")
        outline.blocks.append(Block(content: .list(list), lines: block.lines))
      case .paragraph:
        let text = block.lines.map { page.inlines(in: .init(line: $0, column: 0)) }
        outline.blocks.append(Block(content: .paragraph(text), lines: block.lines))
      }
    }
    return .outline(outline)
  }
}

extension Page {
  fileprivate func item(_ item: MarkdownItem) -> ListItem {
    ListItem(depth: item.depth, lines: item.lines, text: item.text.map(inlines))
  }

  fileprivate func inlines(in line: MarkdownItem.Line) -> Inlines {
    damage[line.line] == nil
      ? Inlines(markdown: lineSource(bytes(line.line).dropFirst(line.column)))
      : Inlines(verbatim: "")
  }

  /// The text of an ATX heading without its marks, of a setext heading without its underline, or of a
  /// bold line.
  fileprivate func headingSource(_ lines: ClosedRange<Int>) -> String {
    let first = trimmed(bytes(lines.lowerBound))
    if first.first == UInt8(ascii: "#") {
      let text = trimmed(first.drop { $0 == UInt8(ascii: "#") })
      let opening = text.reversed().drop { $0 == UInt8(ascii: "#") }
      // A closing sequence of `#` counts only after a blank (GFM §4.2).
      let isClosed =
        opening.first.map { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } ?? true
      return lineSource(isClosed ? ArraySlice(opening.reversed()) : text)
    }
    guard lines.count > 1 else { return lineSource(first) }
    return lines.dropLast().map { lineSource(bytes($0)) }.joined(separator: " ")
  }
}

private func lineSource(_ bytes: ArraySlice<UInt8>) -> String {
  String(decoding: trimmed(bytes), as: UTF8.self)
}

import CCMark

/// The syntax tree of a piece of Markdown.
///
/// Owning it means owning cmark's nodes.
///
/// See `cmark-gfm(3)`; <https://github.github.com/gfm/>.
private struct SyntaxTree: ~Copyable {
  let root: OpaquePointer

  /// Parses what `feed` hands over, chunk after chunk.
  init(feed: ((UnsafeBufferPointer<UInt8>) -> Void) -> Void) {
    _ = registration
    let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
    // Memory is all cmark can run out of, and then it aborts on its own.
    guard let parser else { preconditionFailure("cmark made no parser") }
    defer { cmark_parser_free(parser) }
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"))
    feed { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    guard let root = cmark_parser_finish(parser) else {
      preconditionFailure("cmark made no document")
    }
    self.root = root
  }

  deinit { cmark_node_free(root) }

  /// Calls `visit` for every node of the subtree on entering and on leaving it.
  func walk(_ visit: (OpaquePointer, _ isEntering: Bool) -> Void) {
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard let node = cmark_iter_get_node(iterator) else { continue }
      visit(node, event == CMARK_EVENT_ENTER)
    }
  }
}

/// Extensions are registered once for the process; a global is initialised once, whoever asks.
private let registration: Void = cmark_gfm_core_extensions_ensure_registered()

/// The blocks of some lines of a page, in order.
///
/// A piece that continues a table is fed a head of its own before its rows.
func parseBlocks(of page: Page, lines: Range<Int>, continuingTable: Bool) -> [MarkdownBlock] {
  let tree = SyntaxTree { feed in
    if continuingTable { Array("|a|\n|-|\n".utf8).withUnsafeBufferPointer(feed) }
    feedLines(lines, of: page, to: feed)
  }
  var builder = BlockBuilder(
    page: page, firstLine: lines.lowerBound,
    offset: lines.lowerBound - 1 - (continuingTable ? 2 : 0))
  tree.walk { node, isEntering in builder.visit(node, isEntering) }
  return builder.blocks
}

/// Turns cmark's walk over its nodes into blocks.
private struct BlockBuilder {
  let page: Page
  /// The first source line of the piece; before it there is at most a head made up.
  let firstLine: Int
  /// What to add to a line of the piece to get a source line.
  let offset: Int
  var blocks: [MarkdownBlock] = []
  private var listDepth = 0
  private var quoteDepth = 0
  /// Items of the list being read, and those of them that are still open.
  private var items: [MarkdownItem] = []
  private var openItems: [Int] = []
  private var lastLine = 0
  /// A paragraph that cmark gives no lines because a table was cut off its end.
  private var cutParagraphIsBold: Bool?

  init(page: Page, firstLine: Int, offset: Int) {
    self.page = page
    self.firstLine = firstLine
    self.offset = offset
  }

  mutating func visit(_ node: OpaquePointer, _ isEntering: Bool) {
    if errkb_cmark_is_table(node) != 0 {
      if isEntering { table(node) }
      return
    }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_LIST: isEntering ? enterList() : leaveList(node)
    case CMARK_NODE_ITEM: isEntering ? enterItem(node) : leaveItem()
    case CMARK_NODE_BLOCK_QUOTE: quoteDepth += isEntering ? 1 : -1
    case CMARK_NODE_HEADING: if isEntering { heading(node) }
    case CMARK_NODE_PARAGRAPH: if isEntering { paragraph(node) }
    case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK:
      if isEntering { note(sourceLines(node)) }
    default: break
    }
  }

  private var isTopLevel: Bool { listDepth == 0 && quoteDepth == 0 }

  private func sourceLines(_ node: OpaquePointer) -> ClosedRange<Int> {
    let first = max(firstLine, Int(cmark_node_get_start_line(node)) + offset)
    return first...max(first, Int(cmark_node_get_end_line(node)) + offset)
  }

  private mutating func note(_ lines: ClosedRange<Int>) {
    lastLine = max(lastLine, lines.upperBound)
  }

  private mutating func heading(_ node: OpaquePointer) {
    let lines = headingLines(sourceLines(node))
    note(lines)
    guard isTopLevel else { return }
    let level = Int(cmark_node_get_heading_level(node))
    blocks.append(MarkdownBlock(content: .heading(level: level), lines: lines))
  }

  /// The lines of a heading: one, or up to a setext underline, beyond which cmark's end may lie.
  private func headingLines(_ lines: ClosedRange<Int>) -> ClosedRange<Int> {
    if trimmed(page.bytes(lines.lowerBound)).first == UInt8(ascii: "#") {
      return lines.lowerBound...lines.lowerBound
    }
    let underline = lines.dropFirst().first { line in
      let text = trimmed(page.bytes(line))
      return text.first.map { first in
        (first == UInt8(ascii: "=") || first == UInt8(ascii: "-"))
          && text.allSatisfy { $0 == first }
      } ?? false
    }
    return lines.lowerBound...(underline ?? lines.upperBound)
  }

  private mutating func paragraph(_ node: OpaquePointer) {
    guard cmark_node_get_start_line(node) > 0 else {
      cutParagraphIsBold = isBoldLine(node)
      return
    }
    let lines = sourceLines(node)
    note(lines)
    if isTopLevel {
      blocks.append(paragraphBlock(lines, isBold: isBoldLine(node)))
    } else if quoteDepth == 0, let open = openItems.last {
      let column = Int(cmark_node_get_start_column(node))
      items[open].text += lines.map { line in
        .init(line: line, column: line == lines.lowerBound ? max(0, column - 1) : 0)
      }
    }
  }

  private func paragraphBlock(_ lines: ClosedRange<Int>, isBold: Bool) -> MarkdownBlock {
    MarkdownBlock(
      content: isBold ? .heading(level: Block.boldLineLevel) : .paragraph, lines: lines)
  }

  /// Where a paragraph runs into the header row, cmark 0.29 says that the table begins with the
  /// paragraph; the delimiter row tells where it really does.
  private mutating func table(_ node: OpaquePointer) {
    // Nothing but the head made up: the table ended with the piece before.
    guard Int(cmark_node_get_end_line(node)) + offset >= firstLine else { return }
    var lines = sourceLines(node)
    note(lines)
    let column = Int(cmark_node_get_start_column(node))
    if let isBold = cutParagraphIsBold {
      cutParagraphIsBold = nil
      let delimiter = lines.first { isDelimiterRow(page.bytes($0).dropFirst(column - 1)) }
      if let delimiter, delimiter > lines.lowerBound + 1 {
        let paragraph = lines.lowerBound...(delimiter - 2)
        if isTopLevel {
          blocks.append(paragraphBlock(paragraph, isBold: isBold && paragraph.count == 1))
        }
        lines = (delimiter - 1)...lines.upperBound
      }
    }
    blocks.append(MarkdownBlock(content: .table(column: column), lines: lines))
  }

  private mutating func enterList() {
    listDepth += 1
    if listDepth == 1 {
      items = []
      openItems = []
      lastLine = 0
    }
  }

  private mutating func leaveList(_ node: OpaquePointer) {
    listDepth -= 1
    guard listDepth == 0, quoteDepth == 0, let first = items.first else { return }
    let last = items.map(\.lines.upperBound).max() ?? first.lines.upperBound
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    blocks.append(
      MarkdownBlock(
        content: .list(items, isOrdered: isOrdered), lines: first.lines.lowerBound...last))
  }

  private mutating func enterItem(_ node: OpaquePointer) {
    let first = sourceLines(node).lowerBound
    lastLine = max(lastLine, first)
    openItems.append(items.count)
    items.append(MarkdownItem(depth: listDepth - 1, lines: first...first))
  }

  private mutating func leaveItem() {
    guard let index = openItems.popLast() else { return }
    items[index].lines = items[index].lines.lowerBound...lastLine
  }
}

/// Whether a paragraph is one bold run and nothing else but a colon.
private func isBoldLine(_ paragraph: OpaquePointer) -> Bool {
  guard let bold = cmark_node_first_child(paragraph),
    cmark_node_get_type(bold) == CMARK_NODE_STRONG
  else { return false }
  guard let rest = cmark_node_next(bold) else { return true }
  guard cmark_node_next(rest) == nil, cmark_node_get_type(rest) == CMARK_NODE_TEXT,
    let literal = cmark_node_get_literal(rest)
  else { return false }
  return [":", "："].contains(trimmed(String(cString: literal)))
}

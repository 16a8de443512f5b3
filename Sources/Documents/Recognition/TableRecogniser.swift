import Catalog

/// Reads tables of GFM from their source lines, since a parser loses the cells beyond the header's.
struct TableRecogniser: Recogniser {
  func tables(in block: Block, of page: Page, under path: [Heading]) -> [Table] {
    guard case .table(let column) = block.content else { return [] }
    func row(_ line: Int) -> ArraySlice<UInt8> {
      withoutContainer(page.bytes(line), column: line == block.lines.lowerBound ? column : nil)
    }
    var tables: [Table] = []
    var line = block.lines.lowerBound
    while line <= block.lines.upperBound {
      defer { line += 1 }
      let bytes = row(line)
      guard page.damage[line] == nil, hasPipe(bytes) else { continue }
      // Without a blank line before it, a second table is rows of the first one for GFM.
      if line < block.lines.upperBound,
        isHead(bytes, delimiter: row(line + 1), isFirst: tables.isEmpty)
      {
        let cells = splitCells(bytes).map { String(decoding: $0, as: UTF8.self) }
        tables.append(table(headedBy: cells, of: page, headLines: line..<(line + 2), under: path))
        line += 1
      } else if !tables.isEmpty {
        let count = tables[tables.count - 1].headings.count
        let cells = cells(of: bytes, columns: count).map { String(decoding: $0, as: UTF8.self) }
        tables[tables.count - 1].rows.append(Row(cells: cells, lines: line...line))
      }
    }
    return tables
  }

  private func table(
    headedBy cells: [String], of page: Page, headLines: Range<Int>, under path: [Heading]
  ) -> Table {
    let table = Table(
      headings: cells.map { InlineText($0).text }, rows: [], headLines: headLines, path: path)
    guard page.frontMatter.isExport else { return table }
    var written = table
    written.headings = cells.map(writtenText)
    written.form = .page
    return written.headings.contains(Field.code.heading) ? written : table
  }

  /// The cells of a row; pipes inside code spans end none if that explains why there are too many.
  private func cells(of row: ArraySlice<UInt8>, columns: Int) -> [ArraySlice<UInt8>] {
    let cells = splitCells(row)
    guard cells.count > columns else { return cells }
    let whole = splitCells(row, keepingCodeSpans: true)
    return whole.count == columns ? whole : cells
  }

  /// Whether the row and the one below it begin a table.
  ///
  /// Inside a table a row of single hyphens may as well say that there is nothing to say, so the row
  /// above has to name a code then.
  private func isHead(
    _ row: ArraySlice<UInt8>, delimiter: ArraySlice<UInt8>, isFirst: Bool
  ) -> Bool {
    guard isDelimiterRow(delimiter), !isDelimiterRow(row) else { return false }
    let cells = splitCells(row)
    guard cells.count == splitCells(delimiter).count else { return false }
    return isFirst || contains(delimiter, Array("--".utf8))
      || cells.contains {
        HeadingSense(String(decoding: $0, as: UTF8.self)) == .code(isWeak: false)
      }
  }

  /// The row without what a list or a quotation around the table puts in front of it.
  private func withoutContainer(_ line: ArraySlice<UInt8>, column: Int?) -> ArraySlice<UInt8> {
    if let column { return line.dropFirst(column - 1) }
    return line.drop { " \t>".utf8.contains($0) }
  }
}

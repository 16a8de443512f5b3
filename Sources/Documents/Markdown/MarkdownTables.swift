import Catalog

/// The tables of GFM in some lines of a page, read from the source, since cmark loses the cells beyond
/// the header's.
///
/// - Parameter column: where the first line of the first table begins, counted from 1.
func markdownTables(in lines: ClosedRange<Int>, column: Int, of page: Page) -> [Table] {
  func row(_ line: Int) -> ArraySlice<UInt8> {
    withoutContainer(page.bytes(line), column: line == lines.lowerBound ? column : nil)
  }
  var tables: [Table] = []
  var fields: [Field?] = []
  var line = lines.lowerBound
  while line <= lines.upperBound {
    defer { line += 1 }
    let bytes = row(line)
    guard page.damage[line] == nil, hasPipe(bytes) else { continue }
    // Without a blank line before it, a second table is rows of the first one for GFM.
    if line < lines.upperBound, isHead(bytes, delimiter: row(line + 1), isFirst: tables.isEmpty) {
      let cells = splitCells(bytes).map { String(decoding: $0, as: UTF8.self) }
      tables.append(table(headedBy: cells, of: page, headLines: line..<(line + 2)))
      fields = tables[tables.count - 1].headings.map { Field(heading: $0.text) }
      line += 1
    } else if !tables.isEmpty {
      let last = tables.count - 1
      let isExport = tables[last].isExport
      let cells = cells(of: bytes, columns: fields.count).enumerated().map { index, cell in
        let text = String(decoding: cell, as: UTF8.self)
        guard isExport else { return Inlines(markdown: text) }
        return Inlines(verbatim: writtenCell(text, of: index < fields.count ? fields[index] : nil))
      }
      tables[last].rows.append(Row(cells: cells, lines: line...line))
    }
  }
  return tables
}

private func table(headedBy cells: [String], of page: Page, headLines: Range<Int>) -> Table {
  let excess = ExcessCells(joint: " | ", advice: "write '\\|' for a bar that ends no cell")
  let table = Table(
    headings: cells.map { Inlines(markdown: $0) }, headLines: headLines, excess: excess)
  guard page.frontMatter.isExport else { return table }
  var written = table
  written.headings = cells.map { Inlines(verbatim: writtenText($0)) }
  written.isExport = true
  return written.headings.contains { $0.text == Field.code.heading } ? written : table
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

import Catalog
import TextAnalysis

/// A sheet, CSV or TSV: records below a header.
struct Sheet {
  /// The header and the records below it that could be read.
  var table: Table
  /// The system of each row; nil where no column says it.
  var systems: [String]?
  /// Records whose quoting is wrong.
  var problems: [SheetRecord]
  /// What joins cells of a row that has too many.
  let separator: UInt8

  /// Cuts a page into records.
  init(_ page: Page, format: DocumentFormat) {
    separator = format == .tsv ? UInt8(ascii: "\t") : Self.separator(of: page)
    var records = SheetParser(page: page, separator: separator).records()
    problems = records.filter { $0.problem != nil }
    records.removeAll { $0.problem != nil }
    let head = Self.headIndex(of: records)
    let header = head.map { records[$0] }
    var headings = header?.cells ?? []
    let form = TableForm(sheetHeadings: headings)
    if form == .page { headings = headings.map(withoutDefusing) }
    if form == .free { headings = headings.map { trimmed($0) } }
    var rows = records.dropFirst(head.map { $0 + 1 } ?? 0).map { record in
      Row(
        cells: form == .page ? record.cells.map(withoutDefusing) : record.cells,
        lines: record.lines)
    }
    // An exported table names the system of each row; so may any other.
    if let column = headings.firstIndex(of: form == .page ? Field.systemHeading : "system") {
      headings.remove(at: column)
      systems = rows.indices.map { index in
        guard column < rows[index].cells.count else { return "" }
        return trimmed(rows[index].cells.remove(at: column))
      }
    }
    table = Table(
      headings: headings, rows: rows,
      headLines: (header?.lines.lowerBound ?? 1)..<((header?.lines.upperBound ?? 0) + 1),
      path: [], form: form, isLiteral: true)
  }

  /// The record that heads the others: of the first ten the one that names a code, since a title may
  /// stand above it, else the first.
  private static func headIndex(of records: [SheetRecord]) -> Int? {
    records.prefix(10).firstIndex { record in
      record.cells.filter { !trimmed($0).isEmpty }.count > 1
        && record.cells.contains { HeadingSense($0) == .code(isWeak: false) }
    } ?? records.indices.first
  }

  /// Of comma, semicolon and tab the one that the first line has most of, outside quotation marks; a
  /// line before it may say `sep=;`.
  static func separator(of page: Page) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    for line in 1..<(page.lines.count + 1) where !page.isBlank(line) {
      let bytes = page.bytes(line)
      if bytes.count == 5, bytes.starts(with: "sep=".utf8), let last = bytes.last { return last }
      var counts: [UInt8: Int] = [:]
      var isQuoted = false
      for byte in bytes {
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if !isQuoted { counts[byte, default: 0] += 1 }
      }
      var best = (separator: candidates[0], count: 0)
      for candidate in candidates where counts[candidate] ?? 0 > best.count {
        best = (candidate, counts[candidate] ?? 0)
      }
      if best.count > 0 { return best.separator }
      if line >= 10 { break }
    }
    return candidates[0]
  }
}

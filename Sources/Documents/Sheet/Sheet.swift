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
    var parser = SheetParser(page: page, separator: separator)
    var problems: [SheetRecord] = []
    /// The next record that could be read.
    func next() -> SheetRecord? {
      while let record = parser.next() {
        guard record.problem != nil else { return record }
        problems.append(record)
      }
      return nil
    }
    var first: [SheetRecord] = []
    while first.count < 10, let record = next() { first.append(record) }
    let head = Self.headIndex(of: first)
    let header = head.map { first[$0] }
    var headings = header?.cells ?? []
    let form = TableForm(sheetHeadings: headings)
    if form == .page { headings = headings.map(withoutDefusing) }
    if form == .free { headings = headings.map { trimmed($0) } }
    // An exported table names the system of each row; so may any other.
    let systemColumn = headings.firstIndex(of: form == .page ? Field.systemHeading : "system")
    if let systemColumn { headings.remove(at: systemColumn) }
    var systems: [String] = []
    var rows: [Row] = []
    /// Makes a row of a record, which is not kept: a sheet may have millions of them.
    func add(_ record: SheetRecord) {
      var cells = form == .page ? record.cells.map(withoutDefusing) : record.cells
      if let column = systemColumn {
        systems.append(column < cells.count ? trimmed(cells.remove(at: column)) : "")
      }
      rows.append(Row(cells: cells, lines: record.lines))
    }
    for record in first.dropFirst(head.map { $0 + 1 } ?? 0) { add(record) }
    while let record = next() { add(record) }
    self.systems = systemColumn == nil ? nil : systems
    self.problems = problems
    table = Table(
      headings: headings, rows: rows,
      headLines: (header?.lines.lowerBound ?? 1)..<((header?.lines.upperBound ?? 0) + 1),
      path: [], form: form, isLiteral: true)
  }

  /// The record that heads the others: of the first ten, which are given, the one that names a code,
  /// since a title may stand above it, else the first.
  private static func headIndex(of records: [SheetRecord]) -> Int? {
    records.firstIndex { record in
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

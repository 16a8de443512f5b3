import Catalog
import TextAnalysis

extension DocumentFormat {
  /// Records of cells between commas or semicolons
  /// (<https://www.rfc-editor.org/rfc/rfc4180>).
  package static let csv = DocumentFormat("csv", endings: ["csv"], reader: SheetReader())
  /// Records of cells between tabs, quoted as in CSV.
  package static let tsv = DocumentFormat(
    "tsv", endings: ["tsv", "tab"], reader: SheetReader(separator: UInt8(ascii: "\t")))
}

/// Reads sheets: records below a header.
struct SheetReader: DocumentReader {
  /// What parts cells; nil for what the first line says.
  var separator: UInt8?

  func page(of bytes: [UInt8]) throws(DocumentError) -> Page {
    Page(try decode(bytes), isSheet: true)
  }

  func read(_ page: Page) -> Reading {
    var parser = SheetParser(page: page, separator: separator ?? Self.separator(of: page))
    var problems: [Rows.Problem] = []
    /// The next record that could be read.
    func next() -> SheetRecord? {
      while let record = parser.next() {
        guard let problem = record.problem else { return record }
        problems.append(Rows.Problem(lines: record.lines, reason: problem))
      }
      return nil
    }
    var first: [SheetRecord] = []
    while first.count < 10, let record = next() { first.append(record) }
    let head = Self.headIndex(of: first)
    let header = head.map { first[$0] }
    let columns = header?.cells ?? []
    // Only what was written for spreadsheets was defused.
    let isDefused = TableForm(columns: columns) == .page
    var records: [Rows.Record] = []
    /// Keeps the cells of a record: a sheet may have millions of them.
    func add(_ record: SheetRecord) {
      records.append(
        Rows.Record(
          cells: isDefused ? record.cells.map(withoutDefusing) : record.cells, lines: record.lines))
    }
    for record in first.dropFirst(head.map { $0 + 1 } ?? 0) { add(record) }
    while let record = next() { add(record) }
    return .rows(
      Rows(
        columns: isDefused ? columns.map(withoutDefusing) : columns, records: records,
        headLines: (header?.lines.lowerBound ?? 1)..<((header?.lines.upperBound ?? 0) + 1),
        problems: problems,
        excess: ExcessCells(
          joint: ", ", advice: "put a cell that holds the separator in quotation marks")))
  }

  /// A sheet has a first line of at least two cells, one of which names the code, and a second line of
  /// as many.
  func isShape(of text: DecodedText) -> Bool {
    let page = Page(text, isSheet: true)
    guard let first = (1..<(page.lines.count + 1)).first(where: { !page.isBlank($0) }),
      !hasPipe(page.bytes(first))
    else { return false }
    let found = Self.separator(of: page)
    // A separator that is stated tells the formats apart.
    guard (separator ?? found) == found, separator != nil || found != UInt8(ascii: "\t") else {
      return false
    }
    let records = Array(SheetParser(page: page, separator: found).prefix(2))
    guard let head = records.first, head.cells.count > 1 else { return false }
    return records.allSatisfy { $0.problem == nil && $0.cells.count == head.cells.count }
      && head.cells.contains { HeadingSense($0) == .code(isWeak: false) }
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

import Catalog

/// A record of a sheet: its cells, and the source lines it takes.
struct SheetRecord: Equatable {
  var cells: [String]
  var lines: ClosedRange<Int>
  /// Why it cannot be read; its cells are empty then.
  var problem: SheetProblem?
}

/// Why a record cannot be read.
enum SheetProblem: Equatable, CustomStringConvertible {
  case unclosedQuotation
  /// Text stands between the quotation mark that closes a cell and the separator; the line where that
  /// is not the one on which the cell begins.
  case textAfterQuotation(line: Int?)
  /// A cell of so many bytes, more than a field may hold.
  case longCell(bytes: Int)

  var description: String {
    switch self {
    case .unclosedQuotation: "a quotation mark opens a cell here and none closes it"
    case .textAfterQuotation(let line):
      "text follows the quotation mark that closes a cell\(line.map { " on line \($0)" } ?? ""); "
        + "write a quotation mark inside a cell twice"
    case .longCell(let bytes):
      "a cell of the row holds \(bytes) bytes; a field holds at most 1 MiB"
    }
  }
}

/// Cuts a sheet into records and cells by the rules of
/// <https://www.rfc-editor.org/rfc/rfc4180>.
///
/// Beyond them, blanks around a quoted cell do not count, a quotation mark inside a cell that is not
/// quoted stands for itself, and CRLF inside a cell is a line feed. Lines of nothing but white space
/// are no records.
///
/// Where quoting goes wrong, the line on which the record begins is given up and the next line
/// begins a new one, so that one stray quotation mark costs one row and not the rest of the file.
/// What follows an opening quotation mark does not depend on the record it is in: whoever comes by
/// one that led to a mistake before makes the same mistake, and nothing is read twice.
struct SheetParser: Sequence, IteratorProtocol {
  private let page: Page
  private let separator: UInt8
  /// The line on which the next record begins, counted from 1.
  private var line = 1
  private var failures = QuotationFailures()

  init(page: Page, separator: UInt8) {
    self.page = page
    self.separator = separator
  }

  mutating func next() -> SheetRecord? {
    while line <= page.lines.count, page.isBlank(line) { line += 1 }
    guard line <= page.lines.count else { return nil }
    return page.utf8.withUnsafeBufferPointer { bytes in
      var scanner = RecordScanner(bytes: bytes, page: page, separator: separator, line: line)
      let first = line
      if let problem = scanner.read(failures) {
        failures.add(scanner.openings, problem, passed: page.lines[line - 1].upperBound)
        line += 1
        return SheetRecord(cells: [], lines: first...first, problem: problem)
      }
      line = scanner.line + 1
      let problem = scanner.longestCell.map { SheetProblem.longCell(bytes: $0) }
      return SheetRecord(
        cells: problem == nil ? scanner.cells : [], lines: first...scanner.line, problem: problem)
    }
  }
}

/// Quotation marks that led to a mistake, and to which one.
private struct QuotationFailures {
  private var problems: [Int: SheetProblem] = [:]
  /// How many there may be before those that no record comes by any more are dropped.
  private var limit = 1000

  /// The mistake that follows a quotation mark, where it is known already.
  subscript(opening: Int) -> SheetProblem? { problems[opening] }

  /// Adds those that opened a cell of a record; up to `passed` everything was read for good.
  mutating func add(_ openings: [Int], _ problem: SheetProblem, passed: Int) {
    for opening in openings where opening > passed { problems[opening] = problem }
    guard problems.count > limit else { return }
    problems = problems.filter { $0.key > passed }
    limit = max(1000, 2 * problems.count)
  }
}

/// Scans one record.
private struct RecordScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let page: Page
  let separator: UInt8
  /// The line being read, counted from 1.
  var line: Int
  var cells: [String] = []
  /// The quotation marks that opened a cell.
  var openings: [Int] = []
  /// The bytes of the longest cell that is longer than a field may be; nil where none is.
  private(set) var longestCell: Int?
  private var index: Int
  /// Where the text of the line ends.
  private var end: Int

  private static let quote = UInt8(ascii: "\"")

  init(bytes: UnsafeBufferPointer<UInt8>, page: Page, separator: UInt8, line: Int) {
    self.bytes = bytes
    self.page = page
    self.separator = separator
    self.line = line
    self.index = page.lines[line - 1].lowerBound
    self.end = page.lines[line - 1].upperBound
  }

  /// Reads up to the end of the record; returns what is wrong with it.
  ///
  /// - Parameter failures: Mistakes of earlier records, by the quotation marks that led to them.
  mutating func read(_ failures: QuotationFailures) -> SheetProblem? {
    while true {
      var start = index
      while start < end, bytes[start] == 0x20 { start += 1 }
      if start < end, bytes[start] == Self.quote {
        if let problem = failures[start] { return problem }
        openings.append(start)
        index = start + 1
        if let problem = readQuoted() { return problem }
      } else {
        start = index
        while index < end, bytes[index] != separator { index += 1 }
        add(bytes[start..<index], length: index - start)
      }
      guard index < end else { return nil }
      // A separator; a cell follows, if only an empty one.
      index += 1
    }
  }

  private mutating func readQuoted() -> SheetProblem? {
    let opening = line
    var cell: [UInt8] = []
    var length = 0
    while true {
      guard index < bytes.count else { return .unclosedQuotation }
      let byte = bytes[index]
      index += 1
      if byte == Self.quote {
        guard index < bytes.count, bytes[index] == Self.quote else { break }
        index += 1
      } else if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == 0x0A {
        continue
      }
      length += 1
      // What is too long is counted and not kept.
      if length <= FieldValues.longestValue { cell.append(byte) }
    }
    while line < page.lines.count, page.lines[line].lowerBound <= index - 1 { line += 1 }
    end = page.lines[line - 1].upperBound
    while index < end, bytes[index] == 0x20 { index += 1 }
    guard index >= end || bytes[index] == separator else {
      return .textAfterQuotation(line: line == opening ? nil : line)
    }
    add(cell, length: length)
    return nil
  }

  private mutating func add(_ cell: some Collection<UInt8>, length: Int) {
    if length > FieldValues.longestValue {
      longestCell = max(longestCell ?? 0, length)
    } else {
      cells.append(String(decoding: cell, as: UTF8.self))
    }
  }
}

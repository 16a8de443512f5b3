/// A record of a sheet: its cells, and the source lines it takes.
struct SheetRecord: Equatable {
  var cells: [String]
  var lines: ClosedRange<Int>
  /// Why it cannot be read; its cells are empty then.
  var problem: String?
}

/// Cuts a sheet into records and cells by the rules of
/// <https://www.rfc-editor.org/rfc/rfc4180>.
///
/// Beyond them, blanks around a quoted cell do not count, a quotation mark inside a cell that is not
/// quoted stands for itself, and CRLF inside a cell is a line feed. Lines of nothing but white space
/// are no records.
struct SheetParser {
  let page: Page
  let separator: UInt8

  /// The records, or the first of them.
  ///
  /// Where quoting goes wrong, the line on which the record begins is given up and the next line
  /// begins a new one, so that one stray quotation mark costs one row and not the rest of the file.
  /// What follows an opening quotation mark does not depend on the record it is in: whoever comes by
  /// one that led to a mistake before makes the same mistake, and nothing is read twice.
  func records(limit: Int = .max) -> [SheetRecord] {
    var records: [SheetRecord] = []
    page.utf8.withUnsafeBufferPointer { bytes in
      var line = 1
      var failures: [Int: String] = [:]
      while line <= page.lines.count, records.count < limit {
        guard !page.isBlank(line) else {
          line += 1
          continue
        }
        var reader = RecordScanner(bytes: bytes, page: page, separator: separator, line: line)
        let problem = reader.read(failures)
        if let problem {
          for opening in reader.openings { failures[opening] = problem }
        }
        records.append(
          problem == nil
            ? SheetRecord(cells: reader.cells, lines: line...reader.line)
            : SheetRecord(cells: [], lines: line...line, problem: problem))
        line = problem == nil ? reader.line + 1 : line + 1
      }
    }
    return records
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
  mutating func read(_ failures: [Int: String]) -> String? {
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
        cells.append(text(start..<index))
      }
      guard index < end else { return nil }
      // A separator; a cell follows, if only an empty one.
      index += 1
    }
  }

  private mutating func readQuoted() -> String? {
    let opening = line
    var cell: [UInt8] = []
    while true {
      guard index < bytes.count else {
        return "a quotation mark opens a cell here and none closes it"
      }
      let byte = bytes[index]
      index += 1
      if byte == Self.quote {
        guard index < bytes.count, bytes[index] == Self.quote else { break }
        index += 1
      } else if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == 0x0A {
        continue
      }
      cell.append(byte)
    }
    while line < page.lines.count, page.lines[line].lowerBound <= index - 1 { line += 1 }
    end = page.lines[line - 1].upperBound
    while index < end, bytes[index] == 0x20 { index += 1 }
    guard index >= end || bytes[index] == separator else {
      let place = line == opening ? "" : " on line \(line)"
      return "text follows the quotation mark that closes a cell\(place); "
        + "write a quotation mark inside a cell twice"
    }
    cells.append(String(decoding: cell, as: UTF8.self))
    return nil
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }
}

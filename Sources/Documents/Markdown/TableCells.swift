/// The cells of a table row, trimmed, by the rule of GFM §4.10: an unescaped pipe ends a cell, also
/// inside a code span; pipes at the beginning and the end of the row are optional; `\|` is a pipe.
///
/// - Parameter keepingCodeSpans: whether to read the row as its writer may have meant it: a pipe
///   inside a code span ends no cell.
func splitCells(
  _ row: ArraySlice<UInt8>, keepingCodeSpans: Bool = false
) -> [ArraySlice<UInt8>] {
  var row = trimmed(row)
  if row.first == UInt8(ascii: "|") { row = row.dropFirst() }
  var cells: [ArraySlice<UInt8>] = []
  var start = row.startIndex
  var index = row.startIndex
  var hasEscapedPipe = false
  func cell(upTo end: Int) -> ArraySlice<UInt8> {
    let cell = trimmed(row[start..<end])
    return hasEscapedPipe ? withoutPipeEscapes(cell) : cell
  }
  while index < row.endIndex {
    switch row[index] {
    case UInt8(ascii: "\\"):
      if index + 1 < row.endIndex {
        index += 1
        if row[index] == UInt8(ascii: "|") { hasEscapedPipe = true }
      }
    case UInt8(ascii: "`") where keepingCodeSpans:
      index = endOfCodeSpan(row, from: index) - 1
    case UInt8(ascii: "|"):
      cells.append(cell(upTo: index))
      start = index + 1
      hasEscapedPipe = false
    default: break
    }
    index += 1
  }
  // Whatever follows the last pipe is a cell, unless nothing does.
  if start < row.endIndex || cells.isEmpty { cells.append(cell(upTo: row.endIndex)) }
  return cells
}

/// Where the code span that opens at `start` ends; when nothing closes it, where its opening ends
/// (<https://spec.commonmark.org/0.31.2/#backtick-string>).
func endOfCodeSpan(_ row: ArraySlice<UInt8>, from start: Int) -> Int {
  let isBacktick = { (byte: UInt8) in byte == UInt8(ascii: "`") }
  let length = row[start...].prefix(while: isBacktick).count
  var index = start + length
  while let open = row[index...].firstIndex(where: isBacktick) {
    index = open + row[open...].prefix(while: isBacktick).count
    if index - open == length { return index }
  }
  return start + length
}

/// Whether the line is a delimiter row: cells of hyphens with an optional colon on either side, and
/// at least one pipe or colon, so that a setext underline is none.
func isDelimiterRow(_ line: ArraySlice<UInt8>) -> Bool {
  var hyphens = 0
  var pipes = 0
  for byte in line {
    switch byte {
    case UInt8(ascii: "-"): hyphens += 1
    case UInt8(ascii: "|"), UInt8(ascii: ":"): pipes += 1
    case UInt8(ascii: " "), UInt8(ascii: "\t"): break
    default: return false
    }
  }
  guard hyphens > 0, pipes > 0 else { return false }
  return splitCells(line).allSatisfy { cell in
    var dashes = cell
    if dashes.first == UInt8(ascii: ":") { dashes = dashes.dropFirst() }
    if dashes.last == UInt8(ascii: ":") { dashes = dashes.dropLast() }
    return !dashes.isEmpty && dashes.allSatisfy { $0 == UInt8(ascii: "-") }
  }
}

/// Whether the line holds a pipe that ends a cell.
func hasPipe(_ line: ArraySlice<UInt8>) -> Bool {
  var isEscaped = false
  for byte in line {
    if byte == UInt8(ascii: "|") && !isEscaped { return true }
    isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
  }
  return false
}

private func withoutPipeEscapes(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var plain: ArraySlice<UInt8> = []
  for byte in cell {
    if byte == UInt8(ascii: "|") && plain.last == UInt8(ascii: "\\") { plain.removeLast() }
    plain.append(byte)
  }
  return plain
}

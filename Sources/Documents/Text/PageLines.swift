/// Where the lines of a text lie, without their line ends.
///
/// A line ends at LF, CRLF or CR. Four bytes are kept for each of them: a text of nothing but line ends
/// has as many lines as bytes.
struct PageLines: Sendable, RandomAccessCollection {
  private let utf8: [UInt8]
  /// Where each line begins.
  private let starts: [UInt32]

  /// The most bytes that a text may have.
  static let longestText = 3 << 30

  /// Cuts a text of at most `longestText` bytes into lines.
  init(_ utf8: [UInt8]) {
    self.utf8 = utf8
    self.starts = utf8.withUnsafeBufferPointer { utf8 in
      let count = lineCount(utf8)
      return [UInt32](unsafeUninitializedCapacity: count) { starts, filled in
        forEachLineStart(utf8) { start in
          starts.initializeElement(at: filled, to: UInt32(start))
          filled += 1
        }
      }
    }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { starts.count }

  /// Where a line lies, counted from 0.
  subscript(index: Int) -> Range<Int> {
    let start = Int(starts[index])
    var end = index + 1 < starts.count ? Int(starts[index + 1]) : utf8.count
    if end > start, utf8[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    // Of a line's own text no byte is a CR, so that one before the end belongs to the line end.
    if end > start, utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The line, counted from 0, in which a byte lies.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

private func lineCount(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
  var count = 0
  forEachLineStart(utf8) { _ in count += 1 }
  return count
}

/// Where lines begin; an end of line at the end of the text begins none.
private func forEachLineStart(_ utf8: UnsafeBufferPointer<UInt8>, _ visit: (Int) -> Void) {
  var index = 0
  var start = 0
  while index < utf8.count {
    let byte = utf8[index]
    index += 1
    guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
    if byte == UInt8(ascii: "\r"), index < utf8.count, utf8[index] == UInt8(ascii: "\n") {
      index += 1
    }
    visit(start)
    start = index
  }
  if start < utf8.count { visit(start) }
}

/// Where the lines of a text lie, without their line ends.
///
/// A line ends at LF, and carriage returns right before it belong to its end; in a text without any LF
/// it ends at CR. Any other CR is a control character. Four bytes are kept for each of them: a text of nothing but line ends
/// has as many lines as bytes.
struct PageLines: Sendable, RandomAccessCollection {
  private let utf8: [UInt8]
  /// Where each line begins.
  private let starts: [UInt32]
  /// Whether lines end at CR.
  private let endsAtCR: Bool

  /// The most bytes that a text may have.
  static let longestText = 3 << 30

  /// Cuts a text of at most `longestText` bytes into lines.
  init(_ utf8: [UInt8]) {
    self.utf8 = utf8
    let lineEnd = UInt8(ascii: utf8.contains(UInt8(ascii: "\n")) ? "\n" : "\r")
    self.endsAtCR = lineEnd == UInt8(ascii: "\r")
    self.starts = utf8.withUnsafeBufferPointer { utf8 in
      let count = lineCount(utf8, endingAt: lineEnd)
      return [UInt32](unsafeUninitializedCapacity: count) { starts, filled in
        forEachLineStart(utf8, endingAt: lineEnd) { start in
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
    while end > start, utf8[end - 1] == UInt8(ascii: "\r") {
      end -= 1
      if endsAtCR { break }
    }
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

private func lineCount(_ utf8: UnsafeBufferPointer<UInt8>, endingAt lineEnd: UInt8) -> Int {
  var count = 0
  forEachLineStart(utf8, endingAt: lineEnd) { _ in count += 1 }
  return count
}

/// Where lines begin; an end of line at the end of the text begins none.
private func forEachLineStart(
  _ utf8: UnsafeBufferPointer<UInt8>, endingAt lineEnd: UInt8, _ visit: (Int) -> Void
) {
  var start = 0
  for index in utf8.indices where utf8[index] == lineEnd {
    visit(start)
    start = index + 1
  }
  if start < utf8.count { visit(start) }
}

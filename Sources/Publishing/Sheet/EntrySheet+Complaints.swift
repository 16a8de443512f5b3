extension EntrySheet {
  private static let marker = "#! "
  private static let mostComplaints = 20

  /// Puts complaints on top of what a person typed, in place of earlier ones; the rest stays byte for byte.
  ///
  /// - Parameter problems: with lines of `text`; in the answer they count the lines of the answer.
  package static func withComplaints(_ text: String, _ problems: [SheetError.Problem]) -> String {
    var bytes = Array(text.utf8)[...]
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let head = bytes.starts(with: byteOrderMark) ? byteOrderMark : []
    bytes = bytes.dropFirst(head.count)
    var removed = 0
    while bytes.starts(with: marker.utf8) {
      let end = bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.endIndex
      bytes = bytes[end...]
      removed += 1
    }
    if problems.isEmpty { return String(decoding: head + bytes, as: UTF8.self) }
    let shown = problems.prefix(mostComplaints)
    let rest = problems.count - shown.count
    let added = 1 + shown.count + (rest > 0 ? 1 : 0)
    var complaints = ["Nothing has been saved. Mend this, or empty the text to cancel:"]
    for problem in shown {
      let line = max(problem.line - removed, 1) + added
      complaints.append("line \(line): \(onOneLine(problem.message))")
    }
    if rest > 0 { complaints.append("and \(rest) more") }
    let breaksWithReturn = bytes.firstIndex(of: UInt8(ascii: "\n"))
      .map { $0 > bytes.startIndex && bytes[$0 - 1] == UInt8(ascii: "\r") }
    let lineBreak = breaksWithReturn == true ? "\r\n" : "\n"
    let top = complaints.map { marker + $0 + lineBreak }.joined()
    return String(decoding: head + Array(top.utf8) + bytes, as: UTF8.self)
  }

  private static func onOneLine(_ message: String) -> String {
    var line = ""
    for scalar in message.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .surrogate: line += " "
      default: line.unicodeScalars.append(scalar.value == 0xFEFF ? " " : scalar)
      }
    }
    return line
  }
}

import TextAnalysis

/// Rows in columns: aligned by display width for a person, parted by tabs for another program.
struct TextTable {
  /// What a column does when the screen is narrow.
  enum Column {
    /// Keeps its width.
    case fixed(String)
    /// Numbers, aligned right.
    case number(String)
    /// Takes what is left, and is cut.
    case flexible(String)

    var heading: String {
      switch self {
      case .fixed(let heading), .number(let heading), .flexible(let heading): heading
      }
    }
  }

  let columns: [Column]
  var rows: [[String]] = []

  /// Makes an empty table.
  init(_ columns: [Column]) { self.columns = columns }

  /// The table as text, every line ended.
  func render(_ terminal: Terminal) -> String {
    guard terminal.isInteractive else {
      return rows.map { $0.map(oneLine).joined(separator: "\t") + "\n" }.joined()
    }
    let cells = [columns.map(\.heading)] + rows.map { $0.map(oneLine) }
    let widths = widths(cells, terminal.width)
    return cells.enumerated().map { index, row in
      var line = zip(zip(row, columns), widths).map { cell, width in
        aligned(truncated(cell.0, to: width), cell.1, width)
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return (index == 0 ? terminal.styled(line, .dim) : line) + "\n"
    }.joined()
  }

  private func aligned(_ text: String, _ column: Column, _ width: Int) -> String {
    if case .number = column {
      return String(repeating: " ", count: max(0, width - displayWidth(text))) + text
    }
    return padded(text, to: width)
  }

  private func widths(_ cells: [[String]], _ available: Int) -> [Int] {
    var widths = columns.indices.map { column in
      cells.map { displayWidth($0[column]) }.max() ?? 0
    }
    var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - available
    // The widest column that may shrink gives first.
    while excess > 0 {
      let flexible = columns.indices.filter {
        if case .flexible = columns[$0] { true } else { false }
      }
      guard let widest = flexible.max(by: { widths[$0] < widths[$1] }), widths[widest] > 8 else {
        break
      }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}

/// The text on one line, so that a row stays a row.
func oneLine(_ text: String) -> String {
  visible(text.unicodeScalars.contains(where: partsLines) ? collapsingWhiteSpace(text) : text)
}

/// Whether a character ends a line, or is a tab.
private func partsLines(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
  default: false
  }
}

/// A number with its noun: `1 entry`, `2 entries`.
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  "\(count) \(count == 1 ? one : many)"
}

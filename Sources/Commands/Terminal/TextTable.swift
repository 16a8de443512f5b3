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
    var layout = TableLayout(columns, terminal)
    return layout.text(of: rows)
  }
}

/// The columns of a table whose rows come block by block.
struct TableLayout {
  private let columns: [TextTable.Column]
  private let terminal: Terminal
  /// How wide each column is for all rows so far.
  private var needed: [Int]
  private var hasHeadings = false

  init(_ columns: [TextTable.Column], _ terminal: Terminal) {
    self.columns = columns
    self.terminal = terminal
    needed = columns.map { displayWidth($0.heading) }
  }

  /// The rows as text, every line ended, the headings before the first for a person.
  ///
  /// The columns are as wide as these rows and those before need, and never narrower than before.
  mutating func text(of rows: [[String]]) -> String {
    guard terminal.isInteractive else {
      return rows.map { $0.map(oneLine).joined(separator: "\t") + "\n" }.joined()
    }
    let cells = rows.map { $0.map(oneLine) }
    for row in cells {
      for column in columns.indices {
        needed[column] = max(needed[column], displayWidth(row[column]))
      }
    }
    let widths = shrunk(needed, to: terminal.width)
    var text = cells.map { line($0, widths) + "\n" }.joined()
    if !hasHeadings {
      text = terminal.styled(line(columns.map(\.heading), widths), .dim) + "\n" + text
      hasHeadings = true
    }
    return text
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = zip(zip(cells, columns), widths).map { cell, width in
      aligned(truncated(cell.0, to: width), cell.1, width)
    }.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }

  private func aligned(_ text: String, _ column: TextTable.Column, _ width: Int) -> String {
    if case .number = column {
      return String(repeating: " ", count: max(0, width - displayWidth(text))) + text
    }
    return padded(text, to: width)
  }

  private func shrunk(_ needed: [Int], to available: Int) -> [Int] {
    var widths = needed
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

/// A table that is written while its rows are found; only a block of them is held.
struct TableStream: ~Copyable {
  private var layout: TableLayout
  private var output: PagedOutput
  private var rows: [[String]] = []
  private let blockSize: Int

  /// A screen and more at once for a person; each row as it comes for a program.
  init(_ columns: [TextTable.Column], _ terminal: Terminal = .output) {
    layout = TableLayout(columns, terminal)
    output = PagedOutput(terminal)
    blockSize = terminal.isInteractive ? 200 : 1
  }

  /// Whether the reader has seen enough.
  var isLeft: Bool { output.isLeft }

  /// Writes a row, sooner or later.
  mutating func append(_ row: [String]) {
    rows.append(row)
    if rows.count == blockSize { flush() }
  }

  /// Writes what is left; nothing at all for a table without rows.
  mutating func finish() {
    if !rows.isEmpty { flush() }
    output.finish()
  }

  private mutating func flush() {
    output.write(layout.text(of: rows))
    rows.removeAll(keepingCapacity: true)
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

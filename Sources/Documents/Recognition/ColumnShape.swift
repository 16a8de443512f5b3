/// What the cells of a column look like, counted over enough of them to know.
struct ColumnShape {
  /// Cells that are neither empty nor a dash.
  private(set) var filled = 0
  private(set) var distinct = 0
  /// Cells that hold one code, a range or several codes, if only by a heading's word.
  private(set) var codes = 0
  /// Cells that hold a code whatever the heading.
  private(set) var strongCodes = 0
  /// Cells that hold an identifier or a hexadecimal number, another spelling of a code.
  private(set) var symbols = 0
  /// Cells that hold an HTTP status, and those of them that are an error's.
  private(set) var statuses = 0
  private(set) var errorStatuses = 0
  /// Cells of more than one word.
  private(set) var phrases = 0
  /// Cells that name a data type, as those of parameters do.
  private(set) var dataTypes = 0
  private var length = 0

  /// Counts over the plain texts of cells.
  init(_ cells: some Sequence<String>) {
    var seen: Set<String> = []
    for cell in cells where !isNothing(cell) {
      filled += 1
      seen.insert(cell)
      length += cell.utf8.count
      count(cell)
    }
    distinct = seen.count
  }

  private mutating func count(_ cell: String) {
    if let status = httpStatus(cell) {
      statuses += 1
      if status >= 400 { errorStatuses += 1 }
    }
    if isPhrase(cell) { phrases += 1 }
    if dataTypeNames.contains(cell.lowercased()) { dataTypes += 1 }
    guard printedCodes(in: cell) != nil else { return }
    codes += 1
    let shape = CodeShape(cell)
    if shape != .word && !isDateOrVersion(cell) { strongCodes += 1 }
    if shape == .identifier || isHexadecimal(cell) { symbols += 1 }
  }

  /// Bytes of a filled cell on average.
  var averageLength: Int { filled == 0 ? 0 : length / filled }

  /// Whether more than half of the filled cells are codes where the heading says so.
  var isMostlyCodes: Bool { codes * 2 > filled }

  /// Whether nearly all cells are codes whatever the heading, and nearly all differ.
  var isCodesByShape: Bool {
    filled > 0 && strongCodes * 10 >= filled * 8 && distinct * 10 >= filled * 9
  }

  /// Whether most cells are statuses, and most of those an error's.
  var isHTTPStatus: Bool {
    filled > 0 && statuses * 10 >= filled * 9 && errorStatuses * 2 > statuses
  }

  /// Whether the column spells codes another way.
  var isSymbols: Bool {
    filled > 0 && symbols * 10 >= filled * 8 && distinct * 10 >= filled * 9
  }

  /// Whether the column is a text: mostly distinct cells of more than one word.
  var isText: Bool { phrases * 2 > filled && isMostlyDistinct }

  /// Whether most cells are said once.
  var isMostlyDistinct: Bool { distinct * 2 > filled }

  /// Whether most cells name a data type.
  var isDataTypes: Bool { dataTypes * 2 > filled }
}

private let dataTypeNames: Set<String> = [
  "string", "int", "integer", "long", "bool", "boolean", "object", "array", "list", "float",
  "double",
  "number", "map", "字符串", "整数", "数组", "对象",
]

/// The HTTP status a cell begins with, as in `404` or `404 Not Found`; nil for anything else.
func httpStatus(_ cell: String) -> Int? {
  let digits = cell.utf8.prefix { (0x30...0x39).contains($0) }
  guard digits.count == 3, let status = Int(cell.prefix(3)), (100...599).contains(status) else {
    return nil
  }
  let rest = cell.utf8.dropFirst(3)
  guard let next = rest.first else { return status }
  return next == 0x20 && rest.allSatisfy { $0 == 0x20 || ($0 | 0x20) >= 0x61 } ? status : nil
}

private func isHexadecimal(_ cell: String) -> Bool {
  cell.utf8.count > 2 && (cell.hasPrefix("0x") || cell.hasPrefix("0X"))
    && cell.utf8.dropFirst(2).allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20)
    }
}

/// Whether a cell holds more than one word.
///
/// Scripts without blanks between words are counted by character: a word of Chinese rarely has more
/// than four.
private func isPhrase(_ cell: String) -> Bool {
  var unspaced = 0
  for scalar in cell.unicodeScalars {
    if scalar.properties.isWhitespace { return true }
    if scalar.value >= 0x2E80 { unspaced += 1 }
    if unspaced > 4 { return true }
  }
  return false
}

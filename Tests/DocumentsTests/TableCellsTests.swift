import Testing

@testable import Documents

struct TableCellsTests {
  @Test(arguments: [
    ("| a | b |", ["a", "b"]), ("a | b", ["a", "b"]), ("a | b |", ["a", "b"]),
    ("|a|b", ["a", "b"]),
    ("|\ta\t|\u{3000}b\u{3000}|", ["a", "b"]), ("| a || b |", ["a", "", "b"]),
    ("| a | b ||", ["a", "b", ""]), ("| a \\| b | c |", ["a | b", "c"]),
    ("| `x | y` | z |", ["`x", "y`", "z"]), ("| a \\\\| b |", ["a \\\\", "b"]), ("|", [""]),
    ("| |", [""]),
  ])
  func `cells end at pipes without a backslash`(row: String, cells: [String]) {
    let split = splitCells(Array(row.utf8)[...]).map { String(decoding: $0, as: UTF8.self) }
    #expect(split == cells)
  }

  @Test(arguments: [
    ("| `x|y` | z |", ["`x|y`", "z"]), ("| ``a`|`` | b |", ["``a`|``", "b"]),
    ("| `x | y | z |", ["`x", "y", "z"]), ("| `` | `b` |", ["``", "`b`"]),
  ])
  func `a code span may keep its pipes`(row: String, cells: [String]) {
    let split = splitCells(Array(row.utf8)[...], keepingCodeSpans: true)
    #expect(split.map { String(decoding: $0, as: UTF8.self) } == cells)
  }

  @Test(arguments: [
    ("|--|--|", true), ("--- | ---", true), (":-: | -:", true), ("| :---: |", true), ("---", false),
    ("|  |", false), ("| - a |", false), ("| -- | - - |", false), ("|--||", false),
  ])
  func `a delimiter row is hyphens and colons between pipes`(line: String, isDelimiter: Bool) {
    #expect(isDelimiterRow(Array(line.utf8)[...]) == isDelimiter)
  }
}

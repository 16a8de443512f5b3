import Testing

@testable import Documents

/// How many sentences a document may cause.
struct DiagnosticsTests {
  @Test(arguments: [(99, 99), (100, 100), (101, 101), (102, 101), (80_000, 101)])
  func `of each kind a hundred are told, and one that counts the rest`(
    rows: Int, told: Int
  ) throws {
    let page =
      "code,message\n" + (1...600).map { "E\($0),a text\n" }.joined()
      + (0..<rows).map { "not a code \($0) at all,b text\n,c text \($0)\n" }.joined()
    let document = try readDocument(Array(page.utf8), options: .init(format: .csv))
    #expect(document.lines.notUnderstood == 2 * rows)
    #expect(document.diagnostics.count == 2 * told)
    let last = document.diagnostics.last { $0.message.hasPrefix("the row has no code") }
    let rest = rows - 101
    #expect(
      last?.message
        == (rest > 0
          ? "the row has no code (and \(rest) more line\(rest == 1 ? "" : "s") like this)"
          : "the row has no code"))
    #expect(document.diagnostics.map(\.line) == document.diagnostics.map(\.line).sorted())
  }

  @Test func `a sheet of stray quotation marks is told in a hundred sentences`() throws {
    let page = "code,message\n" + String(repeating: "\"E1,a text\n", count: 80_000)
    let document = try readDocument(Array(page.utf8), options: .init(format: .csv))
    #expect(document.lines.notUnderstood == 80_000)
    #expect(document.diagnostics.count == 101)
    #expect(
      document.diagnostics.last?.message.hasSuffix(" (and 79899 more lines like this)") == true)
  }
}

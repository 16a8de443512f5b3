import Testing

@testable import Documents

/// Records and cells of sheets.
struct SheetParserTests {
  private func records(_ text: String, separator: Character = ",") -> [SheetRecord] {
    let page = Page(DecodedText(encoding: .utf8, utf8: Array(text.utf8)), isSheet: true)
    return Array(SheetParser(page: page, separator: separator.asciiValue ?? 0))
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]), ("a,\n,b\n,\n", [["a", ""], ["", "b"], ["", ""]]),
    ("\"a\",\"b\"\n", [["a", "b"]]), ("\"a,b\",\"c\"\"d\"\"\"\n", [["a,b", "c\"d\""]]),
    ("\"\",\"\"\"\"\n", [["", "\""]]), ("\"a\nb\",c\n", [["a\nb", "c"]]),
    ("\"a\r\nb\",c\r\n", [["a\nb", "c"]]), ("\"a\r\n\r\nb\"\r\nc", [["a\n\nb"], ["c"]]),
    ("\"a\rb\",c", [["a\rb", "c"]]), ("a b, c ,d\n", [["a b", " c ", "d"]]),
    ("a, \"b, c\" ,d\n", [["a", "b, c", "d"]]), ("a,b\"c\"d\n", [["a", "b\"c\"d"]]),
    ("\n\n  \na\n\t\n", [["a"]]), ("码,\"磁盘，\"\"满\"\"\"\n", [["码", "磁盘，\"满\""]]), ("", []),
    ("a", [["a"]]), ("\"a\"", [["a"]]),
  ])
  func `cells end at commas, records at lines, and quotation marks keep both`(
    text: String, expected: [[String]]
  ) {
    #expect(records(text).map(\.cells) == expected)
    #expect(records(text).allSatisfy { $0.problem == nil })
  }

  @Test func `a tab may part cells, and commas are text then`() {
    #expect(records("a\tb,c\t\"d\te\"\n", separator: "\t").map(\.cells) == [["a", "b,c", "d\te"]])
  }

  @Test func `a record knows its lines`() {
    let text = "a,b\r\n\r\n\"1\r\n\r\n2\",x\r\n3,\"4\r\n\"\r\n5,6"
    #expect(records(text).map(\.lines) == [1...1, 3...5, 6...7, 8...8])
  }

  @Test(arguments: [
    ("1,\"a\"b,c\n2,d\n", [1], [["2", "d"]]),
    ("1,\"a\n2,b\n3,c\n", [1], [["2", "b"], ["3", "c"]]),
    ("1,\"a\n2,\"b\"\n3,c\n", [1], [["2", "b"], ["3", "c"]]), ("1,a\n2,\"", [2], [["1", "a"]]),
    ("\"\"\"", [1], []), ("1,\"a\"\"\n", [1], []), ("\"a\" \"b\"\n", [1], []),
  ])
  func `quoting that goes wrong costs the row it goes wrong in`(
    text: String, refused: [Int], read: [[String]]
  ) {
    let records = records(text)
    #expect(records.filter { $0.problem != nil }.map(\.lines.lowerBound) == refused)
    #expect(records.filter { $0.problem == nil }.map(\.cells) == read)
  }

  @Test func `a hundred thousand stray quotation marks are each a row`() {
    let text = String(repeating: "1,\"a\n", count: 100_000)
    #expect(records(text).count { $0.problem != nil } == 100_000)
  }

  /// Where each of the lines is read to the end of the text, this takes hours.
  @Test func `a hundred thousand records that fail at the end of the text are read once`() {
    let text = "code,message\n" + String(repeating: "\",a\",\"b\n", count: 100_000)
    let records = records(text)
    #expect(records.count == 100_001)
    #expect(
      records.dropFirst().allSatisfy {
        $0.problem?.description == "a quotation mark opens a cell here and none closes it"
      })
  }

  @Test func `a record that comes by the mistake of another has it too`() {
    let mistake = SheetProblem.textAfterQuotation(line: nil)
    let records = records("\"a\nb\",x,\"c\" d\n3,\"e\nf\" g\n4,h\n")
    #expect(
      records.map(\.problem) == [
        mistake, mistake, .textAfterQuotation(line: 4), nil, nil,
      ])
    #expect(
      mistake.description
        == "text follows the quotation mark that closes a cell; write a quotation mark inside a cell "
        + "twice")
    #expect(
      SheetProblem.textAfterQuotation(line: 4).description
        == "text follows the quotation mark that closes a cell on line 4; write a quotation mark "
        + "inside a cell twice")
    #expect(records.map(\.lines.lowerBound) == [1, 2, 3, 4, 5])
  }

  @Test(arguments: [
    ("a,b;c,d\n", ","), ("a;b;c,d\n", ";"), ("a\tb\n", "\t"), ("\"a;b;c\",d\n", ","),
    ("a\nb;c\n", ";"),
    ("abc\n", ","), ("sep=;\na,b,c;d\n", ";"),
  ])
  func `the first line tells the separator`(text: String, separator: Character) {
    let page = Page(DecodedText(encoding: .utf8, utf8: Array(text.utf8)), isSheet: true)
    #expect(SheetReader.separator(of: page) == separator.asciiValue)
  }

  @Test(arguments: [
    ("错误码,说明\n1,甲\n", DocumentFormat.csv), ("code;message\n1;a\n", .csv),
    ("code\tmessage\n1\ta\n", .tsv), ("system,code,variant\n", .csv),
    ("# 错误码\n\n1, 2\n", .markdown),
    ("| 错误码 | 说明, 原因 |\n|-|-|\n| 1 | 甲 |\n", .markdown), ("错误码 如下, 请查\n\n- 1\n", .markdown),
    ("", .markdown), ("code,message\n1\n", .markdown),
  ])
  func `what bears no name is a sheet by its shape`(text: String, format: DocumentFormat) {
    #expect(DocumentFormat(shapeOf: Array(text.utf8)) == format)
  }

  @Test(arguments: [
    ("a.csv", DocumentFormat.csv), ("A.CSV", .csv), ("a.tsv", .tsv), ("a.tab", .tsv),
    ("a.md", .markdown),
    ("csv", .markdown), ("a.csv.txt", .markdown), ("", .markdown),
  ])
  func `the ending of a name tells the format`(name: String, format: DocumentFormat) {
    #expect(DocumentFormat(name: name) == format)
  }
}

import Testing

@testable import Documents

struct CodeCellTests {
  @Test(arguments: [
    ("0008", "0008"), ("-1", "-1"), ("OptSvc_1001", "OptSvc_1001"), ("A.B.C", "A.B.C"),
    ("1001~1010", "1001...1010"), ("1001 ～ 1010", "1001...1010"), ("1001-1010", "1001...1010"),
    ("E1001~E1010", "E1001...E1010"), ("1010-1001", "1010-1001"), ("100-1001", "100-1001"),
    ("E1-E2", "E1-E2"), ("5xx", "500...599 5xx"), ("40X", "400...409 40X"), ("0x1F", "0x1F"),
    ("1001、1002", "1001 + 1002"), ("1001, 1002；1003", "1001 + 1002 + 1003"),
    ("1001\n1002", "1001 + 1002"), ("1001，其他", nil), ("", nil), ("-", nil), ("N/A", nil),
    ("4001/4002", "4001 + 4002"), ("1016 1017", "1016 + 1017"), ("1005 或 1006", "1005 + 1006"),
    ("1020 (0x3FC)", "1020 0x3FC"), ("1020 (0x3F3)", "1020 (0x3F3)"), ("10/20", "10/20"),
    ("１００２", "１００２"), ("−1", "−1"),
    ("未知错误", nil), ("See chapter 12 for more", nil), ("ERROR 1045 (28000)", "ERROR 1045 (28000)"),
  ])
  func `a cell holds a code, a range, several codes or none`(cell: String, codes: String?) {
    let printed = printedCodes(in: cell).map { codes in
      codes.map { code in
        let range = code.end.map { "\(code.code)...\($0)" } ?? code.code
        return code.alias.map { "\(range) \($0)" } ?? range
      }.joined(separator: " + ")
    }
    #expect(printed == codes)
  }

  @Test(arguments: [
    ("1001", CodeShape.number), ("0x80070005", .number), ("ErrUserNotFound", .identifier),
    ("ACCESS_DENIED", .identifier), ("Unauthorized", .word), ("JOB", .word), ("无权限", .none),
    ("Token expired.", .none), ("invalid", .word), ("done.", .none),
  ])
  func `some texts look more like a code than others`(text: String, shape: CodeShape) {
    #expect(CodeShape(text) == shape)
  }
}

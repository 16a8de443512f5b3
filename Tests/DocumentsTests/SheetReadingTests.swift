import Catalog
import Testing

@testable import Documents

/// Sheets as documents.
struct SheetReadingTests {
  private func readSheet(_ text: String, options: ReadingOptions = .init()) throws -> ReadDocument {
    var options = options
    options.format = .csv
    return try readDocument(Array(text.utf8), options: options)
  }

  @Test func `a vendor's sheet is read by its headings, with every line accounted for`() throws {
    let document = try readSheet(
      """
      云盘产品错误码一览,,,
      错误码,错误信息,处理措施,模块

      1001,"密码 ""错误"", 请重试","1. 检查密码

      2. 联系管理员",登录
      1002,用户|不存在 <b>x</b> *y* \\_z,见 [手册](http://x) *x*,登录
      1003~1009,其他各种登录错误,,登录
      ,没有码,重试,登录
      ,,,
      """)
    #expect(
      document.mapping.tables.first?.map(\.role) == [.code, .message, .remedy, .scalar(.category)])
    #expect(document.entries.map(\.code) == ["1001", "1002", "1003"])
    #expect(
      document.messages() == [
        "1001": "密码 \"错误\", 请重试", "1002": "用户|不存在 <b>x</b> *y* \\_z", "1003": "其他各种登录错误",
      ])
    #expect(
      document.entries.map { $0.remedies[.simplifiedChinese] } == [
        ["检查密码", "联系管理员"], ["见 [手册](http://x) *x*"], nil,
      ])
    #expect(document.entries.map(\.category) == ["登录", "登录", "登录"])
    #expect(document.entries.map(\.lines) == [4...6, 7...7, 8...8])
    #expect(document.entries[2].codeEnd == "1009")
    #expect(document.marks == ["9 error"])
    #expect(document.account == "4 1 2 2 1")
  }

  @Test func `a sheet in GB18030 is read`() throws {
    // 错误码,说明 and two rows.
    let bytes: [UInt8] =
      [0xB4, 0xED, 0xCE, 0xF3, 0xC2, 0xEB, 0x2C, 0xCB, 0xB5, 0xC3, 0xF7, 0x0D, 0x0A]
      + [0x31, 0x2C, 0xC3, 0xDC, 0xC2, 0xEB, 0xB4, 0xED, 0xCE, 0xF3, 0x0D, 0x0A]
      + [0x32, 0x2C, 0x22, 0xD3, 0xC3, 0xBB, 0xA7, 0x2C, 0xB2, 0xBB, 0xB4, 0xE6, 0xD4, 0xDA, 0x22]
    let document = try readDocument(bytes, options: .init(format: .csv))
    #expect(document.encoding == .gb18030)
    #expect(document.messages() == ["1": "密码错误", "2": "用户,不存在"])
  }

  @Test(arguments: ["\u{FEFF}", ""], [";", "\t", ","])
  func `byte order marks and separators do not matter`(mark: String, separator: String) throws {
    let text = ["错误码|说明", "1|密码错误", "2|会话过期"].joined(separator: "\r\n")
      .replacing("|", with: separator)
    let document = try readDocument(
      Array((mark + text).utf8), options: .init(format: separator == "\t" ? .tsv : .csv))
    #expect(document.messages() == ["1": "密码错误", "2": "会话过期"])
    #expect(document.account == "2 1 0 0 0")
  }

  @Test func `malformed quoting is told with its line, and the other rows are read`() throws {
    let document = try readSheet("错误码,说明\n1,\"密码\"错误\n2,会话过期\n3,\"没有结束\n4,没有权限\n")
    #expect(document.entries.map(\.code) == ["2", "4"])
    #expect(
      document.diagnostics == [
        Diagnostic(
          line: 2, severity: .error,
          message: "text follows the quotation mark that closes a cell; "
            + "write a quotation mark inside a cell twice"),
        Diagnostic(
          line: 4, severity: .error,
          message: "a quotation mark opens a cell here and none closes it"),
      ])
    #expect(document.account == "2 1 0 0 2")
  }

  @Test func `a damaged line takes its record with it`() throws {
    let text = Array("错误码,说明\n1,\"密码\n".utf8) + [0x00] + Array("错误\"\n2,会话过期\n".utf8)
    let document = try readDocument(text, options: .init(format: .csv))
    #expect(document.entries.map(\.code) == ["2"])
    #expect(document.marks == ["3 error"] && document.account == "1 1 0 0 2")
  }

  @Test func `cells too many are joined, and what to do is said`() throws {
    let document = try readSheet("错误码,说明\n1,密码错误,请重试\n2,会话过期\n")
    #expect(document.messages()["1"] == "密码错误, 请重试")
    #expect(document.diagnostics.first?.message.hasSuffix("in quotation marks") == true)
  }

  @Test func `names of fields head their columns`() throws {
    let document = try readSheet(
      """
      code,code_end,aliases,http_status,severity,status,replaced_by,category,message.zh_CN,message.en,\
      description.en,remedy.en,attributes.源,variant
      1,9,"A
      B",404,high,deprecated,2,网络,断了,gone,"a *b*
      c","x
      2. y",JOB,linux
      """)
    #expect(
      document.entry
        == EntryDraft(
          code: "1", variant: "linux", codeEnd: "9", aliases: ["A", "B"], category: "网络",
          httpStatus: 404, severity: "high", status: .deprecated, replacedBy: "2",
          attributes: ["源": "JOB"],
          texts: [
            .simplifiedChinese: .init(message: "断了"),
            .english: .init(message: "gone", description: "a *b*\nc"),
          ], remedies: [.english: ["x", "2. y"]], lines: 2...5))
    #expect(document.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("code,variant,message.en\nA,1:2,x\n", "'1:2' cannot be a variant"),
    ("code,variant,http_status\nA,,4o4\n", "'4o4' is no HTTP status"),
    ("code,variant,status\nA,,gone\n", "'gone' is no status"),
    ("code,variant\n,b\n", "the row has no code"),
  ])
  func `a cell of ours that cannot be right is told`(text: String, problem: String) throws {
    let document = try readSheet(text)
    #expect(document.entries.isEmpty && document.account == "0 1 0 0 1")
    #expect(document.diagnostics.first?.message.hasPrefix(problem) == true)
  }

  @Test func `an apostrophe is taken off where a spreadsheet was written, and nowhere else`() throws
  {
    let ours = try readSheet("Code,Variant,Message (en)\n'-1,,''=x\n'quoted',,'word\n")
    #expect(ours.entries.map(\.code) == ["-1", "'quoted'"])
    #expect(ours.messages(.english) == ["-1": "'=x", "'quoted'": "'word"])
    let plain = try readSheet("code,variant,message.en\nE1,,'=x\n")
    #expect(plain.messages(.english) == ["E1": "'=x"])
  }

  @Test func `a column system makes a document of each system's rows`() throws {
    let text = "code,system,message.en\n1,a,one\n1,b,two\n,a,three\n2,B!,four\n3,,five\n4,b,six\n"
    let sheet = try SourceDocument(Array(text.utf8), format: .csv)
    #expect(sheet.systems == ["a", "b"])
    let a = sheet.read(system: "a", options: .init(format: .csv))
    #expect(a.entries.map(\.code) == ["1"])
    #expect(a.marks == ["4 error", "5 error", "6 error"] && a.account == "1 1 2 0 3")
    let b = sheet.read(system: "b", options: .init(format: .csv))
    #expect(b.entries.map(\.code) == ["1", "4"])
    #expect(b.marks == [] && b.account == "2 1 4 0 0")
    #expect(try SourceDocument(Array("code,message.en\n1,x\n".utf8), format: .csv).systems == nil)
  }

  @Test func `rows of one code with different variants are two entries`() throws {
    let document = try readSheet("code,variant,message.en\nE,,same\nE,2,same\nE,2,same\nE,1,same\n")
    #expect(document.entries.map(\.variant) == ["", "2"])
    #expect(document.marks == ["4 warning", "5 warning"])
  }

  @Test func `a sheet without text is empty`() {
    #expect(throws: DocumentError.empty) { try readSheet("\n \n") }
  }
}

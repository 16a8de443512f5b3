import Catalog
import Testing

@testable import Documents

/// Lines, their kinds, and pages made to be hard to read.
struct AccountingTests {
  @Test(arguments: [
    ("a", 1), ("a\n", 1), ("a\nb", 2), ("a\r\nb\r\n", 2), ("a\rb\rc", 3), ("a\n\n", 2),
    ("a\n\r\n\rb", 3), ("a\rb\n", 1), ("a\r\r\nb", 2),
  ])
  func `lines end at LF or CRLF, or at CR where there is no LF`(text: String, count: Int) throws {
    #expect(try read(text).lines.total == count)
  }

  @Test(arguments: ["\n", "\r\n", "\r", "\r\r\n"])
  func `line numbers do not depend on the line end`(end: String) throws {
    let lines = ["# 错误码", "", "| 错误码 | 说明 |", "|-|-|", "| 1 | 密码错误 |", "", "结束"]
    let document = try read(lines.joined(separator: end))
    #expect(document.entry?.lines == 5...5)
    #expect(document.account == "1 3 1 2 0")
  }

  @Test func `a table of more than 2,000 columns is refused by its line`() throws {
    for count in [2000, 2001] {
      let cells = ["code", "message"] + Array(repeating: "x", count: count - 2)
      let rows = [cells, cells.map { _ in "-" }, ["E1", "full"]]
      let page = rows.map { "|" + $0.joined(separator: "|") + "|\n" }.joined()
      let sheet = [rows[0], rows[2]].map { $0.joined(separator: ",") + "\n" }.joined()
      for document in [
        try read(page), try readDocument(Array(sheet.utf8), options: .init(format: .csv)),
      ] {
        #expect(document.entries.count == (count == 2000 ? 1 : 0))
        guard count > 2000 else { continue }
        #expect(
          document.diagnostics.map { "\($0.line) \($0.message)" }
            == ["1 the table has 2001 columns; one has at most 2,000"])
        #expect(document.lines.entry == 0 && document.lines.notUnderstood == 2)
      }
    }
  }

  @Test(arguments: ["\n", "\r\n"])
  func `a CR inside a line costs the row and begins no other`(end: String) throws {
    let head = ["| code | message |", "|-|-|"]
    for row in ["| E1 | disk\rE9 | full |", "| E1 | disk\r| E9 | full |", "| E1\r | full |"] {
      let page = try read((head + [row, "| E2 | kept |"]).joined(separator: end) + end)
      #expect(page.messages(.english) == ["E2": "kept"])
      #expect(page.account == "1 2 0 0 1")
      #expect(
        page.diagnostics == [
          Diagnostic(
            line: 3, severity: .error,
            message: "the line holds a carriage return (U+000D) that ends no line; remove it")
        ])
    }
    let rows = ["code\tmessage", "E1\tdisk\rE9\tfull", "E2\tkept"]
    let sheet = try readDocument(
      Array(rows.joined(separator: end).utf8), options: .init(format: .tsv))
    #expect(sheet.messages(.english) == ["E2": "kept"])
    #expect(sheet.diagnostics.filter { $0.severity == .error }.map(\.line) == [2])
  }

  @Test(arguments: [
    ("---\ntitle: x\n---\n# a", "0 1 3 0 0"), ("---\nno yaml: : {\n\n---\n# a", "0 1 3 1 0"),
    // Not front matter: a thematic break, another one below.
    ("---\n\n# a\n\n---\n", "0 1 2 2 0"), ("---\ntitle: x\n# a", "0 1 2 0 0"),
    ("---\na|b\n-|-\n1|2\n\n---\n", "0 2 3 1 0"),
  ])
  func `front matter is cut by its fences`(page: String, account: String) throws {
    #expect(try read(page).account == account)
  }

  @Test func `a page without codes is prose`() throws {
    let document = try read("# 介绍\n\n这里没有错误码。\n")
    #expect(document.entries.isEmpty && document.language == nil)
    #expect(document.account == "0 1 1 1 0" && document.diagnostics.isEmpty)
  }

  @Test func `the digest is that of the bytes`() throws {
    #expect(
      try read("abc").sha256
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `a line of 4 MB is not understood and the others are`() throws {
    let long = String(repeating: "长", count: 1_400_000)
    let document = try read("| 错误码 | 说明 |\n|-|-|\n| 1 | 甲错误 |\n| 2 | \(long) |\n| 3 | 丙错误 |\n")
    #expect(document.messages() == ["1": "甲错误", "3": "丙错误"])
    #expect(
      document.diagnostics == [
        Diagnostic(line: 4, severity: .error, message: "the line is longer than 1 MiB")
      ])
  }

  @Test func `ten thousand levels on one line are not understood`() throws {
    for marker in ["- ", "> ", ">", "1. ", "* - "] {
      let line = String(repeating: marker, count: 10_000) + "x"
      let document = try read("\(line)\n\n| 错误码 | 说明 |\n|-|-|\n| 1 | 甲错误 |\n")
      #expect(document.marks == ["1 error"])
      #expect(document.messages() == ["1": "甲错误"])
    }
  }

  @Test func `levels by indentation are read to a depth and not beyond`() throws {
    var page = "# 错误码\n\n- 1001\n  - 说明:甲错误\n  - 解决方法:\n"
    for level in 2..<800 { page += String(repeating: "  ", count: level) + "- 第 \(level) 步\n" }
    let document = try read(page)
    #expect(document.entry?.code == "1001")
    #expect(document.lines.notUnderstood > 600)
  }

  @Test func `a table of 2,000 columns is read`() throws {
    let names = (1...2000).map { $0 == 1 ? "错误码" : $0 == 2 ? "说明" : "列\($0)" }
    var page =
      "|" + names.joined(separator: "|") + "|\n|" + String(repeating: "-|", count: 2000) + "\n"
    for row in 1...20 {
      page += "| \(row) | 第 \(row) 个错误 |" + String(repeating: "x|", count: 1998) + "\n"
    }
    let document = try read(page)
    #expect(document.entries.count == 20 && document.entries[0].attributes.count == 1998)
    let pieces = try readDocument(Array(page.utf8), options: .init(), pieceSize: 10_000)
    #expect(pieces.entries == document.entries)
  }

  @Test func `pages that could cost a parser quadratic time are read to their end`() throws {
    let row = "| 错误码 | 说明 |\n|-|-|\n| 1 | 甲错误 |\n"
    let wide =
      String(repeating: "a|", count: 20_000) + "\n" + String(repeating: "-|", count: 20_000)
    let pages = [
      "x" + String(repeating: "<?", count: 50_000), String(repeating: "x<?<!A\n", count: 20_000),
      String(repeating: "[", count: 50_000), String(repeating: "*a ", count: 50_000),
      "\(wide)\n" + String(repeating: "|x|\n", count: 300),
      "| 错误码 | 说明 |\n|-|-|\n| 2 | \(String(repeating: "<?", count: 50_000)) |\n",
      "| 错误码 | 说明 |\n|-|-|\n| 2 | \(String(repeating: "&lt;", count: 100_000)) |\n",
      "| 错误码 | 说明 |\n|-|-|\n| 2 | \(String(repeating: "<!--", count: 100_000)) |\n",
      "| 错误码 | 说明 |\n|-|-|\n| 2 | 错误 \(String(repeating: "<a b='", count: 100_000)) |\n",
      "| 错误码 | 说明 |\n|-|-|\n" + (1...3000).map { "| 2 | 第 \($0) 种 |\n" }.joined(),
      String(repeating: "|", count: 50_000) + "\n" + String(repeating: "|-", count: 50_000),
      (1...20_000).map { "[r\($0)]: /u\n" }.joined() + "| a | b |\n|-|-|\n| [r1] | x |",
      String(repeating: "words and words\n", count: 20_000) + "| a | b |\n|-|-|\n| 1 | x |",
      "| 错误码 | 说明 |\n|-|-|\n"
        + (1...50).map { "| \($0 + 1) | 乙错误 \(String(repeating: "|", count: 10_000))\n" }.joined(),
      (1...1500).map { "# 错误 \($0)\n\n- E\($0)\n  - 说明: 丙错误\n  - l\($0): x\n\n" }.joined(),
      (1...2000).map { "| 错误码 | 说明 | c\($0) |\n|-|-|-|\n| E\($0) | 丁错误 | x |\n\n" }.joined(),
    ]
    for page in pages {
      let document = try read("\(page)\n\n\(row)")
      #expect(document.messages()["1"] == "甲错误", "\(page.prefix(20))")
    }
  }

  @Test func `a label too many for a column of its own keeps its text`() throws {
    let labels = (1...150).map { "  - l\($0): value \($0)\n" }.joined()
    let document = try read("# Errors\n\n- E1\n  - message: no connection\n\(labels)")
    let entry = try #require(document.entry)
    let said =
      Array(entry.attributes.values)
      + entry.texts.values.flatMap { [$0.message ?? "", $0.description ?? ""] }
    for number in 1...150 {
      #expect(
        said.contains { $0.split(separator: "\n").contains { $0.hasSuffix("value \(number)") } })
    }
    #expect(entry.attributes.count < 100 && document.lines.notUnderstood == 0)
  }

  @Test func `a sheet of thousands of systems is read system by system`() throws {
    let rows = (1...5000).map { "s\($0),E1,text \($0) one\n" }.joined()
    let sheet = try SourceDocument(
      Array("system,code,message\n\(rows),E1,no system\n\ns1,\"E2\n".utf8), format: .csv)
    let systems = try #require(sheet.systems)
    #expect(systems.count == 5000)
    for (number, system) in systems.enumerated() {
      let document = sheet.read(system: system, options: .init(format: .csv))
      #expect(document.entry?.lines == (number + 2)...(number + 2))
      #expect(document.lines.total == 5004 && document.lines.blank == 1)
      #expect(document.lines.notUnderstood == (number == 0 ? 2 : 0))
      #expect(document.lines.prose == 5004 - 3 - document.lines.notUnderstood)
    }
  }

  @Test(arguments: [
    "```\nopen", "<!-- open\n| a | b |\n|-|-|", "[a]: <", "| |\n|-|\n", "|||||\n|-|-|-|-|-|\n|||||",
    "- \n- \n", "-\n  -\n    -", "**", "# ", "#", "***\n***\n***", "\\", "|-|\n|-|\n|-|",
    "\u{FEFF}\u{FEFF}a",
    "- 1001\n\n\n\n", "1001:", "- :", "- ：x", "- 错误码：", "| 错误码 |\n|-|\n| 1 |",
    "| 错误码 | 错误码 |\n|-|-|\n| 1 | 2 |",
    "|错误码|说明|\n|-|-|\n|1|<|\n|2|&|\n|3|`|\n|4|\\|\n|5|[|\n|6|](|",
  ])
  func `odd pages are read and every line is accounted for`(page: String) throws {
    for size in [1, .max] {
      let document = try readDocument(Array(page.utf8), options: .init(), pieceSize: size)
      let lines = document.lines
      #expect(
        lines.entry + lines.heading + lines.prose + lines.blank + lines.notUnderstood == lines.total
      )
      #expect(document.diagnostics.count { $0.severity == .error } <= lines.notUnderstood)
    }
  }

  @Test func `pieces may be cut anywhere`() throws {
    let page = """
      # 错误码

      - 1001
        - 说明:甲错误

        ```
        - 样例

        | 错误码 | 说明 |
        ```

      - 1002
        - 说明:乙错误
      * 1003
        * 说明:丙错误

      ## 表

      段落
      | 错误码 | 说明 |
      |-|-|
      | 2001 | 丁错误 |
      没有竖线
      | 错误码 | 说明 | 处理措施 |
      |-|-|-|
      | 3001 | 戊错误 | 重试 |
      | 3002 | 己错误 | 重试 |
      ### 三
      | 错误码 | 说明 |
      |-|-|
      | 4001 | 庚错误 |

      <!-- 注释

      - 5001
        - 说明:注释里的错误

      -->

      - 1004
        - 说明:辛错误

      ~~~
      - 5002
        - 说明:样例里的错误

      | 错误码 | 说明 |
      |-|-|
      | 5003 | 样例 |
      ~~~

      > | 错误码 | 说明 |
      > |-|-|
      > | 4002 | 壬错误 |
      > | 4003 | 癸错误 |
      """
    let whole = try readDocument(Array(page.utf8), options: .init(), pieceSize: .max)
    #expect(
      whole.entries.map(\.code) == [
        "1001", "1002", "1003", "2001", "3001", "3002", "4001", "1004", "4002", "4003",
      ])
    for size in 1...page.utf8.count {
      let pieces = try readDocument(Array(page.utf8), options: .init(), pieceSize: size)
      #expect(pieces.entries == whole.entries, "pieces of \(size)")
      #expect(pieces.lines == whole.lines, "pieces of \(size)")
    }
  }
}

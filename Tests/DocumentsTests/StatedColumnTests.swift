import Catalog
import Testing

@testable import Documents

/// What headings and front matter say beyond doubt.
struct StatedColumnTests {
  private func column(_ heading: String, _ form: TableForm = .free, _ cells: [String] = [])
    -> String?
  {
    statedColumn(heading, in: form, cells: cells).map {
      [$0.role?.rawValue ?? "?", $0.language?.tag].compactMap { $0 }.joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("message.zh_CN", "message zh-Hans"), ("remedy.yue", "remedy yue"), ("code_end", "code-end"),
    ("variant", "variant"), ("replaced_by", "replaced-by"), ("attributes.源", "attribute"),
    ("错误信息 (en)", "? en"), ("错误信息（zh-Hans）", "? zh-Hans"), ("Message (pt-BR)", "? pt-BR"),
    ("处理措施.en", "? en"), ("Error message.zh-TW", "? zh-Hant"), ("Message (max)", nil),
    ("描述 (opt)", nil), ("错误信息(ID)", nil), ("源 (en)", nil), ("Message", nil), ("code", nil),
    ("category", nil), ("state.en", nil), ("attributes.", nil), ("", nil), ("(en)", nil),
  ])
  func `headings of anybody's tables`(heading: String, expected: String?) {
    #expect(column(heading) == expected)
  }

  @Test(arguments: [
    (["active", "deprecated", ""], "status"), (["removed"], "status"), (["404", "active"], nil),
    ([], nil),
  ])
  func `a status is that of entries only if all its cells are`(cells: [String], expected: String?) {
    #expect(column("status", .free, cells) == expected)
  }

  @Test(arguments: [
    ("Code", "code"), ("Message (yue)", "message yue"), ("HTTP status", "http"),
    ("错误信息 (en)", "attribute"),
    ("message.en", "attribute"), ("Message (cn)", "attribute"), ("attributes.Code", "attribute"),
  ])
  func `headings of a page of ours`(heading: String, expected: String) {
    #expect(column(heading, .page) == expected)
  }

  @Test func `a language in the heading goes before the letters in the cells`() throws {
    let document = try read(
      """
      | 错误码 | 错误信息 (ja) | 错误信息 (en) | 处理措施.en | status |
      |-|-|-|-|-|
      | 1001 | 接続不可 | 连接已经断开 | 重新连接 | active |
      | 1002 | 不可 | 用户尚未登录 | 登录 | deprecated |
      """)
    #expect(
      document.entries[0].texts.mapValues(\.message) == [.japanese: "接続不可", .english: "连接已经断开"])
    #expect(document.entries[0].remedies == [.english: ["重新连接"]])
    #expect(document.entries.map(\.[.status]) == ["active", "deprecated"])
  }

  @Test(arguments: ["variant=版本", "status=状态", "replaced-by=新码"])
  func `new roles can be named`(map: String) throws {
    let document = try read(
      "| 错误码 | 说明 | 版本 | 状态 | 新码 |\n|-|-|-|-|-|\n| 1 | 密码错误 | v2 | deprecated | 7 |\n",
      options: .init(overrides: [RoleOverride(parsing: map)]))
    let entry = try #require(document.entry)
    let found = [entry.variant, entry[.status], entry[.replacedBy]].compactMap { $0 }
    #expect(["v2", "deprecated", "7"].contains(found.first ?? "") && found.count == 1)
  }

  private func frontMatter(_ text: String) -> FrontMatter {
    FrontMatter(of: Array("---\n\(text)\n---\n\n# x\n".utf8))
  }

  @Test func `front matter says what the command line would`() {
    let found = frontMatter(
      """
      title: other
      system: bk-job
      name: "Job: 1"
      vendor: V
      language: zh_CN
      help_url: http://x
      document: handbook
      tags: [a, {b: c}]
      map: [code=编号, nonsense, remedy.en=备注]
      """)
    #expect(found.system == "bk-job" && found.name == "Job: 1" && found.vendor == "V")
    #expect(found.language == .simplifiedChinese && found.helpURL == "http://x")
    #expect(found.document == "handbook" && !found.isExport)
    #expect(found.map.map(\.heading) == ["编号", "备注"])
  }

  @Test(arguments: [
    "system: Not A Slug\nname: x\nmap: [code=a]", "name: x\nlanguage: en", "system: [a]", ": : {",
    "- a",
    "system:", "system: a\nsystem", "schema: errkb.page/1",
  ])
  func `front matter of others says nothing`(text: String) {
    let found = frontMatter(text)
    #expect(found.system == nil && found.name == nil && found.map.isEmpty && !found.isExport)
  }

  @Test func `the map of front matter is used, and goes behind the command line's`() throws {
    let page = "---\nsystem: a\nmap: [remedy=提示]\n---\n\n| 错误码 | 提示 |\n|-|-|\n| 1 | 请重新连接 |\n"
    #expect(try read(page).entry?.remedies == [.simplifiedChinese: ["请重新连接"]])
    let options = ReadingOptions(overrides: [try RoleOverride(parsing: "message=提示")])
    #expect(try read(page, options: options).messages() == ["1": "请重新连接"])
  }

  @Test func `a page of ours is taken to the letter`() throws {
    let document = try read(
      """
      ---
      schema: errkb.page/1
      system: desk
      ---

      # Desk

      | Code | Message (en) | Remedy (en) | 源 |
      |---|---|---|---|
      | none | - | 1. do 2. do | &#32;x |
      | 1~9 | a<br>\\<br> | 1. x<br>2. 2. y |  |

      ## 网络：

      | Code | Variant | Message (en) |
      |---|---|---|
      | 见下 | 2 | n/a |
      """)
    #expect(document.diagnostics.isEmpty && document.account == "3 6 4 4 0")
    #expect(document.entries.map(\.code) == ["none", "1~9", "见下"])
    #expect(document.entries.map { $0.texts[.english]?.message } == ["-", "a\n<br>", "n/a"])
    #expect(
      document.entries.map { $0.remedies[.english] } == [["1. do 2. do"], ["x", "2. y"], nil])
    #expect(document.entries.map(\.attributes) == [["源": " x"], [:], [:]])
    #expect(document.entries.map(\.category) == [nil, nil, "网络："])
    #expect(document.entries.map(\.variant) == [nil, nil, "2"])
  }
}

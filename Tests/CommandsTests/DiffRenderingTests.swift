import Catalog
import KnowledgeStore
import Testing
import TextAnalysis

@testable import Commands

/// Differences as people and programs read them.
@Suite struct DiffRenderingTests {
  private static let added = Difference(
    .added, .entry(code: "E_1", variant: ""), system: "desk", systemName: "云桌面", absence: .removed,
    fields: [
      .init(name: "code", after: "E_1"), .init(name: "message.en", after: "Disk full"),
      .init(name: "message.zh-Hans", after: "磁盘已满"),
    ])
  private static let withdrawn = Difference(
    .withdrawn, .entry(code: "E_2", variant: "2"), system: "desk", systemName: "云桌面",
    absence: .absent, fields: [.init(name: "code", before: "E_2")])
  private static let changed = Difference(
    .changed, .entry(code: "E_3", variant: ""), system: "desk", systemName: "云桌面",
    fields: [
      .init(name: "category", before: "网络"),
      .init(name: "message.zh-Hans", before: "网络中断。请重试", after: "网络已中断。请重试"),
    ])
  private static let document = Difference(
    .changed, .document("page"), system: "shop", systemName: "Shop",
    fields: [
      .init(
        name: "sha256", before: String(repeating: "a", count: 64),
        after: String(repeating: "b", count: 64))
    ])
  private static let all = [added, withdrawn, changed, document]

  private func written(
    _ writer: some DifferenceWriter, _ differences: [Difference] = all
  ) throws -> String {
    var writer = writer
    return try differences.map { try writer.text(of: $0) }.joined() + writer.end()
  }

  @Test func `text has a heading a system, a line for what came and went, and marked changes`()
    throws
  {
    let plain = Terminal(isInteractive: false, width: 80)
    #expect(
      try written(DiffText(plain, preferring: [.simplifiedChinese])) == """
        云桌面 (desk)
        + desk:E_1  磁盘已满  (was removed)
        - desk:E_2#2
        ~ desk:E_3
            message.zh-Hans
              网络{+已+}中断。请重试
            category
              - 网络

        Shop (shop)
        ~ document page  aaaaaaaaaaaa → bbbbbbbbbbbb

        """)
    #expect(
      try written(DiffText(plain, preferring: [.english]), [Self.added]).hasSuffix(
        "+ desk:E_1  Disk full  (was removed)\n"))
  }

  @Test func `on a terminal no line is wider than it`() throws {
    var long = Self.added
    long.fields[2].after = String(repeating: "磁盘空间已满，", count: 20)
    let terminal = Terminal(isInteractive: true, width: 40)
    let lines = try written(
      DiffText(terminal, preferring: [.simplifiedChinese]), [long, Self.changed]
    )
    .split(separator: "\n")
    #expect(lines.allSatisfy { displayWidth($0) <= 40 })
    #expect(lines.contains { $0.hasPrefix("+ desk:E_1  磁盘空间") })
  }

  @Test func `numbers are told by system and in all`() throws {
    #expect(
      try written(DiffStat()) == """
        desk  1 added, 1 withdrawn, 1 changed
        shop  1 document
        2 systems: 1 added, 1 withdrawn, 1 changed, 1 document

        """)
    #expect(try written(DiffStat(), []).isEmpty)
  }

  @Test func `JSON is one document with sorted keys, also when nothing differs`() throws {
    #expect(
      try written(DiffJSON(), []) == """
        {"results":[],"schema":"errkb.diff/1","summary":\
        {"added":0,"changed":0,"documents":0,"systems":0,"withdrawn":0}}

        """)
    #expect(
      try written(DiffJSON(), [Self.withdrawn, Self.changed]) == """
        {"results":[{"absence":"absent","change":"withdrawn","code":"E_2","entry":"desk:E_2#2",\
        "fields":{"code":{"after":null,"before":"E_2"}},"kind":"entry","system":"desk","variant":"2"},\
        {"change":"changed","code":"E_3","entry":"desk:E_3",\
        "fields":{"category":{"after":null,"before":"网络"},\
        "message.zh-Hans":{"after":"网络已中断。请重试","before":"网络中断。请重试"}},\
        "kind":"entry","system":"desk","variant":""}],\
        "schema":"errkb.diff/1","summary":\
        {"added":0,"changed":1,"documents":0,"systems":0,"withdrawn":1}}

        """)
  }

  @Test func `release notes have a section a system, and a part for each kind of change`() throws {
    #expect(
      try written(DiffMarkdown(preferring: [.simplifiedChinese])) == """
        ## 云桌面 (desk)

        ### Added

        - `E_1` 磁盘已满 (was removed)

        ### Withdrawn

        - `E_2#2`

        ### Changed

        - `E_3`
          - message (zh-Hans): 网络<ins>已</ins>中断。请重试
          - category: <del>网络</del>

        ## Shop (shop)

        ### Changed

        - document `page` (`aaaaaaaaaaaa` → `bbbbbbbbbbbb`)

        """)
  }

  @Test(arguments: [
    ("磁盘{0}已满", "磁盘{0}已满"), ("a*b_c`d", #"a\*b\_c\`d"#), ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
    ("[x](u) ~~y~~ | #1", ##"\[x\](u) \~\~y\~\~ \| \#1"##), ("a\nb\tc", "a b c"), (#"\n"#, #"\\n"#),
    ("https://a.b/", #"https\://a.b/"#), ("see www.a.b", #"see www\.a.b"#), ("a: b. c", "a: b. c"),
  ])
  func `a text is shown letter by letter in Markdown`(text: String, expected: String) {
    #expect(markdownText(text) == expected)
  }

  @Test(arguments: [
    ("E_1", "`E_1`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a``b`c", "```a``b`c```"),
    ("a\nb", "`a b`"),
  ])
  func `a code is a code span whatever it holds`(text: String, expected: String) {
    #expect(codeSpan(text) == expected)
  }
}

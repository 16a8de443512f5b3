import Catalog
import TestSupport
import Testing
import TextAnalysis

@testable import Linting

struct MendingTests {
  /// What rules trip over, alone and together.
  private static let pieces = [
    "甲", "乙丙", "の", "한", "a", "Ab", "1", "２", "Ａ", " ", "　", "\n", ",", "，", ";", "；", ":", "：",
    "!", "！",
    "?", "？", ".", "。", "、", "(", "（", ")", "）", "[", "]", "［", "］", "{", "}", "｛", "｝", "【", "】",
    "“", "”",
    "「", "」", "《", "》", "\"", "'", "’", "`", "``", "*", "**", "_", "\\", "\\n", "<", ">", "<br>",
    "</td>", "&nbsp;",
    "|", "#", "##", "-", "{0}", "%s", "%", "${x}", "<name>", "https://a.example/", "[甲](b)",
    "`c,,d`", "…", "...",
    "\u{200B}", "\u{FEFF}", "\u{AD}", "\u{200D}", "\u{200F}", "\r", "\r\n", "\u{7}", "\u{2028}",
    "\u{FFFD}", "👩", "\u{FE0F}",
    "é", "\u{301}", "ф", "系統", "错误", "the", "etc", "{\"a\":", "1. ", "- ", "٣", "½", "$", "@", "/",
    "=",
  ]

  private static let languages = ["en", "zh-Hans", "zh-Hant", "ja", "ko", "ru", "de"]

  /// The text without what nobody sees, whose going is no change.
  private func seen(_ text: LintedText) -> String {
    ControlCharacter.fault(in: text)?.mended ?? text.written
  }

  @Test(arguments: 0..<8)
  func `a mended text has no fault left, says the same, and keeps what programs read`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    var mendings = 0
    for _ in 0..<600 {
      let count = Int.random(in: 1...14, using: &generator)
      let written = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &generator) }
        .joined()
      let tag = try #require(Self.languages.randomElement(using: &generator))
      let language = try #require(Language(tag))
      for field in [Field.message(language), .description(language), .remedy(language)] {
        let text = LintedText(written, of: field, in: language)
        for rule in textRules {
          guard let mended = rule.fault(in: text)?.mended else { continue }
          mendings += 1
          let after = LintedText(mended, of: field, in: language)
          #expect(rule.rule.isMendable && mended != written)
          #expect(rule.fault(in: after) == nil, "\(rule.rule) \(written.debugDescription)")
          #expect(after.protected.content == text.protected.content, "\(written.debugDescription)")
          let before = rule == ControlCharacter.self ? seen(text) : written
          #expect(ChangeGrade(from: before, to: mended) <= .cosmetic)
        }
      }
    }
    #expect(mendings > 100)
  }

  @Test(arguments: 8..<12)
  func `mending an entry twice is mending it once`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let linter = Linter(LintSettings())
    var mendings = 0
    for _ in 0..<400 {
      let count = Int.random(in: 1...14, using: &generator)
      let written = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &generator) }
        .joined()
      let field = Field.description(.simplifiedChinese)
      guard let once = linter.mended(entry(field, written))[field] else { continue }
      mendings += 1
      #expect(linter.mended(entry(field, once))[field] == nil, "\(written.debugDescription)")
    }
    #expect(mendings > 40)
  }

  @Test(arguments: [
    // Commands, names and rows.
    "cmd --选项=甲,乙", "key=值,值2", "函数 f(甲,乙) 出错", "SELECT 列一,列二 FROM 表", "SELECT 列一,列二",
    "格式为 姓名,年龄,性别 的 CSV", "输入 :q! 退出,再试", "目录/甲,乙", "甲,乙.txt",
    // What may be code or bold.
    "未闭合`代码,片段,,重试", "**未闭合,重试",
    // Addresses and paths.
    "见 https://wiki.example/文档,说明 即可。", "https://例子.example/路径,文件?q=值,值", "www.example.com/文档,说明",
    "C:\\数据\\新,旧\\文件", "/数据/备份,旧/文件。。txt",
  ])
  func `what may be read by a program is left to a person`(written: String) {
    #expect(mended(written, in: .simplifiedChinese) == nil)
  }

  @Test func `a text in another script than its language's is left to a person`() {
    #expect(mended("磁盘已满，，请重试（甲)", in: .english) == nil)
  }

  @Test(arguments: [
    ("大小&gt;零;再试", "大小&gt;零；再试"), ("&nbsp;空格,,符", "&nbsp;空格，符"),
    ("见 https://a.example，磁盘已满,请清理", "见 https://a.example，磁盘已满，请清理"),
    ("运行 `a=b`，磁盘已满,请清理", "运行 `a=b`，磁盘已满，请清理"),
    ("磁盘 a/b，已满。。", "磁盘 a/b，已满。"), ("**甲**磁盘已满,请清理", "**甲**磁盘已满，请清理"),
  ])
  func `what stands beside it is mended`(written: String, expected: String) {
    #expect(mended(written, in: .simplifiedChinese) == expected)
  }

  /// A description as all rules together mend it; nil when they do not.
  private func mended(_ written: String, in language: Language) -> String? {
    let field = Field.description(language)
    return Linter(LintSettings()).mended(entry(field, written))[field]
  }
}

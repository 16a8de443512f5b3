import Catalog
import Testing

@testable import Linting

struct FullWidthTests {
  private let field = Field.description(.simplifiedChinese)

  @Test(arguments: [
    ("缺少ＡＰＩ１", "ＡＰＩ１", "缺少API1"), ("Ｄisk", "Ｄ", "Disk"), ("错误１２、３", "１２", "错误12、3"),
    ("ａ ｂ", "ａ", "a b"), ("`a` 与 ｂ", "ｂ", "`a` 与 b"),
    ("ＡＢＣＤＥＦＧＨＩＪＫＬＭＮ", "ＡＢＣＤＥＦＧＨＩＪＫＬ", "ABCDEFGHIJKLMN"),
  ])
  func `letters and digits of full width are found and fixed`(
    text: String, shown: String, fixed: String
  ) throws {
    #expect(try sentences(FullWidth.rule, field, text) == ["has '\(shown)' in full width"])
    #expect(LintingTests.fixed(FullWidth.rule, field, text) == fixed)
  }

  @Test(arguments: [
    "缺少API1", "磁盘已满，请清理！", "（甲）　乙", "`ＡＰＩ`", "ｱﾊﾟｰﾄ", "￥１".replacing("１", with: "1"),
  ])
  func `other characters of full width and code are left alone`(text: String) throws {
    #expect(try sentences(FullWidth.rule, field, text).isEmpty)
    #expect(fixed(FullWidth.rule, field, text) == nil)
  }

  @Test func `in Japanese they are customary`() throws {
    #expect(try sentences(FullWidth.rule, .description(.japanese), "ＡＰＩ １２").isEmpty)
  }

  @Test(arguments: ["{ａ}", "%ｓ", "用 `ａ` 和ａ", "<ｈttp://a> ｂ", "[甲](ａ) ｂ"])
  func `where code, a link or a placeholder would change, a person has to write the text`(
    text: String
  ) throws {
    #expect(try sentences(FullWidth.rule, field, text).count == 1)
    #expect(fixed(FullWidth.rule, field, text) == nil)
  }

  @Test func `a text that is too long to be read as inlines is not fixed`() throws {
    let long = String(repeating: "磁盘", count: 2_000) + "Ａ"
    #expect(try sentences(FullWidth.rule, field, long).count == 1)
    #expect(fixed(FullWidth.rule, field, long) == nil)
    #expect(fixed(FullWidth.rule, .message(.simplifiedChinese), long)?.hasSuffix("盘A") == true)
  }
}

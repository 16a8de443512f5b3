import Catalog
import Testing

@testable import Linting

struct UnbalancedBracketTests {
  private let field = Field.description(.simplifiedChinese)

  @Test(arguments: [
    ("任务(已停止", "("), ("任务已停止)", ")"), ("任务（已停止", "（"), ("任务【{0}不存在", "【"), ("任务{0】不存在", "{"),
    ("任务[{0}不存在", "["), ("任务{0]不存在", "{"), ("任务 {0 不存在", "{"), ("「甲", "「"), ("甲』", "』"),
    ("《甲", "《"),
    ("“甲", "“"), ("甲”", "”"), ("“甲“", "“"), ("Say \"stop", "\""), ("(a[b)", "["), ("((a)", "("),
    ("task [a) failed", "["), ("(见 a.b", "("), ("任务 【{0}]", "【"), ("《甲》乙》", "》"),
  ])
  func `a bracket without a partner is found`(text: String, mark: String) throws {
    let found = try sentences(.unbalancedBracket, field, text)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("has a '\(mark)' without a partner in '") == true)
    #expect(mended(.unbalancedBracket, field, text) == nil)
  }

  @Test(arguments: [
    "(a)", "（abc)", "([{甲}])", "【{0}】", "“「甲」”", ":)", "fine :-)", "sad :(", "a) 甲", "1）甲 2）乙",
    "iv) a", "支持、a）b）、1）2）、",
    "一）甲", "步骤1）启动", "[0,1)", "(0, 1]", "范围 [0，100)", "5\" disk", "don't", "`(`", "`[` and `(`",
    "\\(a",
    "the character '(' is missing", "缺少“（”", "missing ) after argument list", "expected \")\"",
    "expect '[{' here", "{0}", "${x}", "[a](b_(c)_d)", "https://a.example/x_(y)", "<a@b.example>",
    "设置》用户》新建", "„abc“", "'\"'", "foo ( bar )", "3\" und 5\"", "(见 a)", "{\"a\":\"(\"}",
  ])
  func `pairs, smileys, list letters, ranges and named characters are no faults`(
    text: String
  ) throws {
    #expect(try sentences(.unbalancedBracket, field, text).isEmpty)
  }
}

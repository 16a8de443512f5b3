import Catalog
import Testing

@testable import Linting

struct DoubledPunctuationTests {
  private let field = Field.remedy(.simplifiedChinese)

  @Test(arguments: [
    ("磁盘已满。。", "磁盘已满。"), ("先停止，，再启动", "先停止，再启动"), ("停止；；启动", "停止；启动"),
    ("原因：：磁盘已满", "原因：磁盘已满"), ("甲、、乙", "甲、乙"), ("失败！！", "失败！"), ("继续？？", "继续？"),
    ("磁盘已满,,请清理", "磁盘已满,请清理"), ("Disk full,, wait", "Disk full, wait"),
    ("Really!!", "Really!"), ("Sure??", "Sure?"), ("Stop;; start", "Stop; start"),
    ("名称::{0}", "名称:{0}"), ("任务 {0},, 请等", "任务 {0}, 请等"),
    ("磁盘已满。.", "磁盘已满。"), ("磁盘已满.。", "磁盘已满。"), ("先停止,，再启动", "先停止，再启动"),
    ("先停止，,再启动", "先停止，再启动"), ("请稍候，。", "请稍候。"), ("Retry.。", "Retry."),
    ("继续?？", "继续？"),
  ])
  func `a mark that stands twice is found, and one is left`(text: String, mended: String) throws {
    #expect(try sentences(.doubledPunctuation, field, text).count == 1)
    #expect(LintingTests.mended(.doubledPunctuation, field, text) == mended)
  }

  @Test(arguments: ["请稍候。。。", "失败！。", "停止，。启动", "原因：。", "甲、、、乙", "为何????"])
  func `where the answer is not certain a person has to say`(text: String) throws {
    #expect(try sentences(.doubledPunctuation, field, text).count == 1)
    #expect(mended(.doubledPunctuation, field, text) == nil)
  }

  @Test func `the sentence shows the place`() throws {
    #expect(
      try sentences(.doubledPunctuation, field, "第一行\n等。。\n停") == [
        "step 2 has '。。' in '等。。'"
      ])
  }

  @Test(arguments: [
    "请稍候...", "请稍候……", "甲——乙", "std::string", "a::b", "//x", "--force", "a == b", "../etc",
    "真的?!", "真的？！", "真的！？", "\"\"", "`a,,b`", "https://a.example/x?,,y", "{0},{1}", "sudo !!",
    "1..5", "a,,b", "用“，，”分隔", "用 ',,' 分隔", "甲。乙。", "等等etc.，再试", "请稍候...。", "case a) x ;;",
    "x :: Int", "a ?? b", "a??b", "Inc.。", "[甲](b,,c)", "1,,2",
    "::错误::", "是 ::错误:: 吗", "12:30:00", "!!", "..", "`。。`",
  ])
  func `operators, ellipses, code and quotations are no faults`(text: String) throws {
    #expect(try sentences(.doubledPunctuation, field, text).isEmpty)
  }
}

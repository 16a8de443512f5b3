import Catalog
import Testing

@testable import Linting

struct MixedWidthTests {
  private let field = Field.description(.simplifiedChinese)

  @Test(arguments: [
    ("磁盘已满,请清理", "磁盘已满，请清理"), ("磁盘已满, 请清理", "磁盘已满，请清理"),
    ("停止;再启动", "停止；再启动"), ("原因:磁盘已满", "原因：磁盘已满"), ("失败!请重试", "失败！请重试"),
    ("继续?请选择", "继续？请选择"), ("失败. 请重试", "失败。请重试"), ("失败，请重试.", "失败，请重试。"),
    ("失败，请重试!", "失败，请重试！"), ("失败,请重试!", "失败，请重试！"), ("任务 {0},请重试。", "任务 {0}，请重试。"),
    ("失败,code {0}。", "失败，code {0}。"), ("余额为0,请充值。", "余额为0，请充值。"),
    ("状态[{0}],请重试。", "状态[{0}]，请重试。"), ("原因：甲。任务:{0}", "原因：甲。任务：{0}"),
    ("原因:磁盘已满。任务: {0}", "原因：磁盘已满。任务：{0}"), ("先停，如下:\n再启动", "先停，如下：\n再启动"),
    ("任务（已停止)失败", "任务（已停止）失败"), ("任务(已停止）失败", "任务（已停止）失败"),
    ("缺少ＡＰＩ１", "缺少API1"), ("无效的　API　模块", "无效的 API 模块"), ("　　请重试", "请重试"),
    ("甲　乙", "甲 乙"), ("甲 　乙", "甲 乙"), ("甲\n　乙", "甲\n乙"),
  ])
  func `in Chinese, half width among full width is found and mended`(
    text: String, mended: String
  ) throws {
    #expect(try sentences(.mixedWidth, field, text).count == 1)
    #expect(LintingTests.mended(.mixedWidth, field, text) == mended)
  }

  @Test(arguments: [
    "12:30", "比例 3:1", "版本 1.2.3", "1,000 条", "`甲,乙`", "任务: {0}", "任务:{0}",
    "任务{0},用户{1}", "失败,code {0}", "{0},用户", "状态：1.启动、2.暂停", "1～10", "缺少参数.", "失败!", "系统.用户",
    "一. 启动", "查询?id=1，结束", "设置!important，结束", "格式为“姓名,电话”", "格式为\"姓名,电话\"", "(甲)", "（甲）", "(abc)",
    "[甲](乙,丙)", "{\"甲\":\"乙,丙\"}", "ID:12，结束", "user，password，token", "甲，乙", "a, b", "a,b，结束",
    "`　`", "用“　”分隔", "甲,\u{200B}乙", "……", "甲,,乙",
  ])
  func `numbers, code, quotations and tolerated marks are no faults in Chinese`(
    text: String
  ) throws {
    #expect(try sentences(.mixedWidth, field, text).isEmpty)
  }

  @Test(arguments: [
    ("Disk full，retry", "Disk full, retry"), ("Disk full， retry", "Disk full, retry"),
    ("Disk full。", "Disk full."), ("Task {0}：failed", "Task {0}: failed"),
    ("Size（MB）", "Size(MB)"), ("Size（MB)", "Size(MB)"), ("Code　{0}", "Code {0}"),
    ("From 12：30", "From 12:30"), ("about 1，000 items", "about 1,000 items"),
    ("steps 1、2", "steps 1, 2"), ("Ｄisk", "Disk"), ("a、b", "a, b"), ("Really？", "Really?"),
  ])
  func `in Latin writing, full width is found and mended`(text: String, mended: String) throws {
    let field = Field.description(.english)
    #expect(try sentences(.mixedWidth, field, text).count == 1)
    #expect(LintingTests.mended(.mixedWidth, field, text) == mended)
  }

  @Test(arguments: [
    "Open 系统，用户", "Open 【用户，管理】", "Split at '，'", "Split at ，", "“quoted”", "Wait…", "[甲（乙）]",
    "`ａ`", "1, 2",
  ])
  func `Chinese names in Latin writing are no faults`(text: String) throws {
    #expect(try sentences(.mixedWidth, .description(.english), text).isEmpty)
  }

  @Test(arguments: ["エラー　発生", "ＡＰＩ", "失敗,再試行", "１２"])
  func `Japanese has conventions of its own`(text: String) throws {
    #expect(try sentences(.mixedWidth, .description(.japanese), text).isEmpty)
  }

  @Test(arguments: ["［甲］（乙)", "｛0}甲", "\\（甲)"])
  func `what would become markup or a placeholder is left to a person`(text: String) throws {
    #expect(try sentences(.mixedWidth, field, text).count == 1)
    let mended = mended(.mixedWidth, field, text)
    #expect(mended == nil || ProtectedRanges(mended ?? "").content == ProtectedRanges(text).content)
  }

  @Test func `the sentence shows the place`() throws {
    #expect(
      try sentences(.mixedWidth, field, "任务已停止,请重试") == ["has a half-width ',' in '任务已停止,请重试'"])
    #expect(
      try sentences(.mixedWidth, field, "甲（乙)") == ["has brackets of mixed width in '甲（乙)'"])
    #expect(try sentences(.mixedWidth, field, "甲　乙") == ["has a full-width blank in '甲　乙'"])
  }
}

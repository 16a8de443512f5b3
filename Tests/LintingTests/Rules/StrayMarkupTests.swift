import Catalog
import Testing

@testable import Linting

struct StrayMarkupTests {
  private static let message = Field.message(.simplifiedChinese)
  private static let description = Field.description(.simplifiedChinese)
  private static let remedy = Field.remedy(.simplifiedChinese)

  @Test(arguments: [
    (message, "甲<br/>乙"), (description, "甲<br>乙"), (message, "甲</td>"), (message, "<b>甲</b>"),
    (description, "<span style=\"color:red\">甲</span>"), (message, "甲<BR />乙"),
    (message, "<font color=red>甲"), (message, "<code>a</code>"), (message, "<img/>"),
    (message, "甲&nbsp;乙"), (message, "a &lt; b"), (description, "&#39;a&#x27;"),
    (message, "**注意**：甲"), (message, "请**务必**检查"), (message, "[甲](https://a.example)"),
    (message, "见 [甲](../b/)"), (message, "`磁盘已满`"), (message, "## 磁盘"), (description, "###磁盘"),
    (message, "| 甲 | 乙 |"), (description, "甲 | 乙 |"), (message, "失败\\n请重试"), (message, "失败。\\t甲"),
    (message, "Failed.\\nRetry"), (message, "失败\\r\\n请重试"),
    (description, "**注意：请重试"), (description, "请用 `ls 查看"), (remedy, "甲\n**注意：请重试"),
    (remedy, "1. 启动"), (remedy, "2、启动"), (remedy, "3) 启动"), (remedy, "- 启动"), (remedy, "• 启动"),
    (remedy, "1.启动"), (remedy, "① 启动"),
  ])
  func `what is left of a page is found`(field: Field, text: String) throws {
    #expect(try sentences(.strayMarkup, field, text).count == 1)
    #expect(mended(.strayMarkup, field, text) == nil)
  }

  @Test(arguments: [
    (message, "缺少 <name>"), (message, "a < b > c"), (message, "List<String>"),
    (message, "code <code>"),
    (message, "<table> 不存在"), (description, "`<br>`"), (description, "用 `**` 查看"),
    (message, "{\"a\":\"<br>\"}"), (message, "AT&T; a"), (message, "a & b;"), (message, "&x;"),
    (message, "https://a.example/?a=1&lt;b"), (message, "2**3**4"), (message, "138****1234"),
    (message, "张**和李**"), (message, "src/**/*.c"), (message, "数组[0](1)"), (message, "[{0}](甲)"),
    (message, "列 `a` 不存在"), (message, "`a`.`b`"), (message, "# 1"), (message, "#号"),
    (message, "a | b | c"),
    (message, "a || b"), (message, "分隔符为|"), (message, "C:\\new\\temp"), (message, "以 \\n 结尾"),
    (message, "'\\n'"), (message, "目录\\name"), (description, "**甲**：乙"), (description, "`a` 和 `b`"),
    (description, "don`t"), (description, "\\**甲"), (description, "字符 ` 无效"),
    (description, "138**"),
    (description, "f(**kwargs)"), (message, "1. 启动"), (description, "- 启动"), (remedy, "1.2 版本"),
    (remedy, "1、2 号节点重启"), (remedy, "404. 见上"), (remedy, "-f 强制"), (remedy, "2 分钟后重试"),
    (remedy, "`1. a`"), (description, "[甲](a\\nb)"), (description, "__init__ 和 *.log"),
  ])
  func `placeholders, code, paths and comparisons are no faults`(field: Field, text: String) throws
  {
    #expect(try sentences(.strayMarkup, field, text).isEmpty)
  }
}

import Catalog
import Testing

@testable import Documents

/// Nested lists of codes.
struct ListReadingTests {
  @Test func `labels below a code are its fields`() throws {
    let document = try read(
      """
      ---
      id:broken
      ---

      - 0001
        - 错误解释:用户不存在
        - 解决方法:请检查用户名，
          再重试

      - `0002`
        - **错误解释**：密码错误
        - **解决方法：**
          1. 检查大小写
          2. 重设密码
            - 到个人中心
        - 来源：JOB

      结束
      """)
    #expect(document.messages() == ["0001": "用户不存在", "0002": "密码错误"])
    #expect(document.entries.map(\.lines) == [5...8, 10...16])
    #expect(
      document.entries.map { $0.remedies[.simplifiedChinese] } == [
        ["请检查用户名，再重试"], ["检查大小写", "重设密码", "到个人中心"],
      ])
    #expect(document.entries[1].attributes == ["来源": "JOB"])
    #expect(document.account == "11 0 4 3 0" && document.diagnostics.isEmpty)
  }

  @Test func `a list of steps below a list of codes does not belong to it`() throws {
    let document = try read("# 错误码\n\n- 2001：参数错误\n- 2002：签名错误\n\n1. 打开控制台\n2. 检查配置\n")
    #expect(document.messages() == ["2001": "参数错误", "2002": "签名错误"])
  }

  @Test func `a label that an item does without is nothing to warn of`() throws {
    let document = try read(
      """
      - 1001
        - 错误解释:用户不存在
        - 解决方法:请检查用户名
      - 1002
        - 错误解释:密码错误
      """)
    #expect(document.messages() == ["1001": "用户不存在", "1002": "密码错误"])
    #expect(document.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("- 1001: 超时了", "1001", "超时了"), ("- 1001：超时了", "1001", "超时了"),
    ("- E_1001 - 超时了", "E_1001", "超时了"), ("- **1001**: 超时了", "1001", "超时了"),
    ("- 1001 超时了", "1001", "超时了"), ("* `1001` 超时了", "1001", "超时了"),
    ("1. 1001: 超时了", "1001", "超时了"), ("- 错误码：1001\n  - 超时了", "1001", "超时了"),
    ("- 1001:timeout: again", "1001", "timeout: again"),
    ("- Auth:Denied_1 超时了", "Auth:Denied_1", "超时了"),
    ("- 1001\n  错误信息：超时了", "1001", "超时了"),
  ])
  func `an item is a code, alone or with its message`(
    list: String, code: String, message: String
  ) throws {
    let document = try read("# 错误码\n\n" + list)
    #expect(document.entry?.code == code)
    #expect(document.entry?.texts.values.first?.message == message)
  }

  @Test(arguments: [
    "# 端口\n\n- 8080: 管理端口\n- 8081: 数据端口", "# 错误码\n\n- 连接: 网络\n- 登录: 密码",
    "# 错误修复\n\n- 1.0.1: 修复一个错误\n- 1.0.2: 修复一个错误", "# 更新\n\n- 2024-01-02: 修复错误",
    "- JSON\n- HTTP2", "> - 1001: 引用里的错误",
  ])
  func `other lists are prose`(page: String) throws {
    let document = try read(page)
    #expect(document.entries.isEmpty && document.lines.notUnderstood == 0)
  }

  @Test func `an item without a code among codes is not understood`() throws {
    let document = try read(
      """
      - 1001
        - 错误解释:甲错误
      - 1002
        - 错误解释:乙错误
      - 其他的情况
        - 错误解释:丙错误
      """)
    #expect(document.entries.map(\.code) == ["1001", "1002"])
    #expect(document.marks == ["5 error"] && document.account == "4 0 0 0 2")
  }

  @Test func `lists of a page share their labels`() throws {
    let document = try read(
      """
      # 错误码
      ## 登录
      - 1001
        - 说明:密码错误
        - 原因:输入不对，或者已经过期
      ## 任务
      - 2001
        - 原因:已经删除
      """)
    #expect(document.mapping.tables.count == 1)
    #expect(document.entries.map(\.category) == ["登录", "任务"])
    #expect(document.entries[1].texts[.simplifiedChinese]?.description == "已经删除")
  }
}

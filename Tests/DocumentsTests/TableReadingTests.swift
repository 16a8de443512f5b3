import Catalog
import Testing

@testable import Documents

/// Tables, what their columns are taken for, and their rows.
struct TableReadingTests {
  /// Roles and languages of the columns of a page's only table, in order.
  private func roles(_ page: String, _ options: ReadingOptions = .init()) throws -> String? {
    let tables = try read(page, options: options).mapping.tables
    return tables.first.map { columns in
      columns.map { $0.role.rawValue + ($0.language.map { ".\($0)" } ?? "") }.joined(separator: " ")
    }
  }

  @Test(
    arguments: [
      // Named columns.
      (
        "错误码 | 描述 | 解决方案", ["1001 | 连接已经断开 | 重新连接", "1002 | 用户不存在 | 检查用户名"],
        "code message.zh-Hans remedy.zh-Hans"
      ),
      ("错误码 | 可能原因", ["1001 | 连接已经断开了", "1002 | 用户在系统中不存在"], "code message.zh-Hans"),
      (
        "错误代码 | 错误类型 | 提示", ["1 | 格式错误 | 参数的格式不对，请检查", "2 | 方法错误 | 请求的方法不存在，请检查"],
        "code message.zh-Hans description.zh-Hans"
      ),
      (
        "错误码 | 描述 | 详情", ["1 | 格式错误 | 参数的格式不对，请检查", "2 | 方法错误 | 请求的方法不存在，请检查"],
        "code message.zh-Hans description.zh-Hans"
      ),
      // A longer column without a telling heading beside 描述.
      (
        "错误码 | 补充 | 描述", ["1 | 参数的格式不对，请检查以后再试 | 格式错误", "2 | 请求的方法不存在，请检查 | 方法错误"],
        "code description.zh-Hans message.zh-Hans"
      ),
      // Two languages.
      (
        "状态码 | 错误码 | 错误信息 | 描述 | 处理措施",
        ["401 | A_1 | Token failed. | 校验失败。 | 联系管理员", "403 | A_2 | No access. | 无权访问。 | 联系管理员"],
        "http code message.en message.zh-Hans remedy.zh-Hans"
      ),
      // Three texts in one language.
      (
        "错误码 | 错误信息 | 原因 | 说明",
        ["1 | 连接断开 | 网络不通的时候会出现 | 这是一段说明文字", "2 | 登录失败 | 密码不对的时候会出现 | 这是另一段说明"],
        "code message.zh-Hans description.zh-Hans description.zh-Hans"
      ),
      // One-word cells.
      (
        "错误码 | 源 | 目标 | 描述", ["1 | JOB | CMDB | 接口返回的数据异常", "2 | JOB | GSE | 当前证书服务不可用"],
        "code attribute attribute message.zh-Hans"
      ),
      // Status alone is the code, beside a code it is not.
      ("状态码 | 说明", ["400 | 请求参数错误", "404 | 资源不存在"], "code message.zh-Hans"),
      ("HTTP状态码 | 说明", ["400 | 请求参数错误", "404 | 资源不存在"], "code message.zh-Hans"),
      (
        "HTTP 状态 | 错误码 | 错误消息",
        ["400 | InvalidName | The name is invalid", "404 | NoUser | No such user"],
        "http code message.en"
      ),
      // 4xx and 5xx beside a code, whatever the heading.
      ("类 | 错误码 | 说明", ["400 | A1 | 请求参数错误", "500 | A2 | 系统内部错误"], "http code message.zh-Hans"),
      (
        "甲 | 乙 | 错误信息", ["400 | A1 | 请求参数错误", "500 | A2 | 系统内部错误"],
        "http code message.zh-Hans"
      ),
      // Other spellings of the code.
      (
        "错误码 | 符号 | 十六进制 | 描述",
        ["1 | ErrNoUser | 0x01 | 用户不存在哦", "2 | ErrNoTask | 0x02 | 任务不存在哦"],
        "code alias alias message.zh-Hans"
      ),
      (
        "错误码 | 名称 | 描述", ["1 | ERR_NO_USER | 用户不存在", "2 | ERR_NO_TASK | 任务不存在"],
        "code alias message.zh-Hans"
      ),
      // The code by shape where no heading names it.
      (" | 错误信息", ["E1001 | 连接已经断开", "E1002 | 用户不存在"], "code message.zh-Hans"),
      ("编号 | 错误信息", ["1001 | 连接已经断开", "1002 | 用户不存在"], "code message.zh-Hans"),
      // Severity, category, row numbers, end of a range.
      (
        "序号 | 错误码 | 模块 | 级别 | 说明", ["1 | A1 | 登录 | 严重 | 密码不对", "2 | A2 | 登录 | 一般 | 没有权限"],
        "ignore code category severity message.zh-Hans"
      ),
      (
        "起始码 错误码 | 结束码 | 说明", ["1 | 9 | 保留给将来使用", "10 | 19 | 网络方面的错误"],
        "code code-end message.zh-Hans"
      ),
      // Other languages.
      (
        "Error code | Message | Action",
        ["E1 | Disk is full | Free some space", "E2 | No route | Check the cable"],
        "code message.en remedy.en"
      ),
      (
        "エラーコード | メッセージ | 対処方法", ["E1 | ディスクがいっぱいです | 空きを作る", "E2 | 接続できません | 再起動する"],
        "code message.ja remedy.ja"
      ),
      (
        "오류 코드 | 메시지 | 조치", ["E1 | 디스크가 가득 찼습니다 | 공간 확보", "E2 | 연결할 수 없습니다 | 다시 시작"],
        "code message.ko remedy.ko"
      ),
      ("錯誤碼 | 說明", ["E1 | 磁碟空間不足，請清理檔案", "E2 | 無法連線"], "code message.zh-Hant"),
      // Latin identifiers do not make a Chinese column English.
      (
        "错误码 | 描述", ["1 | scriptContent 格式非法", "2 | IP{0} 不属于该业务", "3 | Redis"],
        "code message.zh-Hans"
      ),
      // Tables about something else.
      ("名称 | 参数类型 | 说明", ["error_code | String | 错误码。", "error_msg | String | 错误信息。"], nil),
      ("参数 | 类型 | 说明", ["port1 | Int | 端口", "port2 | Int | 端口"], nil),
      ("版本 | 日期 | 说明", ["1.0.1 | 2024-01-02 | 修复了一个错误", "1.0.2 | 2024-01-03 | 新增接口"], nil),
      ("返回码 | 类型 | 说明", ["code | String | 返回码", "msg | String | 返回信息"], nil),
      ("水果 | 数量", ["苹果 | 3", "梨 | 4"], nil), ("错误码 | 说明", ["见下表 | 一", "见上表 | 二"], nil),
    ] as [(String, [String], String?)])
  func `columns are told by their headings, then by their cells`(
    head: String, rows: [String], expected: String?
  ) throws {
    let columns = head.split(separator: "|", omittingEmptySubsequences: false).count
    let delimiter = "|" + String(repeating: "--|", count: columns)
    let page = (["| \(head) |", delimiter] + rows.map { "| \($0) |" }).joined(separator: "\n")
    #expect(try roles(page) == expected)
  }

  @Test func `Latin columns are in the reader's language if that is written so`() throws {
    let page = "| Code | Message |\n|-|-|\n| E1 | Disque plein |\n| E2 | Pas de route |\n"
    let french = try #require(Language("fr"))
    #expect(try roles(page) == "code message.en")
    #expect(try roles(page, .init(language: french)) == "code message.fr")
    #expect(try roles(page, .init(defaultLanguage: french)) == "code message.fr")
    #expect(try roles(page, .init(language: .simplifiedChinese)) == "code message.en")
    #expect(
      try roles(page, .init(language: .japanese, defaultLanguage: french)) == "code message.fr")
  }

  @Test func `overrides win over headings and shapes`() throws {
    let page = "| 名称 | 参数类型 | 说明 |\n|-|-|-|\n| no such user | 甲 | 用户不存在 |\n"
    let options = ReadingOptions(
      overrides: try [
        "code=名称", "attribute=参数类型", "remedy.en=说明", "message=没有",
      ].map { try RoleOverride(parsing: $0) })
    let document = try read(page, options: options)
    #expect(document.entry?.code == "no such user")
    #expect(document.entry?.attributes == ["参数类型": "甲"])
    #expect(document.entry?.remedies == [.english: ["用户不存在"]])
    #expect(document.diagnostics.map(\.message) == ["no column and no label is called '没有'"])
  }

  @Test func `cells become the fields of an entry`() throws {
    let document = try read(
      """
      | HTTP状态码 | 错误码 | 符号 | 错误信息 | 原因 | 处理建议 | 级别 | 来源 |
      |---|---|---|---|---|---|---|---|
      | 403 Forbidden | `A_1` | ErrDenied | 用户 **{0}** 无权<br>访问 | 见 [权限](../p/)。<br>或已过期 | 1. 登录 2. 重试 | 严重 | JOB |
      | 5xx | A_2 | ErrFault | 系统内部错误 | - | 联系 _管理员_ | 一般 | JOB |
      """)
    #expect(document.entries.count == 2)
    let first = document.entries[0]
    #expect(first.code == "A_1" && first.httpStatus == 403 && first.aliases == ["ErrDenied"])
    #expect(
      first.texts == [
        .simplifiedChinese: .init(
          message: "用户 {0} 无权\n访问", description: "见 [权限](../p/)。\n或已过期")
      ])
    #expect(first.remedies == [.simplifiedChinese: ["登录", "重试"]])
    #expect(first[.severity] == "严重" && first.attributes == ["来源": "JOB"])
    #expect(first.lines == 3...3)
    // What is no status is kept as the page has it.
    let second = document.entries[1]
    #expect(second.httpStatus == nil && second.attributes == ["来源": "JOB", "HTTP状态码": "5xx"])
    #expect(second.texts == [.simplifiedChinese: .init(message: "系统内部错误")])
    #expect(second.remedies == [.simplifiedChinese: ["联系 _管理员_"]])
    #expect(document.account == "2 2 0 0 0" && document.diagnostics.isEmpty)
  }

  @Test func `several explanations are led by their headings`() throws {
    let document = try read(
      """
      | 错误码 | 错误信息 | 原因 | 说明 |
      |-|-|-|-|
      | 1 | 连接断开 | 网络不通 | 会自动重连 |
      """)
    #expect(
      document.entry?.texts[.simplifiedChinese]?.description == "原因：网络不通\n说明：会自动重连")
  }

  @Test func `ranges and lists of codes`() throws {
    let document = try read(
      """
      | 错误码 | 说明 |
      |-|-|
      | 1001~1010 | 网络错误 |
      | 5xx | 服务端错误 |
      | 2001、2002<br>2003 | 登录错误 |
      """)
    #expect(document.entries.map(\.code) == ["1001", "500", "2001", "2002", "2003"])
    #expect(document.entries.map(\.codeEnd) == ["1010", "599", nil, nil, nil])
    #expect(document.entries[1].aliases == ["5xx"])
    #expect(document.account == "3 2 0 0 0")
  }

  @Test func `rows need not have as many cells as the header`() throws {
    let document = try read(
      """
      | 错误码 | 说明 | 处理措施 |
      |-|-|-|
      | 1 | 甲错误 | 重试 ||
      | 2 | 参数 `a | b` 错误 | 检查 |
      | 3 | 取值 a | b 错误 | 检查 |
      | 4 | 丁错误
      | 5 | 戊错误 | 重试
      """)
    #expect(
      document.messages() == [
        "1": "甲错误", "2": "参数 a | b 错误", "3": "取值 a", "4": "丁错误", "5": "戊错误",
      ])
    #expect(document.entries[2].remedies == [.simplifiedChinese: ["b 错误 | 检查"]])
    #expect(document.marks == ["5 warning", "6 warning"])
    #expect(document.account == "5 2 0 0 0")
  }

  @Test func `tables that run together are told apart by their delimiter rows`() throws {
    let document = try read(
      """
      响应如下。
      名称 | 参数类型 | 说明 |
      |---|---|---|
      code | String | 错误码。 |
      全部错误码
      如下。
      错误码 | 错误信息 | 描述 | 处理措施 |
      |---|---|---|---|
      A_1 | Not found. | 不存在。 | 检查 |
      """)
    #expect(
      document.entry?.texts == [
        .english: .init(message: "Not found."), .simplifiedChinese: .init(message: "不存在。"),
      ])
    #expect(document.entry?.lines == 9...9)
    #expect(document.account == "1 4 4 0 0" && document.diagnostics.isEmpty)
  }

  @Test func `a table of parameters may follow a table of codes without a blank line`() throws {
    let document = try read(
      """
      | 错误码 | 错误信息 | 描述 |
      |---|---|---|
      | A_1 | Not found. | 不存在。 |
      | 名称 | 参数类型 | 说明 |
      |---|---|---|
      | code1 | String | 错误码。 |
      """)
    #expect(document.entry?.code == "A_1")
    #expect(document.account == "1 4 1 0 0" && document.diagnostics.isEmpty)
  }

  @Test func `headings and bold lines above are the category`() throws {
    let table = "\n| 错误码 | 说明 |\n|-|-|\n"
    let document = try read(
      """
      # 全部错误码

      ## 登录
      \(table)| 1 | 密码错误 |

      **会话：**
      \(table)| 2 | 会话过期 |

      **令牌**:
      \(table)| 3 | 令牌过期 |

      任务
      ----
      \(table)| 4 | 任务过期 |
      | **归档** | |
      | 5 | 归档失败 |
      | 旧 | 旧 |
      | 6 | 旧的错误 |
      """)
    #expect(
      document.entries.map(\.category) == [
        "登录", "登录 / 会话", "登录 / 令牌", "任务", "任务 / 归档", "任务 / 旧",
      ])
    #expect(document.lines.notUnderstood == 0)
  }

  @Test(arguments: ["# 标题\n\n", "**标题**:\n\n", "---\ntitle: x\n---\n# 标题\n## 全部\n\n"])
  func `a heading over all entries is no category`(head: String) throws {
    let document = try read(head + "| 错误码 | 说明 |\n|-|-|\n| 1 | 密码错误 |\n| 2 | 会话过期 |\n")
    #expect(document.entries.map(\.category) == [nil, nil])
  }

  @Test func `a row without a code is not understood`() throws {
    let document = try read(
      """
      | 错误码 | 说明 | 处理措施 |
      |-|-|-|
      | 1 | 密码错误 | 重试 |
      | 2 | 会话过期 | 重试 |
      | | 没有码 | 重试 |
      | 见下文 | 不是码 | 重试 |
      | - | - | - |
      |  |  |  |
      """)
    #expect(document.entries.map(\.code) == ["1", "2"])
    #expect(
      document.diagnostics == [
        Diagnostic(line: 5, severity: .error, message: "the row has no code"),
        Diagnostic(line: 6, severity: .error, message: "'见下文' does not look like a code"),
      ])
    #expect(document.account == "2 2 2 0 2")
  }

  @Test func `the same code with the same message is one entry`() throws {
    let document = try read(
      """
      | 错误码 | 错误信息 | 处理措施 |
      |-|-|-|
      | 1 | 密码 错误 | 重试 |
      | 2 | 密码错误 | 重试 |
      | 1 | 密码\u{3000}错误 | 重设密码 |
      | 1 | 账号错误 | 重试 |
      | A_1 | 甲 | |
      | a-1 | 甲 | |
      """)
    #expect(document.entries.map(\.code) == ["1", "2", "1", "A_1", "a-1"])
    #expect(document.entries[0].remedies == [.simplifiedChinese: ["重试", "重设密码"]])
    #expect(
      document.diagnostics == [
        Diagnostic(
          line: 5, severity: .warning,
          message:
            "code '1' with the same message stands at line 3 already; lines 3 and 5 are one entry, "
            + "with the remedy of both"),
        Diagnostic(
          line: 6, severity: .note,
          message: "code '1' stands at line 3 with another message; both are kept"),
      ])
    #expect(document.account == "6 2 0 0 0")
  }

  @Test func `tables in quotations and lists are read too`() throws {
    let document = try read(
      """
      > 如下
      > | 错误码 | 说明 |
      > |-|-|
      > | 1 | 密码错误 |

      - 其他

        | 错误码 | 说明 |
        |-|-|
        | 2 | 会话过期 |
      """)
    #expect(document.messages() == ["1": "密码错误", "2": "会话过期"])
    #expect(document.entries.map(\.lines) == [4...4, 10...10])
  }

  @Test func `a table said to have codes and without any is prose, and said so`() throws {
    let document = try read("| 错误码 | 说明 |\n|-|-|\n| 见下表 | 一 |\n| 见上表 | 二 |\n")
    #expect(document.entries.isEmpty && document.account == "0 2 2 0 0")
    #expect(document.marks == ["1 warning"])
  }

  @Test func `samples are prose`() throws {
    let document = try read(
      """
      ```
      | 错误码 | 说明 |
      |-|-|
      | 1 | 密码错误 |
      ```

      <!--
      | 错误码 | 说明 |
      |-|-|
      | 1 | 密码错误 |
      -->
      """)
    #expect(document.entries.isEmpty && document.account == "0 0 10 1 0")
  }
}

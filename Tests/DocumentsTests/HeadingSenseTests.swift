import Catalog
import Testing

@testable import Documents

struct HeadingSenseTests {
  @Test(arguments: [
    ("错误码", HeadingSense.code(isWeak: false)), ("錯誤代碼", .code(isWeak: false)),
    ("Error Code", .code(isWeak: false)), ("ErrorCode", .code(isWeak: false)),
    ("ret_code", .code(isWeak: false)), ("错误码（code）", .code(isWeak: false)),
    ("**错误 码**：", .code(isWeak: false)), ("エラーコード", .code(isWeak: false)),
    ("오류 코드", .code(isWeak: false)), ("编号", .code(isWeak: true)), ("状态码", .status),
    ("HTTP状态码", .http), ("HTTP Status Code", .http), ("错误码说明", .text(rank: 1)),
    ("Error code description", .text(rank: 3)), ("Description of the error", .text(rank: 3)),
    ("错误信息", .text(rank: 5)), ("錯誤訊息", .text(rank: 5)), ("错误类型", .text(rank: 4)),
    ("描述", .text(rank: 3)),
    ("可能原因", .text(rank: 0)), ("原因及解决办法", .remedy), ("处理措施", .remedy), ("Solution", .remedy),
    ("対処方法", .remedy), ("해결 방법", .remedy), ("级别", .field(.severity)), ("所属模块", .field(.category)),
    ("枚举值", .alias),
    ("序号", .rowNumber), ("参数类型", .foreign),
  ])
  func `headings are understood in several languages`(heading: String, sense: HeadingSense) {
    #expect(HeadingSense(heading) == sense)
  }

  @Test(arguments: ["源", "目标", "", "JOB", "Video", "customer"])
  func `other headings are silent`(heading: String) {
    #expect(HeadingSense(heading) == nil)
  }
}

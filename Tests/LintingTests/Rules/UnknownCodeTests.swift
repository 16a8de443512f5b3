import Catalog
import Testing

@testable import Linting

struct UnknownCodeTests {
  private let surroundings = base([
    "desk": ["5300", "5301", "0029", "Seat_10000001", "TS-1001", "-1001"],
    "door": ["7001", "ERR_7001"],
  ])

  private func names(_ code: String, _ text: String) throws -> [String] {
    try faults([.unknownCode], in: desk(code: code, [.description(.english): text]), surroundings)
      .map { String($0.dropFirst("description.en: ".count)) }
  }

  @Test(arguments: [
    // A system and its code.
    ("5300", "See desk:5399.", "desk:5399", "desk"), ("5300", "参见door:7009。", "door:7009", "door"),
    ("5300", "See Door:ERR_7009#2 now", "door:ERR_7009", "door"),
    ("5300", "desk:5399: full", "desk:5399", "desk"),
    // The shape of the entry's own code.
    ("Seat_10000001", "Same as Seat_10000099.", "Seat_10000099", "desk"),
    ("Seat_10000001", "与seat-10000099相同", "seat-10000099", "desk"),
    ("Seat_10000001", "(SEAT.10000099)", "SEAT.10000099", "desk"),
    ("Seat_10000001", "Seat_10000001 or Seat_10000002", "Seat_10000002", "desk"),
    // A number that is announced.
    ("5300", "错误码 5399", "5399", "desk"), ("5300", "错误码：5399。", "5399", "desk"),
    ("5300", "会返回错误代码【5399】", "5399", "desk"), ("5300", "返回码为 5399 时重试", "5399", "desk"),
    ("5300", "参见 5399。", "5399", "desk"), ("5300", "处理方法同5399", "5399", "desk"),
    ("5300", "请见（5399）", "5399", "desk"), ("5300", "详见 5399 的处理方法", "5399", "desk"),
    ("5300", "Check error code 5399 first.", "5399", "desk"),
    ("5300", "If the error code is 5399, wait.", "5399", "desk"),
    ("5300", "ret_code: 5399", "5399", "desk"), ("5300", "see 5399.", "5399", "desk"),
    ("5300", "See code 5399", "5399", "desk"), ("5300", "It returns code 5399", "5399", "desk"),
    ("5300", "See error 5399.", "5399", "desk"), ("5300", "error_code=5399", "5399", "desk"),
    ("5300", "See codes 5300, 5301 and 5399.", "5399", "desk"),
    ("5300", "If the error is 5399, wait.", "5399", "desk"),
    ("5300", "错误 5399 表示超时。", "5399", "desk"), ("E1001", "See error E9999.", "E9999", "desk"),
    ("E1001", "See E1001 and E9999.", "E9999", "desk"),
    ("5300", "See door:E42.", "door:E42", "door"),
    ("5300", "See error code `5399`.", "5399", "desk"),
    ("5300", "Error code 5399 of desk", "5399", "desk"), ("5300", "API 错误码 5399", "5399", "desk"),
    ("5300", "错误码 5300、5399", "5399", "desk"),
    ("5300", "error codes 5300 and 5399.", "5399", "desk"),
    ("5300", "检查 NFS 存储是否可写（参见 5399）。", "5399", "desk"),
    ("0029", "错误码 0030", "0030", "desk"), ("TS-1001", "错误码 TS-1009", "TS-1009", "desk"),
    ("-1001", "错误码：-1009", "-1009", "desk"),
  ])
  func `a code that is not there is found`(
    own: String, text: String, written: String, system: String
  ) throws {
    #expect(try names(own, text) == ["names \(written), which is no code of \(system)"])
  }

  @Test(arguments: [
    // Codes that are there, in any spelling, and the entry's own.
    ("5300", "See desk:5301, door:7001 and door:err-7001."), ("5300", "错误码 5301"),
    ("Seat_10000001", "seat.10000001"), ("5399", "错误码 5399"), ("Seat_10000009", "Seat-10000009"),
    // No system of the base, an image, a version, a host, a range.
    ("5300", "hall:5399 and https://desk.example:5399/"), ("5300", "Pull registry/desk:5399."),
    ("5300", "desk:0.5.0"), ("5300", "root@desk:5399"), ("5300", "desk:5399/seats"),
    ("5300", "desk:seat and desk: 5399"), ("5300", "desk:5300-5399"), ("5300", "desk:12"),
    ("5300", "desk:v2 and door:v0.5, 30 after door:30s"),
    // Codes that people receive, and ports.
    ("5300", "Enter the code 8888 you received"), ("5300", "the code 5399"),
    ("5300", "Code: 5399"), ("5300", "?code=5399"), ("5300", "connect to door:5432"),
    ("5300", "connect to desk:8080"), ("5300", "desk:8080 is the port of host desk"),
    ("5300", "desk:80801"), ("Seat_10000001", "desk:8080"), ("5300", "访问door:5432端口"),
    ("5300", "Fatal error 5399"), ("5300", "错误 5399 次"),
    // Other shapes.
    ("Seat_10000001", "Seat_1000009 Seat_100000099 mySeat_10000099 Seat10000099"),
    ("Seat_10000001", "Seat_10000099.log Seat_10000099x Seat_1000-0099 10000099"),
    ("Seat_10000001", "错误码 10000099"), ("Seat_10000001", "Seat_10000002~10000009"),
    ("HTTP404", "HTTP500"), ("TS-1001", "TS-1009"), ("IPv4", "IPv6"),
    // Numbers that nothing announces.
    ("5300", "端口 5399，大小 5399 MB，5399 次"), ("5300", "Wait 5399 ms on port 8080."),
    ("5300", "状态码 5399"), ("5300", "status code 5399"), ("5300", "HTTP code 5399"),
    ("5300", "exit code 5399"), ("5300", "验证 code 5399"), ("5300", "barcode 5399"),
    ("404", "错误码 500"), ("12", "错误码 13"), ("5300", "错误码 539"), ("5300", "错误码 53999"),
    ("5300", "错误码 5399.1"), ("5300", "错误码 5399-5400"), ("5300", "错误码 5399%"),
    ("5300", "【{0}】错误码"), ("5300", "错误码列表共 5399 个"), ("5300", "错误码 -5399"),
    // References to pages, years and quantities.
    ("5300", "参见 2024 版手册"), ("5300", "见 2024。"), ("5300", "see 5399 pages"),
    ("5300", "常见 5399。"), ("5300", "不同5399。"), ("5300", "合同5399。"), ("5300", "同 5399 元"),
    // Codes of others.
    ("5300", "MySQL 错误码 1045"), ("5300", "mysql error code 1045"),
    ("5300", "数据库返回错误码 1045"), ("5300", "CMDB 接口返回错误码 1045"),
    ("5300", "error code 1045 of MySQL"), ("5300", "error code 1045 from mysql"),
    ("5300", "错误码 1045（MySQL）"), ("5300", "MySQL（错误码 1045）"), ("5300", "错误码 5300，5399 毫秒后重试"),
    ("5300", "错误码 5300 和 5399 次"),
  ])
  func `what may be anything else is no code`(own: String, text: String) throws {
    #expect(try names(own, text) == [])
  }

  @Test func `each text names a code once, and steps say which they are`() throws {
    var entry = desk(
      code: "5300",
      [
        .message(.simplifiedChinese): "错误码 5399",
        .remedy(.simplifiedChinese): "参见 5301。\n错误码 5398，同 desk:5398。",
      ])
    #expect(
      try faults([.unknownCode], in: entry, surroundings) == [
        "message.zh-Hans: names 5399, which is no code of desk",
        "remedy.zh-Hans: step 2 names 5398, which is no code of desk",
      ])
    entry.aliases = ["5399"]
    let found = try findings([.unknownCode], in: entry, surroundings)
    #expect(found.map(\.mending) == [.write(.remedy(.simplifiedChinese))])
  }

  @Test func `codes are looked up for what names one only`() throws {
    struct LookedUp: Error {}
    var surroundings = surroundings
    surroundings.holds = { _, _ in throw LookedUp() }
    let text = String(repeating: "端口 5399，desk:a，12 错误码 ", count: 20_000)
    let entry = desk(code: "5300", [.description(.english): text])
    #expect(try faults([.unknownCode], in: entry, surroundings) == [])
  }
}

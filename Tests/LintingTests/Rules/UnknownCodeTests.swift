import Catalog
import Testing

@testable import Linting

struct UnknownCodeTests {
  private let base = lookup([
    "desk": ["5300", "5301", "Seat_10000001"], "door": ["70010", "ERR_7001"],
  ])

  private func names(_ text: String) throws -> [String] {
    try faults(UnknownCode.rules, in: desk(code: "5300", [.description(.english): text]), base)
      .map { String($0.dropFirst("description.en: ".count)) }
  }

  @Test(arguments: [
    ("See desk:5399.", "desk:5399", "desk"), ("参见door:70019。", "door:70019", "door"),
    ("See Door:ERR_7009#2 now", "door:ERR_7009", "door"), ("desk:5399: full", "desk:5399", "desk"),
    ("See `desk:5399`", "desk:5399", "desk"),
    ("(DESK:seat-10000009)", "desk:seat-10000009", "desk"),
    ("desk:5300, desk:5301 and desk:5302", "desk:5302", "desk"),
  ])
  func `a code that is not there is found`(text: String, written: String, system: String) throws {
    #expect(try names(text) == ["names \(written), which is no code of \(system)"])
  }

  @Test(arguments: [
    // Codes that are there, in any spelling.
    "See desk:5301, door:70010 and door:err-7001.", "desk:5300",
    // No system of the base.
    "hall:5399 and time 12:5399",
    // Other forms than the system's codes: ports, versions, ranges, units.
    "connect to door:8080", "desk:53", "desk:0.5.0", "desk:v2", "desk:5300-5399", "door:30s",
    "desk:seat and desk: 5399",
    // Parts of addresses.
    "https://desk.example:5399/", "registry/desk:5399", "root@desk:5399", "desk:5399/seats",
    // No system is named.
    "错误码 5399, see error code 5399", "Seat_10000099",
  ])
  func `what may be something else is no code`(text: String) throws {
    #expect(try names(text) == [])
  }

  @Test func `each text names a code once, and steps say which they are`() throws {
    let entry = desk(
      code: "5300",
      [
        .message(.simplifiedChinese): "见 desk:5399",
        .remedy(.simplifiedChinese): "参见 desk:5301。\n见 desk:5398，同 DESK:5398。",
      ])
    #expect(
      try faults(UnknownCode.rules, in: entry, base) == [
        "message.zh-Hans: names desk:5399, which is no code of desk",
        "remedy.zh-Hans: step 2 names desk:5398, which is no code of desk",
      ])
    let found = try findings(UnknownCode.rules, in: entry, base)
    #expect(
      found.map(\.next) == [
        .write(.message(.simplifiedChinese)), .write(.remedy(.simplifiedChinese)),
      ])
  }

  @Test func `an entry that was removed may name itself`() throws {
    var entry = desk(code: "5398", [.message(.english): "desk:5398"])
    entry.status = .removed
    #expect(try faults(UnknownCode.rules, in: entry, base) == [])
  }
}

import Catalog
import Testing

@testable import Linting

struct SameTextTests {
  private let rules = SameText.rules
  private let texts: KeyValuePairs<Field, String> = [
    .message(.simplifiedChinese): "座位已占", .message(.english): "Seat taken",
    .description(.english): "Somebody sits there.",
  ]

  private func base(_ twins: [Field: TwinEntries]) -> BaseLookup {
    var base = BaseLookup()
    base.twins = { twins[$1] }
    return base
  }

  @Test func `the first language that is shared is reported, the system's own first`() throws {
    let both = base([
      .message(.english): TwinEntries(first: "desk:7", count: 1),
      .message(.simplifiedChinese): TwinEntries(first: "desk:5", count: 3),
      .description(.english): TwinEntries(first: "desk:8", count: 2),
    ])
    #expect(
      try faults(rules, in: desk(texts), both) == [
        "message.zh-Hans: is that of desk:5 and 2 more as well",
        "description.en: is that of desk:8 and 1 more as well",
      ])
    let one = base([.message(.english): TwinEntries(first: "desk:7", count: 1)])
    #expect(
      try faults(rules, in: desk(texts), one) == ["message.en: is that of desk:7 as well"])
    #expect(
      try findings(rules, in: desk(texts), one).map(\.next) == [.write(.message(.english))])
    #expect(try faults(rules, in: desk(texts), base([:])) == [])
  }

  @Test func `what is on its way out may share its texts with what comes after it`() throws {
    let twins = base([.message(.english): TwinEntries(first: "desk:7", count: 1)])
    for status in [EntryStatus.deprecated, .removed] {
      var entry = desk(texts)
      entry.status = status
      #expect(try faults(rules, in: entry, twins) == [])
    }
    var entry = desk(texts)
    entry.withdrawn = "2026-01-01T00:00:00.000Z"
    #expect(try faults(rules, in: entry, twins) == [])
  }

  @Test func `twins are not looked up for a rule that is off, nor for a text that is not there`()
    throws
  {
    struct LookedUp: Error {}
    var base = BaseLookup()
    base.twins = { _, field in
      if case .message(.english) = field { throw LookedUp() }
      return nil
    }
    #expect(throws: LookedUp.self) { try faults(rules, in: desk(texts), base) }
    #expect(try faults([SameText.sameDescription], in: desk(texts), base) == [])
    let entry = desk([.message(.simplifiedChinese): "座位", .description(.english): "A seat."])
    #expect(try faults(rules, in: entry, base) == [])
  }
}

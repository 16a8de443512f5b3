import Catalog
import Testing

@testable import Linting

struct TextStateRuleTests {
  private let rules = TextStateRule.rules

  private func translated(_ origin: Entry.Origin?) -> Entry {
    var entry = desk([
      .message(.simplifiedChinese): "座位已占", .remedy(.simplifiedChinese): "换座位。",
      .message(.english): "Seat taken",
    ])
    entry.texts[.english]?.state = .outdated
    entry.texts[.english]?.origin = origin
    return entry
  }

  @Test func `an outdated text says what has changed`() throws {
    var origin = Entry.Origin(language: .simplifiedChinese, message: "座位没了", remedy: "换座位。")
    #expect(
      try faults(rules, in: translated(origin)) == [
        "state.en: is outdated: the message in zh-Hans has changed"
      ])
    origin.remedy = "等座位。"
    #expect(
      try faults(rules, in: translated(origin)) == [
        "state.en: is outdated: the message and remedy in zh-Hans have changed"
      ])
    origin.description = "旧说明"
    #expect(
      try faults(rules, in: translated(origin)) == [
        "state.en: is outdated: the message, description and remedy in zh-Hans have changed"
      ])
  }

  @Test func `a text that nothing outdates was marked`() throws {
    let marked = ["state.en: is outdated: somebody marked it so"]
    #expect(try faults(rules, in: translated(nil)) == marked)
    let origin = Entry.Origin(language: .simplifiedChinese, message: "座位 已占")
    #expect(try faults(rules, in: translated(origin)) == marked)
    #expect(try findings(rules, in: translated(nil)).map(\.next) == [.translate(.english)])
  }

  @Test func `drafts come after what is outdated, and the rest is fine`() throws {
    var entry = desk([
      .message(.simplifiedChinese): "座位", .message(.english): "Seat", .message(.japanese): "席",
      .message(.korean): "자리",
    ])
    entry.texts[.english]?.state = .draft
    entry.texts[.japanese]?.state = .outdated
    entry.texts[.korean]?.state = .reviewed
    let found = try findings(rules, in: entry)
    #expect(found.map(\.rule) == [TextStateRule.outdatedTranslation, TextStateRule.unreviewedText])
    #expect(found.map(\.field) == [.state(.japanese), .state(.english)])
    #expect(found.last?.sentence == "is draft: nobody has reviewed it")
    #expect(found.last?.next == .approve(.english))
  }
}

import Catalog
import Testing

@testable import Linting

struct MissingTextTests {
  private let rules = MissingText.rules

  private func sentences(_ requirements: [String], in entry: Entry) throws -> [String] {
    let requirements = Set(requirements.compactMap { Requirement($0) })
    return try faults(rules, in: entry, requirements: requirements)
  }

  /// A message in Chinese, a description in English.
  private let entry = desk([
    .message(.simplifiedChinese): "座位", .description(.english): "A seat.",
  ])

  @Test(arguments: [
    ([], []), (["message"], []), (["message.zh", "description", "description.en"], []),
    (["remedy"], ["remedy.zh-Hans: is missing; no language has one"]),
    (["remedy.en"], ["remedy.en: is missing; no language has one"]),
    (["remedy", "remedy.en"], ["remedy.en: is missing; no language has one"]),
    (["message.en"], ["message.en: is missing; zh-Hans has one"]),
    (["description", "description.zh"], ["description.zh-Hans: is missing; en has one"]),
    (["en"], ["message.en: is missing; zh-Hans has one"]),
    (["zh"], ["description.zh-Hans: is missing; en has one"]),
    (["en", "message.en"], ["message.en: is missing; zh-Hans has one"]),
    (
      ["ja", "en", "message.ja", "remedy"],
      [
        "message.ja: is missing; zh-Hans has one",
        "remedy.zh-Hans: is missing; no language has one",
        "message.en: is missing; zh-Hans has one", "description.ja: is missing; en has one",
      ]
    ),
  ])
  func `what is asked for and not there is found, each once`(
    requirements: [String], expected: [String]
  ) throws {
    #expect(try sentences(requirements, in: entry) == expected)
  }

  @Test func `a text that another language has is translated, else it is written`() throws {
    let found = try findings(
      rules, in: entry,
      requirements: [.message(.english), .remedy(nil), .translation(.simplifiedChinese)])
    #expect(
      found.map(\.rule) == [
        MissingText.missingMessage, MissingText.missingRemedy, MissingText.missingTranslation,
      ])
    #expect(
      found.map(\.next) == [
        .translate(.english), .write(.remedy(.simplifiedChinese)), .translate(.simplifiedChinese),
      ])
  }

  @Test func `without a language of its own, a system is written about in English`() throws {
    var entry = Entry(system: "desk", code: "E1")
    #expect(
      try sentences(["message"], in: entry) == ["message.en: is missing; no language has one"])
    entry.remedies[.korean] = []
    #expect(try sentences(["remedy"], in: entry) == ["remedy.en: is missing; no language has one"])
  }

  @Test func `a rule that is off hides no missing translation`() throws {
    let requirements: Set<Requirement> = [.message(.english), .translation(.english)]
    let found = try faults([MissingText.missingTranslation], in: entry, requirements: requirements)
    #expect(found == ["message.en: is missing; zh-Hans has one"])
    #expect(
      try faults([MissingText.missingMessage], in: entry, requirements: requirements).count == 1)
  }

  @Test func `what is on its way out need not be complete`() throws {
    var deprecated = entry
    deprecated.status = .deprecated
    #expect(try sentences(["remedy", "en"], in: deprecated) == [])
    var withdrawn = entry
    withdrawn.withdrawn = "2026-01-01T00:00:00.000Z"
    #expect(try sentences(["remedy", "en"], in: withdrawn) == [])
  }
}

import Catalog
import Testing

@testable import Linting

struct LinterTests {
  @Test func `a message that a document gives is what the system prints, and is not fixed`() throws
  {
    let printed = entry(.message(.english), "Full\u{7}", state: .sourced)
    let found = try findings(ControlCharacter.rule, in: printed)
    #expect(found.map(\.next) == [.write(.message(.english))])
    #expect(Linter(LintSettings()).fixed(EntryRecord(entry: printed)).isEmpty)
    let written = entry(.message(.english), "Full\u{7}", state: .draft)
    #expect(try findings(ControlCharacter.rule, in: written).map(\.next) == [.fix])
    // That somebody has written the remedy beside it does not change what the system prints.
    var record = EntryRecord(entry: written)
    record.entry.sources = [Entry.Source(document: "page", line: 3)]
    record.sources["page"] = SourceRecord(
      code: "E1", lines: 3...3, base: FieldValues([.message(.english): "Full\u{7}"]))
    #expect(Linter(LintSettings()).fixed(record).isEmpty)
  }

  @Test func `a step is named by its number, and the others stay as they are`() throws {
    let remedy = Field.remedy(.english)
    let entry = entry(remedy, "Stop\nWait\u{7}\nStart")
    let found = try findings(ControlCharacter.rule, in: entry)
    #expect(found.map(\.sentence) == ["step 2 holds U+0007, which nobody sees"])
    #expect(found.map(\.next) == [.fix])
  }

  @Test func `a finding leads to the first document that gives the text as it stands`() throws {
    var record = EntryRecord(entry: entry(.description(.english), "Bell\u{7}", state: .sourced))
    record.entry.sources = [
      Entry.Source(document: "handbook", line: 3), Entry.Source(document: "page", line: 19),
    ]
    record.sources = [
      "handbook": SourceRecord(
        code: "E1", lines: 3...3, base: FieldValues([.description(.english): "Bell"])),
      "page": SourceRecord(
        code: "E1", lines: 19...19, base: FieldValues([.description(.english): "Bell\u{7}"])),
    ]
    var settings = LintSettings()
    settings.rules = [ControlCharacter.rule]
    var found = try Linter(settings).findings(of: record, in: BaseLookup())
    #expect(found.map(\.source) == [Entry.Source(document: "page", line: 19)])
    record.entry.texts[.english]?.description = "Ours\u{7}"
    found = try Linter(settings).findings(of: record, in: BaseLookup())
    #expect(found.map(\.source) == [nil])
  }

  @Test func `rules can be turned off, weighed anew, named and passed over as too light`() throws {
    var settings = LintSettings()
    #expect(settings.severity(of: FullWidth.rule) == .note)
    settings.severities = [FullWidth.rule: nil, SameText.sameMessage: .error]
    #expect(settings.severity(of: FullWidth.rule) == nil)
    #expect(settings.severity(of: SameText.sameMessage) == .error)
    settings.threshold = .error
    #expect(settings.severity(of: SameText.sameDescription) == nil)
    settings.threshold = .note
    settings.rules = [FullWidth.rule]
    #expect(settings.severity(of: FullWidth.rule) == .note)
    #expect(settings.severity(of: SameText.sameMessage) == nil)
  }

  @Test func `ids are unique words in lower case, and every rule has a sentence`() {
    for rule in LintRule.all {
      #expect(rule.id.allSatisfy { $0.isLowercase || $0 == "-" })
      #expect(rule.summary.hasSuffix("."))
    }
  }

  @Test(arguments: [
    ("message", Requirement.message(nil)), ("remedy.en", .remedy(.english)),
    ("description.zh", .description(.simplifiedChinese)), ("en", .translation(.english)),
  ])
  func `a requirement is a field, a field in a language, or a language`(
    text: String, requirement: Requirement
  ) {
    #expect(Requirement(text) == requirement)
  }

  @Test(arguments: ["", "code", "message.", "message.12", "remedies", "en.message", "remedy.en.fr"])
  func `what is no requirement is refused`(text: String) {
    #expect(Requirement(text) == nil)
  }
}

import Catalog
import Testing

@testable import Linting

struct LinterTests {
  @Test func `a message that a document gives is what the system prints, and is not mended`() throws
  {
    let printed = entry(.message(.english), "Full\u{7}", state: .sourced)
    let found = try findings(.controlCharacter, in: printed)
    #expect(found.map(\.mending) == [.write(.message(.english))])
    #expect(Linter(LintSettings()).mended(EntryRecord(entry: printed)).isEmpty)
    let written = entry(.message(.english), "Full\u{7}", state: .draft)
    #expect(try findings(.controlCharacter, in: written).map(\.mending) == [.fix("Full")])
    // That somebody has written the remedy beside it does not change what the system prints.
    var record = EntryRecord(entry: written)
    record.entry.sources = [Entry.Source(document: "page", line: 3)]
    record.sources["page"] = SourceRecord(
      code: "E1", lines: 3...3, base: FieldValues([.message(.english): "Full\u{7}"]))
    #expect(Linter(LintSettings()).mended(record).isEmpty)
  }

  @Test func `a step is named by its number, and the others stay as they are`() throws {
    let remedy = Field.remedy(.english)
    let entry = entry(remedy, "Stop\nWait\u{7}\nStart")
    let found = try findings(.controlCharacter, in: entry)
    #expect(found.map(\.sentence) == ["step 2 holds U+0007, which nobody sees"])
    #expect(found.map(\.mending) == [.fix("Stop\nWait\nStart")])
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
    settings.rules = [.controlCharacter]
    var found = try Linter(settings).findings(of: record, in: Surroundings())
    #expect(found.map(\.source) == [Entry.Source(document: "page", line: 19)])
    record.entry.texts[.english]?.description = "Ours\u{7}"
    found = try Linter(settings).findings(of: record, in: Surroundings())
    #expect(found.map(\.source) == [nil])
  }

  @Test func `rules can be turned off, weighed anew, named and passed over as too light`() throws {
    var settings = LintSettings()
    #expect(settings.severity(of: .mixedWidth) == .note)
    settings.severities = [.mixedWidth: nil, .sameMessage: .error]
    #expect(settings.severity(of: .mixedWidth) == nil)
    #expect(settings.severity(of: .sameMessage) == .error)
    settings.threshold = .error
    #expect(settings.severity(of: .sameDescription) == nil)
    settings.threshold = .note
    settings.rules = [.mixedWidth]
    #expect(settings.severity(of: .mixedWidth) == .note)
    #expect(settings.severity(of: .sameMessage) == nil)
  }

  @Test func `ids are unique words in lower case, and every rule has a sentence`() {
    for rule in LintRule.allCases {
      #expect(rule.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
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

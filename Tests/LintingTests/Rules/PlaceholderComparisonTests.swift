import Catalog
import Testing

@testable import Linting

struct PlaceholderComparisonTests {
  private let rules = PlaceholderComparison.rules

  private func sentences(_ chinese: String, _ english: String) throws -> [String] {
    try faults(
      rules, in: desk([.message(.simplifiedChinese): chinese, .message(.english): english]))
  }

  @Test(arguments: [
    ("座位{0}在{1}室", "Seat {0}", "lacks {1}, which the message in zh-Hans has"),
    ("座位{0}", "Seat {0} in {1}", "has {1}, which the message in zh-Hans lacks"),
    ("座位{seat}", "Seat {chair}", "has {chair}, where the message in zh-Hans has {seat}"),
    ("座位{0}", "Seat {1}", "has {1}, where the message in zh-Hans has {0}"),
    ("座位{Seat}", "Seat {seat}", "has {seat}, where the message in zh-Hans has {Seat}"),
    ("座位", "Seat {0} {1}", "has {0} and {1}, which the message in zh-Hans lacks"),
    ("座位%s", "Seat", "lacks %s, which the message in zh-Hans has"),
    ("座位%s和%s", "Seat %s", "lacks another %s, which the message in zh-Hans has"),
    ("座位%s", "Seat %d", "has %d, where the message in zh-Hans has %s"),
    ("%s室%d座", "Seat %d, %s", "has %d and %s in another order than the message in zh-Hans"),
    ("座位{}", "Seat", "lacks {}, which the message in zh-Hans has"),
    ("%1$s室%2$s座", "Seat %1$s", "lacks %2$s, which the message in zh-Hans has"),
    ("座位%1$s", "Seat {1}", "has {1}, where the message in zh-Hans has %1$s"),
    ("座位<seat>", "Seat", "lacks <seat>, which the message in zh-Hans has"),
    ("座位%(seat)s", "Seat %(chair)s", "has %(chair)s, where the message in zh-Hans has %(seat)s"),
  ])
  func `a translation that fills other blanks is found`(
    chinese: String, english: String, sentence: String
  ) throws {
    #expect(try sentences(chinese, english) == ["message.en: " + sentence])
  }

  @Test(arguments: [
    ("座位", "Seat"), ("【{0}】座", "Seat {0}"), ("座位{ 0 }", "Seat {0}"),
    ("{0}室{1}座", "Seat {1} in {0}"), ("座位{0}", "Seat {0}, {0}"), ("座位${x}", "Seat {x}"),
    ("座位%1$s", "Seat %1$s, yes %1$s"), ("%s室%d座", "Seat %2$d in %1$s"),
    ("%1$s室%2$d座", "Seat %s %d"), ("{}室{}座", "Seat {1} in {0}"), ("%5d座", "Seat %u"),
    ("%s室%s座", "Seat %s, %s"), ("满 80%", "80% full"), ("{0,number,#}座", "Seat {0}"),
  ])
  func `what a translation may do with blanks is no fault`(
    chinese: String, english: String
  ) throws {
    #expect(try sentences(chinese, english) == [])
  }

  @Test func `a rule for each way to differ`() throws {
    let cases: [(String, LintRule)] = [
      ("Seat", PlaceholderComparison.placeholderMissing),
      ("Seat {0} {1}", PlaceholderComparison.placeholderExtra),
      ("Seat {1}", PlaceholderComparison.placeholderDifferent),
    ]
    for (english, rule) in cases {
      let entry = desk([.message(.simplifiedChinese): "座位{0}", .message(.english): english])
      let found = try findings(rules, in: entry)
      #expect(found.map(\.rule) == [rule])
      #expect(found.map(\.next) == [.write(.message(.english))])
    }
  }

  @Test func `the original is what was translated, else the system's, else a document's`() throws {
    var entry = desk([
      .message(.simplifiedChinese): "座位", .message(.english): "Seat {0}",
      .message(.japanese): "席{0}",
    ])
    #expect(
      try faults(rules, in: entry) == [
        "message.en: has {0}, which the message in zh-Hans lacks",
        "message.ja: has {0}, which the message in zh-Hans lacks",
      ])
    entry.texts[.japanese]?.origin = Entry.Origin(language: .english, message: "Seat {0}")
    #expect(
      try faults(rules, in: entry) == ["message.en: has {0}, which the message in zh-Hans lacks"])
    // A system's language that was itself translated is no original of what it was made from.
    entry.texts[.simplifiedChinese]?.origin = Entry.Origin(language: .english)
    #expect(
      try faults(rules, in: entry) == ["message.zh-Hans: lacks {0}, which the message in en has"])
    entry.texts[.japanese] = nil
    entry.texts[.simplifiedChinese]?.origin = nil
    entry.systemLanguage = nil
    entry.texts[.english]?.state = .draft
    #expect(
      try faults(rules, in: entry) == ["message.en: has {0}, which the message in zh-Hans lacks"])
    entry.texts[.english]?.state = .sourced
    entry.texts[.simplifiedChinese]?.state = .draft
    #expect(
      try faults(rules, in: entry) == ["message.zh-Hans: lacks {0}, which the message in en has"])
    // An origin that is not there any more is passed over.
    entry.texts[.simplifiedChinese]?.origin = Entry.Origin(language: .korean)
    #expect(try faults(rules, in: entry).count == 1)
  }

  @Test func `two languages made from each other differ once`() throws {
    var entry = desk([.message(.simplifiedChinese): "座位", .message(.english): "Seat {0}"])
    entry.texts[.english]?.origin = Entry.Origin(language: .simplifiedChinese)
    entry.texts[.simplifiedChinese]?.origin = Entry.Origin(language: .english)
    #expect(try faults(rules, in: entry).count == 1)
  }

  @Test(arguments: [
    ("座位{0}在{1}室。", "Seat {0}.", ["lacks {1}, which the description in zh-Hans has"]),
    ("座位{0}。", "A seat.", []), ("座位。", "Seat {0}.", []), ("座位{0}。", "Seat *{0}*.", []),
    ("座位{0}：`show <座位>`。", "Seat {0}: `show <seat>`.", []),
    ("设 $SEAT 为{0}。", "Set it to {0}.", []),
  ])
  func `descriptions are compared where both have blanks`(
    chinese: String, english: String, expected: [String]
  ) throws {
    let entry = desk([.description(.simplifiedChinese): chinese, .description(.english): english])
    #expect(try faults(rules, in: entry) == expected.map { "description.en: " + $0 })
  }
}

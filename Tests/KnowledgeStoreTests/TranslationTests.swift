import Catalog
import Testing

@testable import KnowledgeStore

/// Translations that come back from translators.
struct TranslationTests {
  private let system = SystemDescription(slug: "desk", name: "Desk", language: chinese)

  /// A page of two entries, one with a remedy of two steps.
  private func filledBase() throws -> KnowledgeBase {
    let base = try emptyBase()
    try base.take(
      page(
        1,
        [
          draft("E1", "磁盘已满", remedy: ["清理", "重试"], line: 1),
          draft("E2", "网络中断", line: 2), draft("E3", "磁盘已满", line: 3),
        ], system: system))
    return base
  }

  private let whole = [
    "E1/message": "Disk full", "E1/remedy/1": "Clean up", "E1/remedy/2": "Retry",
  ]

  @Test func `what comes back as it was handed out changes nothing`() throws {
    let base = try filledBase()
    try base.edit("E2", [.message(.english): "cut"])
    let before = try base.dump()
    let report = try base.take(try base.handedOut())
    #expect(report.unchanged == 3 && report.changed == 0)
    try base.take(try base.handedOut().unremembered)
    #expect(try base.dump() == before)
  }

  @Test func `all texts of an entry, none of them fuzzy, are reviewed by whoever brings them`()
    throws
  {
    let base = try filledBase()
    let report = try base.take(try base.handedOut().with(whole))
    #expect(report.changed == 1 && report.unchanged == 2)
    #expect(
      try base.texts(of: "E1") == [
        "made_from.en.language=zh-Hans", "made_from.en.message=磁盘已满",
        "made_from.en.remedy=清理 / 重试", "message.en=Disk full", "remedy.en=Clean up / Retry",
        "reviewed_by.en=tra", "state.en=reviewed",
      ])
    #expect(try base.texts(of: "E3") == [])
    #expect(try base.batches().count == 2)
    try base.checkHistory()
    try base.checkIndex()
  }

  @Test(arguments: [
    (["E1/message": "Disk full"], [:]),
    (
      ["E1/message": "Disk full", "E1/remedy/1": "Clean up", "E1/remedy/2": "Retry"],
      ["E1/remedy/2": true]
    ),
  ])
  func `some of them, or one that is fuzzy, are a draft`(
    texts: [String: String], fuzzy: [String: Bool]
  ) throws {
    let base = try filledBase()
    try base.take(try base.handedOut().with(texts, fuzzy: fuzzy))
    let found = try base.texts(of: "E1")
    #expect(found.contains("state.en=draft") && found.contains("message.en=Disk full"))
  }

  @Test func `texts that the file does not hold are not reviewed with it`() throws {
    let base = try filledBase()
    try base.edit("E2", [.description(.english): "No cable."])
    try base.take(try base.handedOut().with(["E2/message": "cut"]))
    #expect(try base.texts(of: "E2").contains("state.en=draft"))
  }

  @Test func `a draft is reviewed by taking the mark off, and doubted by putting it on`() throws {
    let base = try filledBase()
    try base.edit("E2", [.message(.english): "cut"])
    let draft = try base.handedOut()
    try base.take(draft.with(fuzzy: ["E2/message": false]))
    #expect(try base.texts(of: "E2").contains("state.en=reviewed"))
    // The older file was not touched in this place: it does not doubt what was approved since.
    #expect(try base.take(draft).changed == 0)
    #expect(try base.take(draft.unremembered).changed == 0)
    try base.take(try base.handedOut().with(fuzzy: ["E2/message": true]))
    #expect(try base.texts(of: "E2").contains("state.en=draft"))
    #expect(try !base.texts(of: "E2").contains { $0.hasPrefix("reviewed_by") })
  }

  @Test func `what a document gives stays so until somebody writes another text`() throws {
    let base = try emptyBase()
    var both = draft("E1", "磁盘已满")
    both.set(.message(.english), to: "full")
    try base.take(page(1, [both], system: system))
    #expect(try base.take(try base.handedOut()).changed == 0)
    #expect(try base.take(try base.handedOut().with(fuzzy: ["E1/message": true])).changed == 0)
    try base.take(try base.handedOut().with(["E1/message": "Disk full"]))
    #expect(
      try base.texts(of: "E1") == [
        "made_from.en.language=zh-Hans", "made_from.en.message=磁盘已满", "message.en=Disk full",
        "reviewed_by.en=tra", "state.en=reviewed",
      ])
  }

  @Test func `what was made from a text that has changed since is outdated at once`() throws {
    let base = try filledBase()
    let file = try base.handedOut()
    try base.edit("E1", [.message(chinese): "磁盘全满"])
    try base.take(file.with(whole))
    #expect(
      try base.texts(of: "E1") == [
        "made_from.en.language=zh-Hans", "made_from.en.message=磁盘已满",
        "made_from.en.remedy=清理 / 重试", "message.en=Disk full", "remedy.en=Clean up / Retry",
        "state.en=outdated",
      ])
    // And it is handed out with what it was made from.
    let text = try base.exportedPO()
    #expect(text.contains("#| msgid \"磁盘已满\"\nmsgctxt \"desk:E1/message\"\n"))
    // Looked at again, it is right.
    try base.take(
      try base.handedOut().with(
        fuzzy: ["E1/message": false, "E1/remedy/1": false, "E1/remedy/2": false]))
    #expect(try base.texts(of: "E1").contains("state.en=reviewed"))
    #expect(try base.texts(of: "E1").contains("made_from.en.message=磁盘全满"))
  }

  @Test func `a change of white space and punctuation outdates nothing`() throws {
    let base = try filledBase()
    let file = try base.handedOut()
    try base.edit("E2", [.message(chinese): "网络中断。"])
    try base.take(file.with(["E2/message": "cut"]))
    #expect(try base.texts(of: "E2").contains("state.en=reviewed"))
  }

  @Test func `what both changed is a conflict, what one changed is taken or stays`() throws {
    let base = try filledBase()
    try base.edit("E1", [.message(.english): "a", .remedy(.english): "b\nc"])
    let file = try base.handedOut()
    try base.edit("E1", [.message(.english): "here", .remedy(.english): "here\nc"])
    // Only here.
    #expect(try base.take(file).changed == 0)
    let both = file.with(["E1/message": "there", "E1/remedy/1": "here"])
    let before = try base.dump()
    #expect(throws: TranslationError.self) { try base.take(both) }
    #expect(try base.dump() == before)
    let plan = try base.take(both, dryRun: true)
    #expect(plan.conflicts.count == 1)
    let conflict = try #require(plan.conflicts.first.first)
    #expect(conflict.address == "desk:E1")
    #expect(
      conflict.fields
        == [FieldChange(field: .message(.english), before: "here", after: "there")])
    let ours = try base.take(both, onConflict: .ours)
    #expect(ours.changed == 0 && ours.conflicts.count == 1)
    #expect(try base.dump() == before)
    #expect(try base.take(both, onConflict: .theirs).conflicts.count == 1)
    #expect(try base.texts(of: "E1").contains("message.en=there"))
    #expect(try base.texts(of: "E1").contains("remedy.en=here / c"))
  }

  @Test func `what was cleared here stays so, unless it was translated anew`() throws {
    let base = try filledBase()
    try base.edit("E2", [.message(.english): "a"])
    let file = try base.handedOut()
    try base.edit("E2", [.message(.english): nil])
    #expect(try base.take(file).changed == 0)
    #expect(try base.take(file.with(["E2/message": "b"]), dryRun: true).conflicts.count == 1)
  }

  /// What becomes of a text that the base does not remember to have handed out.
  @Test(arguments: [
    (nil, nil, false, "there", 0), (nil, nil, true, "there", 0),
    ("here", "draft", false, "here", 1), ("here", "draft", true, "here", 0),
    ("here", "reviewed", false, "here", 1), ("here", "reviewed", true, "here", 0),
  ])
  func `without a memory only what is missing is filled`(
    ours: String?, state: String?, isFuzzy: Bool, expected: String, conflicts: Int
  ) throws {
    let base = try filledBase()
    if let ours { try base.edit("E2", [.message(.english): ours, .state(.english): state]) }
    let file = try base.handedOut().unremembered
      .with(["E2/message": "there"], fuzzy: ["E2/message": isFuzzy])
    let report = try base.take(file, onConflict: .ours)
    #expect(!report.isRemembered && report.conflicts.count == conflicts)
    #expect(try base.texts(of: "E2").contains("message.en=\(expected)"))
    if conflicts > 0 {
      #expect(report.changed == 0)
      #expect(throws: TranslationError.self) { try base.take(file) }
    }
  }

  @Test func `another base with a history of its own remembers nothing`() throws {
    let base = try filledBase()
    try base.edit("E2", [.message(.english): "here", .state(.english): "reviewed"])
    var file = try base.handedOut()
    file.moment?.at = "2026-01-01T00:00:00.000Z"
    #expect(
      try base.take(file.with(["E2/message": "there"]), dryRun: true).conflicts.count == 1)
    #expect(try base.take(try base.handedOut().with(["E2/message": "there"])).changed == 1)
  }

  @Test func `what a tool guesses for a text that is new or has changed is left out`() throws {
    let base = try filledBase()
    try base.edit("E1", [.message(.english): "Disk full"])
    let file = try base.handedOut()
    try base.edit("E2", [.message(chinese): "磁盘已满了"])
    try base.take(page(2, [draft("E9", "磁盘已满！！", line: 9)], name: "other", system: system))
    // As msgmerge does it: the units of a newer export, translations of the older one, its header.
    var merged = try base.handedOut().with(
      ["E2/message": "Disk full", "E9/message": "Disk full"],
      fuzzy: ["E2/message": true, "E9/message": true])
    merged.moment = file.moment
    let report = try base.take(merged)
    #expect(report.changed == 0 && report.guesses == 2)
    #expect(try base.take(merged.unremembered).guesses == 2)
    // Somebody looked at one of them.
    try base.take(merged.with(fuzzy: ["E2/message": false]))
    #expect(try base.texts(of: "E2").contains("state.en=reviewed"))
    #expect(try base.texts(of: "E9") == [])
  }

  @Test func `a remedy waits for its last step, and one that is here lends what is left empty`()
    throws
  {
    let base = try filledBase()
    let file = try base.handedOut()
    let report = try base.take(file.with(["E1/remedy/2": "Retry"]))
    #expect(report.waiting.first == ["desk:E1"] && report.changed == 0)
    try base.edit("E1", [.remedy(.english): "one\ntwo"])
    try base.take(
      try base.handedOut().with(["E1/remedy/1": "", "E1/remedy/2": "2"]))
    #expect(try base.texts(of: "E1").contains("remedy.en=one / 2"))
    // Steps that a filter took out of the file count as empty.
    var part = try base.handedOut().with(["E1/remedy/2": "II"])
    part.units.removeAll { $0.place.part == .step(1) }
    try base.take(part)
    #expect(try base.texts(of: "E1").contains("remedy.en=one / II"))
  }

  @Test func `a filter that drops the last step makes no shorter remedy`() throws {
    let base = try filledBase()
    var part = try base.handedOut().with(whole)
    part.units.removeAll { $0.place.part == .step(2) }
    for file in [part, part.unremembered] {
      let report = try base.take(file, dryRun: true)
      #expect(report.waiting.first == ["desk:E1"])
      #expect(!report.results.flatMap(\.changes).contains { $0.field == .remedy(.english) })
    }
    try base.edit("E1", [.remedy(.english): "one\ntwo"])
    part = try base.handedOut().with(["E1/remedy/1": "I"])
    part.units.removeAll { $0.place.part == .step(2) }
    try base.take(part)
    #expect(try base.texts(of: "E1").contains("remedy.en=I / two"))
    // The source has gained a step since: the file is whole all the same.
    let file = try base.handedOut().with(["E1/remedy/1": "1", "E1/remedy/2": "2"])
    try base.edit("E1", [.remedy(chinese): "清理\n重试\n重启"])
    try base.take(file)
    #expect(try base.texts(of: "E1").contains("remedy.en=1 / 2"))
  }

  @Test func `a translator goes on in a file that was taken in before`() throws {
    let base = try filledBase()
    let file = try base.handedOut()
    try base.take(file.with(["E2/message": "One", "E3/message": "Full"]))
    try base.take(file.with(["E2/message": "One, refined", "E3/message": "Full"]))
    #expect(try base.texts(of: "E2").contains("message.en=One, refined"))
    #expect(try base.texts(of: "E2").contains("state.en=reviewed"))
    // And doubts a text that was taken in as right.
    let doubted = file.with(
      ["E2/message": "One, refined", "E3/message": "Full"], fuzzy: ["E2/message": true])
    try base.take(doubted)
    #expect(try base.texts(of: "E2").contains("state.en=draft"))
    #expect(try base.texts(of: "E3").contains("state.en=reviewed"))
  }

  @Test func `what somebody else changed after that is a conflict`() throws {
    let base = try filledBase()
    let file = try base.handedOut()
    try base.take(file.with(["E2/message": "One", "E3/message": "Full"]))
    // Another file of the same export.
    let other = file.with(["E3/message": "Disk is full"])
    #expect(try base.take(other, dryRun: true, named: "other.po").conflicts.count == 1)
    try base.edit("E2", [.message(.english): "One, better"])
    let next = file.with(["E2/message": "One, refined", "E3/message": "Full"])
    #expect(try base.take(next, dryRun: true).conflicts.count == 1)
    // Two files of one command are not one after the other.
    var options = KnowledgeBase.TranslationOptions()
    options.onConflict = .fail
    let pair = ["Cut", "Broken"].map { file.with(["E1/message": $0]) }
    #expect(throws: TranslationError.self) {
      try base.takeTranslations(
        pair, options: options, by: Authorship(author: "tra", command: "import en.po"),
        complain: { _, _, _ in }, finish: {})
    }
  }

  @Test func `a file that does not tell what it was made from takes no newer text back`() throws {
    let base = try filledBase()
    try base.edit("E2", [.message(.english): "One", .state(.english): "reviewed"])
    let file = try base.handedOut()
    try base.edit("E2", [.message(.english): "One, better"])
    var foreign = file
    foreign.moment?.batch = 99
    for file in [file.unremembered, foreign] {
      let report = try base.take(file, dryRun: true)
      #expect(report.conflicts.count == 1 && !report.isRemembered)
    }
    #expect(try base.take(file).changed == 0)
  }

  @Test(arguments: [true, false])
  func `a file whose texts are those of its own language is refused`(tells: Bool) throws {
    let base = try filledBase()
    var file = try base.handedOut().with(whole)
    file.language = chinese
    if !tells { file.source = nil }
    let before = try base.dump()
    #expect(throws: TranslationError.self) { try base.take(file) }
    #expect(try base.dump() == before)
  }

  @Test func `a remedy with other steps comes back whole`() throws {
    let base = try filledBase()
    try base.edit("E1", [.remedy(.english): "all at once"])
    let file = try base.handedOut()
    #expect(file.units.map(\.place.description).contains("desk:E1/remedy"))
    #expect(try base.take(file).changed == 0)
    try base.take(file.with(["E1/message": "full", "E1/remedy": "one\ntwo\nthree"]))
    #expect(try base.texts(of: "E1").contains("remedy.en=one / two / three"))
  }

  @Test func `entries that are not here, or removed, are told`() throws {
    let base = try filledBase()
    var file = try base.handedOut().with(["E1/message": "Disk full", "E2/message": "cut"])
    try base.edit("E2", [.status: "removed"])
    file.units.append(
      TranslationUnit(
        .init(.init(system: "desk", code: "E8", variant: "x"), .message), source: "a", text: "b"))
    let before = try base.dump()
    #expect(throws: TranslationError.self) { try base.take(file, isStrict: true) }
    #expect(try base.dump() == before)
    let report = try base.take(file)
    #expect(report.missing.first == ["desk:E8#x"] && report.removed.first == ["desk:E2"])
    #expect(report.changed == 1 && report.isIncomplete)
    #expect(try base.texts(of: "E2") == [])
  }

  @Test func `an entry that got the code of another since is not taken for it`() throws {
    let base = try filledBase()
    try base.edit("E2", [.message(.english): "cut", .state(.english): "reviewed"])
    let file = try base.handedOut().with(["E1/message": "Disk full"])
    try base.edit("E1", [.code: "E4"])
    try base.edit("E2", [.code: "E1"])
    #expect(try base.take(file, dryRun: true).conflicts.count == 1)
  }

  @Test func `a text that no field can hold is told with its line`() throws {
    let base = try filledBase()
    let long = String(repeating: "a", count: 10_000_000)
    var told: [String] = []
    let file = try base.handedOut().with(["E1/message": long, "E2/message": "a\u{7}"])
    let before = try base.dump()
    try base.take(file, dryRun: true) { told.append("\($0): \($1)") }
    #expect(
      told == [
        "19: desk:E1: message.en would hold 10000000 bytes; a field holds at most 1 MiB",
        "34: desk:E2: message.en holds the control character U+0007; leave it out",
      ])
    #expect(try base.dump() == before)
  }

  @Test func `what waits for a decision goes on waiting`() throws {
    let base = try filledBase()
    try base.edit("E2", [.message(chinese): "网断"])
    try base.take(
      page(
        2,
        [
          draft("E1", "磁盘已满", remedy: ["清理", "重试"], line: 1), draft("E2", "网络断开", line: 2),
          draft("E3", "磁盘已满", line: 3),
        ], system: system))
    let open = try reviews(base)
    #expect(open.count == 1)
    try base.take(try base.handedOut().with(["E2/message": "cut"]))
    #expect(try reviews(base) == open)
    // And where the text itself is in question.
    try base.take(try base.handedOut(into: chinese).with(["E2/message": "断"]))
    #expect(try reviews(base) == open)
    try base.checkReviews()
  }
}

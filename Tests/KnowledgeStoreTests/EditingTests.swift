import Catalog
import Testing

@testable import KnowledgeStore

private func filledBase() throws -> KnowledgeBase {
  let base = try emptyBase()
  try base.take(
    page(
      1,
      [
        draft("E1", "一", remedy: ["甲"], aliases: ["Err"]), draft("E1", "二", line: 2),
        draft("E2", "三", line: 3, aliases: ["Err"]), draft("E3", remedy: ["步"], line: 4),
      ]))
  return base
}

/// Fails without having written anything.
private func expectRefusal(
  _ error: EditError, _ base: KnowledgeBase, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) throws {
  let before = try base.dump()
  #expect(throws: error, sourceLocation: sourceLocation) { try body() }
  #expect(try base.dump() == before, sourceLocation: sourceLocation)
}

private func edit(
  _ base: KnowledgeBase, _ address: String, _ changes: [Field: String?],
  _ expectation: EntryEdit.Expectation = .any
) throws {
  _ = try base.edit(
    [EntryEdit(base.address(address), changes, expecting: expectation)], by: maintainer)
}

// MARK: - Addresses

@Test func `an address that fits several entries is answered with all of them`() throws {
  let base = try filledBase()
  let candidates = ["desk:E1#1", "desk:E1#2"]
  try expectRefusal(.ambiguous(address: "E1", candidates: candidates), base) {
    try edit(base, "E1", [.category: "x"])
  }
  for address in candidates { try edit(base, address, [.category: address]) }
  #expect(try base.texts("SELECT category FROM codes ORDER BY id LIMIT 2") == candidates)
  let bearers = ["desk:E1#1", "desk:E2#1"]
  try expectRefusal(.ambiguous(address: "err", candidates: bearers), base) {
    try edit(base, "err", [.category: "x"])
  }
}

@Test func `an address that no entry has is answered with what may be meant`() throws {
  let base = try filledBase()
  try expectRefusal(.noSuchEntry(address: "02", near: []), base) {
    try edit(base, "02", [.category: "x"])
  }
  try expectRefusal(.noSuchEntry(address: "desk:rr", near: []), base) {
    try edit(base, "desk:rr", [.category: "x"])
  }
  try edit(base, "E2", [.code: "E2000"])
  try expectRefusal(.noSuchEntry(address: "2000", near: ["desk:E2000"]), base) {
    try edit(base, "2000", [.category: "x"])
  }
}

@Test func `of many edits all are made or none`() throws {
  let base = try filledBase()
  let edits = try ["E2", "E9"].map { EntryEdit(try base.address($0), [.category: "x"]) }
  try expectRefusal(.noSuchEntry(address: "E9", near: []), base) {
    _ = try base.edit(edits, by: maintainer)
  }
}

// MARK: - Values

@Test(arguments: [
  (Field.code, ""), (.code, "a\nb"), (.code, " "), (.variant, "1"), (.variant, "a#b"),
  (.variant, "a:b"), (.codeEnd, " "), (.category, "a\nb"), (.httpStatus, "42"),
  (.httpStatus, "600"), (.httpStatus, "404.0"), (.httpStatus, "many"), (.severity, "a\nb"),
  (.status, "gone"), (.replacedBy, "\t"), (.aliases, " "), (.message(chinese), " \n "),
  (.message(chinese), "a\u{0}b"), (.description(chinese), "\u{1B}[1m"), (.remedy(chinese), "\n"),
  (.state(chinese), "sourced"), (.state(chinese), ""), (.state(chinese), "done"),
  (.state(.english), "draft"), (.attribute("源"), "a\nb"), (.reviewedBy(chinese), "me"),
  (.reviewedAt(chinese), "2026-11-21T00:00:00.000Z"), (.madeFrom(chinese, .message), "x"),
])
func `a value that a field cannot hold is refused with a sentence`(field: Field, value: String)
  throws
{
  let base = try filledBase()
  try base.edit("E2", [.remedy(chinese): "步", .message(chinese): "改"])
  let before = try base.dump()
  #expect {
    try edit(base, "E2", [field: value])
  } throws: { error in
    guard case .invalid("desk:E2", let sentence) = error as? EditError else { return false }
    return !sentence.isEmpty
  }
  #expect(try base.dump() == before)
}

@Test func `a text of 10 MB is refused, one of 1 MiB is kept`() throws {
  let base = try filledBase()
  let sentence = "message.zh-Hans would hold 10000000 bytes; a field holds at most 1 MiB"
  try expectRefusal(.invalid(address: "desk:E2", sentence: sentence), base) {
    try edit(base, "E2", [.message(chinese): String(repeating: "x", count: 10_000_000)])
  }
  let longest = String(repeating: "x", count: FieldValues.longestValue)
  try edit(base, "E2", [.description(chinese): longest])
  #expect(try base.only("E2").texts[chinese]?.description == longest)
}

@Test func `the last name of an entry is not cleared, one that never had a name needs none`() throws
{
  let base = try filledBase()
  let sentence = "an entry needs a message or a description, such as message.en=TEXT"
  try expectRefusal(.invalid(address: "desk:E2", sentence: sentence), base) {
    try edit(base, "E2", [.message(chinese): nil])
  }
  try edit(base, "E2", [.message(chinese): nil, .description(.english): "three"])
  try edit(base, "E3", [.remedy(chinese): "别的"])
  #expect(try base.only("E3").remedies[chinese] == ["别的"])
}

@Test func `what is written in another spelling of the same is no change`() throws {
  let base = try filledBase()
  let before = try base.dump()
  try edit(base, "E2", [.status: "active", .state(chinese): "sourced", .aliases: "Err\n"])
  #expect(try base.dump() == before)
  try edit(base, "E2", [.status: "deprecated"])
  try edit(base, "E2", [.status: "active", .httpStatus: "0404", .remedy(chinese): "一\n\n \n二"])
  #expect(try base.only("E2").httpStatus == 404)
  #expect(try base.only("E2").remedies[chinese] == ["一", "二"])
  try base.checkRecords()
}

@Test func `a code that another entry has is refused`() throws {
  let base = try filledBase()
  try expectRefusal(.exists(address: "desk:E1"), base) { try edit(base, "E2", [.code: "e1"]) }
  try edit(base, "E2", [.code: "e1", .variant: "net"])
  #expect(try base.addresses() == ["desk:E1", "desk:E1#2", "desk:e1#net", "desk:E3"])
  try base.checkRecords()
}

// MARK: - Adding

@Test func `an entry that is there is not added, and neither is one without a name`() throws {
  let base = try filledBase()
  func add(_ code: String, _ values: [Field: String?], system: String = "desk") throws {
    _ = try base.add([NewEntry(system: system, code: code, values: values)], by: maintainer)
  }
  try expectRefusal(.exists(address: "desk:E1"), base) { try add("e1", [.message(chinese): "新"]) }
  try expectRefusal(.noSuchSystem(slug: "nowhere", near: []), base) {
    try add("E9", [.message(chinese): "新"], system: "nowhere")
  }
  for values in [[:], [.remedy(chinese): "步"]] as [[Field: String?]] {
    #expect(throws: EditError.self) { try add("E9", values) }
  }
  #expect(throws: EditError.self) {
    try base.add(
      [NewEntry(system: "Not A Slug", code: "E9", values: [.message(chinese): "新"])],
      makingSystems: true, by: maintainer)
  }
  try add("E9", [.message(chinese): "新", .message(.english): "new"])
  let entry = try base.only("E9")
  #expect(entry.revision == 1 && entry.texts[chinese]?.state == .draft)
  try base.checkRecords()
}

@Test func `systems and documents keep names that others can read`() throws {
  let base = try filledBase()
  #expect(throws: EditError.self) { try base.addSystem(.init(slug: "A B"), by: maintainer) }
  #expect(throws: EditError.systemExists(slug: "desk")) {
    try base.addSystem(.init(slug: "desk"), by: maintainer)
  }
  #expect(throws: EditError.self) { try base.editSystem("desk", by: maintainer) { $0.name = " " } }
  #expect(throws: EditError.systemInUse(slug: "desk", entries: 4)) {
    try base.removeSystem("desk", withEntries: false, by: maintainer)
  }
  #expect(throws: EditError.self) {
    try base.renameDocument("page", to: "", system: "desk", by: maintainer)
  }
  #expect(throws: EditError.noSuchDocument(name: "x", system: "desk")) {
    try base.forgetDocument("x", system: "desk", by: maintainer)
  }
}

// MARK: - Two people

@Test func `an edit that expects a revision is refused when the entry has moved on`() throws {
  let base = try filledBase()
  try edit(base, "E2", [.category: "x"], .exactly(1))
  try expectRefusal(.moved(address: "desk:E2", expected: 1, now: 2, by: "ann"), base) {
    try edit(base, "E2", [.category: "y"], .exactly(1))
  }
}

@Test func `a sheet is merged with what others wrote meanwhile`() throws {
  let base = try filledBase()
  try edit(base, "E2", [.category: "theirs", .message(chinese): "乙"])
  // The sheet holds every field as it was; one of them was changed.
  try edit(
    base, "E2", [.category: nil, .severity: "ours", .message(chinese): "三", .aliases: "Err"],
    .from(1))
  var entry = try base.only("E2")
  #expect(entry.category == "theirs" && entry.severity == "ours")
  #expect(entry.texts[chinese]?.message == "乙")
  // A blank more does not write over what somebody else wrote.
  try edit(base, "E2", [.message(chinese): "三 ", .severity: nil], .from(1))
  entry = try base.only("E2")
  #expect(entry.texts[chinese]?.message == "乙" && entry.severity == "ours")
  try expectRefusal(.noSuchRevision(address: "desk:E2", revision: 9, newest: 3), base) {
    try edit(base, "E2", [.category: "y"], .from(9))
  }
}

@Test func `a sheet that clashes says what stands there and by whom`() throws {
  let base = try filledBase()
  try edit(base, "E2", [.category: "theirs"])
  let clash = EditClash(
    address: "desk:E2", field: .category, ancestor: nil, theirs: "theirs", ours: "ours",
    revision: 2, author: "ann")
  try expectRefusal(.clash([clash]), base) { try edit(base, "E2", [.category: "ours"], .from(1)) }
}

@Test func `a text that changed meanwhile is not approved unseen`() throws {
  let base = try filledBase()
  try edit(base, "E2", [.message(chinese): "乙"])
  try edit(base, "E2", [.message(chinese): "丙"])
  #expect {
    try edit(base, "E2", [.message(chinese): "乙", .state(chinese): "reviewed"], .from(2))
  } throws: { error in
    guard case .clash(let clashes) = error as? EditError else { return false }
    return clashes.map(\.field) == [.state(chinese)]
  }
}

// MARK: - States

@Test func `a translation is outdated and back by edits and by imports alike`() throws {
  let base = try emptyBase()
  let system = SystemDescription(slug: "desk", name: "Cloud Desk", language: chinese)
  let take = { (version: Int, message: String) in
    try base.take(page(version, [draft("E1", message)], system: system))
  }
  let english = { try base.only("E1").texts[.english] }
  _ = try take(1, "重试 3 次")
  try base.edit("E1", [.message(.english): "try 3 times", .state(.english): "reviewed"])
  let review = try english()?.review
  #expect(review == .init(author: "ann", at: "1970-01-01T00:00:00.000Z"))
  for (version, message, state) in [
    (2, "重试 5 次", TextState.outdated), (3, "重试 3 次", .reviewed), (4, "重试 5 次", .outdated),
  ] {
    _ = try take(version, message)
    #expect(try english()?.state == state)
    #expect(try english()?.review == review)
  }
  try base.edit("E1", [.message(chinese): "重试 3 次"])
  #expect(try english()?.state == .reviewed)
  try base.checkRecords()
}

@Test(arguments: [
  (2, "'E1' fits several entries; name one of s:E1#1, s:E1#2"),
  (
    4000,
    "'E1' fits several entries; name one of s:E1#1, s:E1#2, s:E1#3, s:E1#4, s:E1#5, s:E1#6, s:E1#7, "
      + "s:E1#8, s:E1#9, s:E1#10 and 3990 more"
  ),
])
func `of many entries that an address fits ten are named`(count: Int, sentence: String) {
  let error = EditError.ambiguous(address: "E1", candidates: (1...count).map { "s:E1#\($0)" })
  #expect(error.description == sentence)
}

@Test func `an address of a system and a variant names one of many`() throws {
  let base = try emptyBase()
  try base.take(page(1, (1...300).map { draft("E1", "meaning \($0)", aliases: ["OLD"]) }))
  let (row, entry) = try base.only(base.address("desk:E1#299"))
  #expect(entry.variant == "299")
  #expect(try base.entry(id: row)?.texts[.simplifiedChinese]?.message == "meaning 299")
  #expect(try base.only(base.address("desk:OLD#299")).row == row)
  #expect(throws: EditError.self) { try base.only(base.address("desk:E1#301")) }
  #expect(try base.named(base.address("E1")).count == 300)
}

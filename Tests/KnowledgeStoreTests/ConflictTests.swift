import Catalog
import Testing

@testable import KnowledgeStore

private let message = Field.message(chinese)

/// A base where a person has written over what the page said.
private func editedBase() throws -> KnowledgeBase {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "甲", category: "存储")]))
  try base.edit("E1", [message: "我们的"])
  return base
}

private func open(_ base: KnowledgeBase) throws -> [[String?]] {
  try base.reviews().map { [$0.document, $0.ancestor, $0.theirs, $0.ours] }
}

private func take(
  _ base: KnowledgeBase, _ document: DocumentVersion, _ policy: KnowledgeBase.OnConflict
) throws -> ImportReport {
  var options = KnowledgeBase.ImportOptions()
  options.onConflict = policy
  return try #require(
    try base.importDocuments([document], options: options, by: author).first)
}

@Test(arguments: [
  (KnowledgeBase.OnConflict.review, "我们的", 1, 1), (.ours, "我们的", 0, 1), (.theirs, "乙", 0, 1),
])
func `a conflict is settled at once where that is wanted`(
  policy: KnowledgeBase.OnConflict, text: String, open: Int, conflicts: Int
) throws {
  let base = try editedBase()
  let report = try take(base, page(2, [draft("E1", "乙", category: "磁盘")]), policy)
  #expect(try base.only("E1").texts[chinese]?.message == text)
  // What is no conflict is taken by any policy.
  #expect(try base.only("E1").category == "磁盘")
  #expect(try base.reviews().count == open)
  #expect(report.counts.toReview == open)
  // What was written over is in the history.
  let history = try base.texts("SELECT before || after FROM changes WHERE revision > 1")
  #expect(history.contains { $0.contains("我们的") })
  // The base moved: the same text in another version is nothing new.
  #expect(
    try take(base, page(3, [draft("E1", "乙", category: "磁盘")]), .review).counts.toReview == 0)
  #expect(try base.only("E1").texts[chinese]?.message == text)
  try base.checkRecords()
}

@Test func `a conflict stops the import where that is wanted`() throws {
  let base = try editedBase()
  let before = try base.dump()
  #expect(
    throws: ImportError.conflicts(document: "page", fields: ["desk:E1 message.zh-Hans"])
  ) {
    try take(base, page(2, [draft("E1", "乙")]), .fail)
  }
  #expect(try base.dump() == before)
  #expect(try take(base, page(2, [draft("E1", "甲", category: "新")]), .fail).counts.changed == 1)
}

@Test func `an edit that says what the document says closes the conflict`() throws {
  let base = try editedBase()
  try base.take(page(2, [draft("E1", "乙", category: "存储")]))
  #expect(try open(base) == [["page", "甲", "乙", "我们的"]])
  try base.edit("E1", [message: "丙"])
  #expect(try open(base) == [["page", "甲", "乙", "丙"]])
  try base.edit("E1", [message: " 乙 "])
  #expect(try open(base) == [])
  try base.checkRecords()
}

@Test func `an edit that is taken back lets the next version in`() throws {
  let base = try editedBase()
  try base.take(page(2, [draft("E1", "乙", category: "存储")]))
  _ = try base.revert(base.address("E1"), to: 1, by: maintainer)
  #expect(try open(base) == [["page", "甲", "乙", "甲"]])
  try base.take(page(3, [draft("E1", "丙", category: "存储")]))
  #expect(try base.only("E1").texts[chinese]?.message == "丙")
  #expect(try base.only("E1").texts[chinese]?.state == .sourced)
  #expect(try open(base) == [])
}

@Test(arguments: [
  (ReviewDecision.ours, "我们的", TextState.draft), (.theirs, "乙", .sourced),
  (.text("两者"), "两者", .draft),
])
func `a conflict is settled once, and holds`(
  decision: ReviewDecision, text: String, state: TextState
) throws {
  let base = try editedBase()
  try base.take(page(2, [draft("E1", "乙", category: "存储")]))
  let items = try base.reviews()
  _ = try base.settle(items, decision, by: maintainer)
  #expect(try base.only("E1").texts[chinese]?.message == text)
  #expect(try base.only("E1").texts[chinese]?.state == state)
  #expect(try open(base) == [])
  #expect(throws: EditError.settled(address: "desk:E1")) {
    try base.settle(items, decision, by: maintainer)
  }
  #expect(try base.take(page(3, [draft("E1", "乙", category: "存储")])).counts.toReview == 0)
  let next = try base.take(page(4, [draft("E1", "丁", category: "存储")]))
  #expect(next.counts.conflicts == (decision == .theirs ? 0 : 1))
  #expect(try open(base) == (decision == .theirs ? [] : [["page", "乙", "丁", text]]))
  try base.checkRecords()
}

@Test func `a question that has changed meanwhile is not settled by the old answer`() throws {
  let base = try editedBase()
  try base.take(page(2, [draft("E1", "乙", category: "存储")]))
  let items = try base.reviews()
  try base.take(page(3, [draft("E1", "丙", category: "存储")]))
  let before = try base.dump()
  #expect(throws: EditError.settled(address: "desk:E1")) {
    try base.settle(items, .theirs, by: maintainer)
  }
  #expect(try base.dump() == before)
}

@Test func `a text that a field cannot hold settles nothing`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "甲", httpStatus: 404)]))
  try base.edit("E1", [.httpStatus: "500"])
  try base.take(page(2, [draft("E1", "甲", httpStatus: 503)]))
  #expect(throws: EditError.self) {
    try base.settle(base.reviews(), .text("42"), by: maintainer)
  }
  #expect(try base.reviews().count == 1)
}

@Test func `a better reader makes no conflicts, and reads what nobody touched`() throws {
  let base = try editedBase()
  var again = page(1, [draft("E1", "甲。", remedy: ["新"], category: "存储")])
  again.readerVersion = 2
  let report = try base.take(again)
  #expect(report.counts.toReview == 0)
  let entry = try base.only("E1")
  #expect(entry.texts[chinese]?.message == "我们的")
  #expect(entry.remedies[chinese] == ["新"])
  // What waits already is read anew.
  try base.take(page(2, [draft("E1", "乙", category: "存储")]))
  #expect(try open(base) == [["page", "甲。", "乙", "我们的"]])
  again = page(2, [draft("E1", "乙。", category: "存储")])
  again.readerVersion = 3
  #expect(try base.take(again).counts.toReview == 0)
  #expect(try open(base) == [["page", "甲。", "乙。", "我们的"]])
}

@Test func `white space alone is no change of a text`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "磁盘 已满", remedy: ["一 步", "二"])]))
  let counts = try base.take(
    page(2, [draft("E1", " 磁盘\u{3000}已满", remedy: ["一  步", "二 "])])
  ).counts
  #expect(counts.unchanged == 1)
  #expect(try base.only("E1").revision == 1)
}

@Test func `conflicts are listed by what is asked for`() throws {
  let base = try editedBase()
  try base.edit("E1", [.category: "我们的"])
  try base.take(page(2, [draft("E1", "乙", category: "磁盘")]))
  let filters: [((inout ReviewFilter) -> Void, Int)] = [
    ({ _ in }, 2), ({ $0.field = .category }, 1), ({ $0.document = "page" }, 2),
    ({ $0.document = "other" }, 0), ({ $0.system = "desk" }, 2), ({ $0.kind = .withdrawal }, 0),
    ({ $0.kind = .conflict }, 2),
  ]
  for (change, count) in filters {
    var filter = ReviewFilter()
    change(&filter)
    #expect(try base.reviews(filter).count == count)
  }
  var filter = ReviewFilter()
  filter.entry = try base.address("E9")
  #expect(throws: EditError.self) { try base.reviews(filter) }
}

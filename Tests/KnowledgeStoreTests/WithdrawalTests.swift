import Catalog
import Testing

@testable import KnowledgeStore

private let both = [draft("E1", "磁盘已满"), draft("E2", "网络中断", line: 2)]

/// The kinds of what is open, with the entry and what the document says.
private func open(_ base: KnowledgeBase) throws -> [String] {
  try base.reviews().map { "\($0.kind.rawValue) \($0.address) \($0.theirs ?? "")" }
}

// MARK: - Entries that go

@Test func `an entry that no document has any more waits for a decision until it is back`() throws {
  let base = try emptyBase()
  try base.take(page(1, both))
  let report = try base.take(page(2, [both[0]]))
  #expect(report.counts.withdrawn == 1 && report.counts.toReview == 1)
  #expect(try open(base) == ["withdrawal desk:E2 "])
  #expect(try base.reviews().map(\.goneSince) == ["1970-01-01T00:00:00.000Z"])
  try base.take(page(3, both))
  #expect(try open(base) == [])
  try base.checkRecords()
}

@Test(arguments: ["page", "handbook", "third"])
func `whichever document has the entry again answers the question`(name: String) throws {
  let base = try emptyBase()
  try base.take(page(1, both))
  try base.take(page(2, both, name: "handbook"))
  #expect(try base.take(page(3, [both[0]])).counts.withdrawn == 0)
  #expect(try open(base) == [])
  #expect(try base.take(page(4, [both[0]], name: "handbook")).counts.withdrawn == 1)
  #expect(try open(base) == ["withdrawal desk:E2 "])
  try base.take(page(5, both, name: name))
  #expect(try open(base) == [])
  #expect(try base.only("E2").withdrawn == nil)
  try base.checkRecords()
}

@Test(arguments: [(ReviewDecision.ours, EntryStatus.active), (.theirs, .removed)])
func `a withdrawal is settled by keeping or removing the entry`(
  decision: ReviewDecision, status: EntryStatus
) throws {
  let base = try emptyBase()
  try base.take(page(1, both))
  try base.take(page(2, [both[0]]))
  let item = try base.reviews()
  _ = try base.settle(item, decision, by: maintainer)
  #expect(try open(base) == [])
  #expect(try base.only("E2").status == status)
  #expect(throws: EditError.settled(address: "desk:E2")) {
    try base.settle(item, decision, by: maintainer)
  }
  // It is not asked again, and nothing that was removed comes back.
  #expect(try base.take(page(3, [both[0]])).counts.toReview == 0)
  try base.take(page(4, both))
  #expect(try base.only("E2").status == status)
  #expect(try base.take(page(5, [both[0]])).counts.withdrawn == (status == .removed ? 0 : 1))
  try base.checkRecords()
}

@Test func `to remove the entry answers the question`() throws {
  let base = try emptyBase()
  try base.take(page(1, both))
  try base.take(page(2, [both[0]]))
  try base.edit("E2", [.status: "removed"])
  #expect(try open(base) == [])
}

// MARK: - Codes that are called otherwise

@Test func `a code that looks renamed is offered, and nothing is linked in silence`() throws {
  let base = try emptyBase()
  try base.take(page(1, both))
  try base.edit("E2", [.remedy(chinese): "换网线", .message(.english): "network down"])
  let next = page(2, [both[0], draft("N2", "网络中断。", category: "网络", line: 2)])
  let report = try base.take(next)
  #expect(report.counts.added == 1)
  #expect(report.counts.gone == 1)
  #expect(report.counts.renames == 1)
  #expect(report.changes.map(\.kind).contains(.renamed))
  #expect(try open(base) == ["rename desk:E2 N2", "withdrawal desk:E2 "])
  #expect(try base.only("E2").replacedBy == nil)
  #expect(try base.only("N2").remedies.isEmpty)
  try base.take(page(3, next.entries))
  #expect(try open(base) == ["rename desk:E2 N2", "withdrawal desk:E2 "])
  // Accepted: the old code leads to the new one, which gets what was written for the old.
  var renames = ReviewFilter()
  renames.kind = .rename
  _ = try base.settle(base.reviews(renames), .theirs, by: maintainer)
  #expect(try open(base) == [])
  let old = try base.only("E2")
  #expect(old.status == .deprecated && old.replacedBy == "N2")
  let new = try base.only("N2")
  #expect(new.remedies[chinese] == ["换网线"])
  #expect(new.texts[.english]?.message == "network down")
  #expect(new.texts[.english]?.state == .draft)
  #expect(new.category == "网络")
  #expect(try base.take(page(4, next.entries)).counts.unchanged == 2)
  #expect(try base.only("N2").remedies[chinese] == ["换网线"])
  try base.checkRecords()
  try base.checkIndex()
}

@Test func `a new name that has variants is the first of them`() throws {
  let base = try emptyBase()
  try base.take(page(1, both))
  try base.edit("E2", [.remedy(chinese): "换网线"])
  let next = [both[0], draft("N2", "网络中断", line: 2), draft("N2", "证书过期", line: 3)]
  try base.take(page(2, next))
  var renames = ReviewFilter()
  renames.kind = .rename
  _ = try base.settle(base.reviews(renames), .theirs, by: maintainer)
  let found = try base.entries(at: base.address("N2"))
  #expect(found.map { $0.remedies[chinese] } == [["换网线"], nil])
}

@Test func `an approval of the old name's texts is none of the new one's`() throws {
  let base = try emptyBase()
  try base.take(page(1, [both[0], draft("E2", "网络中断", remedy: ["旧办法"], line: 2)]))
  try base.edit("E2", [.state(chinese): "reviewed", .category: "网络"])
  try base.take(page(2, [both[0], draft("N2", "网络中断", remedy: ["新办法"], line: 2)]))
  var renames = ReviewFilter()
  renames.kind = .rename
  _ = try base.settle(base.reviews(renames), .theirs, by: maintainer)
  let new = try base.only("N2")
  #expect(new.category == "网络")
  #expect(new.remedies[chinese] == ["新办法"])
  #expect(new.texts[chinese]?.state == .sourced)
  #expect(new.texts[chinese]?.review == nil)
}

@Test func `a renaming that is none is not offered again`() throws {
  let base = try emptyBase()
  try base.take(page(1, both))
  let next = [both[0], draft("N2", "网络中断", line: 2)]
  try base.take(page(2, next))
  _ = try base.settle(base.reviews(), .ours, by: maintainer)
  #expect(try open(base) == [])
  #expect(try base.take(page(3, next)).counts.toReview == 0)
  #expect(try base.only("E2").status == .active)
}

@Test(arguments: [
  // Two that say the same cannot be told apart; another message is another meaning.
  [draft("N1", "网络中断"), draft("N2", "网络中断", line: 2)], [draft("N1", "证书过期")],
])
func `what is no renaming is not offered`(new: [EntryDraft]) throws {
  let base = try emptyBase()
  try base.take(page(1, both))
  #expect(try base.take(page(2, [both[0]] + new)).counts.renames == 0)
}

@Test func `an entry renamed here does not take the text of the code it is called now`() throws {
  for pages in [["A_1", "B_1"], ["B_1", "A_1"]] {
    let base = try emptyBase()
    try base.take(page(1, [draft("A_1", "磁盘已满")]))
    try base.edit("A_1", [.code: "B_1"])
    let messages = ["A_1": "磁盘已满", "B_1": "网络中断"]
    let next = page(2, pages.map { draft($0, messages[$0]) })
    #expect(try base.take(next).counts.added == 1)
    #expect(try base.texts("SELECT message FROM error_codes ORDER BY id") == ["磁盘已满", "网络中断"])
    #expect(try base.addresses() == ["desk:B_1", "desk:B_1#2"])
    let counts = try base.take(page(3, next.entries)).counts
    #expect(counts.unchanged == 2 && counts.added == 0)
    try base.checkRecords()
  }
}

// MARK: - Documents under other names

@Test(arguments: [(6, true), (5, false)])
func `a document that repeats most codes of another is refused unless somebody named it`(
  shared: Int, isRefused: Bool
) throws {
  let base = try emptyBase()
  try base.take(page(1, numbered(1...10)))
  var document = page(2, numbered((11 - shared)...30), name: "page-2")
  document.isNamed = false
  let before = try base.dump()
  guard isRefused else {
    #expect(try base.take(document).counts.added == 20)
    return
  }
  let error = ImportError.similarDocument(
    document: "page-2", system: "desk", known: "page", shared: shared, of: 10)
  #expect(throws: error) { try base.take(document) }
  #expect(try base.dump() == before)
  var options = KnowledgeBase.ImportOptions()
  options.allowsNewDocument = true
  options.isDryRun = true
  #expect(
    try base.importDocuments([document], options: options, by: author).map(\.counts.added) == [20])
  var english = document
  english.language = .english
  #expect(try base.take(english, dryRun: true).counts.added == 20)
  document.isNamed = true
  try base.take(document)
  // Once it is known it is not questioned.
  document.isNamed = false
  document.sha256 = page(3, []).sha256
  try base.take(document)
}

import Catalog
import Storage
import TestSupport
import Testing

@testable import KnowledgeStore

private let first = [
  draft("E1", "磁盘已满", remedy: ["清理", "重试"], category: "存储", line: 3),
  draft("E2", "网络中断", line: 4), draft("E3", "超时", line: 5),
]

@Test(arguments: [
  (40, 20, false), (40, 19, true), (41, 21, false), (39, 19, true), (30, 11, false), (30, 10, true),
  (25, 6, false), (25, 5, true), (20, 1, false), (19, 0, true), (20, 0, true),
  (3, 1, false), (3, 0, true), (2, 0, false),
])
func `a page that loses most of its entries is stopped`(had: Int, keeps: Int, isRefused: Bool)
  throws
{
  let base = try emptyBase()
  try base.take(page(1, numbered(1...had)))
  let before = try base.dump()
  let next = page(2, keeps == 0 ? [] : numbered(1...keeps))
  do {
    let report = try base.take(next)
    #expect(!isRefused)
    #expect(report.counts.gone == had - keeps)
  } catch let error as ImportError {
    #expect(isRefused)
    #expect(error == .tooManyWithdrawn(document: "page", gone: had - keeps, of: had))
    #expect(try base.dump() == before)
    #expect(try base.take(next, allowsWithdrawn: true).counts.gone == had - keeps)
  }
}

@Test func `a page of as many other codes is not taken for a new version`() throws {
  let base = try emptyBase()
  try base.take(page(1, numbered(1...30)))
  let before = try base.dump()
  #expect(throws: ImportError.tooManyWithdrawn(document: "page", gone: 25, of: 30)) {
    try base.take(page(2, numbered(26...90)))
  }
  #expect(try base.dump() == before)
}

@Test func `only the page that was read can lose entries`() throws {
  let base = try emptyBase()
  try base.take(page(1, numbered(1...30)))
  let report = try base.take(page(2, [draft("X1", "别的")], name: "other"))
  #expect(report.counts == counts(added: 1))
  #expect(try base.number("SELECT count(gone_since) FROM provenance") == 0)
}

@Test func `a dry run reports the same and leaves nothing`() throws {
  let base = try emptyBase()
  let empty = try base.dump()
  #expect(try base.take(page(1, first), dryRun: true).counts == counts(added: 3))
  #expect(try base.dump() == empty)
  try base.take(page(1, first))
  try base.edit("E2", [.message(chinese): "我们的"])
  let next = page(2, [draft("E1", "改"), draft("E2", "他们的"), draft("E4", "新"), draft("E4", "新二")])
  let before = try base.dump()
  let plan = try base.take(next, dryRun: true)
  #expect(try base.dump() == before)
  let report = try base.take(next)
  #expect(plan.counts == counts(added: 2, changed: 1, unchanged: 1, gone: 1, conflicts: 1))
  #expect(plan.counts == report.counts)
  #expect(plan.changes.map(\.address) == report.changes.map(\.address))
  #expect(plan.changes.map(\.kind) == report.changes.map(\.kind))
}

@Test func `a dry run on a new file leaves an empty base`() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/kb.db"
    do {
      let base = try KnowledgeBase(path: path, for: .creating)
      try base.take(page(1, first), dryRun: true)
    }
    let base = try KnowledgeBase(path: path, for: .reading)
    #expect(try base.systems().isEmpty)
    #expect(try base.documents().isEmpty)
  }
}

@Test func `a failure in the second document takes back the first`() throws {
  let base = try emptyBase()
  try base.take(page(1, numbered(1...40), name: "long"))
  let before = try base.dump()
  #expect(throws: ImportError.tooManyWithdrawn(document: "long", gone: 39, of: 40)) {
    try base.importDocuments(
      [page(2, first), page(3, numbered(1...1), name: "long")],
      options: KnowledgeBase.ImportOptions(), by: author)
  }
  #expect(try base.dump() == before)
}

@Test func `documents of one import are one batch, with who and why`() throws {
  let base = try emptyBase()
  let reports = try base.importDocuments(
    [page(1, first), page(2, [draft("E1", "同")], name: "two"), page(1, first)],
    options: KnowledgeBase.ImportOptions(),
    by: Authorship(author: "ann", command: "import a b", reason: "new pages"))
  #expect(
    reports.map(\.counts) == [
      counts(added: 3), counts(unchanged: 1, conflicts: 1), counts(unchanged: 3),
    ])
  let batches = try base.connection.query("SELECT author, command, reason, at FROM batches") {
    row in
    (0...3).map { row.text($0) }
  }
  #expect(batches == [["ann", "import a b", "new pages", "1970-01-01T00:00:00.000Z"]])
  #expect(try base.number("SELECT count(DISTINCT batch_id) FROM changes") == 1)
}

@Test func `a system is described once, and differences are reported only`() throws {
  let base = try emptyBase()
  let described = SystemDescription(
    slug: "desk", name: "Cloud Desk", vendor: "Vendor", language: chinese, helpURL: "https://x.test"
  )
  try base.take(page(1, first, system: described))
  let other = SystemDescription(
    slug: "desk", name: "Other Desk", vendor: "Vendor", language: .english, helpURL: nil)
  let report = try base.take(page(2, first, system: other))
  #expect(report.systemDifferences == ["language", "name"])
  #expect(try base.systems().map(\.system) == [described])
  #expect(try base.take(page(3, first, system: .init(slug: "desk"))).systemDifferences == [])
  #expect(
    try base.texts("SELECT after FROM changes WHERE coalesce(code_id, document_id) IS NULL").count
      == 1)
}

@Test func `the same code in two systems is two entries`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("1001", "一")]))
  try base.take(page(1, [draft("1001", "二")], system: .init(slug: "other")))
  #expect(try base.entries(at: base.address("1001")).map(\.system) == ["desk", "other"])
  #expect(try base.entries(at: base.address("other:1001")).map(\.system) == ["other"])
}

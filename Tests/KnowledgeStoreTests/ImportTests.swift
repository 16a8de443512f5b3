import Catalog
import Storage
import TestSupport
import Testing

@testable import KnowledgeStore

private func counts(
  added: Int = 0, changed: Int = 0, unchanged: Int = 0, gone: Int = 0, conflicts: Int = 0,
  withdrawn: Int? = nil, renames: Int = 0
) -> ImportReport.Counts {
  var counts = ImportReport.Counts()
  counts.added = added
  counts.changed = changed
  counts.unchanged = unchanged
  counts.gone = gone
  counts.conflicts = conflicts
  counts.withdrawn = withdrawn ?? gone
  counts.renames = renames
  return counts
}

private let first = [
  draft("E1", "磁盘已满", remedy: ["清理", "重试"], category: "存储", line: 3),
  draft("E2", "网络中断", line: 4), draft("E3", "超时", line: 5),
]

@Test func `what a page says is what its entries hold`() throws {
  let base = try emptyBase()
  var entry = draft(
    "Desk_0008", "磁盘 {0} 已满", description: "见[手册](https://x.test)\n二", remedy: ["一", "二"],
    category: "存储 / 本地", aliases: ["ErrDisk", "0x8"], codeEnd: "Desk_0010", httpStatus: 507,
    attributes: ["源": "\"JOB\"\\", "a.b": "x\ty"])
  entry.severity = "高"
  entry.texts[.english] = .init(message: "disk full")
  entry.lines = 7...9
  let report = try base.take(page(1, [entry]))
  #expect(report.counts == counts(added: 1))
  #expect(report.isNewSystem)
  let stored = try base.only("Desk_0008")
  #expect(FieldValues(stored) == FieldValues(entry).adding([.code: "Desk_0008"]))
  #expect(stored.aliases == ["0x8", "ErrDisk"])
  #expect(stored.remedies == [chinese: ["一", "二"]])
  #expect(stored.sources == [.init(document: "page", line: 7)])
  #expect(stored.revision == 1)
  #expect(stored.withdrawn == nil)
  let provenance = try base.connection.query(
    "SELECT code, first_line, last_line, base FROM provenance"
  ) { ($0.text(0), $0.int(1), $0.int(2), $0.text(3)) }
  #expect(provenance.map(\.0) == ["Desk_0008"])
  #expect(provenance.map(\.1) == [7] && provenance.map(\.2) == [9])
  #expect(try FieldValues(json: provenance[0].3, base.connection) == FieldValues(entry))
  let documents = try base.documents()
  #expect(documents.map(\.sha256) == [page(1, []).sha256])
  #expect(documents.map(\.importedAt) == ["1970-01-01T00:00:00.000Z"])
  #expect(documents.map(\.entries) == [1])
  try base.checkHistory()
  try base.checkIndex()
}

extension FieldValues {
  fileprivate func adding(_ more: [Field: String]) -> FieldValues {
    FieldValues(values.merging(more) { $1 })
  }
}

@Test func `added, changed, unchanged and gone are counted and listed`() throws {
  let base = try emptyBase()
  #expect(try base.take(page(1, first)).counts == counts(added: 3))
  let second = [
    draft("E1", "磁盘已满", remedy: ["清理", "重试"], category: "存储"), draft("E2", "断网"), draft("E4", "新"),
  ]
  let report = try base.take(page(2, second))
  #expect(report.counts == counts(added: 1, changed: 1, unchanged: 1, gone: 1))
  #expect(!report.isNewSystem)
  #expect(report.changes.map(\.kind) == [.changed, .added, .gone])
  #expect(report.changes.map(\.address) == ["desk:E2", "desk:E4", "desk:E3"])
  #expect(report.changes[0].fields.map(\.field) == [.message(chinese)])
  #expect(report.changes[0].fields.map(\.before) == ["网络中断"])
  #expect(report.changes[0].fields.map(\.after) == ["断网"])
  #expect(try base.only("E1").revision == 1)
  #expect(try base.only("E2").revision == 2)
  #expect(try base.only("E3").withdrawn == "1970-01-01T00:00:00.000Z")
  // Withdrawing changes no entry.
  #expect(try base.only("E3").revision == 1)
  try base.checkHistory()
  try base.checkIndex()
}

@Test func `an entry that comes back is restored`() throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  try base.take(page(2, Array(first.dropLast())))
  let report = try base.take(page(3, first))
  #expect(report.counts == counts(changed: 1, unchanged: 2))
  #expect(report.changes.map(\.kind) == [.restored])
  #expect(try base.only("E3").withdrawn == nil)
  #expect(try base.only("E3").revision == 1)
}

@Test(arguments: [false, true])
func `importing again writes nothing`(isAnotherReading: Bool) throws {
  let base = try emptyBase()
  let entries = first + [draft("E1", "另一个", line: 9), draft("e-1", "x", aliases: ["b", "a", "b"])]
  try base.take(page(1, entries))
  // Once more in the state after a real change, with lost entries and a conflict.
  try base.edit("E2", [.message(chinese): "我们的"])
  try base.take(
    page(2, entries.map { $0.code == "E2" ? draft("E2", "他们的") : $0 }.filter { $0.code != "E3" }))
  let again = page(
    2, entries.map { $0.code == "E2" ? draft("E2", "他们的") : $0 }.filter { $0.code != "E3" })
  let before = try base.dump()
  let writes = base.connection.totalChanges
  let report = try base.take(again)
  let after = base.connection.totalChanges
  #expect(after == writes)
  #expect(try base.dump() == before)
  #expect(report.counts == counts(unchanged: again.entries.count))
  #expect(report.changes.isEmpty)
  guard isAnotherReading else { return }
  // The same drafts from other bytes: every draft is compared, and finds its entry as it is.
  let other = try base.take(page(3, again.entries))
  #expect(other.counts == counts(unchanged: again.entries.count))
  #expect(
    try base.dump(without: ["documents", "batches", "changes"])
      == before.filter { line in
        !["documents:", "batches:", "changes:"].contains { line.hasPrefix($0) }
      })
}

@Test func `lines that move are no change of an entry`() throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  let moved = first.map { draft in
    var draft = draft
    draft.lines = (draft.lines.lowerBound + 10)...(draft.lines.upperBound + 10)
    return draft
  }
  #expect(try base.take(page(2, moved)).counts == counts(unchanged: 3))
  #expect(try base.only("E1").sources == [.init(document: "page", line: 13)])
  #expect(try base.number("SELECT max(revision) FROM codes") == 1)
  #expect(try base.number("SELECT count(*) FROM changes WHERE revision > 0") == 3)
}

@Test func `other bytes, another reader, mapping or language are looked at anew`() throws {
  let base = try emptyBase()
  var document = page(1, first)
  try base.take(document)
  document.entries[0] = draft("E1", "改了")
  #expect(try base.take(document).counts == counts(unchanged: 3))
  let changes: [(inout DocumentVersion) -> Void] = [
    { $0.readerVersion = 2 }, { $0.mapping = "{\"a\":1}" }, { $0.language = .english },
    { $0.sha256 = String(repeating: "f", count: 64) },
  ]
  for (number, change) in changes.enumerated() {
    change(&document)
    document.entries[0] = draft("E1", "改了 \(number)")
    #expect(try base.take(document).counts == counts(changed: 1, unchanged: 2), "\(number)")
  }
  // Where it is published has nothing to do with what it says; what is not given is kept.
  document.url = "https://x.test"
  document.entries[0] = draft("E1", "不看")
  #expect(try base.take(document).counts == counts(unchanged: 3))
  document.url = nil
  try base.take(document)
  #expect(try base.documents().map(\.url) == ["https://x.test"])
}

// MARK: - Edits

@Test func `an edit survives every later import`() throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  let edits: [Field: String?] = [
    .message(chinese): "磁盘满了", .remedy(chinese): "一步", .category: nil, .severity: "高",
    .message(.english): "disk full", .attribute("备注"): "我们的", .aliases: "OurAlias",
  ]
  try base.edit("E1", edits)
  for version in 2...4 {
    let other = [draft("E1", "磁盘已满", remedy: ["清理", "重试"], category: "存储", line: version)]
    #expect(try base.take(page(version, other + first.dropFirst())).counts.conflicts == 0)
    let values = FieldValues(try base.only("E1"))
    for (field, value) in edits { #expect(values[field] == value, "\(field.name)") }
  }
  #expect(try base.only("E1").revision == 2)
  try base.checkHistory()
}

@Test func `what only the document changed is taken beside an edit`() throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  try base.edit("E1", [.remedy(chinese): "我们的"])
  let report = try base.take(
    page(2, [draft("E1", "磁盘快满", remedy: ["清理", "重试"], category: "存储")] + first.dropFirst()))
  #expect(report.counts == counts(changed: 1, unchanged: 2))
  let entry = try base.only("E1")
  #expect(entry.texts[chinese]?.message == "磁盘快满")
  #expect(entry.remedies[chinese] == ["我们的"])
  #expect(entry.revision == 3)
  try base.checkHistory()
  try base.checkIndex()
}

@Test func `what both changed alike is no conflict`() throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  try base.edit("E2", [.message(chinese): "断 网"])
  let report = try base.take(page(2, [first[0], draft("E2", " 断  网"), first[2]]))
  #expect(report.counts == counts(unchanged: 3))
  #expect(try base.only("E2").texts[chinese]?.message == "断 网")
  #expect(try base.number("SELECT count(*) FROM reviews") == 0)
}

/// The open conflicts: field, what the document said before, what it says now.
private func reviews(_ base: KnowledgeBase) throws -> [[String?]] {
  try base.connection.query("SELECT field, ancestor, theirs FROM reviews ORDER BY id") { row in
    (0...2).map { row.optionalText($0) }
  }
}

@Test func `what both changed differently stays as it is here and waits for a decision`() throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  try base.edit("E2", [.message(chinese): "我们的"])
  let report = try base.take(page(2, [first[0], draft("E2", "他们的"), first[2]]))
  #expect(report.counts == counts(unchanged: 3, conflicts: 1))
  #expect(report.changes.map(\.kind) == [.conflict])
  #expect(report.changes[0].fields.map(\.before) == ["我们的"])
  #expect(report.changes[0].fields.map(\.after) == ["他们的"])
  #expect(try base.only("E2").texts[chinese]?.message == "我们的")
  #expect(try reviews(base) == [["message.zh-Hans", "网络中断", "他们的"]])
  // The conflict keeps the older ancestor and takes the newer text; nothing new is no new conflict.
  #expect(try base.take(page(3, [first[0], draft("E2", "他们的二"), first[2]])).counts.conflicts == 1)
  #expect(try reviews(base) == [["message.zh-Hans", "网络中断", "他们的二"]])
  #expect(try base.take(page(4, [first[0], draft("E2", "他们的二"), first[2]])).counts.conflicts == 0)
  #expect(try reviews(base).count == 1)
  #expect(try base.only("E2").texts[chinese]?.message == "我们的")
  try base.checkHistory()
}

@Test(arguments: ["网络中断", "我们的"])
func `a document that goes back, or comes round, settles the conflict`(message: String) throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  try base.edit("E2", [.message(chinese): "我们的"])
  try base.take(page(2, [first[0], draft("E2", "他们的"), first[2]]))
  let report = try base.take(page(3, [first[0], draft("E2", message), first[2]]))
  #expect(report.counts == counts(unchanged: 3))
  #expect(try reviews(base) == [])
  #expect(try base.only("E2").texts[chinese]?.message == "我们的")
}

@Test func `a field the document drops goes, an edited one waits for a decision`() throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  try base.edit("E1", [.remedy(chinese): "我们的"])
  let report = try base.take(page(2, [draft("E1", "磁盘已满")] + first.dropFirst()))
  #expect(report.counts == counts(changed: 1, unchanged: 2, conflicts: 1))
  #expect(try base.only("E1").category == nil)
  #expect(try base.only("E1").remedies[chinese] == ["我们的"])
  #expect(try reviews(base) == [["remedy.zh-Hans", "清理\n重试", nil]])
}

@Test func `the spelling of a code is not the document's to change`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("JOB_MANAGER.1", "一")]))
  let report = try base.take(page(2, [draft("job-manager 1", "一")]))
  #expect(report.counts == counts(unchanged: 1))
  #expect(try base.addresses() == ["desk:JOB_MANAGER.1"])
  #expect(try base.texts("SELECT code FROM provenance") == ["job-manager 1"])
}

// MARK: - Several documents

@Test func `two documents fill one entry, each its fields`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "磁盘已满", category: "存储", line: 3)]))
  let english = draft(
    "e1", "disk full", remedy: ["clean up"], category: "存储", line: 8, language: .english)
  let report = try base.take(page(2, [english], name: "english"))
  #expect(report.counts == counts(changed: 1))
  let entry = try base.only("E1")
  #expect(entry.texts[chinese]?.message == "磁盘已满")
  #expect(entry.texts[.english]?.message == "disk full")
  #expect(entry.remedies[.english] == ["clean up"])
  #expect(entry.sources == [.init(document: "english", line: 8), .init(document: "page", line: 3)])
  // What one of them drops stays as long as the other says it.
  #expect(try base.take(page(3, [draft("E1", "磁盘已满", line: 3)])).counts == counts(unchanged: 1))
  #expect(try base.only("E1").category == "存储")
  let dropped = draft("e1", "disk full", remedy: ["clean up"], language: .english)
  try base.take(page(4, [dropped], name: "english"))
  #expect(try base.only("E1").category == nil)
  try base.checkHistory()
}

@Test func `a field that two documents fill differently goes to review`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "磁盘已满", category: "存储")]))
  let report = try base.take(page(2, [draft("E1", "磁盘满", category: "存储")], name: "handbook"))
  #expect(report.counts == counts(unchanged: 1, conflicts: 1))
  #expect(try base.only("E1").texts[chinese]?.message == "磁盘已满")
  #expect(try reviews(base) == [["message.zh-Hans", nil, "磁盘满"]])
}

@Test func `two documents that come to differ keep both their texts`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "磁盘已满")]))
  try base.take(page(2, [draft("E1", "磁盘已满")], name: "handbook"))
  let report = try base.take(page(3, [draft("E1", "空间用尽")], name: "handbook"))
  #expect(report.counts == counts(unchanged: 1, conflicts: 1))
  #expect(try base.only("E1").texts[chinese]?.message == "磁盘已满")
  #expect(try reviews(base) == [["message.zh-Hans", "磁盘已满", "空间用尽"]])
  // The other document follows, and there is nothing left to decide about its own words.
  try base.take(page(4, [draft("E1", "空间用尽")]))
  #expect(try base.only("E1").texts[chinese]?.message == "空间用尽")
}

@Test func `a new meaning does not take over an entry that was lost`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "磁盘已满"), draft("E1", "网络中断")]))
  try base.take(page(2, [draft("E1", "磁盘已满")]))
  try base.take(page(3, [draft("E1", "磁盘已满"), draft("E1", "证书过期")]))
  var messages: [String: String] = [:]
  try base.forEachEntry { messages[$0.variant] = $0.texts[chinese]?.message }
  #expect(messages == ["": "磁盘已满", "2": "网络中断", "3": "证书过期"])
}

@Test func `an entry keeps what was written for it when another is put above it`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "用户不存在", remedy: ["检查用户"])]))
  try base.edit("E1", [.remedy(chinese): "查用户表"])
  try base.take(
    page(
      2,
      [
        draft("E1", "磁盘已经写满", remedy: ["清理磁盘"]),
        draft("E1", "用户不存在。", remedy: ["检查用户"], line: 2),
      ]))
  let entries = try base.entries(at: base.address("E1"))
  #expect(entries.map { $0.texts[chinese]?.message } == ["用户不存在。", "磁盘已经写满"])
  #expect(entries.map { $0.remedies[chinese] } == [["查用户表"], ["清理磁盘"]])
}

@Test func `an entry whose code was changed here is the one that the document still prints`() throws
{
  let base = try emptyBase()
  try base.take(page(1, [draft("A_1", "磁盘已满")]))
  try base.edit("A_1", [.code: "B_1"])
  let report = try base.take(page(2, [draft("A_1", "磁盘满了")]))
  #expect(report.counts == counts(changed: 1))
  #expect(try base.only("B_1").texts[chinese]?.message == "磁盘满了")
  #expect(try base.entries(at: base.address("A_1")).isEmpty)
}

@Test func `an entry is withdrawn when every document lost it, and only then`() throws {
  let base = try emptyBase()
  let both = [draft("E1", "一"), draft("E2", "二")]
  try base.take(page(1, both))
  try base.take(page(2, both, name: "handbook"))
  try base.take(page(3, [both[0]]))
  #expect(try base.only("E2").withdrawn == nil)
  #expect(try base.documents().map(\.gone) == [0, 1])
  try base.take(page(4, [both[0]], name: "handbook"))
  #expect(try base.only("E2").withdrawn != nil)
  // It is still found.
  #expect(try base.search(SearchRequest(SearchQuery("二"))).map(\.entry.code) == ["E2"])
  let withdrawn = try base.texts("SELECT code FROM entries WHERE withdrawn IS NOT NULL")
  #expect(withdrawn == ["E2"])
}

@Test func `an entry that people made is never withdrawn by a document`() throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  try base.connection.execute("INSERT INTO codes (system_id, code) VALUES (1, 'OURS')")
  try base.take(page(2, first.dropLast()))
  #expect(try base.only("OURS").withdrawn == nil)
}

@Test func `a removed entry stays removed, and hidden`() throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  try base.edit("E1", [.status: "removed"])
  let report = try base.take(page(2, [draft("E1", "新的说法")] + first.dropFirst()))
  #expect(report.counts == counts(changed: 1, unchanged: 2))
  #expect(try base.only("E1").status == .removed)
  #expect(try base.search(SearchRequest(SearchQuery("新的说法"))).isEmpty)
  #expect(try base.entries(at: base.address("E1")).isEmpty)
  #expect(try base.entries(at: base.address("E1"), includingRemoved: true).count == 1)
}

// MARK: - Variants

@Test func `another message under the same code is a variant and keeps its entry`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "一", remedy: ["甲"]), draft("E1", "二", remedy: ["乙"])]))
  #expect(try base.addresses() == ["desk:E1", "desk:E1#2"])
  let report = try base.take(
    page(2, [draft("E1", "零"), draft("E1", "一", remedy: ["甲"]), draft("E1", "二", remedy: ["乙"])]))
  #expect(report.counts == counts(added: 1, unchanged: 2))
  let messages = try base.texts(
    "SELECT variant || '=' || message FROM entries ORDER BY variant")
  #expect(messages == ["=一", "2=二", "3=零"])
  // A label that became free is not given again.
  try base.take(page(3, [draft("E1", "零"), draft("E1", "一", remedy: ["甲"])]))
  try base.take(
    page(4, [draft("E1", "零"), draft("E1", "一", remedy: ["甲"]), draft("E1", "二", remedy: ["乙"])]))
  #expect(
    try base.texts("SELECT variant || '=' || message FROM entries ORDER BY variant") == messages)
  try base.checkHistory()
}

@Test func `a lost variant does not take the text of the one that stayed`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "一"), draft("E1", "二")]))
  try base.take(page(2, [draft("E1", "二")]))
  let report = try base.take(page(3, [draft("E1", "二改")]))
  #expect(report.counts == counts(changed: 1))
  #expect(
    try base.texts("SELECT variant || '=' || message FROM entries ORDER BY variant")
      == ["=一", "2=二改"])
  #expect(try base.only("E1").withdrawn != nil)
}

@Test func `two spellings of one key are two variants, the exact one first`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E_1", "同"), draft("E.1", "同")]))
  #expect(try base.addresses() == ["desk:E_1", "desk:E.1#2"])
  #expect(try base.entries(at: base.address("E.1")).map(\.code) == ["E.1", "E_1"])
  #expect(try base.entries(at: base.address("e-1")).map(\.code) == ["E_1", "E.1"])
  // The order on the page does not swap them.
  #expect(
    try base.take(page(2, [draft("E.1", "同", line: 1), draft("E_1", "同", line: 2)])).counts
      == counts(unchanged: 2))
  #expect(try base.texts("SELECT code FROM provenance ORDER BY code_id") == ["E_1", "E.1"])
}

// MARK: - Refusals

private func numbered(_ range: ClosedRange<Int>) -> [EntryDraft] {
  range.map { draft("E\($0)", "第 \($0) 个", line: $0) }
}

@Test(arguments: [
  (40, 20, false), (40, 19, true), (41, 21, false), (39, 19, true), (30, 11, false), (30, 10, true),
  (25, 6, false), (25, 5, true), (20, 1, false), (19, 0, false), (20, 0, true),
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

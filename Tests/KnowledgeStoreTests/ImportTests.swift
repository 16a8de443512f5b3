import Catalog
import Storage
import Testing

@testable import KnowledgeStore

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
  entry[.severity] = "高"
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

import Catalog
import Storage
import Testing

@testable import KnowledgeStore

private let first = [
  draft("E1", "磁盘已满", remedy: ["清理", "重试"], category: "存储", line: 3),
  draft("E2", "网络中断", line: 4), draft("E3", "超时", line: 5),
]

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
  let withdrawn = try base.texts("SELECT code FROM error_codes WHERE withdrawn IS NOT NULL")
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
    "SELECT variant || '=' || message FROM error_codes ORDER BY variant")
  #expect(messages == ["=一", "2=二", "3=零"])
  // A label that became free is not given again.
  try base.take(page(3, [draft("E1", "零"), draft("E1", "一", remedy: ["甲"])]))
  try base.take(
    page(4, [draft("E1", "零"), draft("E1", "一", remedy: ["甲"]), draft("E1", "二", remedy: ["乙"])]))
  #expect(
    try base.texts("SELECT variant || '=' || message FROM error_codes ORDER BY variant") == messages
  )
  try base.checkHistory()
}

@Test func `a lost variant does not take the text of the one that stayed`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "一"), draft("E1", "二")]))
  try base.take(page(2, [draft("E1", "二")]))
  let report = try base.take(page(3, [draft("E1", "二改")]))
  #expect(report.counts == counts(changed: 1))
  #expect(
    try base.texts("SELECT variant || '=' || message FROM error_codes ORDER BY variant")
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

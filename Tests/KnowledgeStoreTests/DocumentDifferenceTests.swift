import Catalog
import Storage
import Testing

@testable import KnowledgeStore

/// What a document would change in a base.
@Suite struct DocumentDifferenceTests {
  private func differences(_ base: KnowledgeBase, _ document: DocumentVersion) throws -> [String] {
    var differences: [Difference] = []
    try DocumentDifference(from: base, to: document).tell { differences.append($0) }
    return differences.map(\.summary)
  }

  @Test func `a document that was imported as it is differs in nothing`() throws {
    let base = try emptyBase()
    let document = page(1, [draft("E_1", "磁盘已满", remedy: ["一"]), draft("E_1", "网络中断")])
    try base.take(document)
    #expect(try differences(base, document) == [])
  }

  @Test func `entries come, change and go by what the document says`() throws {
    let base = try emptyBase()
    try base.take(
      page(1, [draft("E_1", "一", remedy: ["重试"]), draft("E_2", "二"), draft("E_3", "三")]))
    let next = page(2, [draft("E_4", "四"), draft("E_1", "一一"), draft("E_3", "三")])
    #expect(
      try differences(base, next) == [
        // The document said what to do, and does so no more.
        "~desk/page sha256", "~desk:E_1 message.zh-Hans remedy.zh-Hans", "-desk:E_2 absent",
        "+desk:E_4 absent",
      ])
  }

  @Test func `what others say is not compared`() throws {
    let base = try emptyBase()
    try base.take(page(1, [draft("E_1", "一")]))
    try base.take(
      page(2, [draft("E_1", nil, remedy: ["重试"]), draft("E_9", "九")], name: "handbook"))
    try base.edit("E_1", [.message(.english): "one", .category: "ours"])
    _ = try base.add(
      [NewEntry(system: "desk", code: "E_8", variant: nil, values: [.message(.english): "x"])],
      makingSystems: false, by: maintainer)
    #expect(try differences(base, page(1, [draft("E_1", "一")])) == [])
    #expect(
      try differences(base, page(3, [draft("E_1", "一", category: "theirs")]))
        == ["~desk/page sha256", "~desk:E_1 category"])
  }

  @Test func `an edit of ours shows as what the document has in its place`() throws {
    let base = try emptyBase()
    let document = page(1, [draft("E_1", "一")])
    try base.take(document)
    try base.edit("E_1", [.message(chinese): "壹"])
    var fields: [Difference.Field] = []
    try DocumentDifference(from: base, to: document).tell { fields += $0.fields }
    #expect(fields == [.init(name: "message.zh-Hans", before: "壹", after: "一")])
  }

  @Test func `an entry is found again as an import finds it`() throws {
    let base = try emptyBase()
    try base.take(page(1, [draft("E_1", "磁盘已满"), draft("E_1", "网络中断"), draft("E_5", "五")]))
    try base.edit("E_5", [.code: "X_5"])
    let next = page(
      2,
      [
        draft("E_1", "登录失败"), draft("E_1", "网络中断"), draft("E_1", "磁盘已满"),
        draft("e-5", "五五"),
      ])
    // The new meaning gets a variant of its own, the others keep theirs.
    let expected = [
      "~desk/page sha256", "+desk:E_1#3 absent", "+desk:e-5 absent", "-desk:X_5 absent",
    ]
    #expect(try differences(base, next) == expected)
    var same = next
    same.entries[3].code = "E_5"
    #expect(
      try differences(base, same)
        == ["~desk/page sha256", "+desk:E_1#3 absent", "~desk:X_5 message.zh-Hans"])
  }

  @Test func `an entry that is hidden here comes, and one that is hidden does not go`() throws {
    let base = try emptyBase()
    let document = page(1, [draft("E_1", "一"), draft("E_2", "二")])
    try base.take(document)
    try base.edit("E_1", [.status: "removed"])
    #expect(try differences(base, document) == ["+desk:E_1 removed"])
    #expect(try differences(base, page(2, [draft("E_2", "二")])) == ["~desk/page sha256"])
  }

  @Test func `all that a document of a new system says is new`() throws {
    let base = try emptyBase()
    #expect(
      try differences(base, page(1, [draft("E_2", "二"), draft("E_1", "一")]))
        == ["+desk", "+desk/page", "+desk:E_1 absent", "+desk:E_2 absent"])
    try base.take(page(1, [draft("E_1", "一")]))
    #expect(
      try differences(base, page(2, [draft("E_1", "一"), draft("E_2", "二")], name: "other"))
        == ["+desk/other", "+desk:E_2 absent"])
  }

  @Test func `comparing writes nothing`() throws {
    let base = try emptyBase()
    try base.take(page(1, [draft("E_1", "一")]))
    let writes = base.connection.totalChanges
    _ = try differences(base, page(2, [draft("E_2", "二")], system: .init(slug: "shop")))
    #expect(base.connection.totalChanges == writes)
  }
}

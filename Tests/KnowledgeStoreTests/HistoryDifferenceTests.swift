import Catalog
import Storage
import Testing

@testable import KnowledgeStore

/// What changed in a base since a batch, by its history.
@Suite struct HistoryDifferenceTests {
  /// A case: what was done since, and what is told of it.
  struct Course: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var steps: @Sendable (KnowledgeBase) throws -> Void
    var expected: [String]

    init(
      _ name: String, _ expected: [String],
      _ steps: @escaping @Sendable (KnowledgeBase) throws -> Void
    ) {
      testDescription = name
      self.expected = expected
      self.steps = steps
    }
  }

  static let one = draft("E_1", "磁盘已满")
  static let two = draft("E_2", "网络中断")
  static let three = draft("E_3", "登录失败")

  /// The base begins with E_1 to E_3, of which the page has lost E_3 and E_2 was edited.
  static let courses = [
    Course("nothing", []) { _ in },
    Course("an edit", ["~desk:E_1 category"]) { try $0.edit("E_1", [.category: "磁盘"]) },
    Course("several edits are one difference", ["~desk:E_1 category severity"]) {
      try $0.edit("E_1", [.category: "a"])
      try $0.edit("E_1", [.category: "b", .severity: "high"])
    },
    Course("edited and reverted", []) {
      try $0.edit("E_1", [.category: "磁盘"])
      _ = try $0.revert(try $0.place(of: "E_1"), by: maintainer)
    },
    Course("added and taken back", []) {
      try $0.edit("E_1", [.category: "a"])
      try $0.take(page(3, [one, two, draft("E_4", "权限不足")]))
      let newest = try $0.number("SELECT max(id) FROM batches")
      _ = try $0.revertBatch(newest, by: maintainer)
      try $0.edit("E_1", [.category: nil])
    },
    Course("added", ["~desk/page sha256", "+desk:E_4 absent"]) {
      try $0.take(page(3, [one, two, draft("E_4", "权限不足")]))
    },
    Course("withdrawn", ["~desk/page sha256", "-desk:E_1 withdrawn"]) {
      try $0.take(page(3, [two]))
    },
    Course("withdrawn and returned", ["~desk/page sha256"]) {
      try $0.take(page(3, [two]))
      try $0.take(page(4, [one, two]))
    },
    Course(
      "withdrawn before, returned since", ["+desk:E_3 withdrawn", "~desk/page sha256"].sorted()
    ) {
      try $0.take(page(3, [one, two, three]))
    },
    Course("removed", ["-desk:E_1 removed"]) { try $0.edit("E_1", [.status: "removed"]) },
    Course("deleted by another tool", ["-desk:E_2 absent"]) {
      try $0.connection.run("DELETE FROM codes WHERE code = 'E_2'")
      _ = try $0.reindex(rebuilding: false, by: maintainer)
    },
    Course("another code", ["-desk:E_1 absent", "+desk:X_1 absent"]) {
      try $0.edit("E_1", [.code: "X_1"])
    },
    Course("another code and back", []) {
      try $0.edit("E_1", [.code: "X_1"])
      try $0.edit("X_1", [.code: "E_1"])
    },
    Course("codes that changed places", ["~desk:E_1 message.zh-Hans", "~desk:E_2 message.zh-Hans"])
    {
      try $0.edit("E_1", [.code: "X_1"])
      try $0.edit("E_2", [.code: "E_1", .category: nil])
      try $0.edit("X_1", [.code: "E_2", .category: "网络"])
    },
    Course("a system that came", ["+shop", "+shop/page", "+shop:1 absent"]) {
      try $0.take(page(3, [draft("1", "a")], system: .init(slug: "shop")))
    },
    Course("a system that came and went", []) {
      try $0.take(page(3, [draft("1", "a")], system: .init(slug: "shop")))
      _ = try $0.removeSystem("shop", withEntries: true, by: maintainer)
    },
    Course(
      "a system that went", ["-desk", "-desk/page", "-desk:E_1 absent", "-desk:E_2 absent"]
    ) { _ = try $0.removeSystem("desk", withEntries: true, by: maintainer) },
    Course("a document that was forgotten", ["-desk/page", "+desk:E_3 withdrawn"]) {
      _ = try $0.forgetDocument("page", system: "desk", by: maintainer)
    },
  ]

  @Test(arguments: courses)
  func `what changed on balance is told, and what came and went in between is not`(
    course: Course
  ) throws {
    let base = try emptyBase()
    try base.take(page(1, [Self.one, Self.two, Self.three]))
    try base.take(page(2, [Self.one, Self.two]))
    try base.edit("E_2", [.category: "网络"])
    let next = try base.number("SELECT max(id) + 1 FROM batches")
    try withCopy(of: base) { copy in
      try course.steps(base)
      let told = try differences(since: next, in: base)
      #expect(told.map(\.summary).sorted() == course.expected.sorted())
      #expect(try differences(from: copy, to: base) == told)
    }
  }

  @Test func `a system that has another slug is one change, and its entries are none`() throws {
    let base = try emptyBase()
    try base.take(page(1, [Self.one]))
    let batch = try base.number("SELECT max(id) + 1 FROM batches")
    try base.editSystem("desk", by: maintainer) { $0.slug = "cloud-desk" }
    try base.edit("E_1", [.category: "磁盘"])
    #expect(
      try differences(since: batch, in: base).map(\.summary)
        == ["~cloud-desk slug", "~cloud-desk:E_1 category"])
  }

  @Test func `the first batch is that of the first moment that is not before`() throws {
    let base = try emptyBase()
    try base.take(page(1, [Self.one]))
    try base.edit("E_1", [.category: "a"])
    try base.connection.run("UPDATE batches SET at = '2026-11-21T08:00:00.000Z' WHERE id = 2")
    for (moment, expected) in [
      ("1970", 1), ("1970-01-01T00:00:00.000Z", 1), ("1970-01-02", 2), ("2026-11-21T08", 2),
      ("2026-11-21T08:00:00.001Z", nil), ("2026-11-22", nil),
    ] as [(String, Int?)] {
      #expect(try base.firstBatch(since: moment) == expected, "\(moment)")
    }
  }

  @Test func `a base without history is told from an empty one`() throws {
    let base = try emptyBase()
    #expect(try base.hasHistory())
    try base.take(page(1, [Self.one]))
    #expect(try base.hasHistory())
    try base.connection.execute("DELETE FROM changes; DELETE FROM batches")
    #expect(try !base.hasHistory())
  }
}

import Catalog
import Storage
import Testing

@testable import KnowledgeStore

private let first = [
  draft("E1", "磁盘已满", remedy: ["清理"], category: "存储"), draft("E2", "网络中断", line: 2),
]

extension KnowledgeBase {
  fileprivate func message(_ code: String) throws -> String? {
    try only(code).texts[chinese]?.message
  }

  fileprivate var newestBatch: Int { get throws { try number("SELECT max(id) FROM batches") } }
}

// MARK: - One entry

@Test func `the last edit is taken back, and taking that back does it again`() throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  let before = FieldValues(try base.only("E1"))
  try base.edit("E1", [.message(chinese): "存不下", .category: nil, .remedy(.english): "clean up"])
  let after = FieldValues(try base.only("E1"))
  let result = try base.revert(base.address("E1"), by: maintainer)
  #expect(FieldValues(try base.only("E1")) == before)
  #expect(result.revision == 3)
  #expect(
    result.changes.map(\.field.name)
      == [
        "category", "made_from.en.language", "made_from.en.remedy", "message.zh-Hans", "remedy.en",
        "state.en", "state.zh-Hans",
      ])
  _ = try base.revert(base.address("E1"), by: maintainer)
  #expect(FieldValues(try base.only("E1")) == after)
  #expect(try base.only("E1").revision == 4)
  try base.checkRecords()
  try base.checkIndex()
}

@Test func `an entry goes back to any revision it had`() throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  var states = [FieldValues(try base.only("E1"))]
  for text in ["一", "二", "三"] {
    try base.edit("E1", [.message(chinese): text, .attribute(text): text])
    states.append(FieldValues(try base.only("E1")))
  }
  for revision in [2, 4, 1, 3, 3] {
    _ = try base.revert(base.address("E1"), to: revision, by: maintainer)
    #expect(FieldValues(try base.only("E1")) == states[revision - 1])
  }
  // The second time there was nothing to do.
  #expect(try base.only("E1").revision == 8)
  try base.checkRecords()
}

@Test(arguments: [-1, 0, 3, 99])
func `a revision that an entry never had is refused`(revision: Int) throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  try base.edit("E1", [.category: "磁盘"])
  let before = try base.dump()
  #expect(throws: EditError.noSuchRevision(address: "desk:E1", revision: revision, newest: 2)) {
    try base.revert(base.address("E1"), to: revision, by: maintainer)
  }
  #expect(try base.dump() == before)
}

@Test(arguments: [EntryEdit.Expectation.from(1), .exactly(1)])
func `a counter that another tool set to nothing is no reason to crash`(
  expectation: EntryEdit.Expectation
) throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  try base.connection.execute("UPDATE codes SET revision = 0")
  #expect(throws: EditError.self) { try base.revert(base.address("E1"), to: 1, by: maintainer) }
  #expect(throws: EditError.self) { try base.edit("E1", [.category: "x"], expecting: expectation) }
}

@Test func `an entry as it was first written has nothing to take back`() throws {
  let base = try emptyBase()
  try base.take(page(1, first))
  _ = try base.add(
    [NewEntry(system: "desk", code: "E9", values: [.message(chinese): "新"])], by: maintainer)
  #expect(throws: EditError.nothingToRevert(address: "desk:E9", batch: 2)) {
    try base.revert(base.address("E9"), by: maintainer)
  }
  #expect(throws: EditError.nothingToRevert(address: "desk:E1", batch: 1)) {
    try base.revert(base.address("E1"), by: maintainer)
  }
  // The batch that added it can be taken back, and brought again.
  let added = try base.content()
  #expect(try base.revertBatch(2, by: maintainer).removed == 1)
  #expect(try base.addresses() == ["desk:E1", "desk:E2"])
  #expect(try base.revertBatch(3, by: maintainer).restored == 1)
  #expect(try base.content() == added)
  try base.checkRecords()
}

// MARK: - Batches

/// What a batch can do, from a base that holds the first page.
private enum Deed: String, CaseIterable {
  case nextVersion, secondDocument, bulkEdit, addition, removal, forgetting, renaming, settling

  func run(_ base: KnowledgeBase) throws {
    switch self {
    case .nextVersion:
      try base.take(page(2, [draft("E1", "空间用尽", remedy: ["扩容"]), draft("E3", "超时")]))
    case .secondDocument:
      let english = draft("E1", "disk full", category: "其他", language: .english)
      try base.take(page(2, [english, draft("E4", "四")], name: "english"))
    case .bulkEdit:
      let edits = try ["E1", "E2"].map {
        EntryEdit(
          try base.address($0), [.message(chinese): "改 \($0)", .message(.english): "edit"])
      }
      _ = try base.edit(edits, by: maintainer)
    case .addition:
      let values: [Field: String?] = [.message(.english): "new", .aliases: "ErrNew"]
      _ = try base.add(
        [NewEntry(system: "other", code: "N1", values: values)], makingSystems: true,
        by: maintainer)
    case .removal: try base.removeSystem("desk", withEntries: true, by: maintainer)
    case .forgetting: try base.forgetDocument("page", system: "desk", by: maintainer)
    case .renaming:
      try base.editSystem("desk", by: maintainer) { $0.slug = "cloud-desk" }
    case .settling: _ = try base.settle(base.reviews(), .theirs, by: maintainer)
    }
  }
}

/// A base with a document, an edit, and an open conflict.
private func filledBase() throws -> KnowledgeBase {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "磁盘满", category: "存储")] + first.dropFirst()))
  try base.edit("E1", [.message(chinese): "我们的"])
  try base.take(page(11, first))
  #expect(try base.reviews().count == 1)
  return base
}

@Test(arguments: Deed.allCases)
private func `a batch is taken back whole, and that as well`(deed: Deed) throws {
  let base = try filledBase()
  let before = try base.content()
  try deed.run(base)
  let after = try base.content()
  #expect(after != before)
  let done = try base.newestBatch
  var plan = try base.revertBatch(done, by: maintainer, dryRun: true)
  #expect(try base.content() == after)
  // Only a plan lists what would change, and only what is done is a batch.
  #expect(plan.changes.isEmpty == false)
  plan.changes = []
  let report = try base.revertBatch(done, by: maintainer)
  plan.batch = try base.newestBatch
  #expect(report == plan)
  #expect(try base.content() == before)
  #expect(try base.number("SELECT reverts FROM batches ORDER BY id DESC") == done)
  try base.checkRecords()
  try base.checkIndex()
  _ = try base.revertBatch(try base.newestBatch, by: maintainer)
  #expect(try base.content() == after)
  try base.checkRecords()
  try base.checkIndex()
  #expect(try base.examine().isSound)
}

@Test func `an import of several documents into an empty base is taken back whole`() throws {
  let base = try emptyBase()
  let before = try base.content()
  let english = draft("E1", "disk full", language: .english)
  let documents = [
    page(1, first), page(2, [english, draft("E4", "四")], name: "english"),
    page(3, first, system: .init(slug: "other")),
  ]
  let take = {
    try base.importDocuments(documents, options: KnowledgeBase.ImportOptions(), by: author)
  }
  _ = try take()
  let after = try base.content()
  let report = try base.revertBatch(1, by: maintainer)
  #expect(report == RevertReport(batch: 2, removed: 5))
  #expect(try base.content() == before)
  try base.checkRecords()
  try base.checkIndex()
  // The same documents come in as if for the first time, under rows of their own.
  #expect(try take().map(\.counts.added) == [2, 1, 2])
  #expect(try base.content().count == after.count)
  try base.checkRecords()
}

@Test func `a batch that the history does not have is refused`() throws {
  let base = try emptyBase()
  #expect(throws: EditError.noSuchBatch(1, newest: 0)) {
    try base.revertBatch(1, by: maintainer)
  }
  try base.take(page(1, first))
  #expect(throws: EditError.noSuchBatch(2, newest: 1)) {
    try base.revertBatch(2, by: maintainer)
  }
}

@Test func `a batch that is taken back already leaves no trace the second time`() throws {
  let base = try filledBase()
  try Deed.bulkEdit.run(base)
  let batch = try base.newestBatch
  _ = try base.revertBatch(batch, by: maintainer)
  let before = try base.dump()
  #expect(try base.revertBatch(batch, by: maintainer) == RevertReport())
  #expect(try base.dump() == before)
}

@Test func `a wrong mapping on 10,000 rows is taken back with one batch`() throws {
  let base = try emptyBase()
  try base.take(page(1, first, name: "handbook"))
  try base.edit("E1", [.message(chinese): "我们的"])
  let before = try base.content()
  let system = SystemDescription(slug: "desk", name: "Cloud Desk")
  // The columns were mixed up: the remedy became the message, and the code of each row its number.
  var wrong = page(2, (1...10_000).map { draft("\($0)", "步 \($0)", line: $0) }, system: system)
  wrong.mapping = #"{"message":"处理"}"#
  try base.take(wrong)
  let report = try base.revertBatch(try base.newestBatch, by: maintainer)
  #expect(report.removed == 10_000)
  #expect(try base.content() == before)
  var right = page(
    2, (1...10_000).map { draft("R\($0)", "错 \($0)", remedy: ["步 \($0)"], line: $0) },
    system: system)
  right.mapping = #"{"remedy":"处理"}"#
  let counts = try base.take(right).counts
  #expect(counts.added == 10_000)
  #expect(counts.toReview == 0)
  #expect(try base.number("SELECT count(*) FROM codes") == 10_002)
}

import Catalog
import Testing

@testable import KnowledgeStore

extension KnowledgeBase {
  fileprivate var newestBatch: Int { get throws { try number("SELECT max(id) FROM batches") } }
}

/// A base in which a batch edited two entries, and somebody one of them again.
private func editedTwice() throws -> (base: KnowledgeBase, batch: Int) {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "一", category: "甲"), draft("E2", "二", line: 2)]))
  let edits = try ["E1", "E2"].map {
    EntryEdit(try base.address($0), [.message(chinese): "改", .category: "乙", .severity: "高"])
  }
  _ = try base.edit(edits, by: maintainer)
  let batch = try base.newestBatch
  try base.edit("E1", [.category: "丙"])
  return (base, batch)
}

@Test(arguments: [KnowledgeBase.OnConflict.fail, .review])
func `what was changed since keeps a batch from being taken back`(
  policy: KnowledgeBase.OnConflict
) throws {
  let (base, batch) = try editedTwice()
  let before = try base.dump()
  #expect(throws: EditError.changedSince(batch: batch, clashes: ["desk:E1 category"])) {
    try base.revertBatch(batch, onConflict: policy, by: maintainer)
  }
  #expect(try base.dump() == before)
}

@Test(arguments: [
  (KnowledgeBase.OnConflict.ours, "丙", ["desk:E1 category"]), (.theirs, "甲", []),
])
func `what was changed since stays, or goes back all the same`(
  policy: KnowledgeBase.OnConflict, category: String, kept: [String]
) throws {
  let (base, batch) = try editedTwice()
  let report = try base.revertBatch(batch, onConflict: policy, by: maintainer)
  #expect(report == RevertReport(batch: batch + 2, entries: 2 - kept.count, kept: kept))
  let entry = try base.only("E1")
  #expect(entry.category == category)
  #expect(entry.severity == nil)
  #expect(entry.texts[chinese] == .init(message: "一", description: nil, state: .sourced))
  #expect(try base.only("E2").category == nil)
  try base.checkRecords()
  try base.checkIndex()
}

@Test func `a text that stays keeps its language from being taken for the document's`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "一", remedy: ["甲"])]))
  try base.edit("E1", [.message(chinese): "改"])
  let batch = try base.newestBatch
  try base.edit("E1", [.remedy(chinese): "我们的"])
  _ = try base.revertBatch(batch, onConflict: .ours, by: maintainer)
  let entry = try base.only("E1")
  #expect(entry.texts[chinese]?.message == "一")
  #expect(entry.remedies[chinese] == ["我们的"])
  #expect(entry.texts[chinese]?.state == .draft)
}

@Test func `an approval does not outlive the text that was approved`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "一")]))
  try base.edit("E1", [.message(chinese): "改"])
  let batch = try base.newestBatch
  try base.edit("E1", [.state(chinese): "reviewed"])
  _ = try base.revertBatch(batch, onConflict: .ours, by: maintainer)
  #expect(
    try base.only("E1").texts[chinese] == .init(message: "一", description: nil, state: .draft))
  try base.checkRecords()
}

@Test func `an entry that somebody has worked on since does not go with its import`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "一"), draft("E2", "二", line: 2)]))
  try base.edit("E1", [.remedy(.english): "ours"])
  let fields = ["desk:E1 remedy.en", "desk:E1 state.en"]
  #expect {
    try base.revertBatch(1, by: maintainer)
  } throws: { error in
    guard case .changedSince(1, let clashes) = error as? EditError else { return false }
    return fields.allSatisfy(clashes.contains)
  }
  let report = try base.revertBatch(1, onConflict: .ours, by: maintainer)
  #expect(report.removed == 1)
  #expect(try base.addresses() == ["desk:E1"])
  #expect(try base.only("E1").remedies[.english] == ["ours"])
  try base.checkRecords()
}

@Test func `what another document has since is not taken away with the first`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "一")]))
  try base.take(page(2, [draft("E1", "一")], name: "handbook"))
  for policy in [KnowledgeBase.OnConflict.ours, .theirs] {
    let report = try base.revertBatch(1, onConflict: policy, by: maintainer, dryRun: true)
    #expect(report.kept.contains("desk:E1 what hangs on it"))
  }
  _ = try base.revertBatch(1, onConflict: .theirs, by: maintainer)
  #expect(try base.only("E1").sources.map(\.document) == ["handbook"])
  try base.checkRecords()
}

@Test func `what hung on something that is gone does not come back alone`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "一")]))
  try base.forgetDocument("page", system: "desk", by: maintainer)
  let forgotten = try base.newestBatch
  try base.removeSystem("desk", withEntries: true, by: maintainer)
  let before = try base.dump()
  #expect(throws: EditError.self) { try base.revertBatch(forgotten, by: maintainer) }
  let report = try base.revertBatch(forgotten, onConflict: .theirs, by: maintainer)
  #expect(report.kept == ["document page what it hangs on", "source of entry 1 what it hangs on"])
  #expect(report.batch == nil)
  #expect(try base.dump() == before)
}

@Test func `a name that another has by now is refused with a sentence`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "一")]))
  try base.removeSystem("desk", withEntries: true, by: maintainer)
  let removal = try base.newestBatch
  try base.take(page(1, [draft("E1", "一")]))
  #expect(throws: EditError.systemExists(slug: "desk")) {
    try base.revertBatch(removal, by: maintainer)
  }
  try base.forgetDocument("page", system: "desk", by: maintainer)
  let forgotten = try base.newestBatch
  try base.take(page(1, [draft("E1", "一")]))
  #expect(throws: EditError.documentExists(name: "page", system: "desk")) {
    try base.revertBatch(forgotten, by: maintainer)
  }
  try base.edit("E1", [.code: "E2"])
  let renaming = try base.newestBatch
  _ = try base.add(
    [NewEntry(system: "desk", code: "E1", values: [.message(chinese): "新"])], by: maintainer)
  #expect(throws: EditError.exists(address: "desk:E1")) {
    try base.revertBatch(renaming, by: maintainer)
  }
}

@Test func `a translation that stays is outdated when its source goes back`() throws {
  let base = try emptyBase()
  let system = SystemDescription(slug: "desk", name: "Cloud Desk", language: chinese)
  try base.take(page(1, [draft("E1", "重试 3 次")], system: system))
  try base.take(page(2, [draft("E1", "重试 5 次")], system: system))
  let batch = try base.newestBatch
  try base.edit("E1", [.message(.english): "try 5 times"])
  _ = try base.revertBatch(batch, by: maintainer)
  #expect(try base.only("E1").texts[chinese]?.message == "重试 3 次")
  #expect(try base.only("E1").texts[.english]?.state == .outdated)
}

@Test func `no state is left behind where the last text of a language goes`() throws {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "一")]))
  var both = draft("E1", "一")
  both.set(.description(.english), to: "one")
  try base.take(page(2, [both]))
  let batch = try base.newestBatch
  try base.edit("E1", [.description(.english): "first"])
  _ = try base.revertBatch(batch, onConflict: .theirs, by: maintainer)
  #expect(try FieldValues(base.only("E1")).fields == [.code, .message(chinese)])
  try base.checkRecords()
}

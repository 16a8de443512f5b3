import Catalog
import Storage
import Testing

@testable import KnowledgeStore

private let remedy = Field.remedy(chinese)

/// A base with a page that says `said` of the remedy of `E1`.
private func base(saying said: String?) throws -> KnowledgeBase {
  let base = try emptyBase()
  try base.take(page(1, [draft("E1", "满", remedy: said.map { [$0] } ?? [])]))
  return base
}

/// What both sides made of a field that a document said, and what comes of it.
private struct Case: Sendable, CustomTestStringConvertible {
  var said: String?
  var ours: String?
  var theirs: String?
  /// What stands there afterwards; a conflict for nil.
  var outcome: String??
  var testDescription: String {
    "\(said ?? "-") here \(ours ?? "-"), there \(theirs ?? "-")"
  }

  init(_ said: String?, _ ours: String?, _ theirs: String?, _ outcome: String??) {
    (self.said, self.ours, self.theirs, self.outcome) = (said, ours, theirs, outcome)
  }
}

private let cases: [Case] = [
  // Nothing differs.
  Case("A", "A", "A", .some("A")), Case("A", "B", "B", .some("B")),
  Case(nil, "B", "B", .some("B")), Case("A", nil, nil, .some(nil)),
  // Only the file changed it.
  Case("A", "A", "B", .some("B")), Case("A", "A", nil, .some(nil)),
  Case(nil, nil, "B", .some("B")),
  // Only people here did.
  Case("A", "B", "A", .some("B")), Case("A", nil, "A", .some(nil)), Case(nil, "B", nil, .some("B")),
  // Both did, or nobody knows.
  Case("A", "B", "C", nil), Case("A", nil, "C", nil), Case("A", "B", nil, nil),
  Case(nil, "B", "C", nil),
]

@Suite struct RestoreTests {
  @Test(arguments: cases, RecordFormat.allCases)
  private func `what only one side changed is taken`(_ case: Case, format: RecordFormat) throws {
    func edited(_ text: String?) throws -> KnowledgeBase {
      let base = try base(saying: `case`.said)
      if text != `case`.said { try base.edit("E1", [remedy: text]) }
      return base
    }
    let there = try edited(`case`.theirs).exported(format)
    let here = try edited(`case`.ours)
    if let outcome = `case`.outcome {
      try here.restore(there, format)
      #expect(FieldValues(try here.only("E1"))[remedy] == outcome)
    } else {
      let before = try here.dump()
      let error = #expect(throws: RestoreError.self) { try here.restore(there, format) }
      guard case .conflicts(let reports) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(reports.flatMap(\.changes).map(\.address) == ["desk:E1"])
      #expect(reports.flatMap(\.changes).flatMap(\.fields).map(\.field).contains(remedy))
      #expect(try here.dump() == before)
      // A plan names it and stops at nothing.
      #expect(try here.restore(there, format, dryRun: true).map(\.conflicts) != [0])
      #expect(try here.dump() == before)
      let kept = try edited(`case`.ours)
      try kept.restore(there, format, onConflict: .ours)
      #expect(FieldValues(try kept.only("E1"))[remedy] == `case`.ours)
      try here.restore(there, format, onConflict: .theirs)
      #expect(FieldValues(try here.only("E1"))[remedy] == `case`.theirs)
    }
    // Once more there is nothing to do.
    let writes = here.connection.totalChanges
    try here.restore(there, format, onConflict: `case`.outcome == nil ? .theirs : .fail)
    #expect(here.connection.totalChanges == writes)
    try here.checkRecords()
    try here.checkReviews()
    try here.checkIndex()
  }

  @Test func `state, approval and origin come with the texts`() throws {
    let there = try base(saying: "A")
    try there.edit("E1", [.message(.english): "full", .state(.english): "reviewed"])
    let here = try base(saying: "A")
    try here.restore(try there.exported())
    let text = try here.only("E1").texts[.english]
    #expect(text == (try there.only("E1").texts[.english]))
    #expect(text?.state == .reviewed)
    #expect(text?.origin?.message == "满")
  }

  @Test func `an approval is taken where nothing was said here, else it is a question`() throws {
    let there = try base(saying: "A")
    try there.edit("E1", [.message(.english): "full"])
    let here = try base(saying: "A")
    try here.restore(try there.exported())
    try there.edit("E1", [.state(.english): "reviewed"])
    #expect(throws: RestoreError.self) { try here.restore(try there.exported()) }
    try here.restore(try there.exported(), onConflict: .theirs)
    #expect(try here.only("E1").texts[.english]?.state == .reviewed)
  }

  @Test func `texts of both sides together are a draft, and translations follow`() throws {
    let there = try base(saying: "A")
    try there.edit("E1", [remedy: "B"])
    let here = try base(saying: "A")
    try here.edit("E1", [.description(chinese): "说明", .message(.english): "full"])
    try here.edit("E1", [.state(chinese): "reviewed", .remedy(.english): "do A"])
    let edited = try there.exported()
    try here.restore(edited, onConflict: .ours)
    let entry = try here.only("E1")
    #expect(entry.remedies[chinese] == ["B"])
    #expect(entry.texts[chinese]?.description == "说明")
    #expect(entry.texts[chinese]?.state == .draft)
    #expect(entry.texts[chinese]?.review == nil)
    #expect(entry.texts[.english]?.state == .outdated)
  }

  @Test func `a language that the file does not hold is left alone`() throws {
    let there = try base(saying: "A")
    try there.edit("E1", [.message(.english): "full"])
    let here = try base(saying: "A")
    try here.edit("E1", [remedy: "ours"])
    try here.restore(try there.exported(languages: [.english]))
    #expect(try here.only("E1").remedies[chinese] == ["ours"])
    #expect(try here.only("E1").texts[.english]?.message == "full")
  }

  @Test func `entries that the file does not name stay, and so does what documents said`() throws {
    let here = try emptyBase()
    try here.take(page(2, [draft("E1", "新", line: 5), draft("E2", "二", line: 6)]))
    let before = try here.exported()
    let report = try here.restore(try base(saying: nil).exported())
    #expect(report.map(\.documentsKept) == [["page"]])
    #expect(report.map(\.sourcesKept) == [1])
    // What a newer page says here is a change to what the file's page said.
    #expect(try here.exported() == before)
  }

  @Test func `a document and what it says come along where they are new`() throws {
    let there = try base(saying: "A")
    try there.take(page(2, [draft("E1", category: "磁盘", line: 4)], name: "handbook"))
    let here = try base(saying: "A")
    let report = try here.restore(try there.exported())
    #expect(report.map(\.changed) == [1])
    #expect(try here.exported() == there.exported())
    try here.checkRecords()
  }

  @Test func `an edit stays an edit`() throws {
    let there = try base(saying: "A")
    try there.edit("E1", [remedy: "ours"])
    let here = try emptyBase()
    try here.restore(try there.exported(.yaml), .yaml)
    let report = try here.take(page(2, [draft("E1", "盘满", remedy: ["A"])]))
    #expect(report.counts == counts(changed: 1))
    #expect(try here.only("E1").remedies[chinese] == ["ours"])
    #expect(try here.only("E1").texts[chinese]?.message == "盘满")
  }

  @Test func `what was edited in the file survives the next page, also in a new base`() throws {
    let file = try base(saying: "A").exported(.yaml).replacing("- A\n", with: "- better\n")
    let here = try emptyBase()
    try here.restore(file, .yaml)
    #expect(try here.only("E1").texts[chinese]?.state == .draft)
    let report = try here.take(page(2, [draft("E1", "盘满", remedy: ["A"])]))
    #expect(report.counts == counts(changed: 1, conflicts: 1))
    #expect(try here.only("E1").remedies[chinese] == ["better"])
  }

  @Test func `one system of several is taken`() throws {
    let there = try base(saying: "A")
    try there.take(page(2, [draft("X1")], system: .init(slug: "other")))
    let here = try emptyBase()
    let report = try here.restore(try there.exported(), system: "other")
    #expect(report.map(\.system) == ["other"])
    #expect(try here.slugs() == ["other"])
  }

  @Test func `a restore is one batch and can be taken back`() throws {
    let there = try base(saying: "A")
    try there.edit("E1", [remedy: "B"])
    let here = try base(saying: "A")
    let before = try here.content()
    try here.restore(try there.exported())
    #expect(try here.content() != before)
    let batch = try here.number("SELECT max(id) FROM batches")
    _ = try here.revertBatch(batch, by: maintainer)
    #expect(try here.content() == before)
  }

  @Test(arguments: RecordFormat.allCases)
  func `open questions stay open, and what was removed or withdrawn stays so`(
    format: RecordFormat
  ) throws {
    let there = try emptyBase()
    let first = ["磁盘已满", "找不到文件", "没有权限", "网络断开"].enumerated().map {
      draft("E\($0 + 1)", $1, line: $0 + 1)
    }
    try there.take(page(1, first))
    try there.edit("E1", [.message(chinese): "盘满了"])
    try there.edit("E4", [.status: "removed"])
    // A conflict over E1, E2 gone for good, E3 under another name.
    try there.take(
      page(
        2,
        [draft("E1", "磁盘满", line: 1), draft("F3", "没有权限", line: 3), draft("E4", "网络断开")]))
    #expect(Set(try there.reviews().map(\.kind)) == [.conflict, .withdrawal, .rename])
    let here = try emptyBase()
    try here.restore(try there.exported(format), format)
    let asked = { (base: KnowledgeBase) in
      try base.reviews().map {
        [$0.kind.rawValue, $0.address, $0.theirs, $0.ancestor, $0.goneSince]
      }
    }
    #expect(try asked(here) == asked(there))
    #expect(try here.only("E4").status == .removed)
    #expect(try here.only("E2").withdrawn != nil)
    // They are settled as they would have been there.
    for base in [here, there] { _ = try base.settle(try base.reviews(), .theirs, by: maintainer) }
    #expect(try here.exported() == there.exported())
  }

  @Test func `the document that came first keeps its precedence`() throws {
    let there = try emptyBase()
    try there.take(page(1, [draft("E1", "满", category: "甲")], name: "z"))
    try there.take(page(2, [draft("E1", category: "乙")], name: "a"))
    try there.take(page(3, [draft("E1", remedy: ["等"])], name: "m"))
    let here = try emptyBase()
    try here.restore(try there.exported())
    // The one that gives a text of its own drops it: the category of the first is what is left.
    for base in [here, there] {
      try base.edit("E1", [.category: "丙"])
      try base.take(page(4, [draft("E1", category: "丙")], name: "m"))
      try base.take(page(5, [draft("E1", remedy: ["等"])], name: "m"))
    }
    #expect(try there.only("E1").category == "甲")
    #expect(try here.exported() == there.exported())
  }

  @Test(arguments: [
    (Field.status, "removed"), (.severity, "high"), (remedy, "B"), (.message(.english), "full"),
  ])
  func `what people took back here does not come back by itself`(
    field: Field, value: String
  ) throws {
    let base = try base(saying: nil)
    try base.edit("E1", [.message(.english): "words", .description(.english): "more"])
    try base.edit("E1", [.message(.english): nil])
    try base.edit("E1", [field: value])
    let file = try base.exported()
    try base.edit("E1", [field: nil])
    let before = try base.dump()
    #expect(throws: RestoreError.self) { try base.restore(file) }
    #expect(try base.dump() == before)
    try base.restore(file, onConflict: .theirs)
    #expect(FieldValues(try base.only("E1"))[field] == value)
  }

  @Test func `an approval that was taken back here does not come back by itself`() throws {
    let base = try base(saying: "A")
    try base.edit("E1", [.state(chinese): "reviewed"])
    let file = try base.exported()
    _ = try base.revertBatch(try base.number("SELECT max(id) FROM batches"), by: maintainer)
    #expect(try base.only("E1").texts[chinese]?.state == .sourced)
    #expect(throws: RestoreError.self) { try base.restore(file) }
  }

  @Test(arguments: [
    [Field.description(chinese): "说明"], [.state(chinese): "reviewed"], [.state(chinese): "draft"],
    [.severity: "high"], [.status: "removed"], [.aliases: "E-1"],
  ])
  func `what was added here after the export stays`(edit: [Field: String]) throws {
    let base = try base(saying: "A")
    let file = try base.exported()
    try base.edit("E1", edit.mapValues { $0 })
    let before = try base.dump()
    #expect(try base.restore(file).map(\.unchanged) == [1])
    #expect(try base.dump() == before)
  }

  @Test func `what was added to an entry without a document is a question`() throws {
    let there = try base(saying: "A")
    let file = try there.exported().replacing(/,"sources":\[.*\]/, with: "")
    try there.edit("E1", [.severity: "high"])
    #expect(throws: RestoreError.self) { try there.restore(file) }
  }

  @Test func `a newer version of a document is taken where nobody edited the older one`() throws {
    func copy(at time: Int64) throws -> KnowledgeBase {
      try KnowledgeBase(path: ":memory:", for: .creating, clock: .fixed(time))
    }
    let old = page(
      1, [draft("E1", "满", remedy: ["A"]), draft("E2", "二"), draft("E3", "三", category: "甲")])
    let new = page(
      2,
      [
        draft("E1", "盘满", remedy: ["B"], line: 4), draft("E2", "二", category: "乙", line: 5),
        draft("E3", "三", line: 6),
      ])
    let there = try copy(at: 60)
    try there.take(old)
    try there.take(new)
    let second = try there.exported()
    let here = try copy(at: 0)
    try here.take(old)
    try here.edit("E1", [remedy: "ours"])
    #expect(try here.restore(second).map(\.changed) == [3])
    #expect(try here.only("E1").texts[chinese]?.message == "盘满")
    #expect(try here.only("E1").texts[chinese]?.state == .draft)
    #expect(try here.only("E1").remedies[chinese] == ["ours"])
    #expect(try here.only("E2").category == "乙")
    #expect(try here.only("E2").texts[chinese]?.state == .sourced)
    #expect(try here.only("E3").category == nil)
    try here.checkRecords()
    try here.checkReviews()
    try here.checkIndex()
    // Once more: nothing is written.
    let writes = here.connection.totalChanges
    try here.restore(second)
    #expect(here.connection.totalChanges == writes)
    // The page itself still tells of the edit that it contradicts.
    #expect(try here.take(new).counts.conflicts == 1)
  }

  @Test func `an older version of a document changes nothing`() throws {
    let there = try base(saying: "A")
    let file = try there.exported()
    let here = try KnowledgeBase(path: ":memory:", for: .creating, clock: .fixed(60))
    try here.take(page(2, [draft("E1", "盘满", remedy: ["B"], category: "甲")]))
    let before = try here.dump()
    #expect(try here.restore(file).map(\.unchanged) == [1])
    #expect(try here.dump() == before)
  }

  @Test(arguments: [false, true])
  func `an entry that stands twice is a mistake, changed or not`(isThere: Bool) throws {
    let file = try base(saying: "A").exported()
    let here = isThere ? try base(saying: "A") : try emptyBase()
    var complaints: [String] = []
    try here.restore(file + file.split(separator: "\n")[1]) { complaints.append($0) }
    #expect(
      complaints == ["desk:E1 stands twice; entries of a code are told apart by 'variant'"])
  }

  @Test func `of many entries with conflicts the first are named, all of them in a plan`() throws {
    let entries = (1...30).map { draft("E\($0)", "满", line: $0) }
    func edited(_ severity: String) throws -> KnowledgeBase {
      let base = try emptyBase()
      try base.take(page(1, entries))
      for number in 1...30 { try base.edit("E\(number)", [.severity: severity]) }
      return base
    }
    let file = try edited("high").exported()
    let error = #expect(throws: RestoreError.self) { try edited("low").restore(file) }
    guard case .conflicts(let reports) = error else { return }
    #expect(reports.map(\.conflicts) == [30])
    #expect(reports.flatMap(\.changes).count == 20)
  }
}

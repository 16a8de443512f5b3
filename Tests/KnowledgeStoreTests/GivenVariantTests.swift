import Catalog
import Storage
import Testing

@testable import KnowledgeStore

/// Documents that say which variant, status and successor an entry has.
struct GivenVariantTests {
  private func labelled(_ variant: String?, _ message: String, line: Int = 1) -> EntryDraft {
    var entry = draft("E1", message, line: line)
    entry.variant = variant
    return entry
  }

  private func variants(_ base: KnowledgeBase) throws -> [String] {
    try base.connection.query(
      """
      SELECT variant, message FROM codes LEFT JOIN translations ON code_id = codes.id
      WHERE status <> 'removed' ORDER BY variant
      """
    ) { $0.text(0) + "=" + $0.text(1) }
  }

  @Test func `entries are stored under the variants that the document gives`() throws {
    let base = try emptyBase()
    try base.take(
      page(
        1, [labelled("linux", "same"), labelled("", "same", line: 2), labelled("b", "x", line: 3)]))
    #expect(try variants(base) == ["=same", "b=x", "linux=same"])
    // In another order, with other words, every one is itself.
    let report = try base.take(
      page(
        2, [labelled("b", "same"), labelled("linux", "y", line: 2), labelled("", "same", line: 3)]))
    #expect(report.counts.changed == 2 && report.counts.unchanged == 1 && report.counts.added == 0)
    #expect(try variants(base) == ["=same", "b=same", "linux=y"])
  }

  @Test func `a label that is new is a new entry, however alike the old one was`() throws {
    let base = try emptyBase()
    try base.take(page(1, [labelled("a", "same")]))
    let report = try base.take(page(2, [labelled("b", "same")]), allowsWithdrawn: true)
    #expect(report.counts.added == 1 && report.counts.gone == 1)
    #expect(try variants(base) == ["a=same", "b=same"])
  }

  @Test func `an entry whose label was changed here is still the document's`() throws {
    let base = try emptyBase()
    try base.take(page(1, [labelled("", "one"), labelled("2", "two", line: 2)]))
    let address = try base.address("desk:E1#2")
    _ = try base.edit([EntryEdit(address, [.variant: "linux"])], by: maintainer)
    let report = try base.take(page(2, [labelled("", "one"), labelled("2", "zwei", line: 2)]))
    #expect(report.counts.added == 0 && report.counts.gone == 0 && report.counts.conflicts == 0)
    #expect(try variants(base) == ["=one", "linux=zwei"])
    // The column is gone, the entries are the same.
    let third = try base.take(page(3, [draft("E1", "one"), draft("E1", "zwei", line: 2)]))
    #expect(third.counts.unchanged == 2)
    #expect(try variants(base) == ["=one", "linux=zwei"])
  }

  @Test func `a document that begins to give labels finds the entries that bear them`() throws {
    let base = try emptyBase()
    try base.take(page(1, [draft("E1", "one"), draft("E1", "two", line: 2)]))
    let report = try base.take(page(2, [labelled("2", "two"), labelled("", "one", line: 2)]))
    #expect(report.counts.unchanged == 2)
    #expect(try variants(base) == ["=one", "2=two"])
  }

  @Test func `a label given twice, or taken by an entry of another code, gives way`() throws {
    let base = try emptyBase()
    try base.take(page(1, [labelled("2", "one"), labelled("2", "two", line: 2)]))
    #expect(try variants(base) == ["=two", "2=one"])
    #expect(try base.examine().isSound)
  }

  @Test func `status and successor are merged like other fields`() throws {
    let base = try emptyBase()
    var entry = draft("E1", "one")
    entry[.status] = "deprecated"
    entry[.replacedBy] = "E2"
    try base.take(page(1, [entry]))
    #expect(try base.only("E1").status == .deprecated && base.only("E1").replacedBy == "E2")
    try base.edit("E1", [.replacedBy: "E3"])
    entry[.status] = "active"
    try base.take(page(2, [entry]))
    #expect(try base.only("E1").status == .active && base.only("E1").replacedBy == "E3")
    // What was removed here stays removed, whatever the document goes on saying.
    try base.edit("E1", [.status: "removed"])
    entry[.replacedBy] = "E4"
    let report = try base.take(page(3, [entry]))
    #expect(report.counts.conflicts == 1)
    #expect(
      try base.connection.query("SELECT status, replaced_by FROM codes") {
        $0.text(0) + " " + $0.text(1)
      } == ["removed E3"])
  }
}

import Catalog
import Testing

@testable import Linting

struct OpenReviewTests {
  private func source(_ conflicts: [Field: String?] = [:]) -> SourceRecord {
    var source = SourceRecord(code: "E1", lines: 1...1, base: FieldValues())
    source.conflicts = conflicts.mapValues { SourceRecord.Conflict(theirs: $0) }
    return source
  }

  private func sentences(_ sources: [String: SourceRecord]) throws -> [String] {
    try faults([OpenReview.rule], in: desk([.message(.english): "Seat"]), sources: sources)
  }

  @Test func `each field that differs is found once`() throws {
    let sources = [
      "page": source([.message(.english): "Chair", .category: "Hall"]),
      "handbook": source([.message(.english): "Stool", .severity: nil]),
    ]
    #expect(
      try sentences(sources) == [
        "category: is not what page says, and nobody has decided",
        "message.en: is not what handbook and page say, and nobody has decided",
        "severity: is gone from handbook, and nobody has decided",
      ])
    let found = try findings([OpenReview.rule], in: desk(), sources: sources)
    #expect(found.allSatisfy { $0.next == .review })
  }

  @Test func `an entry that is gone and one that is renamed are found`() throws {
    var gone = source()
    gone.asksAboutWithdrawal = true
    var renamed = source()
    renamed.rename = "E2#3"
    #expect(
      try sentences(["page": gone, "handbook": gone]) == [
        "no document has it any more, and nobody has decided"
      ])
    #expect(
      try sentences(["page": renamed]) == [
        "seems to be called E2#3 in page now, and nobody has decided"
      ])
  }

  @Test func `a source without questions is fine, even one that is gone`() throws {
    var gone = source()
    gone.goneSince = "2026-01-01T00:00:00.000Z"
    #expect(try sentences(["page": source(), "handbook": gone]) == [])
  }
}

import Catalog
import FoundationEssentials
import Publishing
import Storage
import Testing

@testable import KnowledgeStore

@Suite struct EntryViewTests {
  @Test(arguments: UInt64(1)...10)
  func `the view of entries as JSON holds what answers write`(seed: UInt64) throws {
    var course = try RandomCourse(seed: seed)
    for _ in 0..<40 { try course.step() }
    try compare(course.base)
  }

  @Test func `attributes that other tools wrote are written as ours once they are settled`() throws
  {
    let base = try emptyBase()
    try base.take(page(1, [draft("E1", "某", attributes: ["源": "JOB"])]))
    try base.connection.run(
      """
      UPDATE codes SET attributes = '{"z":1,"n":null,"b":true,"a":"x","l":[1,{"k":"v"}],"f":1.5}'
      """)
    _ = try base.reindex(rebuilding: false, by: Authorship(author: "li", command: "reindex"))
    try compare(base)
    let entry = try #require(try base.entries(at: base.address("E1")).first)
    #expect(
      entry.attributes == ["z": "1", "b": "1", "a": "x", "l": #"[1,{"k":"v"}]"#, "f": "1.5"])
    #expect(try base.examine().isSound)
  }

  private func compare(_ base: KnowledgeBase) throws {
    let rows = try base.connection.query("SELECT id, entry FROM error_codes_json") {
      ($0.int64(0), $0.text(1))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for (id, shown) in rows {
      let entry = try #require(try base.entry(id: id))
      #expect(String(decoding: try encoder.encode(EntryDocument(entry)), as: UTF8.self) == shown)
    }
  }
}

@Test func `whether a code names several entries is looked up by its key`() throws {
  let base = try emptyBase()
  let plan = try base.connection.query(
    "EXPLAIN QUERY PLAN SELECT \(EntryReader.isOneOfSeveral) FROM codes"
  ) { $0.text(3) }
  let lookups = plan.filter { $0.hasPrefix("SEARCH") || $0.hasPrefix("SCAN other") }
  #expect(lookups.count == 3)
  #expect(lookups.allSatisfy { $0.contains("key=?") || $0.contains("rowid=?") }, "\(plan)")
}

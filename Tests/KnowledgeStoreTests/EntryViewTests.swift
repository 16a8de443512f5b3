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

  /// Attributes as no errkb writes them.
  private static let odd = [
    #"{"z":1,"n":null}"#, #"{ "b" : true, "a" : [1, {"k": "v"}], "f": 1.50 }"#,
    #"{"a":"1","a":"2","b":"","A":"x"}"#, #"{"a":"1","a":null}"#, #"{"a":null,"n":null}"#,
    #"{"":"empty","é":"e","z":9007199254740993,"big":1e400,"d":{"y":1,"x":null}}"#,
    #"{"路径":"a/b\u4e2d","quote":"\"","false":false}"#, "{}", " { } ",
  ]

  @Test(arguments: UInt64(21)...24)
  func `the view holds what answers write whatever another tool wrote`(seed: UInt64) throws {
    var course = try RandomCourse(seed: seed)
    for _ in 0..<40 { try course.step() }
    let base = course.base
    let entries = (1...Self.odd.count).map { draft("Z\($0)", "某 \($0)", line: $0) }
    try base.take(page(9_999, entries, name: "odd"))
    for (number, text) in Self.odd.enumerated() {
      try base.connection.run(
        "UPDATE codes SET attributes = ? WHERE id % ? = ?",
        [.text(text), Value(Self.odd.count), Value(number)])
    }
    #expect(try base.unsettledCount() >= Self.odd.count)
    try compare(base)
    #expect(try base.examine().content.isEmpty, "they wait to be settled")
    _ = try base.reindex(rebuilding: false, by: Authorship(author: "li", command: "reindex"))
    try compare(base)
    #expect(try base.examine().isSound)
  }

  @Test func `attributes that are no texts and were not noticed are named`() throws {
    let base = try emptyBase()
    try base.take(page(1, [draft("E1", "某"), draft("E2", "另", line: 2)]))
    try base.connection.execute(
      """
      UPDATE codes SET attributes = '{"z":1,"n":null}' WHERE code = 'E1'; DELETE FROM unindexed
      """)
    #expect(
      try base.examine().content.sentences == [
        "desk:E1: 'attributes' holds something else than texts"
      ])
    try compare(base)
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

import Catalog
import Testing

@testable import KnowledgeStore

/// What is told of entries by comparing them.
struct EntryComparisonTests {
  private func twins(
    _ entries: [EntryDraft], of code: String, _ field: Field
  ) throws -> TwinEntries? {
    let base = try emptyBase()
    try base.take(page(1, entries))
    let entry = try #require(try base.entries(at: try base.address(code)).first)
    return try EntryComparison(base).twins(of: entry, field)
  }

  @Test func `a message counts within its category, a description in the whole system`() throws {
    let entries = [
      draft("1", "Full", description: "See A", category: "Disk", language: .english),
      draft("2", "Full", description: "See B", category: "Disk", language: .english),
      draft("3", "Full", description: "See A", category: "Queue", language: .english),
      draft("4", "Full", category: "Disk", language: .english),
    ]
    let message = Field.message(.english)
    #expect(try twins(entries, of: "1", message) == .init(first: "desk:2", count: 2))
    #expect(try twins(entries, of: "4", message) == .init(first: "desk:1", count: 2))
    #expect(try twins(entries, of: "3", message) == nil)
    let description = Field.description(.english)
    #expect(try twins(entries, of: "3", description) == .init(first: "desk:1", count: 1))
    #expect(try twins(entries, of: "2", description) == nil)
    #expect(try twins(entries, of: "1", .remedy(.english)) == nil)
    #expect(try twins(entries, of: "1", .message(chinese)) == nil)
  }

  @Test func `entries of other systems, removed ones and variants of one code are no twins`() throws
  {
    let base = try emptyBase()
    let message = Field.message(.english)
    let full = { (code: String) in draft(code, "Full", language: .english) }
    try base.take(
      page(
        1,
        [
          full("1"), full("2"), draft("7", "One", description: "Same", language: .english),
          draft("7", "Two", description: "Same", language: .english),
        ]))
    try base.take(page(2, [full("1")], system: .init(slug: "shop", name: "Shop")))
    try base.edit("2", [.status: "removed"])
    let comparison = try EntryComparison(base)
    for entry in try base.entries(at: try base.address("1")) {
      #expect(try comparison.twins(of: entry, message) == nil)
    }
    for entry in try base.entries(at: try base.address("7")) {
      #expect(try comparison.twins(of: entry, .description(.english)) == nil)
    }
  }

  @Test func `withdrawn codes are no twins, and variants of one code count once`() throws {
    let base = try emptyBase()
    try base.take(page(1, [draft("1", "Full"), draft("2", "Empty")]))
    try base.take(page(2, [draft("3", "Full"), draft("2", "Empty")]))
    let comparison = try EntryComparison(base)
    let renumbered = try #require(try base.entries(at: try base.address("3")).first)
    #expect(try comparison.twins(of: renumbered, .message(chinese)) == nil)

    let other = try emptyBase()
    try other.take(
      page(
        1,
        [
          draft("1", "Full", description: "Same"), draft("1", "Other", description: "Same"),
          draft("2", "Third", description: "Same"),
        ]))
    let twins = try EntryComparison(other)
    for variant in try other.entries(at: try other.address("1")) {
      #expect(
        try twins.twins(of: variant, .description(chinese)) == .init(first: "desk:2", count: 1))
    }
    let alone = try #require(try other.entries(at: try other.address("2")).first)
    #expect(try twins.twins(of: alone, .description(chinese)) == .init(first: "desk:1", count: 1))
  }

  @Test func `entries are compared while they are read, and again by the next comparison`() throws {
    let base = try emptyBase()
    try base.take(page(1, [draft("1", "Full"), draft("2", "Full"), draft("3", "Empty")]))
    for _ in 1...2 {
      let comparison = try EntryComparison(base)
      var codes: [String] = []
      try base.forEachRecord(Selection(), withSources: true) { record in
        if try comparison.twins(of: record.entry, .message(chinese)) != nil {
          codes.append(record.entry.code)
        }
      }
      #expect(codes == ["1", "2"])
    }
  }

  @Test func `only the systems that are asked for are compared`() throws {
    let base = try emptyBase()
    try base.take(page(1, [draft("1", "Full"), draft("2", "Full")]))
    let entry = try #require(try base.entries(at: try base.address("1")).first)
    #expect(try EntryComparison(base, systems: ["desk"]).twins(of: entry, .message(chinese)) != nil)
    #expect(try EntryComparison(base, systems: ["shop"]).twins(of: entry, .message(chinese)) == nil)
  }

  @Test func `a system holds its codes, aliases and ranges, but not what was removed`() throws {
    let base = try emptyBase()
    try base.take(
      page(
        1,
        [
          draft("E-1", "One", aliases: ["ErrOne"]), draft("100", "Many", codeEnd: "199"),
          draft("E-2", "Two"),
        ]))
    try base.edit("E-2", [.status: "removed"])
    let comparison = try CodeDirectory(base)
    let cases = [("e_1", true), ("ERRONE", true), ("150", true), ("250", false), ("E-2", false)]
    for (code, isThere) in cases {
      #expect(try comparison.holds(CodeKey(code), in: "desk") == isThere, "\(code)")
      #expect(try !comparison.holds(CodeKey(code), in: "shop"))
    }
  }

  @Test(arguments: [
    ("E-9", true), ("e_7", true), ("E-10", false), ("199", true), ("1999", false), ("F-1", false),
    ("E", false), ("ErrOne", false), ("G-1", false),
  ])
  func `a code is like another with the same letters and as many digits`(
    code: String, isLike: Bool
  ) throws {
    let base = try emptyBase()
    try base.take(
      page(
        1,
        [
          draft("E-1", "One", aliases: ["ErrOne"]), draft("100", "Many", codeEnd: "120"),
          draft("F-22", "Two"), draft("G-1", "Gone"),
        ]))
    try base.edit("G-1", [.status: "removed"])
    let directory = try CodeDirectory(base)
    // The second answer is a remembered one.
    for _ in 0..<2 {
      #expect(try directory.holdsLike(CodeKey(code), in: "desk") == isLike)
      #expect(try !directory.holdsLike(CodeKey(code), in: "shop"))
    }
  }

  @Test func `the first of several variants is named by its number`() throws {
    let base = try emptyBase()
    try base.take(page(1, [draft("7", "One"), draft("7", "Two"), draft("8", "Three")]))
    let addresses = try ["7", "8"].flatMap { code in
      try base.entries(at: try base.address(code)).map { try base.distinctAddress(of: $0) }
    }
    #expect(addresses == ["desk:7#1", "desk:7#2", "desk:8"])
  }
}

import Catalog
import Testing

@testable import KnowledgeStore

/// A base of entries that each lack something else in English.
private func base() throws -> KnowledgeBase {
  let base = try emptyBase()
  try base.take(
    page(
      1,
      [
        draft("A1", "磁盘已满", description: "没有空间", remedy: ["清理"]),
        draft("A2", "磁盘已满", description: "没有空间", remedy: ["清理"]),
        draft("A3", "磁盘已满", description: "没有空间", remedy: ["清理"]),
        draft("A4", "磁盘已满", description: "没有空间", remedy: ["清理"]),
        draft("A5", "磁盘已满", description: "没有空间", remedy: ["清理"]),
        draft("A6", "磁盘已满"), draft("A7", "磁盘丢失"), draft("A8", "磁盘太慢"),
      ]))
  try base.take(
    page(1, [draft("B1", "端口占用")], system: .init(slug: "aaa", name: "First of the slugs")))
  let message: [Field: String?] = [.message(.english): "The disk is full"]
  let remedy: [Field: String?] = [.remedy(.english): "Make room"]
  let description: [Field: String?] = [.description(.english): "There is no space left"]
  try base.edit("A1", message.merging(remedy) { $1 })
  try base.edit("A2", message.merging(description) { $1 })
  try base.edit("A3", message.merging(remedy) { $1 }.merging(description) { $1 })
  try base.edit("A4", message.merging(remedy) { $1 }.merging(description) { $1 })
  try base.edit("A4", [.message(chinese): "卷已满"])
  try base.edit("A6", message)
  try base.edit("A8", [.status: "removed"])
  return base
}

private func queue(
  _ base: KnowledgeBase, into language: Language = .english, _ filter: EntryFilter = EntryFilter()
) throws -> TranslationQueue {
  try TranslationQueue(base, into: language, filter)
}

/// What is left of a queue: addresses and what they lack.
private func rest(_ queue: inout TranslationQueue) throws -> [String] {
  var items: [String] = []
  while let item = try queue.next() { items.append("\(item.entry.address) \(item.gap)") }
  return items
}

@Test func `what is worst comes first, then systems, keys and variants`() throws {
  let base = try base()
  var queue = try queue(base)
  #expect(queue.left == 6)
  #expect(
    try rest(&queue) == [
      "desk:A4 outdated", "aaa:B1 message", "desk:A5 message", "desk:A7 message",
      "desk:A2 remedy", "desk:A1 description",
    ])
  #expect(queue.left == 0)
  #expect(try queue.next() == nil)
}

@Test func `a text that no other language has is not missing`() throws {
  let base = try base()
  let nameless = draft("C1", description: "没有名字")
  try base.take(page(1, [nameless], system: .init(slug: "nameless", name: "Nameless")))
  var queue = try queue(base, into: chinese)
  #expect(queue.left == 0)
  #expect(try queue.next() == nil)
}

@Test func `a queue holds what passes its filter`() throws {
  let base = try base()
  var filter = EntryFilter()
  filter.system = "desk"
  filter.lacksRemedy = true
  var narrow = try queue(base, filter)
  #expect(narrow.left == 1)
  #expect(try rest(&narrow) == ["desk:A7 message"])
  filter.status = .removed
  var removed = try queue(base, filter)
  #expect(try rest(&removed) == ["desk:A8 message"])
}

@Test func `what is on its way out is left out, unless its status is asked for`() throws {
  let base = try base()
  // One lacks texts, of another they are outdated.
  try base.edit("A7", [.status: "deprecated"])
  try base.edit("A4", [.status: "deprecated"])
  // Two that no document has any more.
  try base.take(
    page(1, [draft("C1", "端口关闭"), draft("C2", "端口占用"), draft("C3", "端口太慢")], name: "ports"))
  try base.edit("C2", [.status: "deprecated"])
  try base.take(page(2, [draft("C3", "端口太慢")], name: "ports"))
  var queue = try queue(base)
  #expect(
    try rest(&queue) == [
      "aaa:B1 message", "desk:A5 message", "desk:C3 message", "desk:A2 remedy",
      "desk:A1 description",
    ])
  var filter = EntryFilter()
  filter.status = .deprecated
  var deprecated = try TranslationQueue(base, into: .english, filter)
  #expect(try rest(&deprecated) == ["desk:A4 outdated", "desk:A7 message"])
}

@Test func `what was deprecated before its turn is passed over`() throws {
  let base = try base()
  var queue = try queue(base)
  try base.edit("A5", [.status: "deprecated"])
  #expect(try rest(&queue).contains("desk:A5 message") == false)
}

@Test func `an entry comes once, whatever it lacks after that`() throws {
  let base = try base()
  var queue = try queue(base)
  #expect(try queue.next()?.entry.address == "desk:A4")
  #expect(try queue.next()?.entry.address == "aaa:B1")
  #expect(try queue.next()?.entry.address == "desk:A5")
  // It has a place further down now.
  try base.edit("A5", [.message(.english): "The disk is full"])
  #expect(
    try rest(&queue) == ["desk:A7 message", "desk:A2 remedy", "desk:A1 description"])
}

@Test func `what somebody completes before its turn is passed over, and is as it stands now`()
  throws
{
  let base = try base()
  var queue = try queue(base)
  _ = try queue.next()
  try base.edit("A7", [.message(.english): "The disk is gone"])
  try base.edit("A2", [.message(chinese): "硬盘已满"])
  #expect(
    try rest(&queue) == [
      "aaa:B1 message", "desk:A5 message", "desk:A2 outdated", "desk:A1 description",
    ])
  #expect(queue.left == 0)
}

@Test func `a long queue gives everything once, in the order it had`() throws {
  let base = try emptyBase()
  try base.take(page(1, numbered(1...2500)))
  var queue = try queue(base)
  var seen: [String] = []
  while let item = try queue.next() {
    // Each is completed, put among those that come later, or left alone.
    if seen.count % 3 == 0 { try base.edit(item.entry.code, [.message(.english): "words"]) }
    if seen.count % 3 == 1 {
      try base.edit(
        item.entry.code, [.message(.english): "words", .description(chinese): "说明"])
    }
    seen.append(item.entry.code)
  }
  #expect(seen == (1...2500).map { "E\($0)" }.sorted())
  #expect(queue.left == 0)
}

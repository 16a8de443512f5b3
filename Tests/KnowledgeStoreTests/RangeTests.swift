import Catalog
import Storage
import TestSupport
import Testing

@testable import KnowledgeStore

/// What the index leaves over of the ranges must be all that a code lies within.
@Test(arguments: UInt64(1)...4)
func `a code is found in every range that it lies within`(seed: UInt64) throws {
  var random = SeededGenerator(seed: seed)
  let prefixes = ["", "A_", "A_1_", "a.", "-", "Ж", "A_9"]
  func number(_ random: inout SeededGenerator) -> String {
    let digits = String(Int.random(in: 0...1200, using: &random))
    let zeros = Bool.random(using: &random) ? 0 : Int.random(in: 0...2, using: &random)
    return String(repeating: "0", count: zeros) + digits
  }
  var drafts: [EntryDraft] = []
  for line in 1...120 {
    let prefix = prefixes.randomElement(using: &random) ?? ""
    let end = [prefix, "", "a_", "Ａ_"].randomElement(using: &random) ?? ""
    drafts.append(
      draft(
        prefix + number(&random), "m \(line)", line: line, codeEnd: end + number(&random)))
  }
  let base = try emptyBase()
  try base.take(page(1, drafts))
  let ranges = try base.connection.query("SELECT key, code_end, code FROM codes") {
    (first: CodeKey($0.text(0)), last: CodeKey($0.text(1)), code: $0.text(2))
  }
  var found = 0
  for _ in 0..<400 {
    let code = (prefixes.randomElement(using: &random) ?? "") + number(&random)
    let key = CodeKey(code)
    guard !ranges.contains(where: { $0.first == key }) else { continue }
    let expected = ranges.filter { key.isWithin($0.first, $0.last) }.map(\.code).sorted()
    let answers = try base.entries(at: EntryAddress(code) { _ in false })
    #expect(answers.map(\.code).sorted() == expected, "\(code)")
    found += expected.count
  }
  #expect(found > 100)
}

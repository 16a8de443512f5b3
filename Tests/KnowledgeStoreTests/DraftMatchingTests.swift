import Catalog
import TestSupport
import Testing
import TextAnalysis

@testable import KnowledgeStore

private func said(_ code: String, _ message: String? = nil) -> FieldValues {
  FieldValues(draft(code, message)).with(.code, code)
}

private func entry(
  _ id: Int64, _ code: String, base: String?, now: String? = nil, isGone: Bool = false
) -> ExistingEntry {
  var source = base.map {
    SourceRecord(code: code, lines: 1...1, base: FieldValues(draft(code, $0)))
  }
  source?.goneSince = isGone ? "2026-01-01T00:00:00.000Z" : nil
  return ExistingEntry(
    id: id, code: code, variant: "", source: source, values: said(code, now ?? base))
}

extension FieldValues {
  fileprivate func with(_ field: Field, _ value: String) -> FieldValues {
    var copy = self
    copy[field] = value
    return copy
  }
}

@Test(
  arguments: [
    // Nothing there, one there, order kept.
    ([said("E1", "a")], [], [nil]),
    ([said("E1", "a")], [entry(1, "E1", base: "a")], [0]),
    ([said("E1", "new")], [entry(1, "E1", base: "a")], [0]),
    // A variant inserted above keeps the others where they are.
    (
      [said("E1", "new"), said("E1", "a"), said("E1", "b")],
      [entry(1, "E1", base: "a"), entry(2, "E1", base: "b")], [nil, 0, 1]
    ),
    (
      [said("E1", "b"), said("E1", "a")], [entry(1, "E1", base: "a"), entry(2, "E1", base: "b")],
      [1, 0]
    ),
    // Changed here: what the document said counts, not what stands here.
    (
      [said("E1", "a"), said("E1", "b")],
      [entry(1, "E1", base: "b", now: "a"), entry(2, "E1", base: "a")], [1, 0]
    ),
    // Two spellings with one message.
    (
      [said("E.1", "a"), said("E_1", "a")],
      [entry(1, "E_1", base: "a"), entry(2, "E.1", base: "a")],
      [1, 0]
    ),
    // Another document's entry: by message, by spelling, or because there is only one.
    (
      [said("E1", "b")],
      [entry(1, "E1", base: nil, now: "a"), entry(2, "E1", base: nil, now: "b")], [1]
    ),
    ([said("E1", "c")], [entry(1, "E1", base: nil, now: "a")], [0]),
    ([said("e-1", "c")], [entry(1, "E_1", base: nil, now: "a")], [0]),
    ([said("e-1", "c"), said("e.1", "d")], [entry(1, "E_1", base: nil, now: "a")], [nil, nil]),
    // The document's own entry first.
    ([said("E1", "x")], [entry(1, "E1", base: nil, now: "x"), entry(2, "E1", base: "y")], [1]),
  ] as [([FieldValues], [ExistingEntry], [Int?])])
func `a draft finds the entry it is a new version of`(
  drafts: [FieldValues], existing: [ExistingEntry], expected: [Int?]
) {
  #expect(match(drafts, to: existing) == expected)
}

@Test func `drafts that share a message in one language are told apart by the other`() {
  let drafts = ["甲", "乙"].map { chinese in
    var draft = draft("E1", chinese)
    draft.texts[.english] = .init(message: "same")
    return FieldValues(draft).with(.code, "E1")
  }
  let existing = drafts.reversed().enumerated().map { index, values in
    ExistingEntry(
      id: Int64(index), code: "E1", variant: "",
      source: SourceRecord(code: "E1", lines: 1...1, base: values), values: values)
  }
  #expect(match(drafts, to: existing) == [1, 0])
}

@Test(arguments: UInt64(1)...20)
func `entries are found as by comparing every draft with every entry`(seed: UInt64) {
  var random = SeededGenerator(seed: seed)
  func text() -> String {
    let words = ["disk", "full", "磁盘", "已满", "of", "node", "1", "2", " of  "]
    return (0..<Int.random(in: 0...4, using: &random))
      .map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
  }
  func values(_ code: String) -> FieldValues {
    var values = FieldValues()
    values[.message(.english)] = text()
    if Bool.random(using: &random) { values[.message(.simplifiedChinese)] = text() }
    if Int.random(in: 0...3, using: &random) == 0 { values[.category] = "net" }
    return values.with(.code, code)
  }
  let codes = ["E1", "E-1"]
  for _ in 0..<100 {
    let drafts = (0..<Int.random(in: 1...5, using: &random)).map { _ in
      values(codes.randomElement(using: &random) ?? "")
    }
    let existing = (0..<Int.random(in: 0...5, using: &random)).map { index in
      let code = codes.randomElement(using: &random) ?? ""
      var base = Bool.random(using: &random) ? values(code) : drafts.randomElement(using: &random)
      base?[.code] = nil
      if Int.random(in: 0...3, using: &random) == 0 { base = nil }
      var source = base.map { SourceRecord(code: code, lines: 1...1, base: $0) }
      if Bool.random(using: &random) { source?.goneSince = "2026-01-01T00:00:00.000Z" }
      return ExistingEntry(
        id: Int64(index), code: code, variant: String(index), source: source, values: values(code))
    }
    #expect(match(drafts, to: existing) == matchByComparingAll(drafts, to: existing))
  }
}

@Test(arguments: ["message number %d of the system", "第%d个系统错误"])
func `each of thousands of meanings is found again when all are worded a little otherwise`(
  wording: String
) {
  let messages = (0..<2000).map { wording.replacing("%d", with: String($0)) }
  let existing = messages.enumerated().map { entry(Int64($0), "E1", base: $1) }
  let drafts = messages.reversed().map { said("E1", $0 + " now") }
  #expect(match(drafts, to: existing) == existing.indices.reversed())
}

@Test func `thousands of meanings without a word of their own keep their order`() {
  let existing = (0..<2000).map { entry(Int64($0), "E1", base: "same words for all of them") }
  let drafts = existing.indices.map { _ in said("E1", "same words for all of these") }
  #expect(match(drafts, to: existing) == Array(existing.indices))
}

@Test(arguments: [
  ([], ""), ([""], "2"), (["", "2"], "3"), (["", "3"], "2"), (["鉴权"], ""), (["", "鉴权"], "2"),
])
func `a new variant gets the first label that is free`(taken: [String], label: String) {
  var labels = VariantLabels(taken: taken)
  #expect(labels.take() == label)
}

@Test(
  arguments: [
    (nil, "a", nil, "a", false), ("a", "a", "b", "b", false), ("a", "b", "a", "b", false),
    ("a", "b", "b", "b", false), ("a", "b", "c", "c", true), ("a", nil, "a", nil, false),
    ("a", nil, "b", "b", true), ("a", "b", nil, nil, true), (nil, "b", "c", "c", true),
    ("a", "a", nil, nil, false), ("a", " a ", "b", "b", false), ("a", "b", " b", " b", false),
    ("a", nil, nil, nil, false),
  ] as [(String?, String?, String?, String?, Bool)])
func `each field is merged by who changed it`(
  base: String?, theirs: String?, ours: String?, merged: String?, isConflict: Bool
) {
  let values = { (text: String?) in
    FieldValues(text.map { [Field.category: $0, .severity: "same"] } ?? [.severity: "same"])
  }
  let merge = ThreeWayMerge(base: values(base), theirs: values(theirs), ours: values(ours))
  #expect(merge.merged == values(merged))
  #expect(merge.conflicts == (isConflict ? [.category] : []))
}

/// What `match` is to find, written down as it is described: every draft is compared with every entry.
private func matchByComparingAll(_ drafts: [FieldValues], to existing: [ExistingEntry]) -> [Int?] {
  // Nearly always: one of each, whatever it says.
  if drafts.count == 1, existing.count == 1 { return [0] }
  var result = [Int?](repeating: nil, count: drafts.count)
  var free = Set(existing.indices)
  func take(_ accepts: (FieldValues, ExistingEntry) -> Bool) {
    for (index, draft) in drafts.enumerated() where result[index] == nil {
      let found = existing.indices.first { free.contains($0) && accepts(draft, existing[$0]) }
      guard let found else { continue }
      result[index] = found
      free.remove(found)
    }
  }
  // The document's own entries first, then those that other documents or people brought.
  for isAlike in [saysTheSame, sharesAllMessages, sharesMessage] {
    take { draft, entry in
      draft[.code] == entry.printedCode && entry.base.map { isAlike($0, draft) } ?? false
    }
    take { draft, entry in entry.base.map { isAlike($0, draft) } ?? false }
  }
  // An entry that was lost comes back in other words only where the document has no other: else a
  // new meaning would take over what was written here for the old one.
  let isLost = existing.allSatisfy { $0.base == nil || $0.isGone }
  let isOwn = { (entry: ExistingEntry) in entry.base != nil && (isLost || !entry.isGone) }
  for (draft, entry) in alikeOfAll(drafts, existing) where isOwn(existing[entry]) {
    guard result[draft] == nil, free.contains(entry) else { continue }
    result[draft] = entry
    free.remove(entry)
  }
  // Wholly other words are a new wording only if there are as many as before.
  if result.count(where: { $0 == nil }) == free.count(where: { isOwn(existing[$0]) }) {
    take { isOwn($1) && $0[.code] == $1.code }
    take { draft, entry in isOwn(entry) }
  }
  take { sharesMessage($1.values, $0) }
  take { $1.base == nil && $0[.code] == $1.code }
  take { $1.base == nil && drafts.count == 1 }
  return result
}
private func saysTheSame(_ base: FieldValues, _ draft: FieldValues) -> Bool {
  draft.fieldsDiffering(from: base).allSatisfy { $0 == .code || $0 == .variant }
}

private func sharesAllMessages(_ left: FieldValues, _ right: FieldValues) -> Bool {
  sharesMessage(left, right)
    && !left.fieldsDiffering(from: right).contains { field in
      if case .message = field { true } else { false }
    }
}

private func sharesMessage(_ left: FieldValues, _ right: FieldValues) -> Bool {
  left.values.contains { field, value in
    guard case .message = field else { return false }
    return FieldValues.same(value, right[field])
  }
}

/// Pairs of a draft and an entry whose messages are alike, the most alike first.
private func alikeOfAll(
  _ drafts: [FieldValues], _ existing: [ExistingEntry]
) -> [(draft: Int, entry: Int)] {
  // A single one has nothing to be mistaken for.
  guard drafts.count > 1 || existing.count > 1 else { return [] }
  let said = drafts.map(messagePairs)
  let known = existing.map { messagePairs($0.base ?? FieldValues()) }
  var pairs: [(draft: Int, entry: Int, likeness: Double)] = []
  for draft in drafts.indices {
    for entry in existing.indices {
      let likeness = likeness(said[draft], known[entry])
      if likeness > 0.5 { pairs.append((draft, entry, likeness)) }
    }
  }
  return pairs.sorted { ($1.likeness, $0.draft, $0.entry) < ($0.likeness, $1.draft, $1.entry) }
    .map { ($0.draft, $0.entry) }
}

/// Dice's coefficient of two sets.
private func likeness(_ left: Set<String>, _ right: Set<String>) -> Double {
  guard !left.isEmpty || !right.isEmpty else { return 0 }
  return 2 * Double(left.intersection(right).count) / Double(left.count + right.count)
}

/// The words of all messages as the index has them: pairs of Han characters, words, identifiers.
private func messagePairs(_ values: FieldValues) -> Set<String> {
  var segmenter = Segmenter()
  let messages = values.values.compactMap { field, value in
    if case .message = field { value } else { nil }
  }
  return Set(segmenter.segment(messages).split(separator: " ").map(String.init))
}

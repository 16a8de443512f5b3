import Catalog
import Testing

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

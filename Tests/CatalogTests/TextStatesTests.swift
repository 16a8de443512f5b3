import Catalog
import Testing

private let chinese = Language.simplifiedChinese
private let time = "2026-11-21T00:00:00.000Z"

/// What a document says in Chinese, and a translation of it.
private let translated = FieldValues([
  .code: "E1", .message(chinese): "重试 3 次", .remedy(chinese): "清理\n重试",
  .message(.english): "try 3 times", .state(.english): "reviewed",
  .reviewedBy(.english): "bea", .reviewedAt(.english): time,
  .madeFrom(.english, .language): "zh-Hans", .madeFrom(.english, .message): "重试 3 次",
])

extension FieldValues {
  fileprivate func with(_ changes: [Field: String?]) -> FieldValues {
    var copy = self
    for (field, value) in changes { copy[field] = value }
    return copy
  }

  fileprivate func edited(
    _ changes: [Field: String?], source: Language? = nil, assumed: Language? = chinese
  ) -> FieldValues {
    var copy = with(changes)
    copy.settleStates(
      from: self,
      by: .person(
        name: "ann", at: time, assigned: Set(changes.keys), source: source, assumed: assumed))
    return copy
  }

  fileprivate func taken(_ changes: [Field: String?], says: [Field: String?]? = nil) -> FieldValues
  {
    var copy = with(changes)
    copy.settleStates(from: self, by: .document(says: FieldValues().with(says ?? changes)))
    return copy
  }

  fileprivate var english: [String?] {
    [
      self[.state(.english)], self[.reviewedBy(.english)], self[.madeFrom(.english, .message)],
    ]
  }
}

@Test func `what a person writes is a draft, made from what stands in the source`() {
  let sourced = FieldValues([.message(chinese): "甲", .remedy(chinese): "乙"])
  let drafted = sourced.edited([.message(.english): "a"])
  #expect(drafted.english == ["draft", nil, "甲"])
  #expect(drafted[.madeFrom(.english, .remedy)] == nil)
  #expect(drafted[.state(chinese)] == nil)
  // The source itself is made from nothing.
  let own = sourced.edited([.message(chinese): "丙"])
  #expect(own[.state(chinese)] == "draft")
  #expect(own[.madeFrom(chinese, .language)] == nil)
}

@Test func `an approval names who and when, and holds for the text that was approved`() {
  let reviewed = translated.edited([.message(.english): "try 3 times."])
    .edited([.state(.english): "reviewed"])
  #expect(reviewed.english == ["reviewed", "ann", "重试 3 次"])
  #expect(reviewed[.reviewedAt(.english)] == time)
  #expect(reviewed.edited([.message(.english): "other"]).english == ["draft", nil, "重试 3 次"])
  #expect(
    reviewed.edited([.message(.english): "try 3 times!"]).english == ["reviewed", "ann", "重试 3 次"])
  #expect(reviewed.edited([.message(.english): "try 4 times."]).english[0] == "draft")
  #expect(reviewed.edited([.state(.english): "draft"]).english == ["draft", nil, "重试 3 次"])
  let both = translated.edited([.message(.english): "other", .state(.english): "reviewed"])
  #expect(both.english == ["reviewed", "ann", "重试 3 次"])
}

@Test(arguments: [
  ("重试 5 次", true), ("重试 {0} 次", true), ("重新尝试三回", true), ("重试 3 次", false),
])
func `a translation is outdated when its source changes`(
  source: String, isOutdated: Bool
) {
  let edited = translated.edited([.message(chinese): source])
  let taken = translated.taken([.message(chinese): source])
  for values in [edited, taken] {
    #expect(values[.state(.english)] == (isOutdated ? "outdated" : "reviewed"))
    #expect(values[.message(.english)] == "try 3 times")
    // Whoever approved it is still known, and what it was made from.
    #expect(values[.reviewedBy(.english)] == "bea")
    #expect(values[.reviewedAt(.english)] == time)
    #expect(values[.madeFrom(.english, .message)] == "重试 3 次")
    // Taken back, it is what it was.
    #expect(values.edited([.message(chinese): "重试 3 次"])[.state(.english)] == "reviewed")
    #expect(values.taken([.message(chinese): "重试 3 次"])[.state(.english)] == "reviewed")
  }
}

@Test(arguments: ["重试  3  次", "重试 3 次。", "重试 ３ 次"])
func `white space, punctuation and width of its source keep a translation as it is`(
  source: String
) {
  for values in [
    translated.edited([.message(chinese): source]), translated.taken([.message(chinese): source]),
  ] {
    #expect(values.english == ["reviewed", "bea", "重试 3 次"])
  }
}

@Test func `a part that the translation does not have cannot make it outdated`() {
  let values = translated.edited([.remedy(chinese): "别的"])
  #expect(values[.state(.english)] == "reviewed")
}

@Test func `a text approved or translated anew is made from what stands there now`() {
  let outdated = translated.edited([.message(chinese): "重试 5 次"])
  #expect(outdated.edited([.state(.english): "reviewed"]).english == ["reviewed", "ann", "重试 5 次"])
  #expect(outdated.edited([.message(.english): "five"]).english == ["draft", nil, "重试 5 次"])
}

@Test func `a text declared right with its change stays so`() {
  let both = translated.edited([.remedy(.english): "clean up"])
    .edited([.message(chinese): "重试 5 次", .remedy(chinese): "清理 5 次"])
  #expect(both[.state(.english)] == "outdated")
  // One part only: the other is outdated still.
  #expect(both.edited([.message(.english): "five"])[.state(.english)] == "outdated")
  let declared = both.edited([.message(.english): "five", .state(.english): "reviewed"])
  #expect(declared.english == ["reviewed", "ann", "重试 5 次"])
  #expect(declared.edited([.category: "x"]).english == declared.english)
}

@Test func `a text marked outdated by hand keeps who approved it, and stays so`() {
  let marked = translated.edited([.state(.english): "outdated"])
  #expect(marked.english == ["outdated", "bea", "重试 3 次"])
  #expect(marked.edited([.category: "x"]).english == marked.english)
}

@Test func `texts of one document never outdate each other`() {
  let both = FieldValues([.message(chinese): "甲", .message(.english): "a"])
  let next = both.taken([.message(chinese): "乙"], says: both.with([.message(chinese): "乙"]).values)
  #expect(next[.state(.english)] == nil)
  #expect(next[.state(chinese)] == nil)
}

@Test(arguments: [TextState.draft, .reviewed, .outdated])
func `a text that a document takes over is the document's`(state: TextState) {
  let ours = translated.with([
    .state(.english): state.rawValue, .madeFrom(.english, .message): "从前",
  ])
  let taken = ours.taken([.message(.english): "wholly other words"])
  #expect(taken.english == [nil, nil, nil])
  #expect(taken[.madeFrom(.english, .language)] == nil)
}

@Test func `a text of which a part is ours is a draft when the document changes another`() {
  let ours = translated.edited([.remedy(.english): "clean up"])
  let taken = ours.taken([.message(.english): "wholly other words"])
  #expect(taken[.state(.english)] == "draft")
  #expect(taken[.reviewedBy(.english)] == nil)
}

@Test func `what a translation is made from is what the person says, then what is known`() {
  let three = FieldValues([
    .message(chinese): "甲", .message(.japanese): "ア", .remedy(.japanese): "イ",
  ])
  let fromJapanese = three.edited([.message(.english): "a"], source: .japanese)
  #expect(fromJapanese[.madeFrom(.english, .language)] == "ja")
  #expect(fromJapanese[.madeFrom(.english, .message)] == "ア")
  let approved = fromJapanese.edited([.state(.english): "reviewed"])
  #expect(approved[.madeFrom(.english, .language)] == "ja")
  let more = fromJapanese.edited([.remedy(.english): "b"])
  #expect(more[.madeFrom(.english, .remedy)] == "イ")
  let fromChinese = fromJapanese.edited([.message(.english): "c"], source: chinese)
  #expect(fromChinese[.madeFrom(.english, .language)] == "zh-Hans")
  #expect(fromChinese[.madeFrom(.english, .message)] == "甲")
  let lost = fromJapanese.edited([.message(.japanese): nil, .remedy(.japanese): nil])
  #expect(lost[.state(.english)] == "outdated")
  #expect(lost.edited([.message(.english): "d"])[.madeFrom(.english, .language)] == "zh-Hans")
}

@Test func `without texts there is no state`() {
  let cleared = translated.edited([.message(.english): nil])
  #expect(cleared.fields.filter { $0.language == .english } == [])
}

@Test(
  arguments: [
    (Field.status, "active", nil), (.status, "removed", "removed"),
    (.state(.english), "sourced", nil),
    (.httpStatus, "0404", "404"), (.httpStatus, "+404", "404"),
    (.remedy(.english), "a\n\n \nb", "a\nb"),
    (.aliases, "b\n \na", "a\nb"), (.message(.english), "a\n\nb", "a\n\nb"),
  ] as [(Field, String, String?)])
func `a value has one spelling`(field: Field, value: String, stored: String?) {
  #expect(FieldValues([field: value])[field] == stored)
}

@Test func `a text that was made from an earlier one is outdated at once`() {
  var copy = translated.with([.message(.english): "try thrice"])
  copy.settleStates(
    from: translated,
    by: .person(
      name: "ann", at: time, assigned: [.message(.english)], source: chinese,
      madeFrom: [.message(.english): "重试 2 次"]))
  #expect(copy.english == ["outdated", nil, "重试 2 次"])
  // What differs in punctuation only does not count.
  copy.settleStates(
    from: translated,
    by: .person(
      name: "ann", at: time, assigned: [.message(.english)], source: chinese,
      madeFrom: [.message(.english): "重试 3 次。"]))
  #expect(copy.english == ["draft", nil, "重试 3 次。"])
}

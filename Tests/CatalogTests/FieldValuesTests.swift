import Catalog
import Testing

@Test(
  arguments: [
    (nil, nil, true), ("a", nil, false), (nil, "a", false), ("a", "a", true), ("a  b", "a b", true),
    (" a ", "a", true), ("a\u{3000}b", "a b", true), ("a\nb", "a b", false),
    ("a\nb", "a \n b", true),
    ("a\n\nb", "a\nb", true), ("a", "A", false), ("错误", "错误。", false), ("ab", "a b", false),
    ("é", "e\u{301}", true),
  ] as [(String?, String?, Bool)])
func `values are the same when only white space within a line differs`(
  left: String?, right: String?, same: Bool
) {
  #expect(FieldValues.same(left, right) == same)
  #expect(FieldValues.same(right, left) == same)
}

@Test func `the fields that differ come sorted by name, whichever side has them`() {
  let left = FieldValues([.category: "a", .severity: "x", .message(.english): "m", .code: "1"])
  let right = FieldValues([
    .category: "b", .message(.english): " m", .attribute("k"): "v", .code: "1",
  ])
  #expect(
    left.fieldsDiffering(from: right).map(\.name) == ["attributes.k", "category", "severity"])
  #expect(
    right.fieldsDiffering(from: left).map(\.name) == ["attributes.k", "category", "severity"])
  #expect(left.fieldsDiffering(from: left) == [])
}

@Test func `the empty text and nil clear a field`() {
  var values = FieldValues([.category: "", .severity: "x"])
  #expect(values.fields == [.severity])
  values[.severity] = ""
  #expect(values.isEmpty)
  values[.code] = "1"
  values[.code] = nil
  #expect(values == FieldValues())
}

@Test func `aliases have no order and stand once each`() {
  var values = FieldValues([.aliases: "b\na\n\nb"])
  #expect(values[.aliases] == "a\nb")
  values[.aliases] = "ab\naB\na"
  #expect(values[.aliases] == "a\naB\nab")
  values[.remedy(.english)] = "b\na"
  #expect(values[.remedy(.english)] == "b\na")
}

@Test func `a draft fills its fields and not the code`() {
  let draft = EntryDraft(
    code: "E1", codeEnd: "E5", aliases: ["ErrB", "ErrA"], category: "账号", httpStatus: 403,
    severity: "高", attributes: ["源": "JOB"],
    texts: [.english: .init(message: "no"), .simplifiedChinese: .init(description: "说明\n二")],
    remedies: [.simplifiedChinese: ["一", "二"], .english: []], lines: 3...4)
  let expected: [Field: String] = [
    .codeEnd: "E5", .aliases: "ErrA\nErrB", .category: "账号", .httpStatus: "403", .severity: "高",
    .attribute("源"): "JOB", .message(.english): "no", .description(.simplifiedChinese): "说明\n二",
    .remedy(.simplifiedChinese): "一\n二",
  ]
  #expect(FieldValues(draft).values == expected)
}

@Test func `an entry gives its fields without the defaults`() {
  var entry = Entry(system: "s", code: "E1")
  #expect(FieldValues(entry).values == [.code: "E1"])
  entry.variant = "2"
  entry.status = .deprecated
  entry.replacedBy = "E2"
  entry.texts[.english] = .init(message: "no", description: nil, state: .reviewed)
  entry.texts[.japanese] = .init(message: nil, description: "d", state: .sourced)
  let expected: [Field: String] = [
    .code: "E1", .variant: "2", .status: "deprecated", .replacedBy: "E2", .message(.english): "no",
    .state(.english): "reviewed", .description(.japanese): "d",
  ]
  #expect(FieldValues(entry).values == expected)
  #expect(entry.languages == [.english, .japanese])
}

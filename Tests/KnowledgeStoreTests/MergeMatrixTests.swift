import Catalog
import Testing

@testable import KnowledgeStore

/// A field of the matrix, with texts that no two of them share.
private struct Column {
  var field: Field
  var values: [Character: String]

  init(_ field: Field, _ values: String...) {
    self.field = field
    self.values = Dictionary(uniqueKeysWithValues: zip("ABCD", values))
  }

  func value(_ letter: Character?) -> String? { letter.flatMap { values[$0] } }
}

private let columns =
  [Language.simplifiedChinese, .english].flatMap { language in
    [
      Column(.message(language), "磁盘已满", "空间用尽", "存不下了", "没有空间"),
      Column(.description(language), "见手册\n二", "见 [页](u)", "问同事", "无"),
      Column(.remedy(language), "清理\n重试", "扩容", "清理\n扩容\n重试", "换盘"),
    ]
  } + [
    Column(.category, "存储", "磁盘", "本地", "设备"),
    Column(.httpStatus, "404", "500", "503", "409"),
    Column(.severity, "高", "低", "中", "无"),
    Column(.attribute("源"), "JOB", "CMDB", "GSE", "CC"),
    Column(.aliases, "ErrA\nErrB", "ErrC", "ErrA", "ErrD\nErrE"),
  ]

/// What is expected of one field.
private struct Outcome {
  /// What stands here.
  var here: Character?
  /// Ancestor and theirs of the open conflict; nil without one.
  var review: (Character?, Character?)?

  init(_ here: Character?, _ review: (Character?, Character?)? = nil) {
    self.here = here
    self.review = review
  }
}

/// What the document says version by version, what people write after the first, and what comes of
/// it: with the document alone, and beside another one that says what it said first.
private struct Course: CustomTestStringConvertible {
  var said: [Character?]
  var edits: [Character?]
  var alone: Outcome
  var beside: Outcome

  init(
    _ said: [Character?], _ edits: [Character?], _ alone: Outcome, beside: Outcome? = nil
  ) {
    self.said = said
    self.edits = edits
    self.alone = alone
    self.beside = beside ?? alone
  }

  var testDescription: String {
    let list = { (letters: [Character?]) in letters.map { $0.map(String.init) ?? "-" }.joined() }
    return "\(list(said)) \(list(edits))"
  }
}

private let courses: [Course] = [
  // The document says the same again.
  Course(["A", "A"], [], Outcome("A")),
  Course(["A", "A"], ["C"], Outcome("C")),
  Course(["A", "A"], [nil], Outcome(nil)),
  Course(["A", "A"], ["C", "A"], Outcome("A")),
  Course([nil, nil], [], Outcome(nil)),
  Course([nil, nil], ["C"], Outcome("C")),
  Course([nil, nil], ["C", nil], Outcome(nil)),
  // It says something else.
  Course(["A", "B"], [], Outcome("B"), beside: Outcome("A", ("A", "B"))),
  Course(["A", "B"], ["B"], Outcome("B")),
  Course(["A", "B"], ["C"], Outcome("C", ("A", "B"))),
  Course(["A", "B"], [nil], Outcome(nil, ("A", "B"))),
  Course(["A", "B"], ["C", "A"], Outcome("B"), beside: Outcome("A", ("A", "B"))),
  // It adds the field.
  Course([nil, "B"], [], Outcome("B")),
  Course([nil, "B"], ["B"], Outcome("B")),
  Course([nil, "B"], ["C"], Outcome("C", (nil, "B"))),
  Course([nil, "B"], ["C", nil], Outcome("B")),
  // It drops the field.
  Course(["A", nil], [], Outcome(nil), beside: Outcome("A")),
  Course(["A", nil], ["C"], Outcome("C", ("A", nil))),
  Course(["A", nil], [nil], Outcome(nil)),
  Course(["A", nil], ["C", "A"], Outcome(nil), beside: Outcome("A")),
  // It goes back to what it said.
  Course(["A", nil, "A"], [], Outcome("A")),
  Course(["A", nil, "A"], ["C"], Outcome("C")),
  Course(["A", nil, "A"], [nil], Outcome("A"), beside: Outcome(nil, (nil, "A"))),
  Course(["A", "B", "A"], [], Outcome("A")),
  Course(["A", "B", "A"], ["B"], Outcome("A")),
  Course(["A", "B", "A"], ["C"], Outcome("C")),
  Course(["A", "B", "A"], [nil], Outcome(nil)),
  Course([nil, "B", nil], [], Outcome(nil)),
  Course([nil, "B", nil], ["C"], Outcome("C")),
  // A newer text takes the place of the one that waits, which keeps what both began with.
  Course(["A", "B", "D"], ["C"], Outcome("C", ("A", "D"))),
  Course(["A", "B", nil], ["C"], Outcome("C", ("A", nil))),
  Course(["A", nil, "B"], ["C"], Outcome("C", ("A", "B"))),
  Course([nil, "B", "D"], ["C"], Outcome("C", (nil, "D"))),
  // It comes round to what stands here.
  Course(["A", "B", "C"], ["C"], Outcome("C")),
  Course([nil, "B", "C"], ["C"], Outcome("C")),
  Course(["A", "B", nil], [nil], Outcome(nil)),
]

private enum Documents: CaseIterable {
  case alone
  /// With another one that has the entries and says nothing of the field.
  case besideSilent
  /// With another one that goes on saying what this one said first.
  case besideAlike
}

/// The entries of a version: one for each column, which differ in nothing but its field.
private func entries(saying letter: Character?) -> [EntryDraft] {
  columns.enumerated().map { index, column in
    var entry = draft("E\(index)", line: index + 1)
    entry.texts[.japanese] = .init(description: "説明 \(index)")
    entry.set(column.field, to: column.value(letter))
    return entry
  }
}

@Test(arguments: courses, Documents.allCases)
private func `what the document and people make of each field`(
  course: Course, documents: Documents
) throws {
  let base = try emptyBase()
  try base.take(page(1, entries(saying: course.said[0])))
  let first = documents == .besideAlike ? course.said[0] : nil
  if documents != .alone { try base.take(page(1, entries(saying: first), name: "handbook")) }
  for letter in course.edits {
    for (index, column) in columns.enumerated() {
      try base.edit("E\(index)", [column.field: column.value(letter)])
    }
  }
  for (index, letter) in course.said.enumerated().dropFirst() {
    try base.take(page(index + 1, entries(saying: letter)))
  }
  let expected = documents == .besideAlike ? course.beside : course.alone
  for (index, column) in columns.enumerated() {
    try check(base, "E\(index)", column, expected, said: course.said.last ?? nil)
  }
  // The same bytes, and then the same words in other bytes.
  let last = page(course.said.count, entries(saying: course.said.last ?? nil))
  let before = try base.dump()
  try base.take(last)
  #expect(try base.dump() == before)
  let moving: Set = ["documents", "batches", "changes"]
  let kept = try base.dump(without: moving)
  try base.take(page(99, last.entries))
  #expect(try base.dump(without: moving) == kept)
  try base.checkRecords()
  try base.checkIndex()
}

/// Checks the entry of a column: what stands here, what waits, and what is kept of the document.
private func check(
  _ base: KnowledgeBase, _ code: String, _ column: Column, _ expected: Outcome, said: Character?
) throws {
  let name: Comment = "\(column.field.name)"
  let entry = try base.only(code)
  let values = FieldValues(entry)
  #expect(values[column.field] == column.value(expected.here), name)
  let others = values.fields.filter { $0 != column.field && ($0.isText || $0.language == nil) }
  #expect(others.map(\.name) == ["code", "description.ja"], name)
  var filter = ReviewFilter()
  filter.entry = try base.address(code)
  let open = try base.reviews(filter)
  #expect(open.map(\.field) == (expected.review == nil ? [] : [column.field]), name)
  #expect(open.allSatisfy { $0.kind == .conflict && $0.document == "page" }, name)
  #expect(open.first?.ours == (open.isEmpty ? nil : values[column.field]), name)
  #expect(open.first?.ancestor == column.value(expected.review?.0), name)
  #expect(open.first?.theirs == column.value(expected.review?.1), name)
  let source = try base.sourceRecord(
    entry: try base.row(of: code),
    document: Int64(try base.number("SELECT id FROM documents WHERE name = 'page'")))
  #expect(source?.base[column.field] == column.value(said), name)
}

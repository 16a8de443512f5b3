import Catalog
import Publishing
import TestSupport
import Testing

@Suite struct EntrySheetTests {
  @Test func `a sheet shows what can be edited, the rest as comments, remarks above their fields`()
  {
    var entry = SheetEntry(
      address: "bk-job:1238103", revision: 3,
      values: FieldValues([
        .code: "1238103", .category: "作业执行", .httpStatus: "404", .attribute("源"): "JOB",
        .message(.simplifiedChinese): "作业: {0}\n不存在", .remedy(.simplifiedChinese): "先查\n再试",
        .message(.english): "no job",
      ]))
    entry.notes[.english] = "made from zh-Hans: 作业"
    entry.markClash(.httpStatus, before: nil, now: "500", by: "li", revision: 3)
    let text = EntrySheet.text(of: [entry], languages: [.english], introduction: "Change it.")
    #expect(
      text == """
        # Change it.

        - entry: bk-job:1238103
          revision: 3
          code: "1238103"
          category: 作业执行
          #! li changed this, too (revision 3). It was:
          #!   (empty)
          #! It is now:
          #!   500
          #! Yours stands below. Keep it or change it, and take these lines out.
          http_status: 404
          severity:
          status: active
          replaced_by:
          aliases:
          attributes:
            源: JOB
          # zh-Hans:
          #   state: sourced
          #   message: |-
          #     作业: {0}
          #     不存在
          #   remedy:
          #     - 先查
          #     - 再试
          en:
            # made from zh-Hans: 作业
            state: sourced
            message: no job
            description:
            remedy:

        """)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `an untouched sheet changes nothing, and says everything`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var entries: [SheetEntry] = []
    for index in 0..<3 {
      var values = FieldValues([.code: "\(index)" + phrase(&random)])
      let fields: [Field] = [
        .variant, .codeEnd, .category, .severity, .replacedBy, .attribute(phrase(&random) + "k"),
        .attribute("源"), .message(.english), .description(.english), .message(.japanese),
      ]
      for field in fields where Bool.random(using: &random) { values[field] = phrase(&random) }
      for field in [.aliases, .remedy(.english)] as [Field] {
        values[field] = (0..<3).map { _ in phrase(&random) }.filter { !$0.isEmpty }
          .joined(separator: "\n")
      }
      if values[.message(.japanese)] != nil { values[.state(.japanese)] = "draft" }
      values[.httpStatus] = "503"
      values[.status] = "deprecated"
      entries.append(SheetEntry(address: "s:\(index)", revision: index + 1, values: values))
    }
    let items = try EntrySheet.read(EntrySheet.text(of: entries))
    #expect(items.map(\.address) == entries.map(\.address))
    #expect(items.map(\.revision) == [1, 2, 3])
    for (item, entry) in zip(items, entries) {
      #expect(item.applied(to: FieldValues()) == entry.values)
      #expect(item.applied(to: entry.values) == entry.values)
    }
  }

  @Test func `what a sheet does not show stays, what it shows empty is cleared`() throws {
    let original = FieldValues([
      .code: "1", .severity: "x", .category: "c", .attribute("a"): "1", .attribute("b"): "2",
      .message(.english): "m", .state(.english): "draft", .message(.japanese): "j",
      .message(.korean): "k", .description(.korean): "d",
    ])
    let text =
      "\u{FEFF}- entry: s:1\r\n  code: 0008\r\n  severity: ~\r\n  attributes: {b: no}\r\n"
      + "  en:\r\n  ko:\r\n    message:\r\n    state: sourced\r\n    remedy: |\r\n      一\r\n      二\r\n"
    let item = try #require(try EntrySheet.read(text).first)
    #expect(item.revision == nil)
    #expect(item.shown[.state(.korean)] == "sourced")
    #expect(item.lines[.severity] == 3)
    let expected = FieldValues([
      .code: "0008", .category: "c", .attribute("b"): "no", .message(.japanese): "j",
      .description(.korean): "d", .remedy(.korean): "一\n二",
    ])
    #expect(item.applied(to: original) == expected)
  }

  @Test(arguments: ["", "\n", "# all\n# gone\n", "---\n", "[]", "~", "\u{FEFF}"])
  func `an empty text has no items`(text: String) throws {
    #expect(try EntrySheet.read(text) == [])
  }

  @Test(
    arguments: [
      ("severty: x", 3, "did you mean 'severity'"), ("message: x", 3, "below a language"),
      ("english: {}", 3, "no language tag"), ("http_status: abc", 3, "100 to 599"),
      ("http_status: 99", 3, "100 to 599"), ("http_status: 600", 3, "100 to 599"),
      ("category: [a]", 3, "is a text"), ("en:\n    message: {a: b}", 4, "is a text"),
      ("en:\n    mesage: x", 4, "did you mean 'message'"), ("en: text", 3, "keys with values"),
      ("status: gone", 3, "active, deprecated, removed"),
      ("en:\n    state: good", 4, "sourced, draft, reviewed, outdated"),
      ("severity: a\n  severity: b", 4, "in line 3 already"),
      ("zh: {}\n  zh-Hans: {}", 4, "already"),
      ("attributes:\n    a: 1\n    a: 2", 5, "in line 4 already"),
      ("attributes: x", 3, "keys with"),
      ("en:\n    remedy:\n      - a\n      - |-\n        b\n        c", 6, "no line break"),
      ("remedy: x", 3, "below a language"), ("revision: x", 3, "a number from 1"),
      ("severity: \"x", 4, "no YAML"), ("aliases: {a: b}", 3, "is a list"),
      ("variant: \"a\\nb\"", 3, "line break"),
    ])
  func `a mistake is told with its line`(line: String, number: Int, part: String) {
    let error = #expect(throws: SheetError.self) {
      try EntrySheet.read("- entry: s:1\n  code: \"1\"\n  \(line)\n")
    }
    #expect(error?.problems.count == 1)
    #expect(error?.problems.first?.line == number)
    #expect(error?.problems.first?.message.contains(part) == true, "\(error?.problems ?? [])")
  }

  @Test(
    arguments: [
      ("- entry: s:1\n  code:\n", [2]), ("- code: 1\n", [1]),
      ("- entry:\n  code: 1\n", [1]), ("a: b", [1]), ("- x\n-\n", [1, 2]),
      ("- {entry: s:1, revision: 1, code: 1}\n- {entry: s:1, revision: 1, code: 1}\n", [2]),
      ("- {entry: s:1, code: 1, x1: 1}\n- {entry: s:2, status: no, http_status: x}\n", [1, 2, 2]),
      ("- {entry: 's:', code: 1}\n- {entry: 's:', code: 2}\n- {entry: 's:', code: 2}\n", [3]),
      ("a: b\n---\nc: d", [2]),
    ])
  func `all mistakes are found at once`(text: String, lines: [Int]) {
    let error = #expect(throws: SheetError.self) { try EntrySheet.read(text) }
    #expect(error?.problems.map(\.line) == lines, "\(error?.problems ?? [])")
  }

  @Test func `what is too long is refused`() {
    let field = String(repeating: "a", count: FieldValues.longestValue + 1)
    for text in [
      "- entry: s:1\n  code: 1\n  category: \(field)\n", String(repeating: "a", count: 10_000_000),
      "- entry: s:1\n  code: 1\n  severity: &a \(field.dropLast(2))\n  aliases: ["
        + String(repeating: "*a,", count: 1000) + "]\n",
    ] {
      let error = #expect(throws: SheetError.self) { try EntrySheet.read(text) }
      #expect(error?.problems.isEmpty == false)
    }
  }

  @Test(arguments: ["", "\u{FEFF}"], ["\n", "\r\n"])
  func `complaints replace earlier ones and count the lines they take`(mark: String, end: String) {
    let typed = ["# mine", "- entry: s:1", "  #! clash", "  x: e\u{301} ", ""].joined(
      separator: end)
    let once = EntrySheet.withComplaints(
      mark + typed, [.init(line: 4, message: "bad\nthing"), .init(line: 2, message: "b")])
    #expect(Array(once.utf8).count > typed.utf8.count)
    let lines = once.split(separator: end, omittingEmptySubsequences: false)
    #expect(lines.dropFirst().prefix(2) == ["#! line 7: bad thing", "#! line 5: b"])
    #expect(lines[6] == "  x: e\u{301} ")
    let twice = EntrySheet.withComplaints(once, [.init(line: 7, message: "c")])
    #expect(twice.split(separator: end, omittingEmptySubsequences: false)[1] == "#! line 6: c")
    #expect(Array(EntrySheet.withComplaints(twice, []).utf8) == Array((mark + typed).utf8))
  }
}

private let pieces = [
  "a", "错误", " ", "\t", "- ", ": ", " #", "#! ", "{0}", "\"", "'", "no", "7", "\\", "[", "\u{2028}",
]

/// A text of one line that is not blank.
private func phrase(_ random: inout SeededGenerator) -> String {
  let count = Int.random(in: 0...6, using: &random)
  return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "."
}

import Catalog
import Testing

@testable import Documents

struct MappingTests {
  @Test func `a mapping survives being written as JSON`() throws {
    let document = try read("| 错误码 | \"描述\" |\n|-|-|\n| 1001 | 连接已经断开 |\n| 1002 | 用户尚未登录 |\n")
    let json = document.mapping.json
    #expect(
      json == #"{"tables":[{"columns":[{"heading":"错误码","role":"code"},"#
        + #"{"heading":"\"描述\"","language":"zh-Hans","role":"message"}]}]}"#)
    #expect(Mapping(json: json) == document.mapping)
  }

  @Test(arguments: [
    "", "{", "[]", "{}", "{\"tables\":1}", "{\"tables\":[{}]}", "{\"tables\":[]} x",
    "{\"tables\":[{\"columns\":[{\"heading\":\"a\",\"role\":\"nonsense\"}]}]}",
    "{\"tables\":[{\"columns\":[{\"heading\":\"a\",\"role\":\"message\",\"language\":\"!\"}]}]}",
    String(repeating: "[", count: 100_000),
  ])
  func `other texts are no mapping`(json: String) {
    #expect(Mapping(json: json) == nil)
  }

  @Test func `the mapping of the last import is used as long as the headings stay`() throws {
    let first = try read(
      "| 错误码 | 提示 |\n|-|-|\n| 1001 | 连接已经断开 |\n",
      options: .init(
        overrides: [try RoleOverride(parsing: "remedy=提示")]))
    #expect(first.entry?.remedies == [.simplifiedChinese: ["连接已经断开"]])
    let second = try read(
      "| 错误码 | 提示 |\n|-|-|\n| 1001 | 请重新连接 |\n", options: .init(mapping: first.mapping))
    #expect(second.entry?.remedies == [.simplifiedChinese: ["请重新连接"]])
    #expect(second.mapping == first.mapping)
    let third = try read(
      "| 错误码 | 说明 |\n|-|-|\n| 1001 | 请重新连接 |\n", options: .init(mapping: first.mapping))
    #expect(third.messages() == ["1001": "请重新连接"])
    #expect(third.marks == ["1 warning"])
    #expect(
      third.diagnostics.map(\.message) == [
        "column '说明' is new: taken as message.zh-Hans; name its role if that is wrong"
      ])
  }

  /// A table at the first import with what is said of it, the table as it is later, and what its
  /// columns are then.
  struct Change: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var first: String
    var language: Language?
    var maps: [String] = []
    var later: String
    var roles: [String]
    var warnings: [String] = []
  }

  @Test(arguments: [
    Change(
      testDescription: "a column is added, --lang",
      first: "|code|message|\n|-|-|\n|E1|Fichier manquant|\n", language: Language("fr"),
      later: "|code|message|note|\n|-|-|-|\n|E1|Fichier manquant|reste de place|\n",
      roles: ["code", "message.fr", "description.fr"],
      warnings: ["column 'note' is new: taken as description.fr"]),
    Change(
      testDescription: "columns are swapped and their case changes, --map with a language",
      first: "|code|message|Texte|\n|-|-|-|\n|E1|Disk full|Disque plein|\n",
      maps: ["message.fr=Texte"],
      later: "|TEXTE|Code|Message|\n|-|-|-|\n|Disque plein|E1|Disk full|\n",
      roles: ["message.fr", "code", "message.en"]),
    Change(
      testDescription: "a column is added, --map ignore",
      first: "|code|message|Texte|\n|-|-|-|\n|E1|Disk full|Disque plein|\n",
      maps: ["ignore=Texte"],
      later: "|code|message|Texte|owner|\n|-|-|-|-|\n|E1|Disk full|Disque plein|me|\n",
      roles: ["code", "message.en", "ignore", "attribute"],
      warnings: ["column 'owner' is new: taken as attribute"]),
    Change(
      testDescription: "a label is added to a list",
      first: "# Errors\n\n- E1: Disque plein\n  - cause: reste de place\n",
      language: Language("fr"), maps: ["remedy=cause"],
      later: "# Errors\n\n- E1: Disque plein\n  - level: bad\n  - cause: reste de place\n",
      roles: ["code", "message.fr", "severity", "remedy.fr"],
      warnings: ["column 'level' is new: taken as severity"]),
    Change(
      testDescription: "a column is removed, --map of a code that looks like none",
      first: "|Meldung|Kennung|x|\n|-|-|-|\n|voll|ganz voll|y|\n", maps: ["code=Kennung"],
      later: "|Meldung|Kennung|\n|-|-|\n|voll|ganz voll|\n",
      roles: ["attribute", "code"]),
  ])
  func `a heading keeps what it was when the others change`(change: Change) throws {
    let first = try read(
      change.first,
      options: .init(
        language: change.language, overrides: try change.maps.map { try RoleOverride(parsing: $0) })
    )
    let later = try read(change.later, options: .init(mapping: first.mapping))
    let roles = try #require(later.mapping.tables.first).map { column in
      column.role.rawValue + (column.language.map { ".\($0.tag)" } ?? "")
    }
    #expect(roles == change.roles)
    #expect(
      later.diagnostics.map { $0.message.split(separator: ";")[0] }
        == change.warnings.map { $0[...] })
    let again = try read(change.later, options: .init(mapping: later.mapping))
    #expect(again.entries == later.entries && again.diagnostics.isEmpty)
  }

  @Test func `what a column was found to be says nothing of another table`() throws {
    let errors = "|code|name|\n|-|-|\n|E1|disk is full|\n"
    let first = try read(errors)
    let both = try read(
      errors + "\n|code|name|message|\n|-|-|-|\n|E2|DISK_FULL|the disk is full|\n",
      options: .init(mapping: first.mapping))
    #expect(both.entries.map(\.aliases) == [[], ["DISK_FULL"]])
    #expect(both.messages(.english) == ["E1": "disk is full", "E2": "the disk is full"])
  }

  @Test(arguments: [
    ("severity", "level", "a", "b", "severity=a level=b"),
    ("severity", "严重程度", "a", "b", "severity=a 严重程度=b"),
    ("HTTP Status", "状态码", "404", "500", "http=404 状态码=500"),
    ("http status", "http code", "404", "500", "http=404 http code=500"),
    ("variant", "variant", "a", "b", "variant=a variant (2)=b"),
    ("code_end", "code_end", "E5", "E6", "end=E5 code_end (2)=E6"),
    ("replaced_by", "replaced_by", "E5", "E6", "replaced=E5 replaced_by (2)=E6"),
  ])
  func `the second column of a role that has one value is an attribute`(
    first: String, second: String, one: String, two: String, expected: String
  ) throws {
    func told(_ draft: EntryDraft?) -> String {
      guard let draft else { return "" }
      let fields = [
        draft[.severity].map { "severity=\($0)" }, draft.httpStatus.map { "http=\($0)" },
        draft.variant.map { "variant=\($0)" },
        draft.codeEnd.map { "end=\($0)" }, draft[.replacedBy].map { "replaced=\($0)" },
      ]
      return (fields.compactMap { $0 } + draft.attributes.map { "\($0)=\($1)" }).joined(
        separator: " ")
    }
    let table = try read(
      "|code|message|\(first)|\(second)|\n|-|-|-|-|\n|E1|disk full|\(one)|\(two)|\n")
    #expect(told(table.entry) == expected)
    guard first != second else { return }
    let list = try read(
      "# Errors\n\n- E1: disk full\n  - \(first): \(one)\n  - \(second): \(two)\n")
    #expect(told(list.entry) == expected)
  }

  @Test(arguments: ["code", "variant", "code-end", "http", "severity", "status", "replaced-by"])
  func `two headings of a table that are said to be one value are told`(role: String) throws {
    let maps = try ["A", "B"].map { try RoleOverride(parsing: "\(role)=\($0)") }
    let table = try read("|A|B|\n|-|-|\n|E1|E2|\n", options: .init(overrides: maps))
    #expect(table.doubleMapping?.first == maps[0] && table.doubleMapping?.second == maps[1])
    // Two tables may call the code differently.
    let two = try read(
      "|A|x|\n|-|-|\n|E1|a b|\n\n|B|x|\n|-|-|\n|E2|c d|\n", options: .init(overrides: maps))
    #expect(two.doubleMapping == nil)
  }

  @Test func `what was no code at the last import is none now, unless a person says so`() throws {
    let text = "| 错误码 | 提示 |\n|-|-|\n| 1001 | 请重新连接 |\n| 1002 | 用户尚未登录 |\n| 一千零三 | 内部错误 |\n"
    let first = try read(text)
    #expect(first.entries.count == 2 && first.lines.notUnderstood == 1)
    let second = try read(text, options: .init(mapping: first.mapping))
    #expect(second.entries == first.entries && second.lines == first.lines)
    let named = try read(text, options: .init(overrides: [RoleOverride(parsing: "code=错误码")]))
    #expect(named.entries.map(\.code) == ["1001", "1002", "一千零三"])
    #expect(try read(text, options: .init(mapping: named.mapping)).entries == named.entries)
    #expect(Mapping(json: named.mapping.json) == named.mapping)
  }

  @Test(arguments: [
    ("code=A", "code"), ("message.en=Meaning", "message en"),
    ("remedy.zh_CN=怎么办", "remedy zh-Hans"),
    ("code-end=To", "code-end"), ("ignore=#", "ignore"),
  ])
  func `an override is a role and a heading`(text: String, role: String) throws {
    let override = try RoleOverride(parsing: text)
    let language = override.language.map { " \($0)" } ?? ""
    #expect(override.role.rawValue + language == role)
  }

  @Test(arguments: [
    ("code", RoleOverrideError.notRoleAndHeading("code")), ("code=", .notRoleAndHeading("code=")),
    ("cause=x", .unknownRole("cause")), ("message.!=x", .unknownLanguage("!")),
    ("http.en=x", .roleWithoutLanguage(.httpStatus)),
  ])
  func `a wrong override is refused with the roles there are`(
    text: String, expected: RoleOverrideError
  ) {
    #expect(throws: expected) { try RoleOverride(parsing: text) }
    #expect(
      RoleOverrideError.unknownRole("x").description
        == "'x' is no role; use code, variant, code-end, message[.LANG], description[.LANG], "
        + "remedy[.LANG], category, http, severity, status, replaced-by, alias, attribute, ignore")
  }
}

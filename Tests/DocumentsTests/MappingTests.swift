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
    #expect(third.marks == ["1 note"])
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
    ("http.en=x", .roleWithoutLanguage(.http)),
  ])
  func `a wrong override is refused with the roles there are`(
    text: String, expected: RoleOverrideError
  ) {
    #expect(throws: expected) { try RoleOverride(parsing: text) }
    #expect(
      RoleOverrideError.unknownRole("x").description
        == "'x' is no role; use code, variant, code-end, message[.LANG], description[.LANG], "
        + "remedy[.LANG], http, severity, status, replaced-by, category, alias, attribute, ignore")
  }
}

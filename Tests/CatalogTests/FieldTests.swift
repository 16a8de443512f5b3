import Catalog
import Testing

@Test(
  arguments: [
    ("code", .code), ("variant", .variant), ("code_end", .codeEnd), ("category", .category),
    ("http_status", .httpStatus), ("severity", .severity), ("status", .status),
    ("replaced_by", .replacedBy), ("aliases", .aliases), ("message.en", .message(.english)),
    ("description.zh-Hans", .description(.simplifiedChinese)), ("remedy.ja", .remedy(.japanese)),
    ("state.ko", .state(.korean)), ("attributes.源", .attribute("源")),
    ("attributes.a.b", .attribute("a.b")),
  ] as [(String, Field)])
func `a field's name leads to the field and back`(name: String, field: Field) {
  #expect(Field(name) == field)
  #expect(field.name == name)
}

@Test func `a field in a language takes any spelling of the language`() {
  #expect(Field("message.zh_CN") == .message(.simplifiedChinese))
  #expect(Field("message.cn")?.name == "message.zh-Hans")
}

@Test(arguments: [
  "", "Code", "message", "message.", "message.english", "attributes", "attributes.", "title.en",
  "remedy.C", ".en", "revision",
])
func `what is no field's name is refused`(name: String) {
  #expect(Field(name) == nil)
}

import Catalog
import Testing

@Test(arguments: [
  "code", "variant", "code_end", "aliases", "category", "http_status", "severity", "status",
  "replaced_by", "message.zh-Hans", "description.yue", "remedy.pt-BR", "attributes.源",
  "attributes.Code", "attributes.System", "attributes.Message (en)", "attributes.Message (cn)",
  "attributes.attributes.x", "attributes.attributes.", "attributes. x ", "attributes.message.en",
])
func `every field is found by its heading`(name: String) throws {
  let field = try #require(Field(name))
  #expect(Field(heading: field.heading) == field)
  #expect(field.heading != Field.systemHeading)
}

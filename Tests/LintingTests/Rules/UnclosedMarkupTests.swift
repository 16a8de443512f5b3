import Catalog
import Testing

@testable import Linting

struct UnclosedMarkupTests {
  private static let description = Field.description(.simplifiedChinese)
  private static let remedy = Field.remedy(.simplifiedChinese)

  @Test(arguments: [
    (description, "**注意：请重试"), (remedy, "甲\n**注意：请重试"), (description, "**a** 和 **b"),
    (description, "[**a](b)"),
  ])
  func `strong emphasis without an end is found`(field: Field, text: String) throws {
    let found = try sentences(UnclosedMarkup.rule, field, text)
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("begins strong emphasis with '**' and does not end it") == true)
    #expect(fixed(UnclosedMarkup.rule, field, text) == nil)
  }

  @Test(arguments: ["见 [文档](https://a.example 中的说明", "[a](b(c)", "![a](b"])
  func `a link without an end is found`(text: String) throws {
    #expect(
      try sentences(UnclosedMarkup.rule, Self.description, text) == [
        "begins a link with '[' and does not end it"
      ])
  }

  @Test(arguments: [
    (description, "**甲**：乙"), (description, "`**`"), (description, "\\**甲"), (description, "138**"),
    (description, "138****1234"), (description, "a * b ** c"), (description, "*.log"),
    (description, "__init__"), (description, "[甲](乙)"), (description, "[甲"), (description, "[甲]"),
    (description, "\\[甲](乙"), (description, "`[甲](乙`"), (description, "数组[0]"),
    (.message(.simplifiedChinese), "**注意"), (.message(.simplifiedChinese), "[甲](乙"),
  ])
  func `what has an end, begins nothing or is no markup is fine`(field: Field, text: String) throws
  {
    #expect(try sentences(UnclosedMarkup.rule, field, text).isEmpty)
  }
}

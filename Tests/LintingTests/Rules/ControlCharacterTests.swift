import Catalog
import Testing

@testable import Linting

struct ControlCharacterTests {
  private let field = Field.description(.english)

  @Test(arguments: [
    ("Wait\u{7}.", "U+0007", "Wait."), ("a\u{202E}b", "U+202E", "ab"),
    ("a\rb\u{0}", "U+000D", "ab"),
  ])
  func `what nobody sees is found and taken out`(
    text: String, name: String, mended: String
  ) throws {
    #expect(
      try sentences(.controlCharacter, field, text) == ["holds \(name), which nobody sees"])
    #expect(LintingTests.mended(.controlCharacter, field, text) == mended)
  }

  @Test(arguments: ["line\nline", "tab\tstop", "平安", "e\u{301}", "🏳️‍🌈"])
  func `line feeds, tabs and marks that belong to letters are no faults`(text: String) throws {
    #expect(try sentences(.controlCharacter, field, text).isEmpty)
  }
}

import Catalog
import Testing

@testable import Linting

struct ControlCharacterTests {
  private let field = Field.description(.english)

  @Test(arguments: [
    ("Wait\u{7}.", "U+0007", "Wait."), ("a\u{202E}b", "U+202E", "ab"),
    ("磁\u{200B}盘", "U+200B", "磁盘"), ("\u{FEFF}Disk", "U+FEFF", "Disk"),
    ("time\u{2060}out", "U+2060", "timeout"), ("time\u{AD}out", "U+00AD", "timeout"),
    ("left\u{200E} over", "U+200E", "left over"), ("a\u{200D}b", "U+200D", "ab"),
    ("full \u{FE0F}disk", "U+FE0F", "full disk"), ("a\u{E0041}b", "U+E0041", "ab"),
    ("{0}\u{200B}{1}", "U+200B", "{0}{1}"), ("a\u{D}\nb\u{0}", "U+000D", "a\nb"),
    ("a\u{2028}b", "U+2028", "a\nb"), ("a\u{B}b", "U+000B", "a\nb"),
    ("a \u{200B}`b`", "U+200B", "a `b`"),
  ])
  func `what nobody sees is found and taken out`(text: String, name: String, result: String) throws
  {
    #expect(
      try sentences(ControlCharacter.rule, field, text) == ["holds \(name), which nobody sees"])
    #expect(fixed(ControlCharacter.rule, field, text) == result)
  }

  @Test func `where a field has no lines, a break of a line becomes a blank`() {
    for field in [Field.message(.english), .remedy(.english)] {
      #expect(fixed(ControlCharacter.rule, field, "Stop\u{2028}Start") == "Stop Start")
    }
  }

  @Test(arguments: [
    ("en", "line\nline"), ("en", "tab\tstop"), ("en", "e\u{301}"), ("en", "🏳️‍🌈 👩‍💻 1️⃣ ❤️ ☎︎"),
    ("ja", "葛\u{E0100}"), ("en", "🏴\u{E0067}\u{E0062}\u{E007F}"), ("fa", "می\u{200C}خواهم"),
    ("hi", "क्\u{200D}ष"), ("th", "ไฟล์\u{200B}เต็ม"), ("he", "שגיאה\u{200F}!"), ("en", "«»…—\u{A0}"),
  ])
  func `what a writing system or a picture needs is fine`(tag: String, text: String) throws {
    let field = Field.description(try #require(Language(tag)))
    #expect(try sentences(ControlCharacter.rule, field, text).isEmpty)
  }

  @Test func `bytes that could not be read are found, and a person has to say what they were`()
    throws
  {
    let sentence = "holds U+FFFD, which stands for bytes that could not be read"
    #expect(try sentences(ControlCharacter.rule, field, "磁\u{FFFD}盘") == [sentence])
    #expect(fixed(ControlCharacter.rule, field, "磁\u{FFFD}盘\u{7}") == nil)
  }

  @Test(arguments: [
    "Run `a\u{200B}b`.", "[a](b\u{200B}c)", "{na\u{200B}me}", "\u{1B}[1mred", "\u{200B}",
  ])
  func `what a program reads, and a text of nothing else, is left to a person`(text: String) throws
  {
    #expect(try sentences(ControlCharacter.rule, field, text).count == 1)
    #expect(fixed(ControlCharacter.rule, field, text) == nil)
  }
}

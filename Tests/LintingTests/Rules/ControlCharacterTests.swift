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
    ("磁\u{200C}盘", "U+200C", "磁盘"), ("full \u{FE0F}disk", "U+FE0F", "full disk"),
    ("a\u{E0041}b", "U+E0041", "ab"), ("{0}\u{200B}{1}", "U+200B", "{0}{1}"),
    ("a\rb\u{0}", "U+000D", "a\nb"), ("a\r\nb", "U+000D", "a\nb"), ("a\r", "U+000D", "a"),
    ("\u{1B}[1;31mred\u{1B}[0m!", "U+001B", "red!"), ("a\u{1B} b", "U+001B", "a b"),
    ("a\u{2028}b", "U+2028", "a\nb"), ("a\u{B}b", "U+000B", "a\nb"), ("a \r b", "U+000D", "a  b"),
  ])
  func `what nobody sees is found and taken out`(
    text: String, name: String, mended: String
  ) throws {
    #expect(
      try sentences(.controlCharacter, field, text) == ["holds \(name), which nobody sees"])
    #expect(LintingTests.mended(.controlCharacter, field, text) == mended)
  }

  @Test func `where a field has no lines, a lone return is a blank`() {
    for field in [Field.message(.english), .remedy(.english)] {
      #expect(mended(.controlCharacter, field, "Stop\rStart") == "Stop Start")
    }
  }

  @Test(arguments: [
    "line\nline", "tab\tstop", "平安", "e\u{301}", "🏳️‍🌈", "👩‍💻", "1️⃣", "❤️", "葛\u{E0100}", "☎︎",
    "🏴\u{E0067}\u{E0062}\u{E007F}", "می\u{200C}خواهم", "क्\u{200D}ष", "ไฟล์\u{200B}เต็ม",
    "שגיאה\u{200F}!", "_full_\u{200B}disk", "**full**\u{200B}disk", "«»…—", "\u{A0}",
  ])
  func `what does something where it stands is no fault`(text: String) throws {
    #expect(try sentences(.controlCharacter, field, text).isEmpty)
  }

  @Test func `bytes that could not be read are found, and a person has to say what they were`()
    throws
  {
    let sentence = "holds U+FFFD, which stands for bytes that could not be read"
    #expect(try sentences(.controlCharacter, field, "磁\u{FFFD}盘") == [sentence])
    #expect(mended(.controlCharacter, field, "磁\u{FFFD}盘") == nil)
  }

  @Test(arguments: ["Run `a\u{200B}b`.", "[a](b\u{200B}c)", "{na\u{200B}me}", "\u{1B}]0;a"])
  func `what a program reads is found, but left to a person`(text: String) throws {
    #expect(try sentences(.controlCharacter, field, text).count == 1)
    #expect(mended(.controlCharacter, field, text) == nil)
  }
}

import Testing

@testable import Commands

struct TerminalDoorTests {
  private let colour = Terminal(isInteractive: true, width: 80, hasColour: true)

  @Test(arguments: [
    ("plain 文字\n\ttext", "plain 文字\n\ttext"), ("\u{1B}]0;PWN\u{7}\u{1B}[31m", "␛]0;PWN␇␛[31m"),
    ("a\rb\u{8}\u{7F}\u{9B}2J", "a␍b␈␡\u{FFFD}2J"),
    ("a\u{202E}b\u{2028}c\u{200B}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"), ("", ""),
  ])
  func `a terminal is shown text, and nothing it would act on`(text: String, expected: String) {
    #expect(shown(text) == expected)
    #expect(
      shown("<" + colour.styled(text, .bold) + ">")
        == (text.isEmpty ? "<>" : "<\u{1B}[1m\(expected)\u{1B}[0m>"))
  }

  @Test(arguments: Terminal.Style.allCases)
  func `every style is a control sequence`(style: Terminal.Style) {
    #expect(shown(colour.styled("x", style)) == "\u{1B}[\(style.rawValue)mx\u{1B}[0m")
  }

  @Test func `the marks of a style from elsewhere are no style`() throws {
    let opening = try #require(colour.styled("x", .bold).unicodeScalars.first)
    let others = try (1...31).map { try #require(Unicode.Scalar(0xFDD0 + $0)) }
    for start in 0..<24 {
      let forged = String(String.UnicodeScalarView([opening] + others[start...].prefix(9)))
      #expect(!shown(forged + "x").contains("\u{1B}"))
      #expect(shown(forged + "x").allSatisfy { $0 == "\u{FFFD}" || $0 == "x" })
    }
  }

  @Test func `a failure that is none of ours is a fault of errkb, and no misuse`() {
    struct Odd: Error {}
    let failure = Failure(Odd())
    #expect(failure.status == .internalError && failure.status.rawValue == 70)
    #expect(failure.code == "internal" && failure.hint != nil)
  }
}

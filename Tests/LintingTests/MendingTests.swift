import Catalog
import TestSupport
import Testing
import TextAnalysis

@testable import Linting

struct MendingTests {
  /// What rules trip over, alone and together.
  private static let pieces = [
    "甲", "乙丙", "の", "한", "a", "Ab", "1", "２", "Ａ", " ", "　", "\n", ",", "，", ";", "；", ":", "：",
    "!", "！",
    "?", "？", ".", "。", "、", "(", "（", ")", "）", "[", "]", "［", "］", "{", "}", "｛", "｝", "【", "】",
    "“", "”",
    "「", "」", "《", "》", "\"", "'", "’", "`", "``", "*", "**", "_", "\\", "\\n", "<", ">", "<br>",
    "</td>", "&nbsp;",
    "|", "#", "##", "-", "{0}", "%s", "%", "${x}", "<name>", "https://a.example/", "[甲](b)",
    "`c,,d`", "…", "...",
    "\u{200B}", "\u{FEFF}", "\u{AD}", "\u{200D}", "\u{200F}", "\r", "\r\n", "\u{7}", "\u{2028}",
    "\u{FFFD}", "👩", "\u{FE0F}",
    "é", "\u{301}", "ф", "系統", "错误", "the", "etc", "{\"a\":", "1. ", "- ", "٣", "½", "$", "@", "/",
    "=",
  ]

  private static let languages = ["en", "zh-Hans", "zh-Hant", "ja", "ko", "ru", "de"]

  /// The text without what nobody sees, whose going is no change.
  private func seen(_ text: LintedText) -> String {
    ControlCharacter.fault(in: text)?.mended ?? text.written
  }

  @Test(arguments: 0..<8)
  func `a mended text has no fault left, says the same, and keeps what programs read`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<600 {
      let count = Int.random(in: 1...14, using: &generator)
      let written = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &generator) }
        .joined()
      let tag = try #require(Self.languages.randomElement(using: &generator))
      let language = try #require(Language(tag))
      for field in [Field.message(language), .description(language), .remedy(language)] {
        let text = LintedText(written, of: field, in: language)
        for rule in textRules {
          guard let mended = rule.fault(in: text)?.mended else { continue }
          let after = LintedText(mended, of: field, in: language)
          #expect(rule.rule.isMendable && mended != written)
          #expect(rule.fault(in: after) == nil, "\(rule.rule) \(written.debugDescription)")
          #expect(after.protected.content == text.protected.content, "\(written.debugDescription)")
          let before = rule == ControlCharacter.self ? seen(text) : written
          #expect(ChangeGrade(from: before, to: mended) <= .cosmetic)
        }
      }
    }
  }

  @Test(arguments: 8..<12)
  func `mending an entry twice is mending it once`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let linter = Linter(LintSettings())
    for _ in 0..<400 {
      let count = Int.random(in: 1...14, using: &generator)
      let written = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &generator) }
        .joined()
      let field = Field.description(.simplifiedChinese)
      guard let once = linter.mended(entry(field, written))[field] else { continue }
      #expect(linter.mended(entry(field, once))[field] == nil, "\(written.debugDescription)")
    }
  }

  /// Quadratic work on such texts would take many minutes; lengths of real ones are far below.
  @Test(arguments: [
    "甲", "a", "1,", "２", " 　", "\n", "甲,乙", "错误,", "，", "a。", "，,", "(", "）", "(［", "[甲](", "](",
    "{", "{ ",
    "{\"a\":", "“", "\"", "'", "`a", "`` ` ", "*", "**甲", "\\", "\\n", "<", "<a ", "<a:", "<br>",
    "&nbsp", "|a",
    "{0}", "%", "://", "a://(", "\u{200B}", "\r", "\u{301}", "の", "a b ", "a-",
  ])
  func `the longest text is gone through in a straight line`(piece: String) throws {
    let written = String(repeating: piece, count: 40_000 / piece.utf8.count)
    for field in [Field.message(.simplifiedChinese), .description(.english)] {
      let language = try #require(field.language)
      let text = LintedText(written, of: field, in: language)
      for rule in textRules { _ = rule.fault(in: text) }
    }
  }
}

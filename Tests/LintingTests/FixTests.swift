import Catalog
import TestSupport
import Testing
import TextAnalysis

@testable import Linting

struct FixTests {
  /// What rules look for and what they must not touch.
  private static let pieces = [
    "甲", "の", "a", "Ab", "1", "２", "Ａ", "ｓ", "０", " ", "　", "\n", "，", ":", "(", "）", "[", "]",
    "](", "*", "**", "_", "`", "``", "\\", "<", ">", "{0}", "{", "}", "%s", "%", "${x}", "<name>",
    "https://a.example/", "[甲](b)", "`ｃ`", "\u{200B}", "\u{FEFF}", "\u{AD}", "\u{200D}",
    "\u{200F}", "\r", "\r\n", "\u{7}", "\u{2028}", "\u{FFFD}", "\u{1B}", "👩", "\u{FE0F}", "é",
    "\u{301}",
  ]

  private static let languages: [Language] = [.english, .simplifiedChinese, .japanese, .korean]

  private static let rules = entryRules.compactMap { $0 as? any TextRule.Type }

  @Test(arguments: 0..<8)
  func `a fixed text has no fault left, says the same, and keeps what programs read`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    var fixes = 0
    for _ in 0..<600 {
      let written = Self.text(&generator)
      let language = try #require(Self.languages.randomElement(using: &generator))
      for field in [Field.message(language), .description(language), .remedy(language)] {
        let text = EntryText(field: field, language: language, written: written)
        for rule in Self.rules {
          guard let fixed = rule.fixed(text) else { continue }
          fixes += 1
          let after = EntryText(field: field, language: language, written: fixed)
          #expect(rule.rule.canFix && rule.fault(in: text) != nil)
          #expect(rule.fault(in: after) == nil, "\(rule.rule.id) \(written.debugDescription)")
          #expect(Self.placeholderTexts(fixed) == Self.placeholderTexts(written))
          if rule == FullWidth.self {
            #expect(ChangeGrade(from: written, to: fixed) <= .cosmetic)
          }
        }
      }
    }
    #expect(fixes > 100)
  }

  @Test(arguments: 8..<12)
  func `fixing an entry twice is fixing it once`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let linter = Linter(LintSettings())
    var fixes = 0
    for _ in 0..<400 {
      let written = Self.text(&generator)
      let field = Field.description(.simplifiedChinese)
      guard let once = linter.fixed(entry(field, written))[field] else { continue }
      fixes += 1
      #expect(linter.fixed(entry(field, once))[field] == nil, "\(written.debugDescription)")
    }
    #expect(fixes > 40)
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    let count = Int.random(in: 1...14, using: &generator)
    return (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
  }

  private static func placeholderTexts(_ text: String) -> [Substring] {
    placeholders(in: text).map { text[$0] }
  }
}

import Catalog
import TextAnalysis

/// A rule about a text by itself: a message, a description or a step of a remedy.
protocol TextRule: SendableMetatype {
  static var rule: LintRule { get }

  /// What is wrong with a text, in words that go after the field's name, and the text as it should
  /// be where that is certain; nil when nothing is wrong.
  ///
  /// One fault a text is enough; it names the first place. A mended text has no fault of the rule, and
  /// differs in what nobody sees, or in white space, punctuation and width only
  /// (`ChangeGrade.cosmetic`).
  static func fault(in text: LintedText) -> TextFault?
}

/// What is wrong with a text.
struct TextFault: Equatable {
  var sentence: String
  /// The text as it should be; nil when a person has to say.
  var mended: String?
}

/// The rules about texts, in the order of their findings and mendings.
let textRules: [any TextRule.Type] = [
  WrongLanguage.self, ControlCharacter.self, StrayMarkup.self, UnbalancedBracket.self,
  DoubledPunctuation.self, MixedWidth.self,
]

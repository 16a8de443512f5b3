import Catalog
import TextAnalysis

/// A rule about a text by itself: a message, a description or a step of a remedy.
protocol TextRule: SendableMetatype {
  static var rule: LintRule { get }

  /// What is wrong with a text, in words that go after the field's name, and the text as it should
  /// be where that is certain; nil when nothing is wrong.
  ///
  /// One fault a text is enough; it names the first place. A mended text has no fault of the rule, and
  /// differs from the text in white space, punctuation and width only (`ChangeGrade.cosmetic`).
  static func fault(in text: LintedText) -> TextFault?
}

/// What is wrong with a text.
struct TextFault: Equatable {
  var sentence: String
  /// The text as it should be; nil when a person has to say.
  var mended: String?
}

/// A text that rules look at.
struct LintedText {
  /// The field it is, or a step of which it is.
  var field: Field
  var language: Language
  /// The text as it is stored: CommonMark inlines, but plain for a message.
  var written: String
  /// The text as a reader sees it.
  var plain: String

  /// Makes a text of a field.
  init(_ written: String, of field: Field, in language: Language) {
    self.field = field
    self.language = language
    self.written = written
    if case .message = field { plain = written } else { plain = plainText(written) }
  }
}

/// The rules about texts, in the order of their findings and mendings.
let textRules: [any TextRule.Type] = [ControlCharacter.self]

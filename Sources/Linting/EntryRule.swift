import Catalog
import TextAnalysis

/// A rule about an entry, or a few rules that are found together.
protocol EntryRule: SendableMetatype {
  static var rules: [LintRule] { get }

  /// What is wrong with an entry; empty when nothing is.
  static func faults(in entry: LintedEntry, _ context: LintContext) throws -> [Fault]
}

/// All rules, in the order in which they look at an entry and fix it: a joiner behind `ｓ` is one behind `s`
/// after `FullWidth`, and then `ControlCharacter` takes it out.
let entryRules: [any EntryRule.Type] = [
  PlaceholderComparison.self, UnknownPlaceholder.self, UnknownCode.self, DanglingReplacement.self,
  SameText.self, MissingText.self, TextStateRule.self, OpenReview.self, WrongLanguage.self,
  FullWidth.self, ControlCharacter.self, UnclosedMarkup.self,
]

/// A rule about each text by itself: a message, a description or a step of a remedy.
protocol TextRule: EntryRule {
  static var rule: LintRule { get }

  /// What is wrong with a text, in words that go after the field's name; nil when nothing is.
  static func fault(in text: EntryText) -> String?

  /// The text as it should be; nil when nothing is wrong, or when a person has to decide.
  static func fixed(_ text: EntryText) -> String?
}

extension TextRule {
  static var rules: [LintRule] { [rule] }

  static func fixed(_ text: EntryText) -> String? { nil }

  static func faults(in entry: LintedEntry, _ context: LintContext) -> [Fault] {
    entry.texts.compactMap { text in
      guard let sentence = fault(in: text) else { return nil }
      let canFix = !entry.isPrinted(text.field) && fixed(text) != nil
      return Fault(
        rule: rule, field: text.field, sentence: text.place + sentence,
        next: canFix ? .fix : .write(text.field))
    }
  }
}

/// What rules need to know beside the entry.
struct LintContext {
  var base: BaseLookup
  var settings: LintSettings
}

/// What rules ask of the base that an entry is in.
package struct BaseLookup {
  /// Whether a slug names a system.
  package var isSystem: (_ slug: String) throws -> Bool
  /// Whether a system has an entry, an alias or a range with a code.
  package var holds: (_ code: CodeKey, _ system: String) throws -> Bool
  /// Whether a system has a code with the same letters before its number and as many digits.
  package var holdsLike: (_ code: CodeKey, _ system: String) throws -> Bool
  /// The other entries that have exactly the text of an entry's field.
  package var twins: (_ entry: Entry, _ field: Field) throws -> TwinEntries?

  /// Makes answers for a base with nothing in it.
  package init() {
    isSystem = { _ in false }
    holds = { _, _ in false }
    holdsLike = { _, _ in false }
    twins = { _, _ in nil }
  }
}

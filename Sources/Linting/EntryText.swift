import Catalog
import TextAnalysis

/// A text of an entry that a reader is given: a message, a description, or one step of a remedy.
struct EntryText {
  var field: Field
  var language: Language
  /// The text as it is stored: CommonMark inlines, but plain for a message.
  var written: String
  /// What leads a sentence about one of several steps, such as `step 2 `; else empty.
  var place: String

  /// The text as a reader sees it.
  var plain: String {
    if case .message = field { written } else { plainText(written) }
  }

  /// The texts of an entry by language, the system's own first.
  static func all(of entry: Entry) -> [EntryText] {
    entry.languages(preferring: []).flatMap { language in
      [Field.message(language), .description(language), .remedy(language)]
        .flatMap { all(of: entry, $0) }
    }
  }

  /// The texts of a field; empty for one that holds no text.
  static func all(of entry: Entry, _ field: Field) -> [EntryText] {
    guard let language = field.language else { return [] }
    guard case .remedy = field else {
      return entry.value(of: field).map {
        [EntryText(field: field, language: language, written: $0, place: "")]
      } ?? []
    }
    let steps = entry.remedies[language] ?? []
    return steps.enumerated().map { index, step in
      EntryText(
        field: field, language: language, written: step,
        place: steps.count > 1 ? "step \(index + 1) " : "")
    }
  }
}

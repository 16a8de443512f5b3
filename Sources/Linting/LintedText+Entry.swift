import Catalog

extension LintedText {
  /// The texts of an entry that a reader is given: messages, descriptions, each step of remedies.
  ///
  /// By language, the system's own first.
  static func all(of entry: Entry) -> [PlacedText] {
    entry.languages(preferring: []).flatMap { language in
      [Field.message(language), .description(language)].compactMap { field in
        entry.value(of: field).map {
          PlacedText(text: LintedText($0, of: field, in: language), place: "")
        }
      } + steps(of: entry, in: language)
    }
  }

  private static func steps(of entry: Entry, in language: Language) -> [PlacedText] {
    let steps = entry.remedies[language] ?? []
    return steps.enumerated().map { index, step in
      PlacedText(
        text: LintedText(step, of: .remedy(language), in: language),
        place: steps.count > 1 ? "step \(index + 1) " : "")
    }
  }
}

/// A text, and where in its field it stands.
struct PlacedText {
  var text: LintedText
  /// What leads a sentence about one of several steps; empty for a text that is the whole field.
  var place: String
}

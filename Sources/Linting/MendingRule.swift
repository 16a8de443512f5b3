import Catalog
import TextAnalysis

/// A rule that knows where in a text its faults are, and what should stand there.
protocol MendingRule: TextRule {
  /// The faults of a text, in order; no two overlap.
  static func places(in text: LintedText) -> [Place]

  /// What is wrong at a place, in words that go after the field's name.
  static func sentence(about place: Place, in text: LintedText) -> String

  /// Whether places are certainly at fault, and a text mended there differs in nothing that this rule
  /// may not change.
  static func isSafe(_ mended: String, at places: [Place], in text: LintedText) -> Bool
}

/// A stretch of a text that is at fault, by the offsets of its scalars.
struct Place: Equatable {
  var range: Range<Int>
  /// What should stand there; nil when a person has to say.
  var replacement: String?
}

extension MendingRule {
  static func fault(in text: LintedText) -> TextFault? {
    let places = places(in: text)
    guard let first = places.first else { return nil }
    return TextFault(sentence: sentence(about: first, in: text), mended: mended(text, places))
  }

  /// Marks of a text in another script than its language's are those of the script.
  static func isSafe(_ mended: String, at places: [Place], in text: LintedText) -> Bool {
    !places.contains { text.doubts.contain($0, of: text) } && WrongLanguage.fault(in: text) == nil
      && ChangeGrade(from: text.written, to: mended) <= .cosmetic
  }

  /// The text with every place mended; nil unless all can be, and all else stays what it is.
  private static func mended(_ text: LintedText, _ places: [Place]) -> String? {
    // Nobody can save a longer text, and grading it would take long.
    guard text.written.utf8.count <= FieldValues.longestValue else { return nil }
    var result = String.UnicodeScalarView()
    var offset = 0
    for place in places {
      guard let replacement = place.replacement else { return nil }
      result.add(text.scalars[offset..<place.range.lowerBound])
      result.add(replacement)
      offset = place.range.upperBound
    }
    result.add(text.scalars[offset...])
    let mended = LintedText(String(result), of: text.field, in: text.language)
    // A mark of another width can make a link, or a placeholder, of what was none.
    guard !mended.written.allSatisfy(\.isWhitespace),
      mended.protected.content == text.protected.content,
      text.isMessage || spans(mended.written) == spans(text.written),
      isSafe(mended.written, at: places, in: text), self.places(in: mended).isEmpty
    else { return nil }
    return mended.written
  }
}

/// What is marked in inlines, without the text.
private func spans(_ inlines: String) -> [InlinePart] {
  inlineParts(inlines).filter { if case .text = $0 { false } else { true } }
}

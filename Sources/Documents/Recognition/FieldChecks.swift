import Catalog
import TextAnalysis

/// Why an entry cannot be saved as a row gives it; nil where every field may hold what it would hold.
///
/// A document may say what a person may: the rules are those of `Field.complaint(about:)`.
func complaint(about draft: EntryDraft) -> String? {
  if let complaint = Field.code.complaint(about: draft.code) { return complaint }
  // Nearly always every text is harmless, and no field has to be named to know that.
  guard !draft.isHarmless else { return nil }
  let values = FieldValues(draft)
  return values.fields.lazy.compactMap { field in
    field.complaint(about: values[field] ?? "")
  }.first
}

/// Why a text cannot be a heading of a column or a category; nil where it can.
///
/// - Parameter name: what to call it, such as `the heading of column 3`.
func complaint(aboutHeading text: String, called name: String) -> String? {
  guard !isHarmless(text) else { return nil }
  // A heading with a line break in it is read as one line.
  guard let complaint = Field.category.complaint(about: oneLine(text)) else { return nil }
  return name + complaint.dropFirst(Field.category.name.count)
}

/// The text with a blank for every line break, for fields that are one line.
func oneLine(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "\n")) else { return text }
  return text.split(separator: "\n").map { trimmed($0) }.filter { !$0.isEmpty }
    .joined(separator: " ")
}

extension EntryDraft {
  fileprivate var isHarmless: Bool {
    Documents.isHarmless(variant ?? "")
      && scalars.allSatisfy { Documents.isHarmless($0.value) }
      && aliases.allSatisfy(isHarmlessText)
      && attributes.values.allSatisfy(isHarmlessText)
      && texts.values.allSatisfy {
        isHarmlessText($0.message ?? "") && isHarmlessText($0.description ?? "")
      }
      && remedies.values.allSatisfy { steps in
        steps.allSatisfy(isHarmlessText)
          && steps.reduce(0) { $0 + $1.utf8.count } < longestHarmless
      }
  }
}

/// A text shorter than this, in bytes, is far from what a field may hold.
private let longestHarmless = 100_000

/// Whether a name is short, of one line, and has none of the bytes that a character may begin with
/// which does not belong into it.
private func isHarmless(_ name: String) -> Bool {
  name.utf8.count <= TextLimit.name
    && name.utf8.allSatisfy { byte in
      // Control characters; what begins with C2, E2 or EF may be one, or a mark that is not seen.
      byte >= 0x20 && byte != 0x7F && byte != 0xC2 && byte != 0xE2 && byte != 0xEF
    }
}

/// Whether a text is short, of one line, and has no character that does not belong into it; Chinese
/// punctuation begins with the bytes that some of those begin with.
private func isHarmlessText(_ text: String) -> Bool {
  text.utf8.count < longestHarmless
    && text.utf8.allSatisfy { $0 >= 0x20 } && !mayHoldInvisible(text)
}

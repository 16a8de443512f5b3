import TextAnalysis

/// The fields of an entry that hold something, each as text.
///
/// Lists (aliases, the steps of a remedy) stand one item a line, none of them blank; aliases have no
/// order and are kept sorted, each once. A field that is missing is empty, or holds its default
/// (active, sourced); no value is the empty text. This is the form in which entries are compared,
/// merged and kept in the history.
package struct FieldValues: Equatable, Sendable {
  /// The most bytes of UTF-8 that a person may give a field.
  package static let longestValue = 1_048_576

  /// The values by field.
  package private(set) var values: [Field: String]

  /// Makes values of pairs; empty texts are left out.
  package init(_ values: [Field: String] = [:]) {
    self.values = [:]
    for (field, value) in values { self[field] = value }
  }

  /// The value of a field; nil, or the empty text, clears it.
  package subscript(field: Field) -> String? {
    get { values[field] }
    set {
      let value = newValue.map { Self.spelled($0, field) }
      values[field] = value.flatMap { $0.isEmpty ? nil : $0 }
    }
  }

  /// The one way in which a value is written: what comes back from the tables is what went in.
  private static func spelled(_ value: String, _ field: Field) -> String {
    switch field {
    case .aliases: sortedLines(value)
    case .remedy: value.utf8.contains(0x0A) ? filledLines(value).joined(separator: "\n") : value
    case .scalar(let field): field.stored(value) ?? ""
    case .state: value == TextState.sourced.rawValue ? "" : value
    default: value
    }
  }

  private static func filledLines(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
  }

  /// Sorted by bytes, as SQLite sorts.
  private static func sortedLines(_ text: String) -> String {
    guard text.contains("\n") else { return text }
    return Set(filledLines(text).map { Array($0.utf8) })
      .sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  /// The languages that some text, remedy or state is in, sorted.
  package var languages: [Language] { Set(values.keys.compactMap(\.language)).sorted() }

  /// Whether message, description or remedy of a language holds anything.
  package func hasTexts(in language: Language) -> Bool {
    self[.message(language)] != nil || self[.description(language)] != nil
      || self[.remedy(language)] != nil
  }

  /// The values of some fields only.
  package func restricted(to fields: some Sequence<Field>) -> FieldValues {
    var restricted = FieldValues()
    for field in fields { restricted[field] = self[field] }
    return restricted
  }

  /// These values, and those of another entry for the fields that are empty here.
  package func filled(from other: FieldValues) -> FieldValues {
    var filled = self
    for (field, value) in other.values where filled[field] == nil { filled[field] = value }
    return filled
  }

  /// Whether no field holds anything.
  package var isEmpty: Bool { values.isEmpty }

  /// The fields, ordered by name.
  package var fields: [Field] { values.keys.sorted { $0.name < $1.name } }

  /// The fields whose values differ, ordered by name; white space is compared folded, line by line.
  package func fieldsDiffering(from other: FieldValues) -> [Field] {
    Set(values.keys).union(other.values.keys)
      .filter { !Self.same(self[$0], other[$0]) }
      .sorted { $0.name < $1.name }
  }

  /// The fields whose values differ in whatever way, if only in how Unicode composes a letter; ordered
  /// by name.
  package func fieldsChanged(from other: FieldValues) -> [Field] {
    Set(values.keys).union(other.values.keys)
      .filter { !haveSameBytes(self[$0], other[$0]) }
      .sorted { $0.name < $1.name }
  }

  /// Whether two values say the same, white space folded within each line.
  package static func same(_ left: String?, _ right: String?) -> Bool {
    if left == right { return true }
    guard let left, let right else { return false }
    return foldedLines(left) == foldedLines(right)
  }

  /// The filled lines of a value, white space folded: what two values have in common that say the same.
  package static func foldedLines(_ value: String) -> [String] {
    value.split(separator: "\n").map { collapsingWhiteSpace(String($0)) }
  }
}

/// Whether two texts are equal byte by byte; to Swift two ways to compose a letter are one.
private func haveSameBytes(_ left: String?, _ right: String?) -> Bool {
  guard let left, let right else { return left == nil && right == nil }
  return left.utf8.elementsEqual(right.utf8)
}

extension FieldValues {
  /// What a document says of an entry; the code itself is identity and not among the fields.
  ///
  /// The variant is among them, so that the entry is found again when its label was changed here.
  package init(_ draft: EntryDraft) {
    var values = FieldValues()
    values[.variant] = draft.variant
    for (field, value) in draft.scalars { values[.scalar(field)] = value }
    values[.aliases] = draft.aliases.joined(separator: "\n")
    for (heading, value) in draft.attributes { values[.attribute(heading)] = value }
    for (language, text) in draft.texts {
      values[.message(language)] = text.message
      values[.description(language)] = text.description
    }
    for (language, steps) in draft.remedies {
      values[.remedy(language)] = steps.joined(separator: "\n")
    }
    self = values
  }

  /// What an entry holds now; defaults (no variant, active, sourced) are left out.
  package init(_ entry: Entry) {
    var values = FieldValues()
    for (field, value) in entry.scalars { values[.scalar(field)] = value }
    values[.aliases] = entry.aliases.joined(separator: "\n")
    for (heading, value) in entry.attributes { values[.attribute(heading)] = value }
    for (language, text) in entry.texts {
      values[.message(language)] = text.message
      values[.description(language)] = text.description
      values[.state(language)] = text.state == .sourced ? nil : text.state.rawValue
      values[.reviewedBy(language)] = text.review?.author
      values[.reviewedAt(language)] = text.review?.at
      values[.madeFrom(language, .language)] = text.origin?.language.tag
      values[.madeFrom(language, .message)] = text.origin?.message
      values[.madeFrom(language, .description)] = text.origin?.description
      values[.madeFrom(language, .remedy)] = text.origin?.remedy
    }
    for (language, steps) in entry.remedies {
      values[.remedy(language)] = steps.joined(separator: "\n")
    }
    self = values
  }
}

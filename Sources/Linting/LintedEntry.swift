import Catalog
import TextAnalysis

/// An entry with its texts taken apart once for all rules.
struct LintedEntry {
  let record: EntryRecord
  /// The texts by language, the system's own first.
  let texts: [EntryText]

  init(_ record: EntryRecord) {
    self.record = record
    texts = record.entry.languages(preferring: []).flatMap { language in
      [Field.message(language), .description(language), .remedy(language)]
        .flatMap { EntryText.all(of: record.entry, $0) }
    }
  }

  var entry: Entry { record.entry }

  /// Whether the entry is in use; a deprecated or withdrawn one need not be complete.
  var isCurrent: Bool { entry.status == .active && entry.withdrawn == nil }

  /// Where a field's value comes from: the first document that gives it as it stands, or for an entry as
  /// a whole the first document that has it.
  func source(of field: Field?) -> Entry.Source? {
    guard let field, let value = entry.value(of: field) else { return entry.sources.first }
    return entry.sources.first {
      FieldValues.same(record.sources[$0.document]?.base[field], value)
    }
  }

  /// Whether a field is a message as a document gives it, and so what the system prints.
  func isPrinted(_ field: Field) -> Bool {
    guard case .message(let language) = field else { return false }
    return entry.texts[language]?.state == .sourced || source(of: field) != nil
  }
}

/// A text of an entry: a message, a description, or one step of a remedy.
struct EntryText {
  var field: Field
  var language: Language
  /// The text as it is stored: CommonMark inlines, but plain for a message.
  var written: String
  /// What begins a sentence about one of several steps, such as `step 2 `; else empty.
  var place = ""

  /// The texts of a field; empty for one that holds no text.
  static func all(of entry: Entry, _ field: Field) -> [EntryText] {
    guard let language = field.language else { return [] }
    guard case .remedy = field else {
      return entry.value(of: field).map {
        [EntryText(field: field, language: language, written: $0)]
      } ?? []
    }
    let steps = entry.remedies[language] ?? []
    return steps.enumerated().map { index, step in
      EntryText(
        field: field, language: language, written: step,
        place: steps.count > 1 ? "step \(index + 1) " : "")
    }
  }

  var isMessage: Bool { if case .message = field { true } else { false } }

  /// The text as a reader sees it.
  var plain: String { isMessage ? written : plainText(written) }

  /// The text as a reader sees it, with U+FFFC in the place of each code span.
  var prose: String {
    guard !isMessage, written.utf8.contains(UInt8(ascii: "`")) else { return plain }
    var prose = ""
    var isCode = false
    for part in inlineParts(written) {
      switch part {
      case .begin(.code):
        isCode = true
        prose += "\u{FFFC}"
      case .end(.code): isCode = false
      case .text(let text) where !isCode: prose += text
      case .begin, .end, .text: break
      }
    }
    return prose
  }

  /// Whether another text differs from this one in nothing that a program reads: code, links, other
  /// marks of inlines, and placeholders.
  func isSafeFix(_ fixed: String) -> Bool {
    // In a longer text nobody knows what is code.
    guard isMessage || written.utf8.count <= longestInlines else { return false }
    return fixed != written && !isBlank(fixed) && values(written) == values(fixed)
      && (isMessage || marks(written) == marks(fixed))
  }

  private func values(_ text: String) -> [Substring] { placeholders(in: text).map { text[$0] } }

  /// The parts of inlines without the text that is not code.
  private func marks(_ inlines: String) -> [InlinePart] {
    var isCode = false
    return inlineParts(inlines).filter { part in
      switch part {
      case .begin(.code): isCode = true
      case .end(.code): isCode = false
      case .text: return isCode
      case .begin, .end: break
      }
      return true
    }
  }
}

/// Whether a text has nothing but white space.
func isBlank(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
}

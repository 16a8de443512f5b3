import Catalog
import TextAnalysis

/// A text with what rules about texts need to know of each of its scalars, which offsets count.
struct LintedText {
  /// The field it is, or a step of which it is.
  var field: Field
  var language: Language
  /// The text as it is stored: CommonMark inlines, but plain for a message.
  var written: String
  let scalars: [Unicode.Scalar]
  let protected: ProtectedRanges
  /// Whether any of it is Han.
  let hasHan: Bool
  private let quoted: [Bool]
  private let keptBrackets = Once<Brackets>()
  private let keptDoubts = Once<Doubts>()

  /// Reads a text of an entry.
  init(_ text: EntryText) {
    self.init(text.written, of: text.field, in: text.language)
  }

  /// Makes a text of a field.
  init(_ written: String, of field: Field, in language: Language) {
    self.field = field
    self.language = language
    self.written = written
    scalars = Array(written.unicodeScalars)
    protected = ProtectedRanges(written)
    hasHan = scalars.contains(where: isHan)
    quoted = quotedStretches(of: scalars, protected)
  }

  /// Which brackets belong together.
  var brackets: Brackets { keptBrackets { Brackets(of: self) } }

  /// Where only a person can say what should stand.
  var doubts: Doubts { keptDoubts { Doubts(in: self) } }

  /// Whether the text is plain, and not inlines.
  var isMessage: Bool { if case .message = field { true } else { false } }

  /// Whether a mark at an offset is the writer's own: neither protected nor in quotation marks.
  func isProse(_ offset: Int) -> Bool { protected[offset] == nil && !quoted[offset] }

  /// Whether the scalar at an offset stands within quotation marks, or is one of them.
  func isQuoted(_ offset: Int) -> Bool { quoted[offset] }

  /// The scalar at an offset if there is one.
  func scalar(at offset: Int) -> Unicode.Scalar? {
    scalars.indices.contains(offset) ? scalars[offset] : nil
  }

  /// A few characters of the line around a place, for finding it.
  func excerpt(around range: Range<Int>) -> String {
    let before = scalars[..<range.lowerBound].suffix(6).split(separator: "\n").last ?? []
    let isFirst = range.lowerBound == 0 || scalars[range.lowerBound - 1] == "\n"
    let after = scalars[range.upperBound...].prefix(6).prefix { $0 != "\n" }
    return String(
      String.UnicodeScalarView((isFirst ? [] : before) + scalars[range] + after))
  }
}

/// Which scalars stand within quotation marks, the marks included.
private func quotedStretches(of scalars: [Unicode.Scalar], _ protected: ProtectedRanges) -> [Bool] {
  var quoted = Array(repeating: false, count: scalars.count)
  var open: [Unicode.Scalar: Int] = [:]
  func isWord(_ offset: Int) -> Bool {
    scalars.indices.contains(offset) && scalars[offset].properties.isAlphabetic
      || scalars.indices.contains(offset) && scalars[offset].properties.numericType != nil
  }
  func end(_ mark: Unicode.Scalar, at offset: Int) {
    guard let start = open.removeValue(forKey: mark) else { return }
    for place in start...offset { quoted[place] = true }
  }
  for (offset, scalar) in scalars.enumerated() where protected[offset] == nil {
    switch scalar {
    case "\n": open = [:]
    case "“", "「", "『", "‘": open[scalar] = offset
    case "”": end("“", at: offset)
    case "」": end("「", at: offset)
    case "』": end("『", at: offset)
    case "’": if !isWord(offset + 1) || isHan(scalars[offset + 1]) { end("‘", at: offset) }
    case "\"":
      if open["\""] != nil {
        end("\"", at: offset)
      } else if !isInch(offset, scalars) {
        open["\""] = offset
      }
    case "'":
      // An apostrophe has letters on both sides.
      if open["'"] != nil {
        if !isWord(offset + 1) || isHan(scalars[offset + 1]) { end("'", at: offset) }
      } else if !isWord(offset - 1) || isHan(scalars[offset - 1]) {
        open["'"] = offset
      }
    default: break
    }
  }
  return quoted
}

/// Whether a quotation mark says inches or seconds.
func isInch(_ offset: Int, _ scalars: [Unicode.Scalar]) -> Bool {
  offset > 0 && scalars[offset - 1].isASCIIDigit
}

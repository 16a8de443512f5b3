import Catalog
import TextAnalysis

/// Marks of punctuation that stand twice, or two different ends of a sentence in a row.
enum DoubledPunctuation: MendingRule {
  static let rule = LintRule.doubledPunctuation

  static func places(in text: LintedText) -> [Place] {
    var places: [Place] = []
    // Marks that began a word twice, and end it so: `::错误::`.
    var enclosing: Set<Unicode.Scalar> = []
    var offset = 0
    while offset < text.scalars.count {
      if text.scalars[offset] == "\n" { enclosing = [] }
      guard text.scalars[offset].isSentenceMark, text.isProse(offset) else {
        offset += 1
        continue
      }
      let start = offset
      while offset < text.scalars.count, text.scalars[offset].isSentenceMark, text.isProse(offset) {
        offset += 1
      }
      let mark = text.scalars[start]
      if opensWord(start..<offset, text) {
        enclosing.insert(mark)
      } else if enclosing.remove(mark) == nil, isFault(start..<offset, text) {
        places.append(Place(range: start..<offset, replacement: answer(start..<offset, text)))
      }
    }
    return places
  }

  static func sentence(about place: Place, in text: LintedText) -> String {
    // A row of marks can be as long as the text.
    let marks = String(String.UnicodeScalarView(text.scalars[place.range].prefix(4)))
    let more = place.range.count > 4 ? "…" : ""
    return "has '\(marks)\(more)' in '\(text.excerpt(around: place.range.prefix(4)))'"
  }

  /// Whether a run is one mark of half width, twice, before a word and after none.
  private static func opensWord(_ run: Range<Int>, _ text: LintedText) -> Bool {
    let marks = text.scalars[run]
    return marks.count == 2 && marks.first == marks.last && marks.allSatisfy(\.isASCII)
      && text.scalar(at: run.lowerBound - 1)?.isBlank ?? true
      && text.scalar(at: run.upperBound)?.isBlank == false
  }

  private static func isFault(_ run: Range<Int>, _ text: LintedText) -> Bool {
    let marks = text.scalars[run]
    guard marks.count > 1, let first = marks.first else { return false }
    // A surprised question is no slip of the finger, and dots are an ellipsis or a range.
    if marks.contains(where: isQuestion), marks.contains(where: isExclamation),
      marks.allSatisfy({ isQuestion($0) || isExclamation($0) })
    {
      return false
    }
    if marks.prefix(2).allSatisfy({ $0 == "." }) { return false }
    if marks.allSatisfy(\.isASCII) {
      return marks.allSatisfy { $0 == first } && isDoubled(first, run, text)
    }
    // `etc.，` is an abbreviation that a sentence goes on after.
    if marks.count == 2, first == ".", marks.last != "。" {
      return text.scalar(at: run.lowerBound - 1).map { !$0.isLatinLetter } ?? true
    }
    return first != "." || !isAbbreviation(before: run.lowerBound, text)
  }

  /// Whether equal marks of half width are a slip, and no operator, command or list of empty values.
  private static func isDoubled(
    _ mark: Unicode.Scalar, _ run: Range<Int>, _ text: LintedText
  ) -> Bool {
    guard let before = text.scalar(at: run.lowerBound - 1) else { return false }
    if mark == ":" { return isHan(before) }
    let after = text.scalar(at: run.upperBound)
    let followsWord =
      before.isLatinLetter || before.isEastAsian || before.isASCIIDigit
      || text.protected[run.lowerBound - 1] == .placeholder
      || ")]}】）》”".unicodeScalars.contains(before)
    return followsWord && (after.map { $0.isBlank || $0.isEastAsian } ?? true)
  }

  /// The one mark that belongs where several are; nil when that is anyone's guess.
  private static func answer(_ run: Range<Int>, _ text: LintedText) -> String? {
    guard run.count == 2 else { return nil }
    let (first, second) = (text.scalars[run.lowerBound], text.scalars[run.lowerBound + 1])
    if first == second { return String(first) }
    if first.halfWidthMark == second || first.fullWidthMark == second {
      return (isFullWidthFit(run, text) ? full(first) : half(first)).map { String($0) }
    }
    // A sentence that is over does not go on.
    let isLast = text.scalar(at: run.upperBound).map { $0 == "\n" } ?? true
    let divides = "，；、,;".unicodeScalars.contains(first)
    guard isLast, divides, second == "。" || second == "." else { return nil }
    return isFullWidthFit(run, text) ? "。" : "."
  }

  /// Whether the script before a run wants marks of full width.
  private static func isFullWidthFit(_ run: Range<Int>, _ text: LintedText) -> Bool {
    guard let before = text.scalar(at: run.lowerBound - 1), text.isProse(run.lowerBound - 1),
      before.isLatinLetter
    else { return text.hasHan || !text.language.isWrittenInLatin }
    return false
  }

  private static func full(_ mark: Unicode.Scalar) -> Unicode.Scalar? {
    mark.halfWidthMark == nil ? mark.fullWidthMark : mark
  }

  private static func half(_ mark: Unicode.Scalar) -> Unicode.Scalar? {
    mark.fullWidthMark == nil ? mark.halfWidthMark : mark
  }

  private static func isAbbreviation(before offset: Int, _ text: LintedText) -> Bool {
    var start = offset
    while start > 0, offset - start < 6, text.scalars[start - 1].isLatinLetter { start -= 1 }
    let word = String(String.UnicodeScalarView(text.scalars[start..<offset])).lowercased()
    return ["etc", "inc", "ltd", "co", "corp", "no", "vs", "al"].contains(word)
  }

  private static func isQuestion(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "?" || scalar == "？"
  }

  private static func isExclamation(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "!" || scalar == "！"
  }
}

import Catalog
import TextAnalysis

/// Texts that are not in the language they are filed under, as far as letters tell.
///
/// What stands in quotation marks or brackets is quoted, and does not count.
enum WrongLanguage: TextRule {
  static let rule = LintRule.wrongLanguage

  static func fault(in text: LintedText) -> TextFault? {
    guard let written = writing(of: text) else { return nil }
    return TextFault(sentence: "is \(written), but filed under \(text.language)")
  }

  /// What a text is written in, when its language is not.
  private static func writing(of text: LintedText) -> String? {
    let letters = LetterCounts(text)
    if text.language.isWrittenInLatin {
      guard letters.eastAsian > 1,
        letters.words == 0 || letters.eastAsian > max(7, letters.words * 4)
      else { return nil }
      if letters.kana * 3 >= letters.eastAsian { return "written in Japanese" }
      if letters.hangul * 2 >= letters.eastAsian { return "written in Korean" }
      return "written in Chinese characters"
    }
    let isChinese = text.language.tag.hasPrefix("zh")
    guard isChinese || text.language == .japanese || text.language == .korean else { return nil }
    if isLatinSentence(text, letters) { return "a sentence in Latin letters" }
    guard isChinese else { return nil }
    if letters.kana > 2 && letters.kana >= letters.han { return "written in Japanese" }
    if letters.hangul > 1 && letters.hangul > letters.han { return "written in Korean" }
    if letters.cyrillic > 3 && letters.cyrillic > letters.han * 2 { return "written in Cyrillic" }
    if text.language == .simplifiedChinese {
      return prevails(letters.traditional, letters.simplified) ? "in Traditional Chinese" : nil
    }
    return prevails(letters.simplified, letters.traditional) ? "in Simplified Chinese" : nil
  }

  private static func prevails(_ some: Int, _ others: Int) -> Bool {
    some > 1 && some > others * 2
  }

  /// Whether a text has words enough for a sentence, no other letters, and is no command.
  private static func isLatinSentence(_ text: LintedText, _ letters: LetterCounts) -> Bool {
    letters.lowerCaseWords > 3 && !letters.hasOption
      && !text.scalars.contains { $0.isEastAsian }
  }
}

/// How many letters of each kind a text has, and how many words.
private struct LetterCounts {
  var han = 0
  var kana = 0
  var hangul = 0
  var cyrillic = 0
  var traditional = 0
  var simplified = 0
  /// Latin words that are no names of programs' things: not `projectId`, `OBS`, `task_id`, `/etc`.
  var words = 0
  /// Those of them without a capital.
  var lowerCaseWords = 0
  /// Whether a word begins with `-`, as options of commands do.
  var hasOption = false

  var eastAsian: Int { han + kana + hangul }

  init(_ text: LintedText) {
    var isQuoted = Array(repeating: false, count: text.scalars.count)
    var end = text.scalars.count
    // The outer pair of two ends later; what is inside needs no second look.
    for pair in text.brackets.pairs.reversed() where pair.close < end {
      for offset in pair.open...pair.close { isQuoted[offset] = true }
      end = pair.open
    }
    var offset = 0
    while offset < text.scalars.count {
      let scalar = text.scalars[offset]
      guard text.isProse(offset), !isQuoted[offset] else {
        offset += 1
        continue
      }
      if scalar.isASCIIWord || scalar.isLatinLetter {
        offset = takeWord(at: offset, text)
        continue
      }
      if isHan(scalar) {
        han += 1
        if isOnlyTraditional(scalar) { traditional += 1 }
        if isOnlySimplified(scalar) { simplified += 1 }
      } else if isKana(scalar) {
        kana += 1
      } else if isHangul(scalar) {
        hangul += 1
      } else if (0x400...0x52F).contains(scalar.value) {
        cyrillic += 1
      } else if scalar == "-", text.scalar(at: offset - 1)?.isBlank ?? true,
        text.scalar(at: offset + 1).map({ $0.isLatinLetter || $0 == "-" }) == true
      {
        hasOption = true
      }
      offset += 1
    }
  }

  /// Counts a run of letters, digits and what joins them, and returns its end.
  private mutating func takeWord(at start: Int, _ text: LintedText) -> Int {
    var end = start
    var isPlain = true
    var hasSmall = false
    var hasCapital = false
    while end < text.scalars.count, text.isProse(end) {
      let scalar = text.scalars[end]
      guard isPart(scalar, at: end, text) else { break }
      if scalar.isLatinLetter {
        if scalar.properties.isUppercase {
          // `projectId` and `OBS` are names.
          if end > start { isPlain = false }
          hasCapital = true
        } else {
          hasSmall = true
        }
      } else if !"'’-".unicodeScalars.contains(scalar) {
        isPlain = false
      }
      end += 1
    }
    let isAfterJoint = text.scalar(at: start - 1).map(isJoint) ?? false
    if isPlain, hasSmall, !isAfterJoint, end - start > 1 {
      words += 1
      if !hasCapital { lowerCaseWords += 1 }
    }
    return max(end, start + 1)
  }

  private func isPart(_ scalar: Unicode.Scalar, at offset: Int, _ text: LintedText) -> Bool {
    if scalar.isASCIIWord || scalar.isLatinLetter { return true }
    guard isJoint(scalar) || "'’-".unicodeScalars.contains(scalar) else { return false }
    return text.scalar(at: offset + 1).map { $0.isASCIIWord || $0.isLatinLetter } ?? false
  }

  private func isJoint(_ scalar: Unicode.Scalar) -> Bool {
    "./\\:=@#$%&+*".unicodeScalars.contains(scalar)
  }
}

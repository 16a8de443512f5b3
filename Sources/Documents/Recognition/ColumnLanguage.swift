import Catalog
import TextAnalysis

/// The language of a column by the letters in its cells, whatever single cells hold.
///
/// Chinese messages are full of Latin identifiers, so cells are counted and not letters: one cell in
/// five with kana makes Japanese, with Hangul Korean, Han in most cells Chinese. Latin letters alone
/// name no language; the reader's own language decides, if it is written so.
func columnLanguage(of cells: some Sequence<String>, options: ReadingOptions) -> Language {
  var cellsWithLetters = 0
  var kana = 0
  var hangul = 0
  var han = 0
  var otherScript = 0
  var traditional = 0
  for cell in cells {
    var letters = Letters()
    letters.count(in: cell)
    guard letters.any else { continue }
    cellsWithLetters += 1
    if letters.kana { kana += 1 }
    if letters.hangul { hangul += 1 }
    if letters.han { han += 1 }
    if letters.other && !letters.latin { otherScript += 1 }
    traditional += letters.traditional
  }
  guard cellsWithLetters > 0 else { return options.languageInLatin }
  if kana * 5 >= cellsWithLetters { return .japanese }
  if hangul * 5 >= cellsWithLetters { return .korean }
  if han * 2 > cellsWithLetters {
    return traditional > 0 ? .traditionalChinese : .simplifiedChinese
  }
  if otherScript * 2 > cellsWithLetters { return options.languageInOtherScript }
  return options.languageInLatin
}

extension ReadingOptions {
  /// What Latin letters are taken for.
  fileprivate var languageInLatin: Language {
    [language, mapping?.languageInLatin, defaultLanguage].compactMap { $0 }
      .first(where: \.isWrittenInLatin) ?? .english
  }

  /// What letters other than Latin, Han, kana and Hangul are taken for; `und` is undetermined.
  fileprivate var languageInOtherScript: Language {
    let known: Set<Language> = [.simplifiedChinese, .traditionalChinese, .japanese, .korean]
    return [language, defaultLanguage].compactMap { $0 }
      .first { !$0.isWrittenInLatin && !known.contains($0) } ?? Language("und") ?? .english
  }
}

/// Which kinds of letters a text holds.
private struct Letters {
  var kana = false
  var hangul = false
  var han = false
  var latin = false
  var other = false
  /// Characters only Traditional Chinese has, less those only Simplified has.
  var traditional = 0

  var any: Bool { kana || hangul || han || latin || other }

  mutating func count(in text: String) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A: latin = true
      case 0..<0x80: break
      default:
        if isHan(scalar) {
          han = true
          if isOnlyTraditional(scalar) { traditional += 1 }
          if isOnlySimplified(scalar) { traditional -= 1 }
        } else if isKana(scalar) {
          kana = true
        } else if isHangul(scalar) {
          hangul = true
        } else if (0xC0...0x24F).contains(scalar.value) {
          latin = true
        } else if scalar.properties.isAlphabetic {
          other = true
        }
      }
    }
  }
}

import Catalog
import TextAnalysis

/// Looks for texts in another writing system than that of their language.
///
/// A text is wrong if more than half of its letters, those in code spans aside, are of one writing system
/// that its language does not use. Latin letters are wrong in no language: programs and commands have
/// Latin names.
enum WrongLanguage: TextRule {
  static let rule = LintRule(
    "wrong-language", .warning, "The text is not in the script of its language.")

  static func fault(in text: EntryText) -> String? {
    let own = WritingSystem.all(of: text.language)
    guard !own.isEmpty, !(own == [.latin] && text.written.utf8.allSatisfy { $0 < 0x80 }) else {
      return nil
    }
    let counts = WritingSystem.counts(in: text.prose)
    let all = counts.values.reduce(0, +)
    guard let (system, count) = counts.first(where: { $0.value * 2 > all }), count > 1,
      system != .latin, !own.contains(system)
    else { return nil }
    return "is written in \(system.rawValue), but filed under \(text.language)"
  }
}

/// A way of writing that languages share; the raw value is its name.
private enum WritingSystem: String {
  case latin = "Latin letters"
  case chinese = "Chinese characters"
  case japanese = "Japanese"
  case korean = "Korean"
  case cyrillic = "Cyrillic"
  case greek = "Greek"
  case hebrew = "Hebrew"
  case arabic = "Arabic"
  case devanagari = "Devanagari"
  case thai = "Thai"

  /// The systems that texts of a language are written in; empty where that is not known.
  static func all(of language: Language) -> Set<WritingSystem> {
    let subtags = language.tag.split(separator: "-")
    if subtags.contains("Latn") { return [.latin] }
    // A script such as `Cyrl` is not read.
    if subtags.dropFirst().contains(where: { $0.count == 4 }), subtags.first != "zh" { return [] }
    return switch subtags.first {
    case "zh": [.chinese]
    case "ja": [.chinese, .japanese]
    case "ko": [.chinese, .korean]
    case "ru", "uk", "be", "bg": [.cyrillic]
    case "el": [.greek]
    case "he": [.hebrew]
    case "ar", "fa": [.arabic]
    case "hi": [.devanagari]
    case "th": [.thai]
    case "ca", "cs", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt", "lv",
      "ms", "nb", "nl", "nn", "no", "pl", "pt", "ro", "sk", "sl", "sv", "tr", "vi":
      [.latin]
    default: []
    }
  }

  /// How many letters of each system a text has.
  static func counts(in text: String) -> [WritingSystem: Int] {
    var counts: [WritingSystem: Int] = [:]
    for scalar in text.unicodeScalars {
      if let system = WritingSystem(scalar) { counts[system, default: 0] += 1 }
    }
    return counts
  }

  /// The system of a letter; nil for other scalars and for letters that are not told apart here.
  ///
  /// Ranges are blocks of <https://www.unicode.org/Public/UCD/latest/ucd/Blocks.txt>.
  private init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: self = .latin
    case 0x370...0x3FF: self = .greek
    case 0x400...0x52F: self = .cyrillic
    case 0x590...0x5FF: self = .hebrew
    case 0x600...0x6FF, 0x750...0x77F: self = .arabic
    case 0x900...0x97F: self = .devanagari
    case 0xE00...0xE7F: self = .thai
    case 0x1100...:
      if isHan(scalar) {
        self = .chinese
      } else if isKana(scalar) {
        self = .japanese
      } else if isHangul(scalar) {
        self = .korean
      } else {
        return nil
      }
    default: return nil
    }
  }
}

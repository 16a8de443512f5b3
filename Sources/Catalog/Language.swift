/// A language tag in its canonical BCP 47 spelling, such as `zh-Hans`, `zh-Hant`, `en` or `pt-BR`.
///
/// Chinese is told apart by script, since that is what a reader of error texts cares about:
/// `zh`, `cn`, `zh_CN` and `zh-SG` are `zh-Hans`; `zh-TW`, `zh-HK` and `zh-MO` are `zh-Hant`.
///
/// See <https://www.rfc-editor.org/info/bcp47>.
package struct Language: Hashable, Sendable, CustomStringConvertible {
  /// The canonical tag.
  package let tag: String

  /// Simplified Chinese.
  package static let simplifiedChinese = Language(canonical: "zh-Hans")
  /// Traditional Chinese.
  package static let traditionalChinese = Language(canonical: "zh-Hant")
  /// English.
  package static let english = Language(canonical: "en")
  /// Japanese.
  package static let japanese = Language(canonical: "ja")
  /// Korean.
  package static let korean = Language(canonical: "ko")

  /// Resolves a tag or a common short form of one; nil when the text is no language tag.
  ///
  /// Accepts `_` for `-`, any case, and the encoding or modifier of a POSIX locale
  /// (`zh_CN.UTF-8`, `sr_RS@latin`), which are dropped. `C` and `POSIX` name no language.
  package init?(_ text: String) {
    let bare = text.prefix { $0 != "." && $0 != "@" }
    let subtags = bare.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "-" || $0 == "_" })
    guard let first = subtags.first, subtags.allSatisfy(Self.isSubtag) else { return nil }
    let primary = first.lowercased()
    guard primary == "cn" || ((2...3).contains(primary.count) && primary.allSatisfy(\.isLetter))
    else { return nil }
    let rest = subtags.dropFirst().map { String($0) }
    if primary == "zh" || primary == "cn" {
      self = Self.chinese(rest)
    } else {
      self.tag = ([primary] + rest.map(Self.canonicalSubtag)).joined(separator: "-")
    }
  }

  private init(canonical tag: String) { self.tag = tag }

  package var description: String { tag }

  /// Whether texts of this language are written in Latin letters, as far as errkb needs to know.
  ///
  /// Only languages known to use another script answer false.
  package var isWrittenInLatin: Bool {
    let subtags = tag.split(separator: "-")
    if subtags.dropFirst().contains("Latn") { return true }
    return subtags.first.map { !Self.nonLatin.contains(String($0)) } ?? true
  }

  private static let nonLatin: Set<String> = [
    "zh", "ja", "ko", "ru", "uk", "be", "bg", "el", "he", "ar", "fa", "hi", "th", "ka", "hy", "mn",
  ]

  private static func isSubtag(_ text: Substring) -> Bool {
    (1...8).contains(text.count) && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  private static func chinese(_ subtags: [String]) -> Language {
    let lowered = subtags.map { $0.lowercased() }
    if lowered.contains("hans") { return simplifiedChinese }
    let traditional: Set<String> = ["hant", "tw", "hk", "mo"]
    return lowered.contains(where: traditional.contains) ? traditionalChinese : simplifiedChinese
  }

  /// A script is title case, a region upper case, anything else lower case (RFC 5646 §2.1.1).
  private static func canonicalSubtag(_ text: String) -> String {
    switch text.count {
    case 4 where text.allSatisfy(\.isLetter):
      text.prefix(1).uppercased() + text.dropFirst().lowercased()
    case 2: text.uppercased()
    default: text.lowercased()
    }
  }
}

extension Language: Comparable {
  package static func < (left: Language, right: Language) -> Bool { left.tag < right.tag }
}

extension Language {
  /// Puts the languages a reader wants first, in the reader's order; the rest follow sorted by tag.
  ///
  /// A reader of `en-US` is served by `en`, and by `en-GB` before anything else.
  package static func ordered(
    _ languages: some Sequence<Language>, preferring preferred: [Language]
  ) -> [Language] {
    let present = Set(languages)
    var first: [Language] = []
    for language in preferred {
      let related = present.filter { $0.primary == language.primary }.sorted()
      first += ([language] + related).filter { present.contains($0) && !first.contains($0) }
    }
    return first.enumerated().filter { !first[..<$0.offset].contains($0.element) }.map(\.element)
      + present.subtracting(first).sorted()
  }

  /// The language without script and region.
  private var primary: Substring { tag.prefix { $0 != "-" } }
}

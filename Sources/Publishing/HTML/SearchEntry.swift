import Catalog
import TextAnalysis

/// What the search in the index knows of an entry.
///
/// There are thousands of them in a page, so that each key is a letter or two; the page's script reads
/// them by these.
struct SearchEntry: Encodable {
  private var anchor: String
  private var code: String
  private var aliases: [String]
  /// The last code of a range.
  private var codeEnd: String?
  /// The message, or the description where there is none.
  private var title: String?
  private var titleLanguage: String?
  /// The messages in other languages, a line each.
  private var otherMessages: String?
  private var firstStep: String?
  /// Nil where it is that of the title.
  private var firstStepLanguage: String?
  /// All other text.
  private var text: String

  private enum CodingKeys: String, CodingKey {
    case anchor = "a"
    case code = "c"
    case aliases = "n"
    case codeEnd = "z"
    case title = "m"
    case titleLanguage = "l"
    case otherMessages = "o"
    case firstStep = "r"
    case firstStepLanguage = "rl"
    case text = "t"
  }

  init(_ entry: Entry) {
    let languages = entry.languages(preferring: [])
    let texts = languages.compactMap { language in entry.texts[language].map { (language, $0) } }
    let messages = texts.compactMap { language, text in text.message.map { (language, $0) } }
    let descriptions = texts.compactMap { language, text in
      text.description.map { (language, plainText($0)) }
    }
    let steps = languages.flatMap { language in
      (entry.remedies[language] ?? []).map { (language, plainText($0)) }
    }
    let title = messages.first ?? descriptions.first
    anchor = Publishing.anchor(entry.code, variant: entry.variant)
    code = visible(entry.code)
    aliases = entry.aliases.map(visible)
    codeEnd = entry.codeEnd.map(visible)
    self.title = title.map { visible($0.1) }
    titleLanguage = title?.0.tag
    firstStep = steps.first.map { visible($0.1) }
    firstStepLanguage = steps.first?.0 == title?.0 ? nil : steps.first?.0.tag
    let others = messages.dropFirst().map(\.1)
    otherMessages = others.isEmpty ? nil : others.joined(separator: "\n")
    text = (descriptions.map(\.1) + steps.dropFirst().map(\.1) + [entry.category].compactMap { $0 })
      .joined(separator: "\n")
  }
}

/// A value as JSON that can stand in a script element: nothing in it ends the element.
func scriptJSON(_ value: some Encodable) throws -> String {
  let text = try jsonText(value)
  // In JSON a `<` stands in strings only.
  guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
  return text.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")
}

import Catalog
import TextAnalysis

/// What the search in the index knows of an entry; the page's script says what the keys mean.
struct SearchEntry: Encodable {
  private var a: String
  private var c: String
  private var n: [String]
  private var z: String?
  private var m: String?
  private var l: String?
  private var o: String?
  private var r: String?
  private var rl: String?
  private var t: String

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
    a = anchor(entry.code, variant: entry.variant)
    c = visible(entry.code)
    n = entry.aliases.map(visible)
    z = entry.codeEnd.map(visible)
    m = title.map { visible($0.1) }
    l = title?.0.tag
    r = steps.first.map { visible($0.1) }
    rl = steps.first?.0 == title?.0 ? nil : steps.first?.0.tag
    let others = messages.dropFirst().map(\.1)
    o = others.isEmpty ? nil : others.joined(separator: "\n")
    t = (descriptions.map(\.1) + steps.dropFirst().map(\.1) + [entry.category].compactMap { $0 })
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

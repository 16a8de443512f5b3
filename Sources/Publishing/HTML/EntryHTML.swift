import Catalog

/// An entry as a part of its system's page.
struct EntryHTML {
  private let entry: Entry
  private let system: SystemRecord

  init(_ entry: Entry, _ system: SystemRecord) {
    self.entry = entry
    self.system = system
  }

  /// The entry as an article at its anchor.
  var text: String {
    let category = entry.category.map { " data-category=\"\(escaped($0))\"" } ?? ""
    let languages = entry.languages(preferring: [])
    return "<article id=\"\(place)\"\(category)>\n" + heading + facts
      + languages.map { texts(in: $0, isOnly: languages.count == 1) }.joined() + sources
      + "</article>\n"
  }

  private var place: String { anchor(entry.code, variant: entry.variant) }

  private var heading: String {
    let code = escaped(entry.code)
    var html = "<h3><code class=\"code\">\(code)</code>"
    if let end = entry.codeEnd { html += "–<code class=\"last\">\(escaped(end))</code>" }
    if !entry.variant.isEmpty { html += " <small>#\(escaped(entry.variant))</small>" }
    html += "<a class=\"self\" href=\"#\(place)\" aria-label=\"Link to \(code)\">#</a>"
    if entry.status != .active { html += badge(entry.status.rawValue) }
    if let withdrawn = entry.withdrawn { html += badge("withdrawn \(withdrawn.prefix(10))") }
    return html + "</h3>\n"
  }

  private func badge(_ text: String) -> String {
    "<span class=\"badge\">\(escaped(text))</span>"
  }

  /// What the entry is besides its texts.
  private var facts: String {
    var facts: [(name: String, value: String)] = []
    if let code = entry.replacedBy {
      let link = "<a href=\"#\(anchor(code))\"><code>\(escaped(code))</code></a>"
      facts.append(("Replaced by", link))
    }
    // The category stands above the entries it groups.
    for field in ScalarField.all(in: .facts) where field != .category {
      guard let value = entry[field] else { continue }
      let isNumber = if case .number = field.definition.kind { true } else { false }
      facts.append((field.definition.heading, isNumber ? value : ownText(value)))
    }
    if !entry.aliases.isEmpty {
      let codes = entry.aliases.map { "<code class=\"alias\">\(escaped($0))</code>" }
      facts.append(("Also", codes.joined(separator: ", ")))
    }
    for (name, value) in entry.attributes.sorted(by: { $0.key < $1.key }) {
      facts.append((ownText(name), ownText(value)))
    }
    guard !facts.isEmpty else { return "" }
    return "<dl>"
      + facts.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" }.joined(separator: "\n")
      + "</dl>\n"
  }

  /// A text of the page that the entry comes from, which is in no language of the entry's.
  private func ownText(_ text: String) -> String {
    let language = system.system.language.map { " lang=\"\($0.tag)\"" } ?? ""
    return "<span\(language)>\(escaped(text))</span>"
  }

  private func texts(in language: Language, isOnly: Bool) -> String {
    let text = entry.texts[language]
    let steps = entry.remedies[language] ?? []
    var html = "<div class=\"text\" lang=\"\(language.tag)\" dir=\"auto\">\n"
    let state = text?.state.mark.map(badge) ?? ""
    if !isOnly || !state.isEmpty {
      html += "<p class=\"language\" lang=\"en\" dir=\"ltr\">\(language.tag)\(state)</p>\n"
    }
    if let message = text?.message { html += "<p class=\"message\">\(escaped(message))</p>\n" }
    if let description = text?.description {
      html += "<p class=\"description\">\(inlineHTML(description))</p>\n"
    }
    if !steps.isEmpty {
      html += "<div class=\"remedy\">\n<h4 lang=\"en\" dir=\"ltr\">Remedy</h4>\n"
      html += steps.count == 1 ? "<ol class=\"one\">\n" : "<ol>\n"
      for step in steps { html += "<li>\(inlineHTML(step))</li>\n" }
      html += "</ol>\n</div>\n"
    }
    return html + "</div>\n"
  }

  private var sources: String {
    guard !entry.sources.isEmpty else { return "" }
    let places = entry.sources.map { source in
      let document = system.documents.first { $0.name == source.document }
      let name = escaped(source.document)
      return (document?.url.map { outwardLink($0, name) } ?? name) + ", line \(source.line)"
    }
    return "<p class=\"quiet\">\(places.joined(separator: "; "))</p>\n"
  }
}

extension TextState {
  /// What readers are told about texts in this state; nil for those to be trusted.
  fileprivate var mark: String? {
    switch self {
    case .draft, .outdated: rawValue
    case .sourced, .reviewed: nil
    }
  }
}

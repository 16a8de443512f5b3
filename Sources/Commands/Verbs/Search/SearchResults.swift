import Catalog
import KnowledgeStore
import TextAnalysis

/// Answers of a search as text.
struct SearchResults {
  let hits: [SearchHit]
  /// What each hit is addressed by.
  let addresses: [String]
  let query: SearchQuery
  /// The reader's languages, best first.
  let languages: [Language]

  /// For a person two lines an answer: code and message, then what to do about it.
  ///
  /// For a program one line: address, kind of match and message, parted by tabs.
  func render(_ terminal: Terminal) -> String {
    guard terminal.isInteractive else {
      return zip(hits, addresses).map { hit, address in
        [oneLine(address), hit.kind.rawValue, hit.entry.headline(languages)].joined(
          separator: "\t")
          + "\n"
      }.joined()
    }
    let width = addresses.map { displayWidth(oneLine($0)) }.max() ?? 0
    return zip(hits, addresses).map { hit, address in
      let mark = hit.kind == .partial ? "~ " : "  "
      let indent = width + 4
      let room = max(20, terminal.width - indent)
      let message = truncated(hit.entry.headline(languages), to: room)
      var lines =
        terminal.styled(mark, .yellow)
        + terminal.styled(padded(oneLine(address), to: width), .bold) + "  "
        + Highlighter(query).highlighted(message, terminal) + "\n"
      if let advice = advice(hit.entry) {
        let line = truncated(advice, to: room)
        lines += String(repeating: " ", count: indent) + terminal.styled(line, .dim) + "\n"
      }
      return lines
    }.joined()
  }

  /// The first step of the remedy, else the description, on one line.
  private func advice(_ entry: Entry) -> String? {
    let order = entry.languages(preferring: languages)
    let step = order.lazy.compactMap { entry.remedies[$0]?.first }.first
    let description = order.lazy.compactMap { entry.texts[$0]?.description }.first
    return (step ?? description).map { oneLine(plainText($0)) }
  }
}

/// The fields in which something of the query stands, by name.
func matchedFields(_ hit: SearchHit, _ query: SearchQuery) -> [String] {
  let highlighter = Highlighter(query)
  let values = FieldValues(hit.entry)
  return values.fields.filter { field in
    guard let value = values[field] else { return false }
    if case .code = field, hit.kind == .code || hit.kind == .prefix { return true }
    return field.isSearched && highlighter.matches(plainText(value))
  }.map(\.name)
}

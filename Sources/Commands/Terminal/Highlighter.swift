import KnowledgeStore
import TextAnalysis

/// Finds in a text what a query asked for, as the index does: by tokens.
struct Highlighter {
  private let tokens: Set<String>
  private let prefixes: [String]

  /// Takes the words of a query.
  init(_ query: SearchQuery) {
    tokens = Set(query.words.flatMap { $0.phrase + [$0.whole].compactMap { $0 } })
    prefixes = query.words.compactMap { $0.endsInPrefix ? $0.phrase.last : nil }
  }

  /// Whether anything of the query stands in the text.
  func matches(_ text: String) -> Bool { !ranges(text).isEmpty }

  /// The text with what matches standing out.
  func highlighted(_ text: String, _ terminal: Terminal) -> String {
    guard terminal.hasColour else { return text }
    var result = ""
    var end = text.startIndex
    for range in ranges(text) {
      result += text[end..<range.lowerBound] + terminal.styled(String(text[range]), .cyan)
      end = range.upperBound
    }
    return result + text[end...]
  }

  private func ranges(_ text: String) -> [Range<String.Index>] {
    tokenRanges(in: text) { token in
      tokens.contains(token) || prefixes.contains { token.hasPrefix($0) }
    }
  }
}

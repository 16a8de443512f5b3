import Testing
import TextAnalysis

@Test(
  arguments: [
    ("", []), ("ab", ["a", "b"]), ("e\u{301}a", ["e\u{301}", "a"]), ("\r\n", ["\r\n"]),
    ("👨‍👩‍👧‍👦x", ["👨‍👩‍👧‍👦", "x"]), ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
  ] as [(String, [Character])])
func `a text comes in its grapheme clusters`(text: String, characters: [Character]) {
  #expect(Clusters(text).map(\.character) == characters)
}

/// Characters of which any number can be one grapheme cluster, or hide.
private let hostile: [Unicode.Scalar] = [
  "\u{200D}", "\u{301}", "\u{316}", "\u{0}", "\u{1B}", "\u{202E}", "\u{1F1E6}", "\u{1100}",
  "\u{1161}",
  " ", "a",
]

@Test(arguments: hostile)
func `a cluster as long as its text comes in parts that make up the text`(scalar: Unicode.Scalar) {
  let text = String(String.UnicodeScalarView(repeatElement(scalar, count: 1 << 18)))
  var end = text.startIndex
  for (character, range) in Clusters(text) {
    #expect(character.utf8.count <= 256 && range.lowerBound == end)
    end = range.upperBound
  }
  #expect(end == text.endIndex)
  #expect(displayWidth(truncated(text, to: 10)) <= 10)
  #expect(replacingInvisible(in: text) { _ in "?" }.unicodeScalars.count == 1 << 18)
}

@Test func `a cluster wider than a line is cut`() {
  let text = String(repeating: "\u{1100}", count: 1000)
  #expect(displayWidth(truncated(text, to: 11)) == 11)
  let lines = wrapped(text, to: 20)
  #expect(lines.count == 100 && lines.allSatisfy { displayWidth($0) <= 20 })
  #expect(lines.joined().unicodeScalars.count == 1000)
}

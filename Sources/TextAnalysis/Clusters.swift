/// The characters of a text as a reader takes them, in order, each with its place.
///
/// They are grapheme clusters (<https://www.unicode.org/reports/tr29/>). A cluster can be as long as the
/// text, as in a text of joiners only; one of more than 256 bytes of UTF-8 comes in its scalars, so
/// that going through a text takes time by its length.
package struct Clusters: Sequence {
  private let text: Substring

  /// The characters of a text.
  package init(_ text: some StringProtocol) { self.text = Substring(text) }

  package func makeIterator() -> Iterator { Iterator(text) }

  /// Goes from character to character.
  package struct Iterator: IteratorProtocol {
    private let text: Substring
    private var index: String.Index
    /// Where the cluster that comes in its scalars ends.
    private var end: String.Index

    fileprivate init(_ text: Substring) {
      self.text = text
      index = text.startIndex
      end = index
    }

    package mutating func next() -> (character: Character, range: Range<String.Index>)? {
      guard index < text.endIndex else { return nil }
      let start = index
      if index >= end {
        end = text.index(after: index)
        if text.utf8.distance(from: start, to: end) <= 256 {
          index = end
          return (text[start], start..<end)
        }
      }
      index = text.unicodeScalars.index(after: index)
      return (Character(text.unicodeScalars[start]), start..<index)
    }
  }
}

extension String.UnicodeScalarView {
  /// Adds a text at the end, in time by its length.
  ///
  /// `append(contentsOf:)` counts the scalars that are there first.
  package mutating func add(_ text: String) { add(text.unicodeScalars) }

  /// Adds scalars at the end, in time by their number.
  package mutating func add(_ scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars { append(scalar) }
  }
}

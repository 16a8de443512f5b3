import CCMark

/// A character by its name or number, as HTML and Markdown write it: `&lt;`, `&#60;`, `&#x3C;`.
///
/// See <https://html.spec.whatwg.org/multipage/named-characters.html>.
struct CharacterReference {
  /// The character; some names stand for two.
  let text: String
  /// How many bytes the reference takes.
  let length: Int

  /// Reads the reference at the beginning of bytes; nil where there is none.
  init?(at bytes: ArraySlice<UInt8>) {
    // The longest name has 31 letters.
    let rest = bytes.dropFirst().prefix(40)
    guard bytes.first == UInt8(ascii: "&"), rest.contains(UInt8(ascii: ";")) else { return nil }
    var character = [UInt8](repeating: 0, count: 8)
    var length: Int32 = 0
    let taken = rest.withUnsafeBufferPointer {
      errkb_cmark_reference($0.baseAddress, Int32($0.count), &character, &length)
    }
    guard taken > 0, length > 0 else { return nil }
    text = String(decoding: character.prefix(Int(length)), as: UTF8.self)
    self.length = Int(taken) + 1
  }
}

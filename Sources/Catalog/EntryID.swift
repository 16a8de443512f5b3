/// Which entry something is about: its system, its code and its variant.
///
/// Two are one where their systems, the keys of their codes and their variants are equal byte by byte, as
/// in the tables; they are ordered as SQLite sorts these.
package struct EntryID: Hashable, Comparable, Sendable {
  /// The slug of the system.
  package var system: String
  /// The code in any spelling, or its key.
  package var code: String
  /// What tells several entries of one code apart; empty for the first.
  package var variant: String

  /// Names an entry.
  package init(system: String, code: String, variant: String = "") {
    self.system = system
    self.code = code
    self.variant = variant
  }

  /// `SYSTEM:CODE`, with `#VARIANT` where there is one.
  package var text: String { "\(system):" + Self.text(code, variant, namesFirst: false) }

  /// The same with `#1` for the first variant: it names no other entry of the code.
  package var distinctText: String { "\(system):" + Self.text(code, variant, namesFirst: true) }

  /// A code and a variant as `parts(of:)` reads them back.
  ///
  /// - Parameter namesFirst: whether the first variant is named, too, by `#1`; it always is where the
  ///   code's own end would be taken for a label, as in `C#2`.
  package static func text(_ code: String, _ variant: String, namesFirst: Bool) -> String {
    guard variant.isEmpty else { return "\(code)#\(variant)" }
    return namesFirst || parts(of: code[...]).variant != nil ? code + "#1" : code
  }

  /// Cuts a text into a code and a variant, which is empty for the first and nil where none is named.
  package static func parts(of text: Substring) -> (code: String, variant: String?) {
    // A code of `C#` has no label behind its `#`, and one of `#5` nothing before it.
    guard let hash = text.lastIndex(of: "#"), hash > text.startIndex,
      case let label = text[text.index(after: hash)...], !label.isEmpty
    else { return (String(text), nil) }
    return (String(text[..<hash]), label == "1" ? "" : String(label))
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.parts.elementsEqual(right.parts) { $0.utf8.elementsEqual($1.utf8) }
  }

  package static func < (left: Self, right: Self) -> Bool {
    for (left, right) in zip(left.parts, right.parts) where !left.utf8.elementsEqual(right.utf8) {
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    return false
  }

  package func hash(into hasher: inout Hasher) {
    for part in parts {
      hasher.combine(part.utf8.count)
      for byte in part.utf8 { hasher.combine(byte) }
    }
  }

  private var parts: [String] { [system, CodeKey(code).text, variant] }
}

extension Entry {
  /// Which entry it is.
  package var id: EntryID { EntryID(system: system, code: code, variant: variant) }

  /// `SYSTEM:CODE`, with `#VARIANT` where there is one: what the entry can be addressed by.
  package var address: String { id.text }
}

/// What a person writes to name an entry: `CODE`, `SYSTEM:CODE` or `SYSTEM:CODE#VARIANT`.
package struct EntryAddress: Hashable, Sendable {
  /// The system's slug; nil for every system.
  package var system: String?
  /// The code in any spelling, or an alias.
  package var code: String
  /// The variant; empty for the first, nil for all of them.
  package var variant: String?
  /// The code and the variant as they were typed.
  private var typed: String

  /// Reads an address.
  ///
  /// The text is cut at its first `:` only if a system of that slug exists, since codes hold colons
  /// too, and at its last `#` only if a label follows. `#1` names the first variant.
  ///
  /// - Parameter isSystem: whether a slug names a system.
  package init(_ text: String, isSystem: (String) throws -> Bool) rethrows {
    var rest = text[...]
    if let colon = text.firstIndex(of: ":"), try isSystem(text[..<colon].lowercased()) {
      system = text[..<colon].lowercased()
      rest = text[text.index(after: colon)...]
    }
    typed = String(rest)
    (code, variant) = Self.parts(of: rest)
  }

  /// The address of an entry and of no other.
  package init(of entry: Entry) {
    system = entry.system
    code = entry.code
    variant = entry.variant
    typed = Self.text(entry.code, entry.variant, namesFirst: true)
  }

  private static func parts(of text: Substring) -> (code: String, variant: String?) {
    // A code of `C#` has no label behind its `#`, and one of `#5` nothing before it.
    guard let hash = text.lastIndex(of: "#"), hash > text.startIndex,
      case let label = text[text.index(after: hash)...], !label.isEmpty
    else { return (String(text), nil) }
    return (String(text[..<hash]), label == "1" ? "" : String(label))
  }

  /// A code and a variant as they are read back.
  ///
  /// - Parameter namesFirst: whether the first variant is named, too, by `#1`; it always is where the
  ///   code's own end would be taken for a label, as in `C#2`.
  package static func text(_ code: String, _ variant: String, namesFirst: Bool) -> String {
    guard variant.isEmpty else { return "\(code)#\(variant)" }
    return namesFirst || parts(of: code[...]).variant != nil ? code + "#1" : code
  }

  /// The same address read without a variant, for a code that holds a `#` itself; nil without one.
  package var withoutVariant: EntryAddress? {
    guard variant != nil else { return nil }
    var address = self
    address.code = typed
    address.variant = nil
    return address
  }

  /// The address as it can be typed.
  package var text: String { (system.map { $0 + ":" } ?? "") + typed }

  /// What the code is looked up by.
  package var key: CodeKey { CodeKey(code) }
}

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
    (code, variant) = EntryID.parts(of: rest)
  }

  /// The address of an entry and of no other.
  package init(_ id: EntryID) {
    system = id.system
    code = id.code
    variant = id.variant
    typed = EntryID.text(id.code, id.variant, namesFirst: true)
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

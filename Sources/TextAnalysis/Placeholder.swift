/// A blank that a system fills in, by what it stands for: `{ 0 }` and `{0:x}` are one.
package struct Placeholder: Equatable, Sendable {
  /// The placeholder as it stands in the text.
  package var written: String
  package var style: Style
  package var meaning: Meaning

  /// How placeholders are written.
  package enum Style: Sendable {
    /// `{0}`, `{}`, `{{name}}`, `#{name}`.
    case braces
    /// `${name}`, `$name`.
    case variable
    /// `%s`, `%1$s`, `%(name)s`, `%{name}`.
    case format
    /// `%1`, `%1!s!`.
    case insert
    /// `<name>`.
    case angleBrackets
  }

  /// What fills a placeholder.
  package enum Meaning: Hashable, Sendable {
    /// The value of a name; numbers in braces are names, and count from 0.
    case name(String)
    /// The value at a place, counted from 1.
    case place(Int)
    /// The value after that of the placeholder before, of a kind such as `%s` or `{}`.
    case next(kind: String)
  }

  /// Reads a placeholder that `placeholders(in:)` found.
  package init(_ written: Substring) {
    self.written = String(written)
    (style, meaning) =
      switch written.first {
      case "$": (.variable, Self.meaning(written.dropFirst()))
      case "<": (.angleBrackets, Self.meaning(written))
      case "%" where written.dropFirst().first == "{":
        (.format, Self.meaning(written.dropFirst()))
      case "%": Self.format(written.dropFirst())
      default: (.braces, Self.meaning(written))
      }
  }

  /// What stands in brackets; a format or a type may follow the name.
  private static func meaning(_ text: Substring) -> Meaning {
    let name = text.drop { "{#< ".contains($0) }.prefix { !"},:!>".contains($0) }
    let end = name.lastIndex { $0 != " " }.map(name.index(after:)) ?? name.startIndex
    return end == name.startIndex ? .next(kind: "{}") : .name(String(name[..<end]))
  }

  /// What stands after a percent sign.
  private static func format(_ rest: Substring) -> (Style, Meaning) {
    if rest.first == "(" {
      return (.format, .name(String(rest.dropFirst().prefix { $0 != ")" })))
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    let after = rest[digits.endIndex...].first
    if let place = Int(digits), after == "$" { return (.format, .place(place)) }
    if let place = Int(digits), after == nil || after == "!" { return (.insert, .place(place)) }
    // Widths and sizes do not change what is printed: a number, a text.
    let conversion = rest.last.map(String.init) ?? ""
    return (.format, .next(kind: ["i", "u"].contains(conversion) ? "%d" : "%" + conversion))
  }
}

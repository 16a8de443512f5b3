/// A cell that no spreadsheet runs as a formula: with an apostrophe in front where it begins with
/// something that would make it one, whatever apostrophes stand before that.
///
/// Nothing else is changed, and taking one apostrophe off exactly such cells gives the text back.
/// See <https://owasp.org/www-community/attacks/CSV_Injection>.
package func defusedFormula(_ cell: String) -> String {
  startsFormula(cell.unicodeScalars.drop { $0 == "'" }) ? "'" + cell : cell
}

/// The text that `defusedFormula(_:)` was given.
package func withoutDefusing(_ cell: String) -> String {
  guard cell.unicodeScalars.first == "'",
    startsFormula(cell.unicodeScalars.drop { $0 == "'" })
  else { return cell }
  return String(String.UnicodeScalarView(cell.unicodeScalars.dropFirst()))
}

/// Whether a spreadsheet may take the text for a formula; some do so with signs in full width, too.
private func startsFormula(_ text: Substring.UnicodeScalarView) -> Bool {
  text.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
}

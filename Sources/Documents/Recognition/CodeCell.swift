/// A code as a cell gives it: one code, or a range of them.
struct PrintedCode: Equatable {
  var code: String
  /// The last code of a range.
  var end: String?
  /// Another spelling beside it: `5xx` for the range, `0x3F3` for 1011.
  var alias: String?
}

/// The codes in a cell: one, a range (`1001~1010`, `5xx`), or several with `、`, commas, semicolons
/// or line breaks between them, numbers also with `/`, blanks or a word for "or"; nil when some of it
/// is no code.
func printedCodes(in cell: String) -> [PrintedCode]? {
  if let numbers = severalNumbers(cell) { return numbers }
  if let code = printedCode(cell) { return [code] }
  let parts = cell.split { "、，,;；\n".contains($0) }.map { trimmed($0) }.filter { !$0.isEmpty }
  guard parts.count > 1 else { return nil }
  let codes = parts.compactMap(printedCode)
  return codes.count == parts.count ? codes : nil
}

/// Reads `4001/4002`, `1016 1017` and `1005 或 1006`: numbers of one length and nothing else.
private func severalNumbers(_ text: String) -> [PrintedCode]? {
  guard text.utf8.contains(where: { !(0x30...0x39).contains($0) }),
    text.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false
  else { return nil }
  let parts = text.split { $0 == "/" || $0 == "或" || $0.isWhitespace }.filter { $0 != "or" }
  guard parts.count > 1, let length = parts.first?.utf8.count, length >= 3,
    parts.allSatisfy({ part in
      part.utf8.count == length && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    })
  else { return nil }
  return parts.map { PrintedCode(code: String($0)) }
}

/// Reads `1020 (0x3F3)`: a number and the same one in hexadecimal.
private func numberWithHexadecimal(_ text: String) -> PrintedCode? {
  let parts = text.split { "(（)） ".contains($0) }
  guard parts.count == 2, text.hasSuffix(")") || text.hasSuffix("）"), parts[1].hasPrefix("0x"),
    let number = Int(parts[0]), Int(parts[1].dropFirst(2), radix: 16) == number
  else { return nil }
  return PrintedCode(code: String(parts[0]), alias: String(parts[1]))
}

private func printedCode(_ text: String) -> PrintedCode? {
  // Most codes are plain, and a page has many: nothing below applies to them.
  let isPlain = text.utf8.allSatisfy { byte in
    (0x30...0x39).contains(byte) || (0x61...0x77).contains(byte | 0x20)
      || "_./:".utf8.contains(byte)
  }
  if !isPlain {
    if let range = codeRange(text) { return range }
    if let family = codeFamily(text) { return family }
    if let both = numberWithHexadecimal(text) { return both }
  }
  return CodeShape(text) == .none ? nil : PrintedCode(code: text)
}

/// Reads a range, `1001~1010`: the ends differ in a number that rises, and in nothing else.
///
/// A plain hyphen joins numbers only, since codes hold hyphens of their own.
private func codeRange(_ text: String) -> PrintedCode? {
  guard text.utf8.count <= 200 else { return nil }
  for separator in "~～〜–—…至到-".unicodeScalars {
    let ends = text.unicodeScalars.split(
      separator: separator, maxSplits: 2, omittingEmptySubsequences: false)
    guard ends.count == 2 else { continue }
    let first = trimmed(Substring(ends[0]))
    let last = trimmed(Substring(ends[1]))
    guard let low = numberAtEnd(first), let high = numberAtEnd(last) else { continue }
    guard low.prefix == high.prefix, low.digits.count == high.digits.count else { continue }
    // Digits of equal length compare like their numbers.
    guard low.digits < high.digits, separator != "-" || low.prefix.isEmpty else { continue }
    return PrintedCode(code: first, end: last)
  }
  return nil
}

private func numberAtEnd(_ text: String) -> (prefix: Substring, digits: Substring)? {
  let digits = text.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
  guard digits > 0, CodeShape(text) != .none else { return nil }
  return (text.dropLast(digits), text.suffix(digits))
}

/// Reads `5xx`, all codes that begin so.
private func codeFamily(_ text: String) -> PrintedCode? {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  let rest = text.dropFirst(digits.count)
  guard let first = digits.first, first != "0", (1...4).contains(rest.count),
    rest.allSatisfy({ $0 == "x" || $0 == "X" })
  else { return nil }
  let fill = { (digit: String) in digits + String(repeating: digit, count: rest.count) }
  return PrintedCode(code: String(fill("0")), end: String(fill("9")), alias: text)
}

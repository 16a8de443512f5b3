/// Where a text has placeholders, the blanks a system fills in: `{0}`, `{name}`, `${x}`, `%s`,
/// `%1$d`, `%(name)s`, `%1`, `$name` and `<name>`, in order.
///
/// Brackets around one, as in `【{0}】` and `[{0}]`, are text. So are `【name】`, which pages use for
/// the names of parameters, `%%`, percentages, JSON and the tags of HTML.
package func placeholders(in text: String) -> [Range<String.Index>] {
  guard text.utf8.contains(where: { openers.contains($0) }) else { return [] }
  let clusters = Array(Clusters(text))
  let scanner = PlaceholderScanner(characters: clusters.map(\.character))
  var ranges: [Range<String.Index>] = []
  var offset = 0
  while offset < clusters.count {
    if let end = scanner.end(ofPlaceholderAt: offset) {
      ranges.append(clusters[offset].range.lowerBound..<clusters[end - 1].range.upperBound)
      offset = end
    } else {
      // An escaped percent sign is passed over whole: in `%%s` no placeholder begins.
      offset += scanner.isEscape(at: offset) ? 2 : 1
    }
  }
  return ranges
}

private let openers: [UInt8] = [
  UInt8(ascii: "{"), UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "<"),
]

private struct PlaceholderScanner {
  let characters: [Character]

  /// Whether `%%` stands at `start`.
  func isEscape(at start: Int) -> Bool {
    characters[start] == "%" && character(at: start + 1) == "%"
  }

  /// Where the placeholder that begins at `start` ends; nil when none does.
  func end(ofPlaceholderAt start: Int) -> Int? {
    switch characters[start] {
    case "{": end(ofBracesAt: start)
    case "$": end(ofVariableAt: start)
    case "%": end(ofFormatAt: start)
    case "<": end(ofAngleBracketsAt: start)
    case "#" where character(at: start + 1) == "{": end(ofBracesAt: start + 1)
    default: nil
    }
  }

  /// `{}`, `{0}`, `{ name }`, `{0,number,#}`, `{0:x}`, `{name!r}` and the same in two pairs of braces.
  private func end(ofBracesAt start: Int) -> Int? {
    if character(at: start + 1) == "{" {
      // Two pairs and no more, however many braces a text has in a row.
      guard character(at: start + 2) != "{", let end = end(ofBracesAt: start + 1),
        character(at: end) == "}"
      else { return nil }
      return end + 1
    }
    var index = skipBlanks(from: start + 1)
    if character(at: index) == "}" { return index + 1 }
    guard let nameEnd = end(ofNameAt: index, joinedBy: ".-[]") else { return nil }
    index = skipBlanks(from: nameEnd)
    if let mark = character(at: index), mark == "," || mark == ":" || mark == "!" {
      // What follows is a format only when it is short and no blank comes first: `{code: 1}` is data.
      let close = characters[index...].prefix(30).firstIndex { "{}\"'\n".contains($0) }
      guard mark == "," || character(at: index + 1) != " ", let close else { return nil }
      if mark == ",", !isFormatType(characters[(index + 1)..<close]) { return nil }
      index = close
    }
    return character(at: index) == "}" ? index + 1 : nil
  }

  /// Whether a comma in braces leads to a type of `java.text.MessageFormat`.
  private func isFormatType(_ text: ArraySlice<Character>) -> Bool {
    let word = text.drop { $0 == " " }.prefix { $0.isLetter }
    return ["number", "date", "time", "choice", "plural", "select"].contains(String(word))
  }

  /// `${x}` and `$name`; `$5` is an amount.
  private func end(ofVariableAt start: Int) -> Int? {
    if character(at: start + 1) == "{" { return end(ofBracesAt: start + 1) }
    guard let first = character(at: start + 1), first.isASCII, first.isLetter || first == "_",
      !isASCIIWord(at: start - 1)
    else { return nil }
    return end(ofASCIIWordAt: start + 1)
  }

  /// What printf, its kin and FormatMessage fill in; a `%` after a digit is a percentage.
  private func end(ofFormatAt start: Int) -> Int? {
    if let before = character(at: start - 1), before.isNumber { return nil }
    var index = start + 1
    if character(at: index) == "{" { return end(ofBracesAt: index) }
    if character(at: index) == "(" {
      guard let name = end(ofNameAt: index + 1, joinedBy: "."), character(at: name) == ")" else {
        return nil
      }
      index = name + 1
    }
    if let insert = end(ofInsertAt: index) { return insert }
    let digits = skipDigits(from: index)
    if digits > index, character(at: digits) == "$" { index = digits + 1 }
    // No blank among the flags: `100 % of` is none, and who writes `% d`?
    index = skip(from: index) { "-+0#'".contains($0) }
    index = character(at: index) == "*" ? index + 1 : skipDigits(from: index)
    if character(at: index) == "." {
      index = character(at: index + 1) == "*" ? index + 2 : skipDigits(from: index + 1)
    }
    index = skip(from: index) { "hljztq".contains($0) }
    // Not `%A`, `%C`, `%E`, `%F`: those begin the bytes of escaped addresses.
    guard let conversion = character(at: index), "diouxXefgcspvT@".contains(conversion) else {
      return nil
    }
    return index + 1
  }

  /// The digit of `%1` and `%1!s!`.
  private func end(ofInsertAt index: Int) -> Int? {
    guard let digit = character(at: index), ("1"..."9").contains(digit), digit.isASCII else {
      return nil
    }
    guard let next = character(at: index + 1) else { return index + 1 }
    if next == "!" {
      let close = skip(from: index + 2) { $0.isASCII && ($0.isLetter || $0.isNumber) }
      if close > index + 2, character(at: close) == "!" { return close + 1 }
      return index + 1
    }
    let goesOn = next.isASCII && (next.isLetter || next.isNumber || "$%*".contains(next))
    let isFraction =
      next == "." && character(at: index + 2)?.isASCII == true
      && character(at: index + 2)?.isNumber == true
    return goesOn || isFraction ? nil : index + 1
  }

  /// `<name>`, unless it is a tag of HTML or the argument of a type.
  private func end(ofAngleBracketsAt start: Int) -> Int? {
    guard !isASCIIWord(at: start - 1), let end = end(ofNameAt: start + 1, joinedBy: "-. "),
      character(at: end) == ">"
    else { return nil }
    let name = String(characters[(start + 1)..<end]).lowercased()
    return tags.contains(name) ? nil : end + 1
  }

  /// A name of at most 40 letters, digits and `_`, and of `joints` between them.
  private func end(ofNameAt start: Int, joinedBy joints: String) -> Int? {
    let end = skip(from: start) { $0.isLetter || $0.isNumber || $0 == "_" || joints.contains($0) }
    guard isWord(at: start), end - start <= 40 else { return nil }
    return end
  }

  private func end(ofASCIIWordAt start: Int) -> Int {
    skip(from: start) { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }

  private func skipBlanks(from start: Int) -> Int { skip(from: start) { $0 == " " } }

  private func skipDigits(from start: Int) -> Int {
    skip(from: start) { $0.isASCII && $0.isNumber }
  }

  private func skip(from start: Int, while matches: (Character) -> Bool) -> Int {
    var index = start
    while let character = character(at: index), matches(character) { index += 1 }
    return index
  }

  private func isWord(at index: Int) -> Bool {
    character(at: index).map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
  }

  /// Whether a word goes on here; Chinese has no blank between a word and a placeholder.
  private func isASCIIWord(at index: Int) -> Bool {
    isWord(at: index) && characters[index].isASCII
  }

  private func character(at index: Int) -> Character? {
    characters.indices.contains(index) ? characters[index] : nil
  }
}

/// Tags met in cells of Markdown tables.
private let tags: Set<String> = [
  "a", "b", "br", "code", "div", "em", "hr", "i", "img", "li", "ol", "p", "pre", "s", "span",
  "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
]

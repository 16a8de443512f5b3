/// The text of CommonMark inlines as a reader sees it: links reduced to their text, emphasis, code
/// marks and escapes removed, line feeds kept.
///
/// This is how descriptions and remedies are shown in a terminal and indexed; `inlineParts` says what is
/// understood.
package func plainText(_ inlines: String) -> String {
  guard isReadAsInlines(inlines) else { return inlines }
  var text = String.UnicodeScalarView()
  var reader = InlineReader(inlines.unicodeScalars)
  for part in reader.parts() {
    if case .text(let scalars) = part { text.add(scalars) }
  }
  return String(text)
}

/// A piece of CommonMark inlines.
package enum InlinePart: Equatable, Sendable {
  /// Text, marks and escapes removed; a line feed is a line break.
  case text(String)
  /// What follows is in a span until the `end` of the same span; spans nest.
  case begin(InlineSpan)
  case end(InlineSpan)
}

/// What a stretch of inlines is marked as.
package enum InlineSpan: Equatable, Sendable {
  case emphasis
  case strong
  case code
  /// A link; a link can hold another, and any destination is possible.
  case link(destination: String)
  /// An image, which holds its description.
  case image(source: String)
}

/// Reads CommonMark inlines.
///
/// Descriptions and remedies are stored as inlines. What is understood is what such cells hold:
/// inline links and images (<https://spec.commonmark.org/0.31.2/#links>), emphasis, code spans, autolinks and
/// backslash escapes; anything else, tags and character references included, is text. So is all of a
/// text of more than 8 KiB.
package func inlineParts(_ inlines: String) -> [InlinePart] {
  guard isReadAsInlines(inlines) else { return inlines.isEmpty ? [] : [.text(inlines)] }
  var reader = InlineReader(inlines.unicodeScalars)
  return reader.parts().map { part in
    switch part {
    case .text(let scalars): .text(String(String.UnicodeScalarView(scalars)))
    case .begin(let span): .begin(span)
    case .end(let span): .end(span)
    }
  }
}

/// What inlines begin and do not end; its marks are text.
package enum UnclosedMark: Equatable, Sendable {
  /// `**` before a word.
  case strong
  /// `[text](` without the `)`.
  case link
}

/// What inlines begin and do not end: links as they stand, then strong emphasis.
package func unclosedMarks(inInlines inlines: String) -> [UnclosedMark] {
  guard isReadAsInlines(inlines) else { return [] }
  var reader = InlineReader(inlines.unicodeScalars)
  _ = reader.parts()
  return reader.unclosed
}

/// The bytes of the longest text that is read as inlines; a longer one is text as it stands.
///
/// Brackets without partners cost time by the square of the text, and no cell is that long.
package let longestInlines = 8192

/// Whether a text is worth reading, and short enough.
private func isReadAsInlines(_ text: String) -> Bool {
  text.utf8.count <= longestInlines && mayHoldMarkup(text)
}

/// Whether a text has a character that could be markup; a `_` within an identifier could not.
private func mayHoldMarkup(_ text: String) -> Bool {
  var previous = UInt8(ascii: " ")
  var afterUnderscore = false
  for byte in text.utf8 {
    if afterUnderscore && !isASCIIAlphanumeric(byte) { return true }
    afterUnderscore = false
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "`"), UInt8(ascii: "<"),
      UInt8(ascii: "\\"):
      return true
    case UInt8(ascii: "_"):
      guard isASCIIAlphanumeric(previous) else { return true }
      afterUnderscore = true
    default: break
    }
    previous = byte
  }
  return afterUnderscore
}

private func isASCIIAlphanumeric(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"):
    true
  default: false
  }
}

/// Goes through the inlines once, keeping the parts and remembering the runs of `*` and `_`.
private struct InlineReader {
  private let scalars: [Unicode.Scalar]
  private var text: [Unicode.Scalar] = []
  private var pieces: [Piece] = []
  private var runs: [DelimiterRun] = []
  /// What begins and does not end, within links, too.
  private(set) var unclosed: [UnclosedMark] = []

  enum Part {
    case text([Unicode.Scalar])
    case begin(InlineSpan)
    case end(InlineSpan)
  }

  private enum Piece {
    case part(Part)
    /// The run of that number.
    case run(Int)
  }

  /// Marks that may begin or end emphasis.
  private struct DelimiterRun {
    let mark: Unicode.Scalar
    let opens: Bool
    let closes: Bool
    /// How many marks there are.
    let length: Int
    /// How many of its marks are text, as far as is known.
    var left: Int
    /// How many marks each pair takes, in the order of pairing, the innermost first.
    var opened: [Int] = []
    var closed: [Int] = []

    var isUsedUp: Bool { left == 0 }
    /// Whether it pairs with no other run.
    var isWhole: Bool { opened.isEmpty && closed.isEmpty }

    /// Whether the run may open what another one closes: of two of which one may do both, the marks
    /// together are no multiple of three, unless each of them is.
    func pairs(with closer: DelimiterRun) -> Bool {
      guard mark == closer.mark else { return false }
      guard closes || closer.opens else { return true }
      return (length + closer.length) % 3 != 0 || length % 3 == 0 && closer.length % 3 == 0
    }
  }

  init(_ scalars: some Sequence<Unicode.Scalar>) { self.scalars = Array(scalars) }

  /// Reads the inlines; to be called once.
  mutating func parts() -> [Part] {
    var index = 0
    while index < scalars.count { index = read(at: index) }
    endText()
    pairRuns()
    unclosed += runs.filter { $0.mark == "*" && $0.opens && $0.isWhole && $0.left == 2 }
      .map { _ in .strong }
    return pieces.flatMap { piece in
      switch piece {
      case .part(let part): [part]
      case .run(let number): Self.parts(of: runs[number])
      }
    }
  }

  /// What a run becomes: ends, marks that are text, beginnings.
  private static func parts(of run: DelimiterRun) -> [Part] {
    // Three marks are both, the strong one inside.
    let ends = run.closed.flatMap { count in
      Array(repeating: Part.end(.strong), count: count / 2)
        + Array(repeating: .end(.emphasis), count: count % 2)
    }
    let beginnings = run.opened.reversed().flatMap { count in
      Array(repeating: Part.begin(.emphasis), count: count % 2)
        + Array(repeating: .begin(.strong), count: count / 2)
    }
    let marks = run.left == 0 ? [] : [Part.text(Array(repeating: run.mark, count: run.left))]
    return ends + marks + beginnings
  }

  /// Appends what stands at `index` and returns where to go on.
  private mutating func read(at index: Int) -> Int {
    switch scalars[index] {
    case "\\" where index + 1 < scalars.count && isASCIIPunctuation(scalars[index + 1]):
      text.append(scalars[index + 1])
      return index + 2
    case "!" where index + 1 < scalars.count && scalars[index + 1] == "[":
      if let link = link(scalars, at: index + 1) {
        append(.image(source: link.destination), contentParts(link.text))
        return link.end
      }
    case "[":
      if let link = link(scalars, at: index) {
        append(.link(destination: link.destination), contentParts(link.text))
        return link.end
      }
      if let end = endOfLinkText(scalars, at: index), end + 1 < scalars.count,
        scalars[end + 1] == "(", !closes(scalars[(end + 1)...])
      {
        unclosed.append(.link)
      }
    case "<":
      if let end = autolinkEnd(scalars, at: index) {
        let content = scalars[(index + 1)..<end]
        let address = String(String.UnicodeScalarView(content))
        append(
          .link(destination: content.contains(":") ? address : "mailto:" + address),
          [.text(Array(content))])
        return end + 1
      }
    case "`":
      if let code = codeSpan(scalars, at: index) {
        append(.code, [.text(Array(scalars[code.content]))])
        return code.end
      }
      // A run without a partner is text, and so is each of its marks.
      let run = scalars[index...].prefix { $0 == "`" }
      text.append(contentsOf: run)
      return run.endIndex
    case "*", "_": return readRun(at: index)
    default: break
    }
    text.append(scalars[index])
    return index + 1
  }

  /// The parts of what stands between the brackets of a link.
  private mutating func contentParts(_ range: Range<Int>) -> [Part] {
    var reader = InlineReader(scalars[range])
    let parts = reader.parts()
    unclosed += reader.unclosed
    return parts
  }

  private mutating func append(_ span: InlineSpan, _ content: [Part]) {
    endText()
    pieces.append(.part(.begin(span)))
    pieces += content.map { .part($0) }
    pieces.append(.part(.end(span)))
  }

  private mutating func endText() {
    guard !text.isEmpty else { return }
    pieces.append(.part(.text(text)))
    text = []
  }

  private mutating func readRun(at start: Int) -> Int {
    let mark = scalars[start]
    let end = start + scalars[start...].prefix { $0 == mark }.count
    let before = start > 0 ? scalars[start - 1] : " "
    let after = end < scalars.count ? scalars[end] : " "
    let isLeftFlanking = flanks(after, behind: before)
    let isRightFlanking = flanks(before, behind: after)
    // A `_` within a word is text.
    let isUnderscore = mark == "_"
    endText()
    pieces.append(.run(runs.count))
    runs.append(
      DelimiterRun(
        mark: mark,
        opens: isLeftFlanking && (!isUnderscore || !isRightFlanking || isPunctuation(before)),
        closes: isRightFlanking && (!isUnderscore || !isLeftFlanking || isPunctuation(after)),
        length: end - start, left: end - start))
    return end
  }

  /// Finds for each run that may close emphasis the nearest one that opens it.
  ///
  /// See <https://spec.commonmark.org/0.31.2/#phase-2-inline-structure>.
  private mutating func pairRuns() {
    var open: [Int] = []
    for closer in runs.indices {
      while runs[closer].closes, !runs[closer].isUsedUp,
        let match = open.lastIndex(where: { runs[$0].pairs(with: runs[closer]) })
      {
        let opener = open[match]
        let count = min(runs[opener].left, runs[closer].left)
        runs[opener].left -= count
        runs[closer].left -= count
        runs[opener].opened.append(count)
        runs[closer].closed.append(count)
        // What lies between the two can no longer pair with anything outside.
        open.removeSubrange((runs[opener].isUsedUp ? match : match + 1)...)
      }
      if runs[closer].opens && !runs[closer].isUsedUp { open.append(closer) }
    }
  }

}

/// Whether a run of marks stands before (or after) a word that begins (or ends) with `inner`; `outer` is
/// on its other side.
///
/// This is the rule of <https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run>, but that
/// punctuation beside Chinese, Japanese or Korean, and theirs, does not count: there are no blanks
/// around words, and `**注意：**请` would not be strong.
private func flanks(_ inner: Unicode.Scalar, behind outer: Unicode.Scalar) -> Bool {
  if inner.properties.isWhitespace { return false }
  guard isPunctuation(inner), !isEastAsian(inner) else { return true }
  return outer.properties.isWhitespace || isPunctuation(outer) || isEastAsian(outer)
}

private func isEastAsian(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x1100: false
  case 0x3000...0x303F, 0xFE30...0xFE4F, 0xFF00...0xFFEF: true
  default: isHan(scalar) || isKana(scalar) || isHangul(scalar)
  }
}

private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 0x80 { return isASCIIPunctuation(scalar) }
  return switch scalar.properties.generalCategory {
  case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
    .initialPunctuation, .finalPunctuation, .otherPunctuation:
    true
  default: false
  }
}

/// Whether the parenthesis that the scalars begin with is closed.
private func closes(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
  var depth = 0
  return scalars.contains { scalar in
    if scalar == "(" { depth += 1 }
    if scalar == ")" { depth -= 1 }
    return depth == 0
  }
}

/// `[text](destination)`: where the text stands, the destination, and where the link ends.
private func link(
  _ scalars: [Unicode.Scalar], at open: Int
) -> (text: Range<Int>, destination: String, end: Int)? {
  guard let end = endOfLinkText(scalars, at: open),
    let target = linkTarget(scalars, at: end + 1)
  else { return nil }
  return ((open + 1)..<end, target.destination, target.end)
}

/// Where the `]` stands that belongs to the `[` at `open`.
private func endOfLinkText(_ scalars: [Unicode.Scalar], at open: Int) -> Int? {
  var depth = 0
  var index = open
  while index < scalars.count {
    switch scalars[index] {
    case "\\": index += 1
    // A code span binds tighter than a link.
    case "`": index = (codeSpan(scalars, at: index)?.end ?? index + 1) - 1
    case "[": depth += 1
    case "]":
      depth -= 1
      if depth == 0 { return index }
    default: break
    }
    index += 1
  }
  return nil
}

/// `(destination "title")`: the destination without brackets and escapes, and where the parentheses end;
/// nil where these are text.
///
/// See <https://spec.commonmark.org/0.31.2/#inline-link>.
private func linkTarget(
  _ scalars: [Unicode.Scalar], at open: Int
) -> (destination: String, end: Int)? {
  guard open < scalars.count, scalars[open] == "(" else { return nil }
  var reader = TargetReader(scalars: scalars, index: open + 1)
  reader.skipBlanks()
  guard let destination = reader.destination() else { return nil }
  if reader.skipBlanks(), !reader.skipTitle() { return nil }
  reader.skipBlanks()
  guard reader.next == ")" else { return nil }
  return (destination, reader.index + 1)
}

/// Reads what stands in the parentheses of a link.
private struct TargetReader {
  let scalars: [Unicode.Scalar]
  var index: Int

  var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  /// Passes over blanks and says whether there were any.
  @discardableResult mutating func skipBlanks() -> Bool {
    let start = index
    while next?.properties.isWhitespace ?? false { index += 1 }
    return index > start
  }

  /// The destination, which may be empty; nil where it has no end.
  mutating func destination() -> String? {
    let isInBrackets = next == "<"
    if isInBrackets { index += 1 }
    var text = String.UnicodeScalarView()
    var depth = 0
    while let scalar = next {
      if scalar == "\\", index + 1 < scalars.count, isASCIIPunctuation(scalars[index + 1]) {
        text.append(scalars[index + 1])
        index += 2
        continue
      }
      if isInBrackets {
        if scalar == "\n" || scalar == "<" { return nil }
        if scalar == ">" {
          index += 1
          return String(text)
        }
      } else {
        if scalar.properties.isWhitespace || scalar == ")" && depth == 0 { break }
        depth += scalar == "(" ? 1 : scalar == ")" ? -1 : 0
      }
      text.append(scalar)
      index += 1
    }
    return isInBrackets || depth > 0 ? nil : String(text)
  }

  /// Passes over a title, if there is one; false where it has no end.
  mutating func skipTitle() -> Bool {
    guard let quote = next, "\"'(".unicodeScalars.contains(quote) else { return true }
    index += 1
    while let scalar = next, scalar != (quote == "(" ? ")" : quote) {
      index += scalar == "\\" ? 2 : 1
    }
    index += 1
    return index <= scalars.count
  }
}

private func codeSpan(
  _ scalars: [Unicode.Scalar], at open: Int
) -> (content: Range<Int>, end: Int)? {
  let length = scalars[open...].prefix { $0 == "`" }.count
  var index = open + length
  while index < scalars.count {
    guard scalars[index] == "`" else {
      index += 1
      continue
    }
    let run = scalars[index...].prefix { $0 == "`" }.count
    if run == length { return (unpadded((open + length)..<index, scalars), index + run) }
    index += run
  }
  return nil
}

/// One blank at both ends of a code span is padding, unless there is nothing else.
private func unpadded(_ content: Range<Int>, _ scalars: [Unicode.Scalar]) -> Range<Int> {
  guard content.count > 2, scalars[content.lowerBound] == " ",
    scalars[content.upperBound - 1] == " ",
    scalars[content].contains(where: { $0 != " " })
  else { return content }
  return content.dropFirst().dropLast()
}

/// Where the `>` of an autolink stands: an address with its scheme, or one of e-mail.
///
/// See <https://spec.commonmark.org/0.31.2/#autolinks>.
private func autolinkEnd(_ scalars: [Unicode.Scalar], at open: Int) -> Int? {
  let rest = scalars[(open + 1)...]
  let content = rest.prefix { $0.value > 0x20 && $0 != "<" && $0 != ">" }
  guard content.endIndex < scalars.count, scalars[content.endIndex] == ">" else { return nil }
  let scheme = content.prefix { isASCIIAlphanumeric($0) || "+.-".unicodeScalars.contains($0) }
  let isAddress =
    (2...32).contains(scheme.count) && !("0"..."9").contains(scheme[scheme.startIndex])
    && scheme.endIndex < content.endIndex && content[scheme.endIndex] == ":"
  return isAddress || isEmail(content) ? content.endIndex : nil
}

private func isEmail(_ content: ArraySlice<Unicode.Scalar>) -> Bool {
  let parts = content.split(separator: "@", omittingEmptySubsequences: false)
  guard parts.count == 2, !parts[0].isEmpty else { return false }
  return parts[0].allSatisfy {
    isASCIIAlphanumeric($0) || ".!#$%&'*+/=?^_`{|}~-".unicodeScalars.contains($0)
  }
    && parts[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      label.first.map(isASCIIAlphanumeric) ?? false && label.last != "-"
        && label.allSatisfy { isASCIIAlphanumeric($0) || $0 == "-" }
    }
}

private func isASCIIAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII && isASCIIAlphanumeric(UInt8(truncatingIfNeeded: scalar.value))
}

private func isASCIIPunctuation(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}

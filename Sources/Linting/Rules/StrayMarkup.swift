import Catalog
import TextAnalysis

/// Tags, entities and marks of a page that are left in a text.
enum StrayMarkup: TextRule {
  static let rule = LintRule.strayMarkup

  static func fault(in text: LintedText) -> TextFault? {
    guard text.scalars.contains(where: isMark) else { return stepLabel(text).map(fault) }
    let found =
      tag(text) ?? entity(text) ?? escapedBreak(text) ?? heading(text) ?? tableRow(text)
      ?? (text.isMessage ? markdown(text) : openMark(text)) ?? stepLabel(text)
    return found.map(fault)
  }

  private static func fault(_ sentence: String) -> TextFault { TextFault(sentence: sentence) }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "<", "&", "\\", "#", "|", "*", "`", "]": true
    default: false
    }
  }

  // MARK: HTML

  /// A tag of HTML, unless it could be a placeholder such as `<code>`.
  private static func tag(_ text: LintedText) -> String? {
    let tags = tags(of: text)
    let ended = Set(tags.filter(\.isEnd).map(\.name))
    let tag = tags.first {
      $0.isEnd || $0.hasMore || alwaysTags.contains($0.name) || ended.contains($0.name)
    }
    return tag.map { "has the tag '\(text.stretch($0.range))'" }
  }

  private static let alwaysTags: Set<String> = [
    "br", "hr", "td", "tr", "th", "li", "ul", "ol", "div", "tbody", "thead", "strong",
  ]
  private static let pairedTags: Set<String> = [
    "a", "b", "i", "u", "s", "p", "em", "code", "pre", "table", "span", "sub", "sup", "font",
    "img", "h1", "h2", "h3", "h4", "h5", "h6",
  ]

  private struct Tag {
    var name: String
    var range: Range<Int>
    var isEnd: Bool
    /// Whether it has attributes or ends itself.
    var hasMore: Bool
  }

  private static func tags(of text: LintedText) -> [Tag] {
    var tags: [Tag] = []
    var offset = 0
    while offset < text.scalars.count {
      if text.scalars[offset] == "<", text.isMarkup(offset), let tag = tag(at: offset, text) {
        tags.append(tag)
        offset = tag.range.upperBound
      } else {
        offset += 1
      }
    }
    return tags
  }

  private static func tag(at open: Int, _ text: LintedText) -> Tag? {
    var offset = open + 1
    let isEnd = text.scalar(at: offset) == "/"
    if isEnd { offset += 1 }
    var name = ""
    while let scalar = text.scalar(at: offset), scalar.isASCIIWord, name.utf8.count < 9 {
      name.unicodeScalars.append(scalar)
      offset += 1
    }
    name = name.lowercased()
    guard alwaysTags.contains(name) || pairedTags.contains(name) else { return nil }
    let nameEnd = offset
    // An attribute such as a style can be long, but no text goes on for ever in a tag.
    while let scalar = text.scalar(at: offset), scalar != ">", scalar != "<", offset - open < 500 {
      offset += 1
    }
    guard text.scalar(at: offset) == ">" else { return nil }
    let more = text.scalars[nameEnd..<offset]
    guard more.isEmpty || more.first == " " || more.first == "/" else { return nil }
    return Tag(
      name: name, range: open..<(offset + 1), isEnd: isEnd,
      hasMore: more.contains("=") || more.last == "/")
  }

  /// A character reference, such as `&nbsp;` or `&#39;`.
  private static func entity(_ text: LintedText) -> String? {
    for (offset, scalar) in text.scalars.enumerated() where scalar == "&" {
      guard text.isMarkup(offset) else { continue }
      let rest = text.scalars[(offset + 1)...].prefix(9)
      guard let end = rest.firstIndex(of: ";") else { continue }
      let name = String(String.UnicodeScalarView(rest[..<end]))
      if isNumericReference(name) || entities.contains(name) {
        return "has '&\(name);', which stands for a mark"
      }
    }
    return nil
  }

  /// `#39` or `#x27`.
  private static func isNumericReference(_ name: String) -> Bool {
    let isHexadecimal = name.hasPrefix("#x")
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    return name.hasPrefix("#") && !digits.isEmpty
      && digits.allSatisfy { $0.isASCII && (isHexadecimal ? $0.isHexDigit : $0.isNumber) }
  }

  private static let entities: Set<String> = [
    "nbsp", "lt", "gt", "amp", "quot", "apos", "ldquo", "rdquo", "lsquo", "rsquo", "mdash", "ndash",
    "hellip", "middot", "copy", "reg", "times", "emsp", "ensp", "thinsp", "zwnj", "zwj", "laquo",
    "raquo", "bull", "deg", "rarr", "larr",
  ]

  // MARK: Marks of any field

  /// `\n` or `\t` written out, unless it is part of a path or spoken of.
  private static func escapedBreak(_ text: LintedText) -> String? {
    for (offset, scalar) in text.scalars.enumerated() where scalar == "\\" {
      guard text.isProse(offset), let letter = text.scalar(at: offset + 1),
        letter == "n" || letter == "t" || letter == "r"
      else { continue }
      let before = text.scalar(at: offset - 1)
      let after = text.scalar(at: offset + 2)
      let isSpokenOf = (before?.isBlank ?? true) && (after?.isBlank ?? true)
      let isPath =
        before.map { $0.isASCIIWord || "\\:%}>-~./'\"".unicodeScalars.contains($0) } == true
        && !(before == "." && after?.properties.isUppercase == true)
      let goesOn =
        after.map {
          $0.properties.isLowercase || $0.isASCIIDigit || "_-./+*'\"|)".unicodeScalars.contains($0)
        } == true
      if !isSpokenOf, !isPath, !goesOn {
        return "has '\\\(letter)' written out in "
          + "'\(text.excerpt(around: offset..<(offset + 2)))'"
      }
    }
    return nil
  }

  /// `##` before a text.
  private static func heading(_ text: LintedText) -> String? {
    let marks = text.scalars.prefix { $0 == "#" }
    guard (2...6).contains(marks.count), let next = text.scalar(at: marks.endIndex),
      next == " " || isHan(next)
    else { return nil }
    return "begins with '\(text.stretch(0..<marks.endIndex))', the mark of a heading"
  }

  /// A row of a table with its outer pipes.
  private static func tableRow(_ text: LintedText) -> String? {
    let pipes = text.scalars.indices.filter { text.scalars[$0] == "|" && text.isProse($0) }
    guard pipes.count > 1, let first = pipes.first, let last = pipes.last else { return nil }
    let begins =
      text.scalars[..<first].allSatisfy(\.isBlank) && text.scalar(at: first + 1) != "|"
    let ends =
      text.scalars[(last + 1)...].allSatisfy(\.isBlank) && text.scalar(at: last - 1) != "|"
    return begins || ends ? "has the pipes of a table" : nil
  }

  // MARK: Markdown in a message

  private static func markdown(_ text: LintedText) -> String? {
    if text.scalars.first == "`", text.scalars.last == "`",
      text.scalars.indices.allSatisfy({ text.protected[$0] == .code }),
      text.scalars.filter({ $0 == "`" }).count == 2
    {
      return "is a code span of Markdown"
    }
    return boldInMessage(text) ?? linkInMessage(text)
  }

  private static func boldInMessage(_ text: LintedText) -> String? {
    var opened: (end: Int, isWord: Bool)?
    for run in starRuns(of: text) {
      let before = text.scalar(at: run.lowerBound - 1)
      let after = text.scalar(at: run.upperBound)
      if let (end, isAfterWord) = opened, let before, !before.isBlank, run.lowerBound > end {
        // `张**和李**` hides names, `2**3**4` is a power.
        let isBeforeWord = after.map(isWord) ?? false
        let hasLetters = text.scalars[end..<run.lowerBound].prefix(200).contains { isWord($0) }
        let isPower = isAfterWord && after?.isASCIIWord == true
        if hasLetters, !isAfterWord || isBeforeWord, !isPower {
          return "has marks of Markdown in '\(text.excerpt(around: (end - 2)..<end))'"
        }
      }
      opened = nil
      if let after, !after.isBlank, after != "/", after != "." {
        opened = (run.upperBound, before.map(isWord) ?? false)
      }
    }
    return nil
  }

  /// A link to what looks like an address.
  private static func linkInMessage(_ text: LintedText) -> String? {
    for (offset, scalar) in text.scalars.enumerated()
    where scalar == "]" && text.protected[offset] == .link && text.scalar(at: offset + 1) == "(" {
      let target = text.scalars[(offset + 2)...].prefix(200).prefix { $0 != ")" }
      let isAddress = target.contains("/") || target.first == "#"
      if isAddress, !target.contains(where: \.isBlank) {
        return "has a link of Markdown in '\(text.excerpt(around: offset..<(offset + 2)))'"
      }
    }
    return nil
  }

  /// Where exactly two stars stand together.
  private static func starRuns(of text: LintedText) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var offset = 0
    while offset < text.scalars.count {
      guard text.scalars[offset] == "*", text.isProse(offset) else {
        offset += 1
        continue
      }
      let start = offset
      while text.scalar(at: offset) == "*" { offset += 1 }
      if offset - start == 2 { runs.append(start..<offset) }
    }
    return runs
  }

  // MARK: Marks without a partner in inlines

  private static func openMark(_ text: LintedText) -> String? {
    // Longer texts are not read as inlines.
    guard text.written.utf8.count <= 8192 else { return nil }
    var depth = 0
    // What is left as text, with something that is no blank in the place of code and links.
    var shown: [Unicode.Scalar] = []
    for part in inlineParts(text.written) {
      switch part {
      case .begin(.code), .begin(.link), .begin(.image):
        depth += 1
        shown.append("\u{FFFC}")
      case .end(.code), .end(.link), .end(.image): depth -= 1
      case .begin, .end: break
      case .text(let text): if depth == 0 { shown += text.unicodeScalars }
      }
    }
    // An escaped mark is shown as well.
    if !text.written.contains("\\*"), hasOpenStars(shown) { return "has a '**' without a partner" }
    if !text.written.contains("\\`"), hasOpenBacktick(shown) {
      return "has a '`' without a partner"
    }
    return nil
  }

  /// `**` that would begin something: not a mask (`138**`), a pattern (`**/`) or `**kwargs`.
  private static func hasOpenStars(_ scalars: [Unicode.Scalar]) -> Bool {
    var offset = 0
    while offset < scalars.count {
      guard scalars[offset] == "*" else {
        offset += 1
        continue
      }
      let start = offset
      while offset < scalars.count, scalars[offset] == "*" { offset += 1 }
      guard offset - start == 2, offset < scalars.count, isWord(scalars[offset]) else { continue }
      let isMask = start > 0 && scalars[start - 1].isASCIIWord
      let rest = scalars[offset...].prefix(6)
      let isArgument = ["kwargs", "kw", "args", "opts", "option", "params"].contains {
        rest.starts(with: $0.unicodeScalars)
      }
      if !isMask, !isArgument { return true }
    }
    return false
  }

  /// A backtick that is no apostrophe (``don`t``), no quotation mark (`` `x' ``) and not spoken of.
  private static func hasOpenBacktick(_ scalars: [Unicode.Scalar]) -> Bool {
    guard let first = scalars.firstIndex(of: "`"),
      !scalars[first...].contains(where: { $0 == "'" || $0 == "’" })
    else { return false }
    let before = first > 0 ? scalars[first - 1] : nil
    let after = first + 1 < scalars.count ? scalars[first + 1] : nil
    if (before?.isBlank ?? true) && (after?.isBlank ?? true) { return false }
    if before?.isLatinLetter == true && after?.isLatinLetter == true { return false }
    return !"'\"“‘(（".unicodeScalars.contains { $0 == before }
  }

  // MARK: Steps

  /// The number or bullet a step begins with, though steps are numbered anyway.
  private static func stepLabel(_ text: LintedText) -> String? {
    guard case .remedy = text.field, let first = text.scalars.first else { return nil }
    if "-*+•·●▪◦".unicodeScalars.contains(first), text.scalar(at: 1)?.isBlank == true {
      return "begins with a bullet of its own"
    }
    if (0x2460...0x2473).contains(first.value) { return "begins with a number of its own" }
    let digits = text.scalars.prefix { $0.isASCIIDigit }.count
    guard (1...2).contains(digits), let mark = text.scalar(at: digits),
      let next = text.scalar(at: digits + 1)
    else { return nil }
    let isLabel =
      switch mark {
      case ".", "．": next.isBlank || isHan(next)
      case "、": !next.isASCIIDigit
      case ")", "）": true
      default: false
      }
    return isLabel ? "begins with a number of its own" : nil
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCIIWord || scalar.isLatinLetter || scalar.isEastAsian
  }
}

extension LintedText {
  /// Whether a mark at an offset could be markup: not in code, data, or a placeholder.
  fileprivate func isMarkup(_ offset: Int) -> Bool {
    switch protected[offset] {
    case nil, .link, .entity: true
    default: false
    }
  }

  fileprivate func stretch(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range].prefix(40)))
  }
}

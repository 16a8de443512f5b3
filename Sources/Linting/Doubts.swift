import TextAnalysis

/// Where the marks of a text may be part of what a program reads, though nothing says so.
///
/// Rules judge them, but only a person can say what should stand there.
struct Doubts {
  private let isWhole: Bool
  private var doubtful: [Bool]

  /// Looks for what may be commands, names of files, rows of values and the like.
  init(in text: LintedText) {
    isWhole = hasOpenMark(text)
    doubtful = Array(repeating: false, count: text.scalars.count)
    guard !isWhole else { return }
    var start = 0
    for (offset, scalar) in text.scalars.enumerated() where endsWord(scalar) {
      judge(start..<offset, text)
      start = offset + 1
    }
    judge(start..<text.scalars.count, text)
    findArguments(in: text)
  }

  /// Whether a place is in doubt; the width of brackets never is.
  func contain(_ place: Place, of text: LintedText) -> Bool {
    if isWhole { return true }
    let (start, end) = (place.range.lowerBound, place.range.upperBound)
    if "()（）[]［］{}｛｝".unicodeScalars.contains(text.scalars[start]) { return false }
    if doubtful[place.range].contains(true) { return true }
    // What goes on after a mark of full width may be the rest of a name.
    guard start > 0, endsWord(text.scalars[start]), text.scalar(at: end)?.isBlank == false else {
      return false
    }
    return !text.scalars[start].isBlank
      && (doubtful[start - 1] || text.protected[start - 1] == .address)
  }

  /// Marks what is in doubt of a word, which ends at white space and at marks of full width.
  private mutating func judge(_ word: Range<Int>, _ text: LintedText) {
    guard word.count > 1 else { return }
    if isOption(word, text) || isName(word, text) || isRow(word, text) {
      for offset in word { doubtful[offset] = true }
    } else if let value = word.first(where: { text.scalars[$0] == "=" && isBare($0, text) }) {
      for offset in value..<word.upperBound { doubtful[offset] = true }
    }
  }

  /// What stands in parentheses directly after a Latin name, as in `f(甲,乙)`.
  private mutating func findArguments(in text: LintedText) {
    var end = text.scalars.count
    // The outer pair of two ends later; what is inside needs no second look.
    for pair in text.brackets.pairs.reversed() where pair.close < end {
      guard text.scalars[pair.open] == "(", text.scalar(at: pair.open - 1)?.isASCIIWord == true
      else { continue }
      for offset in pair.open...pair.close { doubtful[offset] = true }
      end = pair.open
    }
  }
}

/// `--选项`, `:q!`, `@name`.
private func isOption(_ word: Range<Int>, _ text: LintedText) -> Bool {
  let (first, second) = (text.scalars[word.lowerBound], text.scalars[word.lowerBound + 1])
  return isBare(word.lowerBound, text) && ":-@#$!/\\~+%&".unicodeScalars.contains(first)
    && (second.isASCIIWord || second == "-")
}

/// `目录/甲,乙`, `甲,乙.txt`.
private func isName(_ word: Range<Int>, _ text: LintedText) -> Bool {
  word.contains { offset in
    guard isBare(offset, text) else { return false }
    switch text.scalars[offset] {
    case "/", "\\": return true
    case ".":
      return offset > word.lowerBound && offset + 1 < word.upperBound
        && text.scalars[offset + 1].isASCIILetter
    default: return false
    }
  }
}

/// `姓名,年龄,性别` between blanks, or beside a Latin word.
private func isRow(_ word: Range<Int>, _ text: LintedText) -> Bool {
  let before = text.scalar(at: word.lowerBound - 1).map(isBlankOfLine) ?? false
  let after = text.scalar(at: word.upperBound).map(isBlankOfLine) ?? false
  let isBesideLatin =
    before && text.scalar(at: word.lowerBound - 2)?.isASCIIWord == true
    || after && text.scalar(at: word.upperBound + 1)?.isASCIIWord == true
  guard before && after || isBesideLatin else { return false }
  let cells = text.scalars[word].split(omittingEmptySubsequences: false) {
    ",;".unicodeScalars.contains($0)
  }
  return cells.count > 1
    && cells.allSatisfy {
      (1...4).contains($0.count) && $0.allSatisfy { isHan($0) || $0.isASCIIWord }
    }
}

/// Whether a scalar is not in code, a placeholder or the like.
private func isBare(_ offset: Int, _ text: LintedText) -> Bool {
  switch text.protected[offset] {
  case nil, .address, .escape: true
  default: false
  }
}

/// Whether code or bold is begun and not ended, so that nobody knows what is prose.
private func hasOpenMark(_ text: LintedText) -> Bool {
  var stars = 0
  for (offset, scalar) in text.scalars.enumerated() where text.protected[offset] == nil {
    if scalar == "`" { return true }
    let isPair = scalar == "*" && text.scalar(at: offset + 1) == "*"
    if isPair, text.scalar(at: offset - 1) != "*" { stars += 1 }
  }
  return stars % 2 == 1
}

private func endsWord(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isBlank || scalar == "、" || scalar.halfWidthMark != nil
}

private func isBlankOfLine(_ scalar: Unicode.Scalar) -> Bool { scalar.isBlank && scalar != "\n" }

/// Which brackets and quotation marks of a text belong together.
///
/// Brackets of one form and two widths are a pair. Named characters, list letters, smileys and
/// half-open ranges are no brackets.
struct Brackets {
  /// The pairs, in the order of their ends.
  private(set) var pairs: [(open: Int, close: Int)] = []
  /// The brackets without a partner, in order.
  private(set) var alone: [Int] = []

  /// Pairs the brackets of a text.
  init(of text: LintedText) {
    var pending: [(offset: Int, form: Form)] = []
    // Looking through what is pending for every bracket would cost the square of the text.
    var counts: [Form: Int] = [:]
    func close(_ offset: Int, _ form: Form) {
      while let last = pending.last {
        if last.form != form {
          if isInterval(last.offset...offset, text) {
            counts[last.form, default: 0] -= 1
            pending.removeLast()
            return
          }
          guard counts[form, default: 0] > 0 else { break }
        }
        counts[last.form, default: 0] -= 1
        pending.removeLast()
        if last.form == form {
          pairs.append((last.offset, offset))
          return
        }
        alone.append(last.offset)
      }
      alone.append(offset)
    }
    for (offset, scalar) in text.scalars.enumerated() where text.protected[offset] == nil {
      if let form = Form(opening: scalar) {
        if !isNamed(offset, text) {
          pending.append((offset, form))
          counts[form, default: 0] += 1
        }
      } else if let form = Form(closing: scalar), !isNamed(offset, text) {
        close(offset, form)
      }
    }
    alone += pending.map(\.offset)
    let opened = alone.filter { Form(opening: text.scalars[$0]) != nil }.count
    let isOneSided = opened == 0
    alone = alone.filter { !isNoBracket($0, text) }.sorted()
    // `设置》用户》新建` is a way through menus.
    if isOneSided, !pairs.contains(where: { text.scalars[$0.open] == "《" }) {
      alone.removeAll { text.scalars[$0] == "》" || text.scalars[$0] == "〉" }
    }
  }
}

/// A form of brackets, whatever their width.
private enum Form {
  case round, square, braces, lenticular, corner, whiteCorner, title, angle, quotes, tortoise
  case whiteLenticular

  init?(opening scalar: Unicode.Scalar) {
    switch scalar {
    case "(", "（": self = .round
    case "[", "［": self = .square
    case "{", "｛": self = .braces
    case "【": self = .lenticular
    case "「": self = .corner
    case "『": self = .whiteCorner
    case "《": self = .title
    case "〈": self = .angle
    case "“": self = .quotes
    case "〔": self = .tortoise
    case "〖": self = .whiteLenticular
    default: return nil
    }
  }

  init?(closing scalar: Unicode.Scalar) {
    switch scalar {
    case ")", "）": self = .round
    case "]", "］": self = .square
    case "}", "｝": self = .braces
    case "】": self = .lenticular
    case "」": self = .corner
    case "』": self = .whiteCorner
    case "》": self = .title
    case "〉": self = .angle
    case "”": self = .quotes
    case "〕": self = .tortoise
    case "〗": self = .whiteLenticular
    default: return nil
    }
  }
}

/// Whether a bracket is spoken of, in quotation marks with nothing but marks: `'('`, `“）”`, `"[{"`.
private func isNamed(_ offset: Int, _ text: LintedText) -> Bool {
  guard text.isQuoted(offset), !isQuote(text.scalars[offset]) else { return false }
  var start = offset
  while start > 0, offset - start < 4, isBare(text.scalars[start - 1]) { start -= 1 }
  var end = offset + 1
  while end < text.scalars.count, end - offset < 4, isBare(text.scalars[end]) { end += 1 }
  return text.scalar(at: start - 1).map(isQuote) == true
    && text.scalar(at: end).map(isQuote) == true
}

/// Whether a scalar is neither a quotation mark nor part of a word.
private func isBare(_ scalar: Unicode.Scalar) -> Bool {
  !isQuote(scalar) && !scalar.isASCIIWord && !scalar.properties.isAlphabetic
}

private func isQuote(_ scalar: Unicode.Scalar) -> Bool {
  "\"'`“”‘’「」『』".unicodeScalars.contains(scalar)
}

/// Whether a stretch is a half-open range, such as `[0,1)`.
private func isInterval(_ range: ClosedRange<Int>, _ text: LintedText) -> Bool {
  guard range.count <= 40 else { return false }
  let (open, close) = (text.scalars[range.lowerBound], text.scalars[range.upperBound])
  guard "([".unicodeScalars.contains(open), ")]".unicodeScalars.contains(close) else {
    return false
  }
  let content = text.scalars[range].dropFirst().dropLast()
  let divisions = content.filter { ",，~～".unicodeScalars.contains($0) }.count
  return divisions == 1
    && content.allSatisfy {
      $0.isASCIIWord || " ,，~～.+-∞{}%$".unicodeScalars.contains($0)
    }
}

/// Whether what has no partner is not meant as a bracket: a list letter, a smiley, or one that is
/// spoken of and stands by itself, as in `missing ) after argument list`.
private func isNoBracket(_ offset: Int, _ text: LintedText) -> Bool {
  let scalar = text.scalars[offset]
  if text.scalar(at: offset - 1)?.isBlank ?? true, text.scalar(at: offset + 1)?.isBlank ?? true {
    return true
  }
  guard "()（）".unicodeScalars.contains(scalar) else { return false }
  return isSmiley(offset, text)
    || (scalar == ")" || scalar == "）") && isListLetter(before: offset, text)
}

private func isSmiley(_ offset: Int, _ text: LintedText) -> Bool {
  var eyes = offset - 1
  if text.scalar(at: eyes) == "-" { eyes -= 1 }
  guard let scalar = text.scalar(at: eyes), ":;=".unicodeScalars.contains(scalar) else {
    return false
  }
  return text.scalar(at: offset + 1).map { $0.isBlank || $0.isSentenceMark || $0 == ")" } ?? true
}

/// `1)`, `12）`, `a)`, `iv)`, `一）` at the beginning or after no Latin letter.
private func isListLetter(before offset: Int, _ text: LintedText) -> Bool {
  var start = offset
  while start > 0, offset - start < 4, text.scalars[start - 1].isASCIIWord { start -= 1 }
  let label = text.scalars[start..<offset]
  let before = text.scalar(at: start - 1)
  if let before, before.isASCIIWord { return false }
  if label.isEmpty {
    guard let before, "一二三四五六七八九十".unicodeScalars.contains(before) else { return false }
    return text.scalar(at: start - 2).map { !isBare($0) || $0.isBlank || $0.isSentenceMark }
      ?? true
  }
  let isNumber = label.count <= 3 && label.allSatisfy(\.isASCIIDigit)
  let isLetter = label.count == 1
  let isRoman = label.allSatisfy { "ivxIVX".unicodeScalars.contains($0) }
  guard isNumber || isLetter || isRoman else { return false }
  // Letters may follow each other at once: `a）b）`.
  return isNumber
    || before.map { $0.isBlank || $0.isSentenceMark || $0 == ")" || $0 == "）" } ?? true
}

import Catalog

/// Codes that the words before them announce.
extension MentionScanner {
  /// Whether the words before say that a code follows, and none that it is another product's.
  func isAnnounced(_ code: Range<Int>) -> Bool {
    var end = start(before: code.lowerBound, atMost: 4) { isOne(of: " =:：([（【「\"“'‘`为是\u{A0}", $0) }
    if word(before: end) == "is" { end = start(before: end - 2, atMost: 4) { $0 == " " } }
    guard let (start, isWeak) = announcement(before: end) else { return false }
    if isWeak {
      guard endsPhrase(code.upperBound) || isExplained(code.upperBound) else { return false }
      if prefix.isEmpty, (1900...2099).contains(Int(text(code)) ?? 0) { return false }
    }
    // `MySQL（错误码 1045）` is one phrase, `检查 NFS（参见 5300）` two.
    let ends = isWeak ? AnnouncingWords.clauseEnds + "（(" : AnnouncingWords.clauseEnds
    return !speaksOfOthers(before: start, from: ends) && !speaksOfOthers(after: code.upperBound)
  }

  /// Whether a code goes on a list that another began: `错误码 5300、5301 和 5302`.
  func isListed(_ code: Range<Int>, after last: Int) -> Bool {
    guard (1...6).contains(code.lowerBound - last) else { return false }
    let joint = text(last..<code.lowerBound).filter { $0 != " " }
    return ["、", ",", "/", "或", "和", "与", "及", "and", "or", ",and", ",or"].contains(joint)
      && endsPhrase(code.upperBound)
  }

  /// Where the words begin that end at an index and announce a code; weak ones announce pages and
  /// quantities, too.
  private func announcement(before end: Int) -> (start: Int, isWeak: Bool)? {
    for name in AnnouncingWords.hanNames where ends(with: name, at: end) {
      return (end - name.count, false)
    }
    if ends(with: AnnouncingWords.hanError, at: end) {
      return (end - AnnouncingWords.hanError.count, true)
    }
    for verb in AnnouncingWords.hanReferences where ends(with: verb, at: end) {
      let before = scalar(at: end - verb.count - 1)
      guard !isOne(of: verb == AnnouncingWords.hanSame ? "不相共合如协雷等一陪连" : "常意可不罕少看起遇明偏再听", before)
      else {
        return nil
      }
      return (end - verb.count, true)
    }
    guard let word = word(before: end) else { return nil }
    let start = end - word.count
    if ["errno", "ret_code", "retcode", "errcode", "err_code", "error_code", "errorcode"]
      .contains(word)
    {
      return (start, false)
    }
    if ["see", "error", "errors"].contains(word) { return (start, true) }
    guard word == "code" || word == "codes" else { return nil }
    let previousEnd = self.start(before: start, atMost: 2) { $0 == " " }
    guard let previous = self.word(before: previousEnd) else { return nil }
    if ["error", "err", "return"].contains(previous) {
      return (previousEnd - previous.count, false)
    }
    // `the code` is one that people receive, a status, an exit or a postal code none of ours.
    return AnnouncingWords.codeVerbs.contains(previous) ? (start, false) : nil
  }

  /// Whether the clause that begins after one of some marks names another product before it comes to
  /// the announcement at `end`.
  private func speaksOfOthers(before end: Int, from marks: String) -> Bool {
    let start = start(before: end, atMost: 48) { !isOne(of: marks, $0) }
    let clause = text(start..<end)
    if AnnouncingWords.otherParties.contains(where: { clause.contains($0) }) { return true }
    let wordEnd = self.start(before: end, atMost: 2) { $0 == " " }
    if let last = word(before: wordEnd), last != system, !AnnouncingWords.particles.contains(last) {
      return true
    }
    let words = clause.split { !$0.isASCII || !($0.isLetter || $0.isNumber || "-_".contains($0)) }
    return words.enumerated().contains { index, word in
      let isSentenceStart = index == 0 && clause.first { $0 != " " } == word.first
      let name = isSentenceStart ? word.dropFirst() : word
      return name.contains(where: \.isUppercase) && word.lowercased() != system && word != "API"
        && !isOurs(word)
    }
  }

  /// Whether a word has the shape of the entry's own code.
  private func isOurs(_ word: Substring) -> Bool {
    let shape = NumberedCode(String(word))
    return !prefix.isEmpty && shape.digits == digits
      && shape.prefix.unicodeScalars.map(lowered) == prefix.map(lowered)
  }

  /// Whether the rest of the clause says whose code it was.
  private func speaksOfOthers(after start: Int) -> Bool {
    let rest = text(start..<endOfClause(from: start, atMost: 32))
    if AnnouncingWords.otherParties.contains(where: { rest.contains($0) }) { return true }
    let words = rest.split { !$0.isASCII || !($0.isLetter || $0.isNumber || "-_".contains($0)) }
    if let first = words.first, ["of", "from", "in", "by"].contains(first), words.count > 1 {
      return words[1] != system && !["the", "this"].contains(words[1])
    }
    return words.contains {
      $0.contains(where: \.isUppercase) && $0.lowercased() != system && !isOurs($0)
    }
  }

  /// Whether a number ends a phrase, and does not count what follows.
  private func endsPhrase(_ end: Int) -> Bool {
    let next = self.end(from: end) { $0 == " " }
    guard let scalar = scalar(at: next) else { return true }
    return isOne(of: "。，,.;；、:：)）]】」\"”'’`\n的错和或与", scalar)
      || ["and ", "or "].contains { scalars[next...].starts(with: $0.unicodeScalars) }
  }

  /// Whether the words after a number tell what it means.
  private func isExplained(_ end: Int) -> Bool {
    let next = self.end(from: end) { $0 == " " }
    return AnnouncingWords.explanations.contains {
      scalars[next...].starts(with: $0.unicodeScalars)
    }
  }
}

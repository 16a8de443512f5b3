import Catalog

/// A code that a text names.
struct CodeMention: Equatable {
  /// The slug of the system it is said to be of; nil where the text names none.
  var system: String?
  var code: String

  /// The code as it stands in the text.
  var written: String { (system.map { $0 + ":" } ?? "") + code }
}

/// The codes that a text of an entry names beyond doubt, in order.
///
/// These are `SYSTEM:CODE`, though a mere number is a port where its clause speaks of connections; what
/// begins like the entry's own code with three letters or more, and ends in as many digits; and a
/// number, or a shorter prefix with a number, of that shape after words that announce a code, such as
/// `错误码` and `error code`, or on a list that such a code began, where nothing says that the code is
/// another product's. Other numbers are ports, sizes and statuses as likely as codes.
///
/// - Parameter text: the text as a reader sees it.
func codeMentions(
  in text: String, of entry: Entry, isSystem: (_ slug: String) throws -> Bool
) rethrows -> [CodeMention] {
  guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return [] }
  let scanner = MentionScanner(text, of: entry)
  var mentions: [CodeMention] = []
  // Where the last code ended that is of the entry's own shape.
  var last: Int?
  var index = 0
  while index < scanner.scalars.count {
    if scanner.scalars[index] == ":", let (slug, code) = scanner.address(at: index),
      try isSystem(slug)
    {
      mentions.append(CodeMention(system: slug, code: scanner.text(code)))
      index = code.upperBound
    } else if scanner.scalars[index].isASCIIDigit {
      let end = scanner.end(from: index, while: \.isASCIIDigit)
      if let code = scanner.code(endingIn: index..<end, after: last) {
        mentions.append(CodeMention(code: scanner.text(code)))
        last = code.upperBound
      }
      index = end
    } else {
      index += 1
    }
  }
  return mentions
}

/// Looks for codes around a place; it looks back, and to the end of a clause, over a bounded stretch.
private struct MentionScanner {
  let scalars: [Unicode.Scalar]
  private let system: String
  private let prefix: [Unicode.Scalar]
  private let digits: Int
  private let letters: Int

  init(_ text: String, of entry: Entry) {
    scalars = Array(text.unicodeScalars)
    let shape = NumberedCode(entry.code)
    system = entry.system
    prefix = Array(shape.prefix.unicodeScalars)
    digits = shape.digits
    letters = prefix.count(where: \.isASCIILetter)
  }

  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  func end(from start: Int, while matches: (Unicode.Scalar) -> Bool) -> Int {
    scalars[start...].firstIndex { !matches($0) } ?? scalars.count
  }

  private func scalar(at index: Int) -> Unicode.Scalar? {
    scalars.indices.contains(index) ? scalars[index] : nil
  }

  // MARK: SYSTEM:CODE

  /// The slug before a colon and the code after it, where both could be that.
  func address(at colon: Int) -> (slug: String, code: Range<Int>)? {
    let start = start(before: colon, atMost: 64) {
      $0.isASCIILetter || $0.isASCIIDigit || $0 == "-"
    }
    // `registry/kuscia:0.5`, `user@host:22` and `a.b:80` are images and hosts.
    guard start < colon, !isOne(of: "_./@:=\\", scalar(at: start - 1)) else { return nil }
    var end = end(from: colon + 1) { $0.isASCIIWord || "-.".unicodeScalars.contains($0) }
    while end > colon + 1, !scalars[end - 1].isASCIIWord { end -= 1 }
    let code = (colon + 1)..<end
    guard (1...64).contains(code.count), scalars[colon + 1].isASCIIWord,
      scalars[code].contains(where: \.isASCIIDigit),
      !isOne(of: ":/=@", scalar(at: end))
        || !(scalar(at: end + 1).map { $0.isASCIIWord || $0 == "/" } ?? false)
    else { return nil }
    let slug = text(start..<colon).lowercased()
    guard scalars[code].contains(where: { $0.isASCIILetter || $0 == "_" }) else {
      // Numbers with points are versions, numbers with dashes are ranges.
      guard code.count > 2, scalars[code].allSatisfy(\.isASCIIDigit),
        slug != system || prefix.isEmpty && code.count == digits,
        !speaksOfConnections(around: start..<end)
      else { return nil }
      return (slug, code)
    }
    let isCertain = scalars[code].count(where: \.isASCIIDigit) > 2
    return isCertain || scalars[colon + 1].isASCIILetter && !isVersion(code) ? (slug, code) : nil
  }

  /// `v2`, `v0.5.1`.
  private func isVersion(_ code: Range<Int>) -> Bool {
    lowered(scalars[code.lowerBound]) == "v"
      && scalars[code].dropFirst().allSatisfy { $0.isASCIIDigit || $0 == "." }
  }

  /// Whether the clause around a place speaks of what has a host and a port.
  private func speaksOfConnections(around place: Range<Int>) -> Bool {
    let start = start(before: place.lowerBound, atMost: 48) { !isOne(of: clauseEnds, $0) }
    let clause = text(start..<endOfClause(from: place.upperBound, atMost: 48))
    return connections.contains { clause.contains($0) }
      || clause.lowercased().split { !$0.isASCII || !$0.isLetter }
        .contains { connectionWords.contains(String($0)) }
  }

  private func endOfClause(from start: Int, atMost count: Int) -> Int {
    let limit = min(start + count, scalars.count)
    return scalars[start..<limit].firstIndex { isOne(of: "，。；,;\n", $0) } ?? limit
  }

  // MARK: Shapes

  /// The code that ends in a run of digits, if it certainly is one.
  ///
  /// - Parameter last: where the code before ended, which may have announced this one.
  func code(endingIn run: Range<Int>, after last: Int?) -> Range<Int>? {
    guard run.count == digits, let start = startOfPrefix(before: run.lowerBound),
      endsHere(run.upperBound)
    else { return nil }
    let code = start..<run.upperBound
    let name = text(start..<run.lowerBound).uppercased()
    let isStatus =
      digits == 3 && ["", "HTTP"].contains(name) && (100...599).contains(Int(text(run)) ?? 0)
    // A number of one or two digits is a step as likely.
    guard !isStatus, digits > 2 || !prefix.isEmpty else { return nil }
    let isCertain =
      letters > 2 && digits > 2 || isAnnounced(code)
      || last.map { isListed(code, after: $0) } == true
    return isCertain ? code : nil
  }

  /// Where the prefix of the entry's own code begins that ends at an index, whatever separators it is
  /// written with.
  private func startOfPrefix(before end: Int) -> Int? {
    var index = end
    var rest = prefix[...]
    while let last = rest.last {
      if rest.count == 1, last == "-" {
        // The sign of a number is no separator.
        guard scalar(at: index - 1) == "-" else { return nil }
        index -= 1
        rest = []
      } else if isSeparator(last) {
        let start = start(before: index, atMost: 3, while: isSeparator)
        guard start < index else { return nil }
        index = start
        rest = rest.dropLast()
        while rest.last.map(isSeparator) == true { rest = rest.dropLast() }
      } else {
        guard let scalar = scalar(at: index - 1), lowered(scalar) == lowered(last) else {
          return nil
        }
        index -= 1
        rest = rest.dropLast()
      }
    }
    // What goes on before is another word, a fraction or a signed number.
    guard let before = scalar(at: index - 1) else { return index }
    return before.isASCIIWord || isOne(of: ".+-−", before) && prefix.isEmpty ? nil : index
  }

  /// Whether nothing goes on after a code: no word, fraction, file name, unit or range.
  private func endsHere(_ end: Int) -> Bool {
    guard let next = scalar(at: end) else { return true }
    if next.isASCIIWord || isOne(of: "%‰°℃", next) { return false }
    let after = self.end(from: end + 1) { $0 == " " }
    guard let second = scalar(at: after) else { return true }
    if isOne(of: "-~–—～〜至到", next) { return !second.isASCIIWord }
    return !isOne(of: ".:,", next) || after > end + 1 || !second.isASCIIWord
  }

  // MARK: Announcements

  /// Whether the words before say that a code follows, and none that it is another product's.
  private func isAnnounced(_ code: Range<Int>) -> Bool {
    var end = start(before: code.lowerBound, atMost: 4) { isOne(of: " =:：([（【「\"“'‘`为是\u{A0}", $0) }
    if word(before: end) == "is" { end = start(before: end - 2, atMost: 4) { $0 == " " } }
    guard let (start, isWeak) = announcement(before: end) else { return false }
    if isWeak {
      guard endsPhrase(code.upperBound) || isExplained(code.upperBound) else { return false }
      if prefix.isEmpty, (1900...2099).contains(Int(text(code)) ?? 0) { return false }
    }
    // `MySQL（错误码 1045）` is one phrase, `检查 NFS（参见 5300）` two.
    let ends = isWeak ? clauseEnds + "（(" : clauseEnds
    return !speaksOfOthers(before: start, from: ends) && !speaksOfOthers(after: code.upperBound)
  }

  /// Whether a code goes on a list that another began: `错误码 5300、5301 和 5302`.
  private func isListed(_ code: Range<Int>, after last: Int) -> Bool {
    guard (1...6).contains(code.lowerBound - last) else { return false }
    let joint = text(last..<code.lowerBound).filter { $0 != " " }
    return ["、", ",", "/", "或", "和", "与", "及", "and", "or", ",and", ",or"].contains(joint)
      && endsPhrase(code.upperBound)
  }

  /// Where the words begin that end at an index and announce a code; weak ones announce pages and
  /// quantities, too.
  private func announcement(before end: Int) -> (start: Int, isWeak: Bool)? {
    for name in hanNames where ends(with: name, at: end) { return (end - name.count, false) }
    if ends(with: hanError, at: end) { return (end - hanError.count, true) }
    for verb in hanReferences where ends(with: verb, at: end) {
      let before = scalar(at: end - verb.count - 1)
      guard !isOne(of: verb == hanSame ? "不相共合如协雷等一陪连" : "常意可不罕少看起遇明偏再听", before) else {
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
    return codeVerbs.contains(previous) ? (start, false) : nil
  }

  /// Whether the clause that begins after one of some marks names another product before it comes to
  /// the announcement at `end`.
  private func speaksOfOthers(before end: Int, from marks: String) -> Bool {
    let start = start(before: end, atMost: 48) { !isOne(of: marks, $0) }
    let clause = text(start..<end)
    if otherParties.contains(where: { clause.contains($0) }) { return true }
    let wordEnd = self.start(before: end, atMost: 2) { $0 == " " }
    if let last = word(before: wordEnd), last != system, !particles.contains(last) { return true }
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
    if otherParties.contains(where: { rest.contains($0) }) { return true }
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
    return explanations.contains { scalars[next...].starts(with: $0.unicodeScalars) }
  }

  // MARK: Backwards

  /// Where the scalars before `end` begin that all match.
  private func start(
    before end: Int, atMost count: Int, while matches: (Unicode.Scalar) -> Bool
  ) -> Int {
    var start = end
    while start > 0, end - start < count, matches(scalars[start - 1]) { start -= 1 }
    return start
  }

  /// The word of ASCII letters that ends at an index, in lower case.
  private func word(before end: Int) -> String? {
    let start = start(before: end, atMost: 24) { $0.isASCIILetter || $0 == "_" }
    guard start < end, !(scalar(at: start - 1).map(\.isASCIIWord) ?? false) else { return nil }
    return text(start..<end).lowercased()
  }

  private func ends(with name: [Unicode.Scalar], at end: Int) -> Bool {
    end >= name.count && scalars[(end - name.count)..<end].elementsEqual(name)
  }
}

private let hanNames = ["错误码", "错误代码", "错误编码", "错误编号", "错误号", "返回码"]
  .map { Array($0.unicodeScalars) }
/// What a number may be counted by, too.
private let hanError = Array("错误".unicodeScalars)
private let hanSame = Array("同".unicodeScalars)
private let hanReferences = [Array("见".unicodeScalars), hanSame]
/// Words that may stand before an announcement without saying whose code it is.
private let particles: Set<String> = [
  "a", "an", "and", "api", "as", "by", "check", "for", "gives", "has", "if", "is", "like", "of",
  "or",
  "return", "returns", "same", "see", "the", "to", "under", "when", "with",
]
/// After these, `code` is one that a system gives.
private let codeVerbs: Set<String> = [
  "see", "return", "returns", "returned", "give", "gives", "gave",
]
/// What goes on after a code that is explained.
private let explanations = ["表示", "代表", "意味", "说明", "是指", "means "]
/// What a number after a colon is a port of.
private let connections = ["端口", "地址", "主机", "连接", "监听"]
private let connectionWords: Set<String> = [
  "address", "addresses", "connect", "connected", "connecting", "connection", "connects", "curl",
  "endpoint", "host", "hosts", "listen", "listening", "listens", "ping", "port", "ports", "telnet",
]
/// What has codes of its own.
private let otherParties = [
  "数据库", "网关", "第三方", "上游", "下游", "底层", "外部", "中间件", "存储", "操作系统",
]
private let clauseEnds = "，。；：,;:!?！？\n"

private func isOne(of set: String, _ scalar: Unicode.Scalar?) -> Bool {
  scalar.map(set.unicodeScalars.contains) ?? false
}

/// What a code's key folds into `_`, blanks aside.
private func isSeparator(_ scalar: Unicode.Scalar) -> Bool { isOne(of: "_.:/-", scalar) }

private func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
}

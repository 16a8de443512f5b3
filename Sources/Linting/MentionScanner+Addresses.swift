/// Codes that are named with their system: `SYSTEM:CODE`.
extension MentionScanner {
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
    let start = start(before: place.lowerBound, atMost: 48) {
      !isOne(of: AnnouncingWords.clauseEnds, $0)
    }
    let clause = text(start..<endOfClause(from: place.upperBound, atMost: 48))
    return AnnouncingWords.connections.contains { clause.contains($0) }
      || clause.lowercased().split { !$0.isASCII || !$0.isLetter }
        .contains { AnnouncingWords.connectionWords.contains(String($0)) }
  }

  func endOfClause(from start: Int, atMost count: Int) -> Int {
    let limit = min(start + count, scalars.count)
    return scalars[start..<limit].firstIndex { isOne(of: "，。；,;\n", $0) } ?? limit
  }
}

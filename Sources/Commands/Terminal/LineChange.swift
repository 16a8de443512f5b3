import TextAnalysis

/// A line of a field that changed, or the whole of a field that has one line.
struct LineChange {
  /// The number that the line has in the new text, or had in the old one; nil where both have one line.
  let number: Int?
  let old: String?
  let new: String?

  /// What changed within the line; nil when it came, went, or has less than a third in common.
  var difference: TextDifference? {
    guard let old, let new else { return nil }
    let difference = TextDifference(from: old, to: new)
    return difference.sharedPart >= 1.0 / 3 ? difference : nil
  }

  /// The lines that differ; one that took another's place is paired with it.
  static func between(_ old: String?, _ new: String?) -> [LineChange] {
    let old = lines(of: old)
    let new = lines(of: new)
    let isNumbered = max(old.count, new.count) > 1
    func change(_ number: Int, _ old: String?, _ new: String?) -> LineChange {
      LineChange(number: isNumbered ? number : nil, old: old, new: new)
    }
    return SequenceDifference(from: old, to: new).changes.flatMap { place in
      let paired = zip(place.old, place.new).map { change($1 + 1, old[$0], new[$1]) }
      return paired
        + place.old.dropFirst(paired.count).map { change($0 + 1, old[$0], nil) }
        + place.new.dropFirst(paired.count).map { change($0 + 1, nil, new[$0]) }
    }
  }

  private static func lines(of text: String?) -> [String] {
    guard let text else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

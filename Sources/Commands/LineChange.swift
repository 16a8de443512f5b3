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
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var changes: [LineChange] = []
    var (left, right) = (0, 0)
    func change(_ number: Int, _ old: String?, _ new: String?) {
      changes.append(LineChange(number: isNumbered ? number : nil, old: old, new: new))
    }
    while left < old.count || right < new.count {
      switch (removed.contains(left), added.contains(right)) {
      case (true, true):
        change(right + 1, old[left], new[right])
        (left, right) = (left + 1, right + 1)
      case (true, false):
        change(left + 1, old[left], nil)
        left += 1
      case (false, true):
        change(right + 1, nil, new[right])
        right += 1
      case (false, false): (left, right) = (left + 1, right + 1)
      }
    }
    return changes
  }

  private static func lines(of text: String?) -> [String] {
    guard let text else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

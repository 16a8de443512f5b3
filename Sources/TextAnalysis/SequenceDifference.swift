/// The places at which two sequences differ.
///
/// What stands between is the same, in the same order.
package struct SequenceDifference: Sendable, Equatable {
  /// A place at which elements of the old sequence gave way to elements of the new one; one of the
  /// ranges may be empty, and never both.
  package struct Change: Sendable, Equatable {
    package var old: Range<Int>
    package var new: Range<Int>
  }

  /// The places in order, by offsets; two of them never touch.
  package private(set) var changes: [Change] = []

  /// Compares two sequences.
  ///
  /// The difference is the smallest one where no more than 500 elements came and went, after what both
  /// begin and end with. Where there are more, the sequences are cut at the elements that stand once on
  /// either side, and each part is compared so; a part without such elements counts as gone and come
  /// as a whole, and so do all parts that are left after some 20 million comparisons. So it takes time
  /// and memory by the lengths of the sequences, and not by their product.
  package init<Element: Hashable>(from old: [Element], to new: [Element]) {
    // Numbers compare faster than texts do.
    var numbers: [Element: Int] = [:]
    let numbered = { (elements: [Element]) in
      elements.map { element in
        if let number = numbers[element] { return number }
        numbers[element] = numbers.count
        return numbers.count - 1
      }
    }
    var comparison = Comparison(left: numbered(old), right: numbered(new))
    // What is still to be compared, the first at the end.
    var rest = [Change(old: old.indices, new: new.indices)]
    while let next = rest.popLast() {
      let place = comparison.withoutEnds(next)
      if place.old.isEmpty || place.new.isEmpty {
        add(place)
      } else if let changes = comparison.smallestChanges(in: place) {
        for change in changes { add(change) }
      } else if let parts = comparison.parts(of: place) {
        rest += parts.reversed()
      } else {
        add(place)
      }
    }
  }

  private mutating func add(_ change: Change) {
    guard !change.old.isEmpty || !change.new.isEmpty else { return }
    guard let last = changes.last, last.old.upperBound == change.old.lowerBound,
      last.new.upperBound == change.new.lowerBound
    else { return changes.append(change) }
    changes[changes.count - 1] = Change(
      old: last.old.lowerBound..<change.old.upperBound,
      new: last.new.lowerBound..<change.new.upperBound)
  }
}

/// Two sequences of numbers, and how much more may be done to compare them.
private struct Comparison {
  typealias Place = SequenceDifference.Change

  let left: [Int]
  let right: [Int]
  private var budget = 20_000_000

  /// So many elements may come and go where the smallest difference is looked for: that takes time and
  /// memory by the square of it.
  private static let mostChanged = 500

  init(left: [Int], right: [Int]) {
    self.left = left
    self.right = right
  }

  /// A place without what both sides begin and end with.
  func withoutEnds(_ place: Place) -> Place {
    var (old, new) = (place.old, place.new)
    while let first = old.first, let second = new.first, left[first] == right[second] {
      old = old.dropFirst()
      new = new.dropFirst()
    }
    while let last = old.last, let second = new.last, left[last] == right[second] {
      old = old.dropLast()
      new = new.dropLast()
    }
    return Place(old: old, new: new)
  }

  /// What lies before, between and after the elements that stand once on either side, as many of these
  /// as come in the same order; nil when there are none.
  mutating func parts(of place: Place) -> [Place]? {
    budget -= 8 * (place.old.count + place.new.count)
    guard budget > 0 else { return nil }
    let pairs = longestRise(of: singles(in: place))
    guard !pairs.isEmpty else { return nil }
    var parts: [Place] = []
    var start = (old: place.old.lowerBound, new: place.new.lowerBound)
    for pair in pairs {
      parts.append(Place(old: start.old..<pair.old, new: start.new..<pair.new))
      start = (pair.old + 1, pair.new + 1)
    }
    parts.append(
      Place(old: start.old..<place.old.upperBound, new: start.new..<place.new.upperBound))
    return parts
  }

  /// The elements that stand once on either side, in the order of the old one.
  private func singles(in place: Place) -> [(old: Int, new: Int)] {
    var places: [Int: (old: Int, new: Int?, isSingle: Bool)] = [:]
    for index in place.old { places[left[index]] = (index, nil, places[left[index]] == nil) }
    for index in place.new {
      guard let known = places[right[index]] else { continue }
      places[right[index]] = (known.old, index, known.isSingle && known.new == nil)
    }
    return places.values.compactMap { known in
      known.isSingle ? known.new.map { (known.old, $0) } : nil
    }.sorted { $0.old < $1.old }
  }

  /// The smallest difference within a place; nil when it is too large to be looked for.
  ///
  /// See Myers, "An O(ND) difference algorithm and its variations", 1986. A diagonal holds the pairs of
  /// offsets whose difference, old less new, is its number.
  mutating func smallestChanges(in place: Place) -> [Place]? {
    let (old, new) = (place.old, place.new)
    // How far down the old side the best way with so many changes comes, for the diagonals from
    // `-changes` to `changes`.
    var reached: [[Int]] = []
    for count in 0...min(Self.mostChanged, old.count + new.count) {
      var row = Array(repeating: 0, count: 2 * count + 1)
      for diagonal in stride(from: -count, through: count, by: 2) {
        var far = 0
        if let last = reached.last {
          let step = Self.step(to: diagonal, with: count, last)
          far = max(step.coming, step.going)
        }
        let start = far
        while far < old.count, far - diagonal < new.count,
          left[old.lowerBound + far] == right[new.lowerBound + far - diagonal]
        {
          far += 1
        }
        budget -= 1 + far - start
        guard budget > 0 else { return nil }
        row[diagonal + count] = far
        if far == old.count, far - diagonal == new.count {
          return way(to: diagonal, with: count, reached, place)
        }
      }
      reached.append(row)
    }
    return nil
  }

  /// How far the two ways with one change less come on a diagonal: by an element that comes, and by
  /// one that goes; -1 where there is none.
  private static func step(
    to diagonal: Int, with count: Int, _ last: [Int]
  ) -> (coming: Int, going: Int) {
    (
      diagonal < count - 1 ? last[diagonal + count] : -1,
      diagonal > 1 - count ? last[diagonal + count - 2] + 1 : -1
    )
  }

  /// The changes of the way that ends on a diagonal, in order.
  private func way(
    to end: Int, with count: Int, _ reached: [[Int]], _ place: Place
  ) -> [Place] {
    var changes: [Place] = []
    var diagonal = end
    for count in stride(from: count, to: 0, by: -1) {
      let step = Self.step(to: diagonal, with: count, reached[count - 1])
      let isComing = step.coming >= step.going
      let old = place.old.lowerBound + (isComing ? step.coming : step.going - 1)
      diagonal += isComing ? 1 : -1
      let new = place.new.lowerBound + (old - place.old.lowerBound) - diagonal
      changes.append(
        Place(old: old..<(old + (isComing ? 0 : 1)), new: new..<(new + (isComing ? 1 : 0))))
    }
    return changes.reversed()
  }
}

/// As many pairs as rise on both sides; they come in the order of the old one.
private func longestRise(of pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
  // ends[n]: the pair with the least `new` that ends a rise of n + 1 pairs.
  var ends: [Int] = []
  var previous = Array(repeating: -1, count: pairs.count)
  for (index, pair) in pairs.enumerated() {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if pairs[ends[middle]].new < pair.new { low = middle + 1 } else { high = middle }
    }
    if low > 0 { previous[index] = ends[low - 1] }
    if low == ends.count { ends.append(index) } else { ends[low] = index }
  }
  var rise: [(old: Int, new: Int)] = []
  var last = ends.last ?? -1
  while last >= 0 {
    rise.append(pairs[last])
    last = previous[last]
  }
  return rise.reversed()
}

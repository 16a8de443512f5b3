import TestSupport
import Testing
import TextAnalysis

@Suite struct SequenceDifferenceTests {
  @Test(arguments: [
    ("", "", 0), ("a", "a", 0), ("", "ab", 2), ("ab", "", 2), ("abc", "axc", 2),
    ("abcabba", "cbabac", 5), ("ab", "ba", 2), ("aaaa", "aa", 2), ("abxcd", "cdxab", 6),
  ])
  func `short sequences have the smallest difference`(old: String, new: String, expected: Int) {
    let difference = SequenceDifference(from: Array(old), to: Array(new))
    let size = difference.changes.reduce(0) { $0 + $1.old.count + $1.new.count }
    #expect(size == expected)
    #expect(rebuilt(difference, Array(old), Array(new)) == Array(new))
  }

  @Test(arguments: UInt64(1)...40)
  func `a difference leads from one sequence to the other and is the smallest`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<25 {
      let most = Int.random(in: 1...6, using: &random)
      let (old, new) = (numbers(30, most, &random), numbers(30, most, &random))
      let difference = SequenceDifference(from: old, to: new)
      #expect(rebuilt(difference, old, new) == new)
      let size = difference.changes.reduce(0) { $0 + $1.old.count + $1.new.count }
      #expect(size == new.difference(from: old).count)
    }
  }

  @Test(arguments: UInt64(1)...10)
  func `a difference of long sequences leads from one to the other`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for most in [1, 3, 50, 3000] {
      let (old, new) = (numbers(4000, most, &random), numbers(4000, most, &random))
      let difference = SequenceDifference(from: old, to: new)
      #expect(rebuilt(difference, old, new) == new)
      for (left, right) in zip(difference.changes, difference.changes.dropFirst()) {
        #expect(left.old.upperBound < right.old.lowerBound)
      }
    }
  }

  @Test func `where much changed, what stands once on either side is found`() {
    let old = (0..<9000).map { $0 % 3 == 0 ? $0 : -1 }
    let new = (0..<9000).map { $0 % 3 == 0 ? $0 : -2 }
    let difference = SequenceDifference(from: old, to: new)
    #expect(difference.changes.count == 3000)
    #expect(difference.changes.first?.old == 1..<3)
    #expect(difference.changes.first?.new == 1..<3)
  }

  @Test func `of a million elements that have little in common a part is compared`() {
    let old = (0..<500_000).map { $0 % 7 }
    let new = (0..<500_000).map { $0 * $0 % 11 }
    let difference = SequenceDifference(from: old, to: new)
    #expect(rebuilt(difference, old, new) == new)
  }

  private func rebuilt<Element>(
    _ difference: SequenceDifference, _ old: [Element], _ new: [Element]
  ) -> [Element] {
    var result: [Element] = []
    var end = 0
    for change in difference.changes {
      result += old[end..<change.old.lowerBound]
      result += new[change.new]
      end = change.old.upperBound
    }
    return result + old[end...]
  }

  private func numbers(_ count: Int, _ most: Int, _ random: inout SeededGenerator) -> [Int] {
    (0..<Int.random(in: 0...count, using: &random)).map { _ in
      Int.random(in: 0...most, using: &random)
    }
  }
}

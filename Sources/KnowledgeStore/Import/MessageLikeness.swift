import Catalog
import TextAnalysis

/// So many pairs of a draft and an entry are compared one by one.
let mostComparedPairs = 10_000

/// So many entries a draft is compared with where there are more pairs than that.
private let mostCandidates = 32

/// Pairs of a draft and an entry whose messages are alike, by numbers in the two lists, the most alike
/// first: more than half of their index tokens are the same (Dice's coefficient).
///
/// Beyond `mostComparedPairs` a draft is compared with the 32 entries that share its rarest tokens;
/// of a token that more entries have, with those at about the same place in the list. A draft made of
/// words that thousands of entries have may then miss the most similar one, and never finds one that
/// is not similar.
func mostAlike(
  _ drafts: [FieldValues], _ entries: [FieldValues]
) -> [(draft: Int, entry: Int)] {
  let messages = MessageTokens(drafts, entries)
  let comparesAll = drafts.count * entries.count <= mostComparedPairs
  var pairs: [(draft: Int, entry: Int, likeness: Double)] = []
  for draft in drafts.indices {
    let candidates = comparesAll ? Array(entries.indices) : messages.candidates(for: draft)
    for entry in candidates {
      let likeness = messages.likeness(draft, entry)
      if likeness > 0.5 { pairs.append((draft, entry, likeness)) }
    }
  }
  return pairs.sorted { ($1.likeness, $0.draft, $0.entry) < ($0.likeness, $1.draft, $1.entry) }
    .map { ($0.draft, $0.entry) }
}

/// The words of all messages as the index has them: pairs of Han characters, words, identifiers.
private struct MessageTokens {
  /// Of each draft and each entry the tokens, as numbers in order.
  ///
  /// The fewer entries have a token, the smaller its number. A token that no entry has is negative.
  private var drafts: [[Int]]
  private var entries: [[Int]]
  /// The entries that have a token, in order.
  private var bearers: [[Int]]

  init(_ drafts: [FieldValues], _ entries: [FieldValues]) {
    var segmenter = Segmenter()
    let words = { (values: FieldValues) in
      let messages = values.values.filter { $0.key.isMessage }.map(\.value)
      return Set(segmenter.segment(messages).split(separator: " ").map(String.init))
    }
    let known = entries.map(words)
    var counts: [String: Int] = [:]
    for word in known.joined() { counts[word, default: 0] += 1 }
    let ranked = counts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
    let numbers = Dictionary(uniqueKeysWithValues: zip(ranked, ranked.indices))
    var unknown = 0
    let numbered = { (words: Set<String>) in
      words.map { word in
        if let number = numbers[word] { return number }
        unknown -= 1
        return unknown
      }.sorted()
    }
    self.drafts = drafts.map { numbered(words($0)) }
    self.entries = known.map(numbered)
    bearers = Array(repeating: [], count: ranked.count)
    for (entry, tokens) in self.entries.enumerated() {
      for token in tokens { bearers[token].append(entry) }
    }
  }

  /// Dice's coefficient of the tokens of a draft and an entry.
  func likeness(_ draft: Int, _ entry: Int) -> Double {
    let (left, right) = (drafts[draft], entries[entry])
    guard !left.isEmpty, !right.isEmpty else { return 0 }
    var shared = 0
    var (first, second) = (0, 0)
    while first < left.count, second < right.count {
      if left[first] == right[second] { shared += 1 }
      let isBehind = left[first] <= right[second]
      if right[second] <= left[first] { second += 1 }
      if isBehind { first += 1 }
    }
    return 2 * Double(shared) / Double(left.count + right.count)
  }

  /// Entries that may be like a draft, at most `mostCandidates`.
  func candidates(for draft: Int) -> [Int] {
    let tokens = drafts[draft]
    var found: [Int] = []
    var seen: Set<Int> = []
    // Who shares more than half of all has more than a third of the draft's tokens, hence one of these.
    for token in tokens.prefix(tokens.count - tokens.count / 3) where token >= 0 {
      let room = mostCandidates - found.count
      guard room > 0 else { break }
      var near = bearers[token][...]
      if near.count > room {
        let middle = near.count * draft / drafts.count
        let start = max(0, min(middle - room / 2, near.count - room))
        near = near[start..<(start + room)]
      }
      for entry in near where seen.insert(entry).inserted { found.append(entry) }
    }
    return found
  }
}

import Catalog
import TextAnalysis

/// An entry that stands in the base under a key, as matching sees it.
struct ExistingEntry {
  var id: Int64
  var code: String
  var variant: String
  /// What the document last said of it; nil when the document never had it.
  var source: SourceRecord?
  /// What it holds now.
  var values: FieldValues
  /// Whether no document has it any more.
  var isWithdrawn = false

  /// What the document said last time.
  var base: FieldValues? { source?.base }
  /// The code as the document printed it last time, else as it stands here.
  var printedCode: String { source?.code ?? code }
  /// Whether the document had lost the entry.
  var isGone: Bool { source?.goneSince != nil }
}

/// Finds for each draft of one key the entry it is a new version of.
///
/// What the document had before goes first: by all that it said, by its messages in all languages, by
/// its message in one, best in the same spelling; then by the most similar message, and by order where as many entries are left as drafts; so a variant
/// keeps its entry when another is added above it. Then come entries of other documents and of
/// people, by message and by spelling. Each entry takes one draft; a draft that finds none is new.
/// Takes time by the square of the entries of one key, which are few.
func match(_ drafts: [FieldValues], to existing: [ExistingEntry]) -> [Int?] {
  // Nearly always: one of each, whatever it says.
  if drafts.count == 1, existing.count == 1 { return [0] }
  var result = [Int?](repeating: nil, count: drafts.count)
  var free = Set(existing.indices)
  func take(_ accepts: (FieldValues, ExistingEntry) -> Bool) {
    for (index, draft) in drafts.enumerated() where result[index] == nil {
      let found = existing.indices.first { free.contains($0) && accepts(draft, existing[$0]) }
      guard let found else { continue }
      result[index] = found
      free.remove(found)
    }
  }
  // The document's own entries first, then those that other documents or people brought.
  for isAlike in [saysTheSame, sharesAllMessages, sharesMessage] {
    take { draft, entry in
      draft[.code] == entry.printedCode && entry.base.map { isAlike($0, draft) } ?? false
    }
    take { draft, entry in entry.base.map { isAlike($0, draft) } ?? false }
  }
  // An entry that was lost comes back in other words only where the document has no other: else a
  // new meaning would take over what was written here for the old one.
  let isLost = existing.allSatisfy { $0.base == nil || $0.isGone }
  let isOwn = { (entry: ExistingEntry) in entry.base != nil && (isLost || !entry.isGone) }
  for (draft, entry) in mostAlike(drafts, existing) where isOwn(existing[entry]) {
    guard result[draft] == nil, free.contains(entry) else { continue }
    result[draft] = entry
    free.remove(entry)
  }
  // Wholly other words are a new wording only if there are as many as before.
  if result.count(where: { $0 == nil }) == free.count(where: { isOwn(existing[$0]) }) {
    take { isOwn($1) && $0[.code] == $1.code }
    take { draft, entry in isOwn(entry) }
  }
  take { sharesMessage($1.values, $0) }
  take { $1.base == nil && $0[.code] == $1.code }
  take { $1.base == nil && drafts.count == 1 }
  return result
}

/// Finds for each draft of one key the entry it is a new version of, by the variants that the
/// document gives where it gives some.
///
/// A draft with a label is the entry that the document had under that label, whatever that one is
/// called here by now, else the entry that bears it here, and never one of another label. Drafts
/// without a label are matched among the rest by what they say.
func match(
  _ drafts: [FieldValues], labelled labels: [String?], to existing: [ExistingEntry]
) -> [Int?] {
  guard labels.contains(where: { $0 != nil }) else { return match(drafts, to: existing) }
  var result = [Int?](repeating: nil, count: drafts.count)
  var free = Set(existing.indices)
  func take(_ accepts: (String, ExistingEntry) -> Bool) {
    for (index, label) in labels.enumerated() where result[index] == nil {
      guard let label,
        let found = existing.indices.first(where: {
          free.contains($0) && accepts(label, existing[$0])
        })
      else { continue }
      result[index] = found
      free.remove(found)
    }
  }
  take { label, entry in !label.isEmpty && entry.base?[.variant] == label }
  take { $1.variant == $0 && ($1.base?[.variant] ?? $0) == $0 }
  // The first has no label in what the document said.
  take { label, entry in label.isEmpty && entry.base.map { $0[.variant] == nil } ?? false }
  let rest = drafts.indices.filter { labels[$0] == nil }
  let left = existing.indices.filter { free.contains($0) }
  for (index, found) in zip(rest, match(rest.map { drafts[$0] }, to: left.map { existing[$0] })) {
    result[index] = found.map { left[$0] }
  }
  return result
}

private func saysTheSame(_ base: FieldValues, _ draft: FieldValues) -> Bool {
  draft.fieldsDiffering(from: base).allSatisfy { $0 == .code || $0 == .variant }
}

private func sharesAllMessages(_ left: FieldValues, _ right: FieldValues) -> Bool {
  sharesMessage(left, right)
    && !left.fieldsDiffering(from: right).contains { field in
      if case .message = field { true } else { false }
    }
}

private func sharesMessage(_ left: FieldValues, _ right: FieldValues) -> Bool {
  left.values.contains { field, value in
    guard case .message = field else { return false }
    return FieldValues.same(value, right[field])
  }
}

/// Pairs of a draft and an entry whose messages are alike, the most alike first.
private func mostAlike(
  _ drafts: [FieldValues], _ existing: [ExistingEntry]
) -> [(draft: Int, entry: Int)] {
  // A single one has nothing to be mistaken for.
  guard drafts.count > 1 || existing.count > 1 else { return [] }
  let said = drafts.map(messagePairs)
  let known = existing.map { messagePairs($0.base ?? FieldValues()) }
  var pairs: [(draft: Int, entry: Int, likeness: Double)] = []
  for draft in drafts.indices {
    for entry in existing.indices {
      let likeness = likeness(said[draft], known[entry])
      if likeness > 0.5 { pairs.append((draft, entry, likeness)) }
    }
  }
  return pairs.sorted { ($1.likeness, $0.draft, $0.entry) < ($0.likeness, $1.draft, $1.entry) }
    .map { ($0.draft, $0.entry) }
}

/// Dice's coefficient of two sets.
private func likeness(_ left: Set<String>, _ right: Set<String>) -> Double {
  guard !left.isEmpty || !right.isEmpty else { return 0 }
  return 2 * Double(left.intersection(right).count) / Double(left.count + right.count)
}

/// The words of all messages as the index has them: pairs of Han characters, words, identifiers.
private func messagePairs(_ values: FieldValues) -> Set<String> {
  var segmenter = Segmenter()
  let messages = values.values.compactMap { field, value in
    if case .message = field { value } else { nil }
  }
  return Set(segmenter.segment(messages).split(separator: " ").map(String.init))
}

/// Labels for new variants of a key: `""`, `2`, `3` … without those that are taken.
struct VariantLabels {
  private var taken: Set<String>
  private var next = 1

  /// Takes the labels that entries of the key bear.
  init(taken: some Sequence<String>) { self.taken = Set(taken) }

  /// Takes a label; nil when it is taken already.
  mutating func take(_ label: String) -> String? {
    taken.insert(label).inserted ? label : nil
  }

  /// The next free label: none for the first, then the suggested one, else a number.
  mutating func take(suggested: String? = nil) -> String {
    if let suggested, taken.contains(""), let label = take(suggested) { return label }
    while true {
      let label = next == 1 ? "" : String(next)
      next += 1
      if taken.insert(label).inserted { return label }
    }
  }
}

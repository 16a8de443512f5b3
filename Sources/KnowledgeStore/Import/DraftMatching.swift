import Catalog

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
/// its message in one, best in the same spelling; then by the most similar message, and by order
/// where as many entries are left as drafts; so a variant keeps its entry when another is added above
/// it. Then come entries of other documents and of people, by message and by spelling. Each entry
/// takes one draft; a draft that finds none is new.
///
/// Takes time by the number of drafts and entries. Which message is the most similar is exact up to
/// 10,000 pairs; beyond, see `mostAlike(_:_:)`.
func match(_ drafts: [FieldValues], to existing: [ExistingEntry]) -> [Int?] {
  // Nearly always: nothing to be found, or one of each, whatever it says.
  if existing.isEmpty { return drafts.map { _ in nil } }
  if drafts.count == 1, existing.count == 1 { return [0] }
  var matching = Matching(drafts: drafts.count, entries: existing.count)
  // The document's own entries first, then those that other documents or people brought.
  let said = drafts.map(FoldedValues.init)
  let known = existing.map { $0.base.map(FoldedValues.init) }
  for keys in [FoldedValues.allButCode, FoldedValues.allMessages, FoldedValues.anyMessage] {
    let said = said.map(keys)
    let known = known.map { $0.map(keys) ?? [] }
    matching.take(
      { draft in said[draft].map { Spelled(code: drafts[draft][.code], key: $0) } },
      { entry in known[entry].map { Spelled(code: existing[entry].printedCode, key: $0) } })
    matching.take({ said[$0] }, { known[$0] })
  }
  // An entry that was lost comes back in other words only where the document has no other: else a
  // new meaning would take over what was written here for the old one.
  let isLost = existing.allSatisfy { $0.base == nil || $0.isGone }
  let isOwn = existing.map { $0.base != nil && (isLost || !$0.isGone) }
  matching.takeMostAlike(drafts, existing) { isOwn[$0] }
  // Wholly other words are a new wording only if there are as many as before.
  if matching.openDrafts.count == matching.freeEntries.count(where: { isOwn[$0] }) {
    matching.take({ [drafts[$0][.code]] }, { isOwn[$0] ? [existing[$0].code] : [] })
    matching.take({ _ in [true] }, { isOwn[$0] ? [true] : [] })
  }
  matching.take(
    { FoldedValues.anyMessage(said[$0]) },
    { FoldedValues.anyMessage(FoldedValues(existing[$0].values)) })
  matching.take(
    { [drafts[$0][.code]] }, { existing[$0].base == nil ? [existing[$0].code] : [] })
  if drafts.count == 1 { matching.take({ _ in [true] }, { [existing[$0].base == nil] }) }
  return matching.result
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
  var matching = Matching(drafts: drafts.count, entries: existing.count)
  let given = { (draft: Int) in labels[draft].map { [$0] } ?? [] }
  matching.take(
    { given($0).filter { !$0.isEmpty } },
    { existing[$0].base?[.variant].map { [$0] } ?? [] })
  matching.take(
    given,
    { index in
      let entry = existing[index]
      return (entry.base?[.variant] ?? entry.variant) == entry.variant ? [entry.variant] : []
    })
  // The first has no label in what the document said.
  matching.take(
    { given($0).filter(\.isEmpty) },
    { existing[$0].base.map { $0[.variant] == nil } ?? false ? [""] : [] })
  var result = matching.result
  let rest = drafts.indices.filter { labels[$0] == nil }
  let left = matching.freeEntries
  for (index, found) in zip(rest, match(rest.map { drafts[$0] }, to: left.map { existing[$0] })) {
    result[index] = found.map { left[$0] }
  }
  return result
}

/// Which draft has which entry.
private struct Matching {
  /// For each draft its entry.
  private(set) var result: [Int?]
  private var isFree: [Bool]

  init(drafts: Int, entries: Int) {
    result = Array(repeating: nil, count: drafts)
    isFree = Array(repeating: true, count: entries)
  }

  /// The drafts that have no entry, in order.
  var openDrafts: [Int] { result.indices.filter { result[$0] == nil } }

  /// The entries that no draft has, in order.
  var freeEntries: [Int] { isFree.indices.filter { isFree[$0] } }

  mutating func take(_ draft: Int, _ entry: Int) {
    guard result[draft] == nil, isFree[entry] else { return }
    result[draft] = entry
    isFree[entry] = false
  }

  /// Gives each draft that has none, in order, the first free entry that has a key in common with it.
  mutating func take<Key: Hashable>(
    _ keysOfDraft: (Int) -> [Key], _ keysOfEntry: (Int) -> [Key]
  ) {
    let open = openDrafts
    let free = freeEntries
    guard !open.isEmpty, !free.isEmpty else { return }
    // The entries of each key, and how many of them at the front are taken: each is passed once.
    var bearers: [Key: (entries: [Int], next: Int)] = [:]
    for entry in free {
      for key in keysOfEntry(entry) { bearers[key, default: ([], 0)].entries.append(entry) }
    }
    for draft in open {
      var first: Int?
      for key in keysOfDraft(draft) {
        guard let index = bearers.index(forKey: key) else { continue }
        while let entry = bearers.values[index].entries.dropFirst(bearers.values[index].next).first
        {
          if isFree[entry] {
            first = min(first ?? entry, entry)
            break
          }
          bearers.values[index].next += 1
        }
      }
      if let first { take(draft, first) }
    }
  }

  /// Gives drafts the entries whose messages are the most like theirs.
  mutating func takeMostAlike(
    _ drafts: [FieldValues], _ existing: [ExistingEntry], where isWanted: (Int) -> Bool
  ) {
    // Where not all pairs are compared, what the best ones leave is compared again.
    for _ in 0..<4 {
      let open = openDrafts
      let free = freeEntries.filter(isWanted)
      guard !open.isEmpty, !free.isEmpty else { return }
      let pairs = mostAlike(
        open.map { drafts[$0] }, free.map { existing[$0].base ?? FieldValues() })
      for (draft, entry) in pairs { take(open[draft], free[entry]) }
      if pairs.isEmpty || open.count * free.count <= mostComparedPairs { return }
    }
  }
}

/// What an entry says under a code in one spelling.
private struct Spelled<Key: Hashable>: Hashable {
  var code: String?
  var key: Key
}

/// Values in the form in which `FieldValues.same` compares them, to be looked up.
private struct FoldedValues: Hashable {
  private var lines: [Field: [String]]

  init(_ values: FieldValues) { lines = values.values.mapValues { FieldValues.foldedLines($0) } }

  private init(_ lines: [Field: [String]]) { self.lines = lines }

  /// All that is said, the code and the variant aside.
  static func allButCode(_ values: FoldedValues) -> [FoldedValues] {
    [FoldedValues(values.lines.filter { $0.key != .code && $0.key != .variant })]
  }

  /// The messages in all languages together; none where there is no message.
  static func allMessages(_ values: FoldedValues) -> [FoldedValues] {
    let messages = values.lines.filter { $0.key.isMessage }
    return messages.isEmpty ? [] : [FoldedValues(messages)]
  }

  /// The messages one by one.
  static func anyMessage(_ values: FoldedValues) -> [FoldedValues] {
    values.lines.filter { $0.key.isMessage }.map { FoldedValues([$0.key: $0.value]) }
  }
}

extension Field {
  var isMessage: Bool {
    if case .message = self { true } else { false }
  }
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

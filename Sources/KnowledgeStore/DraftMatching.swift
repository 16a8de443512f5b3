import Catalog

/// An entry that stands in the base under a key, as matching sees it.
struct ExistingEntry {
  var id: Int64
  var code: String
  var variant: String
  /// What the document last said of it; nil when the document never had it.
  var base: FieldValues?
  /// What it holds now.
  var values: FieldValues
  /// Whether the document had lost the entry.
  var isGone: Bool
}

/// Finds for each draft of one key the entry it is a new version of.
///
/// What the document had before goes first: by the exact message it gave, best in the same spelling,
/// by exact spelling, by order; so a variant keeps its entry when another is added above it. Then
/// come entries of other documents and of people, by message and by spelling. Each entry takes one
/// draft; a draft that finds none is new. Takes time by the square of the entries of one key, which
/// are few.
func match(_ drafts: [FieldValues], to existing: [ExistingEntry]) -> [Int?] {
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
  take { draft, entry in
    draft[.code] == entry.code && entry.base.map { sharesMessage($0, draft) } ?? false
  }
  take { draft, entry in entry.base.map { sharesMessage($0, draft) } ?? false }
  take { $1.base != nil && $0[.code] == $1.code }
  take { $1.base != nil }
  take { sharesMessage($1.values, $0) }
  take { $1.base == nil && $0[.code] == $1.code }
  take { $1.base == nil && drafts.count == 1 }
  return result
}

private func sharesMessage(_ left: FieldValues, _ right: FieldValues) -> Bool {
  left.values.contains { field, value in
    guard case .message = field else { return false }
    return FieldValues.same(value, right[field])
  }
}

/// Labels for new variants of a key: `""`, `2`, `3` … without those that are taken.
struct VariantLabels {
  private var taken: Set<String>
  private var next = 1

  /// Takes the labels that entries of the key bear.
  init(taken: some Sequence<String>) { self.taken = Set(taken) }

  /// The next free label.
  mutating func take() -> String {
    while true {
      let label = next == 1 ? "" : String(next)
      next += 1
      if taken.insert(label).inserted { return label }
    }
  }
}

import Catalog

/// What becomes of an entry when a document says something new of it.
struct DocumentMerge {
  /// What the entry holds after the merge.
  var merged: FieldValues
  /// What the document says now, with what waits for a decision.
  private(set) var source: SourceRecord
  /// The fields that newly wait for a decision, or would.
  private(set) var conflicts: [Field] = []

  /// Merges.
  ///
  /// A conflict that is open already keeps the older ancestor, and the merge starts from that: a
  /// document that says again what it said before, or what stands here, closes it.
  ///
  /// - Parameters:
  ///   - said: what the document says now.
  ///   - old: what it said last time; nil when it had no such entry.
  ///   - ours: what stands here.
  ///   - others: what other documents say of the entry.
  ///   - isOnlyReadAnew: whether the document is the same and only its reader is newer: then it has
  ///     not changed its mind, and what was edited here stays without a question.
  init(
    _ said: SourceRecord, after old: SourceRecord?, ours: FieldValues, others: FieldValues,
    isOnlyReadAnew: Bool, onConflict: KnowledgeBase.OnConflict
  ) {
    source = said
    source.conflicts = old?.conflicts ?? [:]
    var ancestor = old?.base ?? FieldValues()
    for (field, conflict) in source.conflicts { ancestor[field] = conflict.ancestor }
    let merge = ThreeWayMerge(base: ancestor, theirs: said.base, ours: ours)
    merged = merge.merged
    var disputed = Set(merge.conflicts)
    for field in merged.fieldsDiffering(from: ours) {
      guard let other = others[field] else { continue }
      if ours[field] == nil {
        // Another document fills the field: people emptied it.
        disputed.insert(field)
        merged[field] = nil
      } else if FieldValues.same(other, merged[field]) {
        continue
      } else if merged[field] == nil {
        // A field that this document drops stays as long as another one supplies it.
        merged[field] = other
      } else {
        disputed.insert(field)
        merged[field] = ours[field]
      }
    }
    let fields = Set(source.conflicts.keys)
      .union(said.base.fieldsDiffering(from: old?.base ?? FieldValues()))
      .union(disputed)
    for field in fields.sorted(by: { $0.name < $1.name }) {
      guard disputed.contains(field) else {
        source.conflicts[field] = nil
        continue
      }
      settle(
        field, .init(ancestor: ancestor[field], theirs: said.base[field]),
        isOnlyReadAnew, onConflict)
    }
  }

  private mutating func settle(
    _ field: Field, _ conflict: SourceRecord.Conflict, _ isOnlyReadAnew: Bool,
    _ onConflict: KnowledgeBase.OnConflict
  ) {
    let open = source.conflicts[field]
    // A question that is open already is asked once; one that is answered beforehand not at all.
    if open == conflict, onConflict == .review || onConflict == .fail { return }
    if isOnlyReadAnew {
      // The newer reading of what waits already, no question of its own.
      if open != nil { source.conflicts[field] = conflict }
      return
    }
    switch onConflict {
    case .review, .fail:
      source.conflicts[field] = conflict
      conflicts.append(field)
    case .ours: source.conflicts[field] = nil
    case .theirs:
      source.conflicts[field] = nil
      merged[field] = conflict.theirs
    }
  }
}

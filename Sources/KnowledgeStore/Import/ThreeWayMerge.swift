import Catalog

/// What becomes of an entry when a document says something new.
///
/// For each field: what only the document changed is taken; what only was changed here is kept; what
/// both changed alike is fine; what both changed differently stays as it is here and is a conflict.
struct ThreeWayMerge {
  /// The fields after the merge.
  private(set) var merged: FieldValues
  /// The fields that both sides changed, differently.
  private(set) var conflicts: [Field] = []

  /// Merges.
  ///
  /// - Parameters:
  ///   - base: what the document said last time; empty when it had no such entry.
  ///   - theirs: what it says now.
  ///   - ours: what stands here.
  init(base: FieldValues, theirs: FieldValues, ours: FieldValues) {
    merged = ours
    for field in theirs.fieldsDiffering(from: base) {
      if FieldValues.same(ours[field], base[field]) {
        merged[field] = theirs[field]
      } else if !FieldValues.same(ours[field], theirs[field]) {
        conflicts.append(field)
      }
    }
  }
}

import Catalog
import TextAnalysis

/// An entry that went or came with an import.
struct RenameCandidate {
  var entry: Int64
  var values: FieldValues
}

/// Pairs of an entry that went and one that came which look like one code under two names: they say
/// the same, and no other one does; ordered as those that went.
func renames(
  from gone: [RenameCandidate], to added: [RenameCandidate]
) -> [(old: RenameCandidate, new: RenameCandidate)] {
  let old = byMessage(gone)
  let new = byMessage(added)
  var taken: Set<Int64> = []
  let places = Dictionary(uniqueKeysWithValues: gone.enumerated().map { ($1.entry, $0) })
  return old.sorted { $0.key < $1.key }.compactMap { message, candidates in
    guard candidates.count == 1, let coming = new[message], coming.count == 1,
      taken.insert(candidates[0].entry).inserted, taken.insert(coming[0].entry).inserted
    else { return nil }
    return (candidates[0], coming[0])
  }.sorted { places[$0.old.entry] ?? 0 < places[$1.old.entry] ?? 0 }
}

/// The candidates by each of their messages, without regard to case, width, blanks and punctuation.
private func byMessage(_ candidates: [RenameCandidate]) -> [String: [RenameCandidate]] {
  var result: [String: [RenameCandidate]] = [:]
  for candidate in candidates {
    var messages: Set<String> = []
    for (field, value) in candidate.values.values {
      guard case .message = field else { continue }
      let folded = compatibilityComposed(value).lowercased().filter { $0.isLetter || $0.isNumber }
      if !folded.isEmpty { messages.insert(folded) }
    }
    for message in messages { result[message, default: []].append(candidate) }
  }
  return result
}

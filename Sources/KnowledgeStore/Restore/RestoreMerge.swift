import Catalog

/// What becomes of an entry when a record of it comes from elsewhere.
///
/// As with documents: what only the other side changed is taken, what only was changed here stays, and
/// what both changed differently is a conflict. The ancestor is what a document says, as the record
/// has it, else as it stands here; where no document says anything, an empty field is filled and any
/// other difference is a conflict.
struct RestoreMerge {
  /// What the entry holds after the merge; conflicts stay as they are here, or as they are there.
  private(set) var merged: FieldValues
  /// The fields that differ and that nobody can decide.
  private(set) var conflicts: [Field] = []

  /// Merges.
  ///
  /// - Parameters:
  ///   - theirs: what the record holds.
  ///   - languages: the languages that it speaks for; the others stay.
  ///   - ancestor: what documents say.
  ///   - ours: what stands here.
  ///   - takesTheirs: whether conflicts are decided for the record.
  ///   - author: who restores, and when: texts of both sides together are a new text.
  init(
    _ theirs: FieldValues, in languages: Set<Language>, after ancestor: FieldValues,
    ours: FieldValues, takesTheirs: Bool, author: String, at time: String
  ) {
    merged = ours
    var taken: Set<Language> = []
    let differing = theirs.fieldsDiffering(from: ours).filter { field in
      field.language.map(languages.contains) ?? true
    }
    for field in differing where field.language == nil || field.isText {
      let isTaken: Bool
      if let known = ancestor[field] {
        let isOurs = FieldValues.same(theirs[field], known)
        let isTheirs = FieldValues.same(ours[field], known)
        if !isOurs && !isTheirs { conflicts.append(field) }
        isTaken = isTheirs || !isOurs && takesTheirs
      } else {
        if ours[field] != nil { conflicts.append(field) }
        isTaken = ours[field] == nil || takesTheirs
      }
      guard isTaken else { continue }
      merged[field] = theirs[field]
      if let language = field.language { taken.insert(language) }
    }
    // Together they are texts that nobody has seen so far.
    merged.settleStates(
      from: ours, by: .person(name: author, at: time, assigned: [], source: nil))
    for language in languages.sorted() {
      mergeState(of: language, theirs, ours, isTaken: taken.contains(language), takesTheirs)
    }
  }

  /// State, approval and origin go with the texts they speak of.
  private mutating func mergeState(
    of language: Language, _ theirs: FieldValues, _ ours: FieldValues, isTaken: Bool,
    _ takesTheirs: Bool
  ) {
    let texts = [Field.message(language), .description(language), .remedy(language)]
    guard texts.allSatisfy({ FieldValues.same(merged[$0], theirs[$0]) }) else { return }
    let about = Set(theirs.fields).union(ours.fields).union(merged.fields)
      .filter { $0.language == language && !$0.isText }
    // What the record says as it stands here may have ended with another text that was taken.
    let differing = about.filter { theirs[$0] != ours[$0] }
    guard isTaken || !differing.isEmpty else { return }
    if !isTaken, about.contains(where: { ours[$0] != nil }) {
      let state = Field.state(language)
      conflicts.append(
        differing.contains(state) ? state : differing.min { $0.name < $1.name } ?? state)
      guard takesTheirs else { return }
    }
    for field in about { merged[field] = theirs[field] }
  }
}

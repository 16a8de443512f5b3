import Catalog

/// What becomes of an entry when a record of it comes from elsewhere.
///
/// As with documents: what only the other side changed is taken, what only was changed here stays, and
/// what both changed differently is a conflict. The ancestor is what a document says, as the record
/// has it, else as it stands here. Where no document says anything of a field, one that was empty here
/// all the time is filled, and one that is empty in a record with sources was filled here since; any
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
  ///   - ancestor: what documents say, and what is known by that.
  ///   - ours: what stands here.
  ///   - takesTheirs: whether conflicts are decided for the record.
  ///   - author: who restores, and when: texts of both sides together are a new text.
  ///   - wasEverSet: whether a field that is empty here ever held something: it was cleared then.
  init(
    _ theirs: FieldValues, in languages: Set<Language>, after ancestor: RestoreAncestor,
    ours: FieldValues, takesTheirs: Bool, author: String, at time: String,
    wasEverSet: (Field) throws -> Bool
  ) rethrows {
    merged = ours
    var taken: Set<Language> = []
    let differing = theirs.fieldsDiffering(from: ours).filter { field in
      field.language.map(languages.contains) ?? true
    }
    for field in differing where field.language == nil || field.isText {
      let change = try Change(theirs[field], ours[field], field, ancestor, wasEverSet)
      if change == .both { conflicts.append(field) }
      guard change == .theirs || change == .both && takesTheirs else { continue }
      merged[field] = theirs[field]
      if let language = field.language { taken.insert(language) }
    }
    // Together they are texts that nobody has seen so far.
    merged.settleStates(
      from: ours, by: .person(name: author, at: time, assigned: [], source: nil))
    for language in languages.sorted() {
      try mergeState(
        of: language, theirs, ours, isTaken: taken.contains(language), takesTheirs,
        isKnown: ancestor.isKnown, wasEverSet)
    }
  }

  /// Who changed a field that differs.
  private enum Change {
    case ours
    case theirs
    /// Both did, or nobody knows.
    case both

    init(
      _ theirs: String?, _ ours: String?, _ field: Field, _ ancestor: RestoreAncestor,
      _ wasEverSet: (Field) throws -> Bool
    ) rethrows {
      if ancestor.untouched.contains(field) {
        self = .theirs
      } else if let known = ancestor.said[field] {
        let isOurs = FieldValues.same(theirs, known)
        self = FieldValues.same(ours, known) ? .theirs : isOurs ? .ours : .both
      } else if ours == nil {
        self = try wasEverSet(field) ? .both : .theirs
      } else {
        self = theirs == nil && ancestor.isKnown ? .ours : .both
      }
    }
  }

  /// State, approval and origin go with the texts they speak of.
  private mutating func mergeState(
    of language: Language, _ theirs: FieldValues, _ ours: FieldValues, isTaken: Bool,
    _ takesTheirs: Bool, isKnown: Bool, _ wasEverSet: (Field) throws -> Bool
  ) rethrows {
    let texts = [Field.message(language), .description(language), .remedy(language)]
    guard texts.allSatisfy({ FieldValues.same(merged[$0], theirs[$0]) }) else { return }
    let about = Field.standing(of: language).filter { field in
      [theirs, ours, merged].contains { $0[field] != nil }
    }
    // What the record says as it stands here may have ended with another text that was taken.
    let differing = about.filter { theirs[$0] != ours[$0] }
    guard isTaken || !differing.isEmpty else { return }
    let isSetHere = about.contains { ours[$0] != nil }
    // Texts as documents left them there were looked at here since.
    if !isTaken, isSetHere, isKnown, about.allSatisfy({ theirs[$0] == nil }) { return }
    if try !isTaken && (isSetHere || differing.contains(where: wasEverSet)) {
      let state = Field.state(language)
      conflicts.append(
        differing.contains(state) ? state : differing.min { $0.name < $1.name } ?? state)
      guard takesTheirs else { return }
    }
    for field in about { merged[field] = theirs[field] }
  }
}

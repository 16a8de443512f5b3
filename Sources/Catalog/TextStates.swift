import TextAnalysis

/// Who changes the texts of an entry; states, approvals and origins follow from it.
package enum TextWriter: Sendable {
  /// A person, at a time (UTC, ISO 8601).
  ///
  /// `assigned` are the fields the person wrote, changed or not; `source` is the language that the
  /// person says a translation is made from, `assumed` the one for a text of which that is not known.
  /// `madeFrom` are the texts of the source that the person had before them, by the field of the
  /// translation; for others these are the ones that stand there.
  case person(
    name: String, at: String, assigned: Set<Field>, source: Language?, assumed: Language? = nil,
    madeFrom: [Field: String] = [:])
  /// Documents; `says` is what they say of the entry now, together.
  case document(says: FieldValues)
}

extension FieldValues {
  /// Brings states, approvals and origins in line with how the texts have changed.
  ///
  /// What a person writes is a draft, and an approval holds for the texts that were approved only, as
  /// long as no more than white space, punctuation and width change. A
  /// person's text in another language than the source remembers what it was made from; when that
  /// changes in more than white space, punctuation and width, the text is outdated, and when the
  /// change is taken back it is what it was. Texts of a document have no origin: those that arrive
  /// together never outdate each other.
  package mutating func settleStates(from before: FieldValues, by writer: TextWriter) {
    let languages = Set(languages).union(before.languages)
    for language in languages {
      guard hasTexts(in: language) else {
        clearState(of: language)
        continue
      }
      switch writer {
      case .person(let name, let time, let assigned, let source, let assumed, let madeFrom):
        let known = self[.madeFrom(language, .language)].flatMap { Language($0) }
        settle(
          language, from: before, assigned,
          source ?? known.flatMap { hasTexts(in: $0) ? $0 : nil } ?? assumed, madeFrom)
        if assigned.contains(.state(language)), self[.state(language)] == reviewed {
          self[.reviewedBy(language)] = name
          self[.reviewedAt(language)] = time
        }
      case .document(let says): settle(language, from: before, says)
      }
    }
    // Only when all texts stand as they will can they be compared with what they were made from.
    for language in self.languages {
      if case .person(_, _, let assigned, _, _, _) = writer, assigned.contains(.state(language)) {
        continue
      }
      markOutdated(language, from: before)
    }
  }

  /// How much the text that a translation was made from has changed since.
  package func changeOfOrigin(of language: Language) -> ChangeGrade {
    guard let source = self[.madeFrom(language, .language)].flatMap({ Language($0) }) else {
      return .none
    }
    return Self.parts.map { part, field in
      guard let origin = self[.madeFrom(language, part)] else { return ChangeGrade.none }
      let grade = ChangeGrade(from: origin, to: self[field(source)])
      // What to do has changed, if only in a word.
      return part == .remedy && grade > .cosmetic ? .substance : grade
    }.max() ?? .none
  }

  /// The language that texts in others are taken to be translated from: the system's own where the
  /// entry has a text in it, else the one that documents give; nil when there is no such language.
  package func translationSource(system: Language?) -> Language? {
    if let system, hasTexts(in: system) { return system }
    let sourced = languages.filter { self[.state($0)] == nil && hasTexts(in: $0) }
    return sourced.count == 1 ? sourced.first : nil
  }

  private mutating func settle(
    _ language: Language, from before: FieldValues, _ assigned: Set<Field>, _ source: Language?,
    _ madeFrom: [Field: String]
  ) {
    let isStateAssigned = assigned.contains(.state(language))
    let isOutdated = self[.state(language)] == TextState.outdated.rawValue
    let known = Self.parts.map(\.part).filter { self[.madeFrom(language, $0)] != nil }
    let changed = Self.parts.filter { _, field in
      !Self.same(self[field(language)], before[field(language)])
    }
    if !changed.isEmpty {
      // Written anew together with its state, it is what the person says it is; an approval holds
      // for other blanks, marks and widths, too.
      let grades = changed.map { ChangeGrade(from: before[$1(language)], to: self[$1(language)]) }
      let staysApproved =
        !isStateAssigned && self[.state(language)] == reviewed
        && grades.allSatisfy { $0 <= .cosmetic }
      if !isStateAssigned, !staysApproved { self[.state(language)] = TextState.draft.rawValue }
      if !staysApproved { clearReview(of: language) }
      // Declared right as a whole, it is made from what stands there now.
      let isRight = isStateAssigned && !isOutdated
      remember(changed.map(\.part) + (isRight ? known : []), of: language, from: source, madeFrom)
    } else if isStateAssigned, !isOutdated {
      // Looked at and found right: what it was made from is what stands there now.
      if self[.state(language)] != before[.state(language)] { clearReview(of: language) }
      remember(known, of: language, from: source, madeFrom)
    }
  }

  private mutating func settle(
    _ language: Language, from before: FieldValues, _ says: FieldValues
  ) {
    let changed = Self.parts.filter { _, field in
      !Self.same(self[field(language)], before[field(language)])
    }
    guard !changed.isEmpty else { return }
    for (part, _) in changed { self[.madeFrom(language, part)] = nil }
    forgetEmptyOrigin(of: language)
    guard self[.state(language)] != nil else { return }
    let grade = changed.map { ChangeGrade(from: before[$1(language)], to: self[$1(language)]) }
      .max()
    if self[.reviewedBy(language)] != nil, let grade, grade <= .cosmetic { return }
    clearReview(of: language)
    let isSourced = Self.parts.allSatisfy { _, field in
      Self.same(self[field(language)], says[field(language)])
    }
    self[.state(language)] = isSourced ? nil : TextState.draft.rawValue
  }

  /// Marks a translation outdated when what it was made from has changed, and no longer when the change
  /// is taken back.
  package mutating func markOutdated(_ language: Language, from before: FieldValues) {
    let outdated = TextState.outdated.rawValue
    if changeOfOrigin(of: language) >= .wording {
      self[.state(language)] = outdated
    } else if self[.state(language)] == outdated, before.changeOfOrigin(of: language) >= .wording {
      let wasReviewed = self[.reviewedBy(language)] != nil
      self[.state(language)] = (wasReviewed ? TextState.reviewed : .draft).rawValue
    }
  }

  /// Keeps what parts of a translation are made from: what the person had before them, else the
  /// source's texts as they stand.
  private mutating func remember(
    _ parts: [Field.OriginPart], of language: Language, from source: Language?,
    _ madeFrom: [Field: String]
  ) {
    let known = self[.madeFrom(language, .language)].flatMap { Language($0) }
    guard let source = source ?? known, source != language else { return }
    if let known, known != source {
      for (part, _) in Self.parts { self[.madeFrom(language, part)] = nil }
    }
    self[.madeFrom(language, .language)] = source.tag
    for (part, field) in Self.parts where parts.contains(part) {
      let isEmpty = self[field(language)] == nil
      self[.madeFrom(language, part)] =
        isEmpty ? nil : madeFrom[field(language)] ?? self[field(source)]
    }
    forgetEmptyOrigin(of: language)
  }

  private mutating func forgetEmptyOrigin(of language: Language) {
    if Self.parts.allSatisfy({ self[.madeFrom(language, $0.part)] == nil }) {
      self[.madeFrom(language, .language)] = nil
    }
  }

  private mutating func clearReview(of language: Language) {
    self[.reviewedBy(language)] = nil
    self[.reviewedAt(language)] = nil
  }

  private mutating func clearState(of language: Language) {
    self[.state(language)] = nil
    clearReview(of: language)
    for part in Field.OriginPart.allCases { self[.madeFrom(language, part)] = nil }
  }

  private var reviewed: String { TextState.reviewed.rawValue }

  private typealias Part = (part: Field.OriginPart, field: (Language) -> Field)

  /// The texts of a language, each with what remembers it in a translation.
  private static var parts: [Part] {
    [(.message, Field.message), (.description, Field.description), (.remedy, Field.remedy)]
  }
}

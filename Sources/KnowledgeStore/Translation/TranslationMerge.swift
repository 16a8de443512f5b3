import Catalog
import TextAnalysis

/// What becomes of an entry's texts in one language when translations of them come back.
///
/// A unit whose text, source and mark are as they were handed out says nothing. A text that only the
/// translator changed is taken, one that only was changed here stays, and one that both changed is a
/// conflict. What an earlier import of the file brought here, and nobody changed since, the translator
/// goes on with. Where it is not known what was handed out, a text fills what is empty here; another
/// text than the one that stands here stays out where it is fuzzy, and is a conflict where it is not.
///
/// What gettext's tools put there on their own is left out: for a source that is new or has changed they
/// take the translation of a similar one and mark it fuzzy.
///
/// What is not fuzzy is right in the translator's word: with all texts of the entry so, and made from
/// what stands here, the texts are reviewed.
struct TranslationMerge {
  /// The fields to change, the state among them.
  private(set) var changes: [Field: String?] = [:]
  /// The language that the translation was made from.
  private(set) var source: Language?
  /// What texts that are taken were made from, where that is no longer what stands here.
  private(set) var madeFrom: [Field: String] = [:]
  /// Texts that were changed here and in the file: what stands here and what the file says.
  private(set) var conflicts: [FieldChange] = []
  /// Whether a remedy is translated in part, with nothing here for the rest.
  private(set) var hasWaitingSteps = false
  /// Texts that a program has put there, and nobody has looked at.
  private(set) var guesses = 0
  /// What no field can hold, by the line of the file.
  private(set) var complaints: [(line: Int, sentence: String)] = []

  /// What an entry holds, and held when the file was made.
  struct Base {
    var now: FieldValues
    /// Nil where it is not known.
    var then: FieldValues?
    var systemLanguage: Language?
    /// Fields that an earlier import of the file has changed since, and nobody after it.
    var brought: Set<Field> = []
  }

  private let language: Language
  /// The language that the file says it was translated from.
  private let stated: Language?
  private let base: Base

  /// Merges.
  ///
  /// - Parameters:
  ///   - units: the units of the entry.
  ///   - file: the language of the file, and the one it says it was translated from.
  ///   - takesTheirs: whether the file's text goes into a field that both changed; else what stands
  ///     here stays.
  ///   - isElsewhere: whether a text is the translation of another unit of the file as well.
  init(
    _ units: [TranslationUnit], of file: (language: Language, source: Language?), base: Base,
    takesTheirs: Bool, isElsewhere: (TranslationUnit) -> Bool
  ) {
    language = file.language
    stated = file.source
    self.base = base
    let offers = offers(of: units, isElsewhere)
    // Most of a file may be left to translate.
    guard offers.contains(where: { $0.text != nil }) else { return }
    var agreed: Set<Field> = []
    for offer in offers {
      guard let text = offer.text else { continue }
      if FieldValues.same(text, base.now[offer.field]) {
        agreed.insert(offer.field)
        continue
      }
      switch decision(on: offer, text) {
      case .keep: continue
      case .guess:
        guesses += 1
        continue
      case .conflict:
        conflicts.append(
          FieldChange(field: offer.field, before: base.now[offer.field], after: text))
        guard takesTheirs else { continue }
      case .take: break
      }
      if let sentence = offer.field.complaint(about: text) {
        complaints.append((offer.line, sentence))
        continue
      }
      changes[offer.field] = text
      agreed.insert(offer.field)
    }
    settleState(offers, agreed)
    guard !changes.isEmpty else { return }
    source = sourceLanguage(of: offers)
    guard changes[.state(language)] == nil else { return }
    for offer in offers where changes[offer.field] != nil {
      madeFrom[offer.field] = origin(of: offer)
    }
  }

  // MARK: What the file offers

  /// A field as the file has it.
  private struct Offer {
    var field: Field
    /// What it was made from; nil where the file has only a part of that.
    var source: String?
    /// Nil where nothing is translated, or not enough.
    var text: String?
    var isFuzzy: Bool
    /// Whether every unit of it is translated.
    var isComplete: Bool
    /// Whether another unit has a fuzzy text of it as well.
    var isElsewhere: Bool
    var line: Int
  }

  private mutating func offers(
    of units: [TranslationUnit], _ isElsewhere: (TranslationUnit) -> Bool
  ) -> [Offer] {
    var offers: [Offer] = []
    var steps: [Int: TranslationUnit] = [:]
    for unit in units {
      if case .step(let number) = unit.place.part {
        steps[number] = unit
        continue
      }
      let isTranslated = !unit.text.isEmpty
      offers.append(
        Offer(
          field: unit.place.part.field(in: language), source: unit.source,
          text: isTranslated ? unit.text : nil, isFuzzy: isTranslated && unit.isFuzzy,
          isComplete: isTranslated, isElsewhere: isTranslated && unit.isFuzzy && isElsewhere(unit),
          line: unit.line))
    }
    if let offer = offer(ofSteps: steps, isElsewhere) { offers.append(offer) }
    return offers
  }

  /// The steps as one field; those that are left empty are what they are here.
  private mutating func offer(
    ofSteps steps: [Int: TranslationUnit], _ isElsewhere: (TranslationUnit) -> Bool
  ) -> Offer? {
    guard let last = stepCount(steps), let first = steps.values.map(\.line).min() else {
      return nil
    }
    let field = Field.remedy(language)
    let translated = steps.values.filter { !$0.text.isEmpty }
    var offer = Offer(
      field: field, source: nil, text: nil, isFuzzy: translated.contains(where: \.isFuzzy),
      isComplete: translated.count == last,
      isElsewhere: translated.contains { $0.isFuzzy && isElsewhere($0) }, line: first)
    // A file that was filtered may lack steps.
    if steps.count == last {
      offer.source = (1...last).compactMap { steps[$0]?.source }.joined(separator: "\n")
    }
    guard !translated.isEmpty else { return offer }
    let known = [base.then?[field], base.now[field]].compactMap { $0.map(lines) }
      .first { $0.count == last }
    if !offer.isComplete, known == nil {
      hasWaitingSteps = true
      return offer
    }
    offer.text = (1...last).compactMap { number in
      steps[number].flatMap { $0.text.isEmpty ? nil : $0.text } ?? known?[number - 1]
    }.joined(separator: "\n")
    return offer
  }

  /// How many steps the remedy has of which the file holds these.
  ///
  /// That many were handed out, whatever a filter left in the file.
  private func stepCount(_ steps: [Int: TranslationUnit]) -> Int? {
    guard let last = steps.keys.max() else { return nil }
    let field = Field.remedy(language)
    let sources = [base.then, base.now].compactMap { $0 }.lazy.flatMap { values in
      likelySources.map { lines(values[.remedy($0)] ?? "") }
    }
    let source = sources.first { source in
      steps.allSatisfy { number, unit in
        number <= source.count && FieldValues.same(unit.source, source[number - 1])
      }
    }
    // Without the text they were made from: what they translated, else what there is to translate.
    let known = source ?? (base.then ?? base.now)[field].map(lines) ?? sources.first { !$0.isEmpty }
    return max(last, known?.count ?? 0)
  }

  private func lines(_ text: String) -> [String] {
    text.utf8.split(separator: 0x0A).map { String(Substring($0)) }
  }

  // MARK: Texts

  private enum Decision {
    case keep, take, conflict, guess
  }

  /// What to do with a text that is not what stands here.
  private func decision(on offer: Offer, _ text: String) -> Decision {
    let ours = base.now[offer.field]
    if let then = base.then {
      let ancestor = then[offer.field]
      if FieldValues.same(text, ancestor) { return .keep }
      // What was handed out comes back with its source; a tool has found the text for another one.
      if offer.isFuzzy, !isSource(offer, in: then) { return .guess }
      let isOwn = FieldValues.same(ours, ancestor) || base.brought.contains(offer.field)
      return isOwn ? .take : .conflict
    }
    guard ours != nil else { return offer.isElsewhere ? .guess : .take }
    return offer.isFuzzy ? .keep : .conflict
  }

  /// Whether the texts of the language count as fuzzy.
  private func isFuzzy(_ values: FieldValues) -> Bool {
    let state = values[.state(language)]
    return state == TextState.draft.rawValue || state == TextState.outdated.rawValue
  }

  // MARK: States

  /// Reviews the texts, or takes an approval back, where the translator says so.
  private mutating func settleState(_ offers: [Offer], _ agreed: Set<Field>) {
    let state = Field.state(language)
    if isRight(offers, agreed) {
      changes[state] = TextState.reviewed.rawValue
    } else if changes.isEmpty, base.now[state] == TextState.reviewed.rawValue,
      offers.contains(where: isDoubted)
    {
      changes[state] = TextState.draft.rawValue
    }
  }

  private func isRight(_ offers: [Offer], _ agreed: Set<Field>) -> Bool {
    guard !offers.isEmpty, !changes.isEmpty || isFuzzy(base.now) else { return false }
    let fields = Set(offers.map(\.field))
    let texts = [Field.message(language), .description(language), .remedy(language)]
    let isCovered = texts.allSatisfy { field in
      fields.contains(field) || base.now[field] == nil
    }
    return isCovered && offers.contains { !isUntouched($0) }
      && offers.allSatisfy { offer in
        offer.isComplete && !offer.isFuzzy && agreed.contains(offer.field) && isCurrent(offer)
      }
  }

  /// Whether the translator marked a text that was approved, and left it as it was.
  private func isDoubted(_ offer: Offer) -> Bool {
    guard let then = base.then, offer.isFuzzy, let text = offer.text else { return false }
    let wasRight =
      !isFuzzy(then) && FieldValues.same(text, then[offer.field])
      || base.brought.isSuperset(of: [offer.field, .state(language)])
    return wasRight && FieldValues.same(text, base.now[offer.field]) && isSource(offer, in: then)
  }

  /// Whether a field is in the file as it was handed out.
  private func isUntouched(_ offer: Offer) -> Bool {
    let values = base.then ?? base.now
    guard let text = offer.text else { return true }
    return FieldValues.same(text, values[offer.field]) && offer.isFuzzy == isFuzzy(values)
      && (base.then == nil || isSource(offer, in: values))
  }

  // MARK: Sources

  /// Whether a text was made from what stands here, but for white space, punctuation and width.
  private func isCurrent(_ offer: Offer) -> Bool {
    guard let text = offer.source else { return false }
    return otherLanguages.contains { language in
      ChangeGrade(from: text, to: base.now[offer.field.field(in: language)]) <= .cosmetic
    }
  }

  /// Whether a text was made from what some other language held.
  private func isSource(_ offer: Offer, in values: FieldValues) -> Bool {
    guard let text = offer.source else { return true }
    return values.languages.contains { other in
      other != language && FieldValues.same(text, values[offer.field.field(in: other)])
    }
  }

  private var otherLanguages: [Language] { base.now.languages.filter { $0 != language } }

  /// The language most of the texts were made from; the likeliest of those that fit as well.
  private func sourceLanguage(of offers: [Offer]) -> Language? {
    let candidates = likelySources
    let scores = candidates.map { candidate in
      offers.count { offer in
        [base.now, base.then].contains { values in
          let text = values?[offer.field.field(in: candidate)]
          return text != nil && FieldValues.same(offer.source, text)
        }
      }
    }
    guard let best = scores.max(), let index = scores.firstIndex(of: best) else { return nil }
    return candidates[index]
  }

  /// The languages that may have been translated from, the likeliest first.
  private var likelySources: [Language] {
    let made = base.now[.madeFrom(language, .language)].flatMap { Language($0) }
    let assumed = base.now.translationSource(system: base.systemLanguage)
    let likely = [stated, made, assumed].compactMap { $0 } + base.now.languages
    return likely.filter { $0 != language }
  }

  /// What to remember a text was made from; nil where that stands here, in whatever language.
  private func origin(of offer: Offer) -> String? {
    guard let text = offer.source else { return nil }
    let stands = otherLanguages.contains { other in
      FieldValues.same(text, base.now[offer.field.field(in: other)])
    }
    return stands ? nil : text
  }
}

extension Field {
  /// The same text in another language.
  fileprivate func field(in language: Language) -> Field {
    switch self {
    case .message: .message(language)
    case .description: .description(language)
    case .remedy: .remedy(language)
    default: self
    }
  }
}

import Catalog
import TextAnalysis

/// What of an entry there is to translate into a language, unit by unit.
struct EntryUnits {
  private(set) var all: [Unit] = []
  private let target: Language
  /// The language that the entry is translated from; another one only where it lacks a text.
  private let source: Language?
  private let state: TextState?

  /// A text and its translation.
  struct Unit {
    var place: TranslationPlace
    var language: Language
    var text: String
    var translation: String
    var isFuzzy: Bool
    /// What an outdated translation was made from, where that differs.
    var previous: String?
  }

  /// Finds the units.
  ///
  /// - Parameter wanted: the language to translate from, if somebody chose one; else the one that the
  ///   translation was made from, else the system's own, else the one that documents give.
  init(_ entry: Entry, into target: Language, from wanted: Language?) {
    self.target = target
    state = entry.texts[target]?.state
    let others = entry.languages.subtracting([target])
    let made = entry.texts[target]?.origin?.language
    let known = [wanted, made, entry.systemLanguage].compactMap { $0 }.first(where: others.contains)
    // Found out only where it is asked for: an export has many entries.
    let assumed = { FieldValues(entry).translationSource(system: nil) }
    source = known ?? assumed().flatMap { others.contains($0) ? $0 : nil }
    let preferred = [source, entry.systemLanguage].compactMap { $0 }
    let languages = Language.ordered(others, preferring: preferred)
    let place = entry.id
    for part in [TranslationPlace.Part.message, .description] {
      addText(TranslationPlace(place, part), of: entry, languages)
    }
    addRemedy(of: entry, place, languages)
  }

  /// What a translator should know of a unit.
  func notes(about unit: Unit) -> [String] {
    var notes: [String] = []
    if let source, unit.language != source {
      notes.append("This text is in \(unit.language): there is none in \(source).")
    } else if source == nil {
      notes.append("This text is in \(unit.language).")
    }
    guard unit.isFuzzy else { return notes }
    if state == .draft {
      notes.append("Draft: nobody has reviewed this translation.")
    } else if unit.previous != nil {
      notes.append("Outdated: the text has changed since it was translated.")
    } else {
      notes.append("Outdated with the other texts of the code: review them together.")
    }
    return notes
  }

  private mutating func addText(
    _ place: TranslationPlace, of entry: Entry, _ languages: [Language]
  ) {
    let found = languages.lazy.compactMap { language in
      entry.value(of: place.part.field(in: language)).map { (language, $0) }
    }.first
    guard let (language, text) = found else { return }
    let origin = entry.texts[target]?.origin
    let previous = place.part == .message ? origin?.message : origin?.description
    add(
      place, language, text, entry.value(of: place.part.field(in: target)), previous: previous)
  }

  /// A unit a step where the translation has as many, else one for all of them.
  private mutating func addRemedy(
    of entry: Entry, _ place: EntryID, _ languages: [Language]
  ) {
    guard let language = languages.first(where: { entry.remedies[$0]?.isEmpty == false }),
      let steps = entry.remedies[language]
    else { return }
    let translated = entry.remedies[target] ?? []
    let previous = entry.texts[target]?.origin?.remedy
    guard translated.isEmpty || translated.count == steps.count else {
      let text = translated.joined(separator: "\n")
      return add(
        TranslationPlace(place, .remedy), language, steps.joined(separator: "\n"), text,
        previous: previous)
    }
    let before = previous?.utf8.split(separator: 0x0A).map { String(Substring($0)) }
    for (index, step) in steps.enumerated() {
      add(
        TranslationPlace(place, .step(index + 1)), language, step,
        index < translated.count ? translated[index] : nil,
        previous: before?.count == steps.count ? before?[index] : nil)
    }
  }

  private mutating func add(
    _ place: TranslationPlace, _ language: Language, _ text: String, _ translation: String?,
    previous: String?
  ) {
    let text = withoutOuterLineFeeds(text)
    let translation = withoutOuterLineFeeds(translation ?? "")
    // What gettext could not hold, or has nothing to translate in it.
    guard !text.isEmpty, !text.utf8.contains(0), !translation.utf8.contains(0) else { return }
    let isOutdated = state == .outdated && !translation.isEmpty
    let before = previous.map(withoutOuterLineFeeds) ?? ""
    all.append(
      Unit(
        place: place, language: language, text: text, translation: translation,
        isFuzzy: isOutdated || state == .draft && !translation.isEmpty,
        previous: isOutdated && !before.isEmpty && before != text ? before : nil))
  }
}

/// One text of an entry on its way to translators and back: what to translate, and what it became.
package struct TranslationUnit: Equatable, Sendable {
  /// Which text of which entry it is.
  package var place: TranslationPlace
  /// The text that is translated.
  package var source: String
  /// The translation; empty where there is none.
  package var text: String
  /// Whether the translation is not to be relied on.
  package var isFuzzy: Bool
  /// The line of its file in which it begins.
  package var line: Int

  /// Makes a unit.
  package init(
    _ place: TranslationPlace, source: String, text: String, isFuzzy: Bool = false, line: Int = 1
  ) {
    self.place = place
    self.source = source
    self.text = text
    self.isFuzzy = isFuzzy
    self.line = line
  }
}

/// A file of translations that came back.
package struct TranslationFile: Equatable, Sendable {
  /// The language that was translated into.
  package var language: Language
  /// The language that was translated from, where the file says so.
  package var source: Language?
  /// The state of the base that the file was made from, where it says so.
  package var moment: HistoryMoment?
  package var units: [TranslationUnit]

  /// Makes a file.
  package init(
    language: Language, source: Language? = nil, moment: HistoryMoment? = nil,
    units: [TranslationUnit]
  ) {
    self.language = language
    self.source = source
    self.moment = moment
    self.units = units
  }
}

/// A state of a base by its history: after a batch, and before the next one.
package struct HistoryMoment: Equatable, Sendable, CustomStringConvertible {
  /// The newest batch.
  package var batch: Int
  /// Its time (UTC, ISO 8601 with milliseconds), by which the history of another base is told apart.
  package var at: String

  /// Makes a moment.
  package init(batch: Int, at: String) {
    self.batch = batch
    self.at = at
  }

  /// Reads a moment as `description` writes it.
  package init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let batch = Int(parts[0]) else { return nil }
    self.init(batch: batch, at: String(parts[1]))
  }

  package var description: String { "\(batch) \(at)" }
}

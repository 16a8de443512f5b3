import Catalog

/// What a file of translations does to the base.
package struct TranslationReport: Sendable {
  /// The language it translates into.
  package var language: Language
  /// Whether the history tells what stood here when the file was made.
  package var isRemembered: Bool
  /// Numbers of entries that the file names and that are here.
  package var changed = 0
  package var unchanged = 0
  /// What became of the entries that changed, with `listsChanges`.
  package var results: [EditResult] = []
  /// Fields that were changed both here and in the file, differently.
  package var conflicts = Told<ImportReport.Change>()
  /// Entries that are not here, as the file names them.
  package var missing = Told<String>()
  /// Entries that are removed here.
  package var removed = Told<String>()
  /// Entries whose remedy is translated in part, with nothing here for the rest.
  package var waiting = Told<String>()
  /// Fuzzy texts that were left out, since a tool such as msgmerge has put them there.
  package var guesses = 0

  /// The first of many things, and how many there are.
  package struct Told<Element: Sendable>: Sendable {
    package private(set) var first: [Element] = []
    package private(set) var count = 0

    /// So many are kept.
    static var most: Int { 20 }

    mutating func append(_ element: Element, counting number: Int = 1) {
      if first.count < Self.most { first.append(element) }
      count += number
    }
  }

  /// Begins with nothing done.
  init(language: Language, isRemembered: Bool) {
    self.language = language
    self.isRemembered = isRemembered
  }

  /// Whether an entry that the file names is here.
  package var hasMet: Bool { changed + unchanged + removed.count > 0 }

  /// Whether something of the file was left out since its entry is not here, or removed.
  package var isIncomplete: Bool { missing.count + removed.count > 0 }
}

/// Why no translation is taken in.
package enum TranslationError: Error {
  /// Texts that were changed here and in the files, and nobody said which to take.
  case conflicts([TranslationReport])
  /// Entries that are not here, where all of them have to be.
  case incomplete([TranslationReport])
  /// A file, by its number, gives the texts of the language it translates into as those to translate.
  case sameLanguage(file: Int, Language)
}

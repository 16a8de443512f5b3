import ArgumentParser
import Catalog
import KnowledgeStore

/// Which part of the base is published.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only this system; may be repeated.", valueName: "slug"), transform: asTyped)
  var system: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Only texts in this language, and entries that have some; may be repeated. With export --format \
      po, the language to translate into.
      """,
      valueName: "language"))
  var lang: [LanguageArgument] = []

  /// The selection; a system or a language that nothing is in is an error, not an empty answer.
  func selection(_ base: KnowledgeBase) throws -> Selection {
    var selection = try ofAllLanguages(base)
    let languages = Set(lang.map(\.language)).sorted()
    try Self.check(languages, in: selection, of: base)
    selection.languages = languages
    return selection
  }

  /// The selection of systems, with all that they hold in whatever language.
  func ofAllLanguages(_ base: KnowledgeBase) throws -> Selection {
    var selection = Selection()
    selection.systems = Set(try system.map { try existingSystem($0, base) }).sorted()
    return selection
  }

  /// Refuses a language that nothing of a selection is in.
  static func check(
    _ languages: [Language], in selection: Selection, of base: KnowledgeBase
  ) throws {
    guard !languages.isEmpty else { return }
    let known = try base.languagesUsed(selection)
    for language in languages where !known.contains(language) {
      let there = known.isEmpty ? "none" : known.map(\.tag).joined(separator: ", ")
      throw Failure(
        .nothingFound, code: "no_such_language",
        "no entry has a text in \(language); the languages are: \(there)")
    }
  }
}

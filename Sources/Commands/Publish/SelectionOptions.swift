import ArgumentParser
import Catalog
import KnowledgeStore

/// Which part of the base is published.
struct SelectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only this system; may be repeated.", valueName: "slug"))
  var system: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only texts in this language, and entries that have some; may be repeated.",
      valueName: "language"))
  var lang: [LanguageArgument] = []

  /// The selection; a system or a language that nothing is in is an error, not an empty answer.
  func selection(_ base: KnowledgeBase) throws -> Selection {
    var selection = Selection()
    selection.systems = Set(try system.map { try existingSystem($0, base) }).sorted()
    selection.languages = Set(lang.map(\.language)).sorted()
    guard !lang.isEmpty else { return selection }
    var all = selection
    all.languages = []
    let known = try base.languagesUsed(all)
    for language in selection.languages where !known.contains(language) {
      let there = known.isEmpty ? "none" : known.map(\.tag).joined(separator: ", ")
      throw Failure(
        .nothingFound, code: "no_such_language",
        "no entry has a text in \(language); the languages are: \(there)")
    }
    return selection
  }
}

import ArgumentParser
import Catalog
import KnowledgeStore
import Publishing

struct Translate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translate", abstract: "Write the texts of an entry in another language.",
    discussion: """
      Opens the texts of --lang in the editor, those of the other languages beside them as comments. \
      With assignments such as message='Disk full' it writes these, without an editor. Without an \
      entry it opens all that the filters choose and whose texts are missing or outdated.
      """)

  @Argument(help: "An entry, and FIELD=VALUE for message, description, remedy or state.")
  var arguments: [WordArgument] = []

  @Option(help: ArgumentHelp("The language to write.", valueName: "language"))
  var lang: LanguageArgument

  @Option(
    help: ArgumentHelp(
      "The language to translate from (default: the system's).", valueName: "language"))
  var source: LanguageArgument?

  @OptionGroup var filter: FilterOptions

  @Flag(help: "Write the YAML to standard output, and open no editor.")
  var print = false

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard !arguments.isEmpty || filter.isNarrow else {
      throw ValidationError(
        "which entry? name it, or choose with --system, --category, --http, --status, --no-remedy")
    }
    if let source, source.language == lang.language {
      throw ValidationError("--lang and --source are both \(lang.language)")
    }
  }

  func run() throws {
    let base = try global.open(for: print ? .reading : .writing)
    let chosen = try chosenEntries(base)
    let assignments = try arguments.dropFirst().map {
      try Assignment($0.text, language: lang.language)
    }
    if let other = assignments.first(where: { $0.field.language != lang.language }) {
      throw Failure(
        .usage, code: "usage",
        "\(other.field.name) is no text in \(lang.language); change it with errkb set")
    }
    let what = arguments.prefix(1).map(\.text) + filter.words + ["--lang", lang.language.tag]
    let authorship = try author.authorship((["translate"] + what).joined(separator: " "))
    if assignments.isEmpty { return try edit(chosen, base, authorship) }
    let edit = EntryEdit(
      try base.address(chosen[0].address), try assignments.changes(), source: source?.language)
    try report(try base.edit([edit], by: authorship, dryRun: dryRun))
  }

  private func edit(
    _ chosen: [Entry], _ base: KnowledgeBase, _ authorship: Authorship
  ) throws {
    let editing = SheetEditing(
      base: base, authorship: authorship, languages: [lang.language], source: source?.language,
      onlyTexts: true,
      preferred: [source?.language].compactMap { $0 } + (try readersLanguages()),
      isDryRun: dryRun)
    let text = try editing.text(of: chosen)
    if print { return writeStream(text) }
    let stem = chosen.count == 1 ? chosen[0].address : "\(chosen.count)-entries"
    try report(try editing.edit(text, stem: "\(stem)-\(lang.language)"))
  }

  private func chosenEntries(_ base: KnowledgeBase) throws -> [Entry] {
    if let entry = arguments.first {
      var address = try base.address(entry.text)
      if address.system == nil {
        address.system = try filter.system.map { try existingSystem($0, base) }
      }
      return [try base.entryToEdit(at: address)]
    }
    var chosen: [Entry] = []
    try base.forEachEntry(try filter.filter(base, language: nil)) { entry in
      if entry.needsTranslation(into: lang.language) { chosen.append(entry) }
    }
    guard !chosen.isEmpty else {
      throw Failure(
        .nothingFound, code: "nothing_found",
        "no entry that passes these filters lacks a text in \(lang.language)")
    }
    return chosen
  }

  private func report(_ results: [EditResult]?) throws {
    try writeChanges(results ?? [], of: "translate", isPlan: dryRun, asJSON: answer.json)
  }
}

extension Entry {
  /// Whether some text of the entry is missing in a language, or made from one that has changed.
  fileprivate func needsTranslation(into language: Language) -> Bool {
    let own = texts[language]
    if own?.state == .outdated { return true }
    let others = texts.filter { $0.key != language }.values
    return own?.message == nil && others.contains { $0.message != nil }
      || own?.description == nil && others.contains { $0.description != nil }
      || remedies[language] == nil && remedies.contains { $0.key != language }
  }
}

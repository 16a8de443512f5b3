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
      entry it opens all that the filters choose and whose texts are missing or outdated, in one \
      sheet: outdated ones first, then those without a message, a remedy, a description. Entries \
      that all documents have withdrawn are left out, and deprecated ones unless --status asks for them.

      --next opens one of these after the other, each once, and asks on a terminal whether to go on. \
      A sheet that is left as it is, is skipped. Where there is no terminal it goes on to the end; an \
      editor that ends with another status than 0 stops it, and so does a text with mistakes. With assignments, --print or --dry-run it \
      is about the first of them only. Exit status 1 says that nothing is missing.
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

  @Flag(help: "Go through what is missing, entry by entry, the worst first.")
  var next = false

  @Flag(help: "Write the YAML to standard output, and open no editor.")
  var print = false

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard next || !arguments.isEmpty || filter.isNarrow else {
      throw ValidationError(
        "which entry? name it, or choose with --next, --system, --category, --http, --status, "
          + "--no-remedy")
    }
    if next, let named = arguments.first(where: { !$0.text.contains("=") }) {
      throw ValidationError("--next chooses the entry itself; leave out --next or '\(named.text)'")
    }
    guard !print || !answer.json else {
      throw ValidationError("--print writes YAML, and --json does not go with it")
    }
    if let source, source.language == lang.language {
      throw ValidationError("--lang and --source are both \(lang.language)")
    }
  }

  func run() throws {
    let base = try print ? global.open(for: .reading) : global.openForChanges(isDryRun: dryRun)
    let authorship = try authorship()
    // An entry that another tool added has no revision to begin with until it is taken in.
    if !print { try base.takeIn(by: authorship) }
    if next { return try runNext(base, authorship) }
    let chosen = try chosenEntries(base)
    let assignments = try assignments(arguments.dropFirst())
    guard assignments.isEmpty else {
      return try report(try write(assignments, to: chosen[0], base, authorship))
    }
    try edit(chosen, try editing(base, authorship))
  }

  private func runNext(_ base: KnowledgeBase, _ authorship: Authorship) throws {
    let assignments = try assignments(arguments[...])
    let filter = try entryFilter(base)
    var queue = try Progress.during("Looking for what is missing") {
      try TranslationQueue(base, into: lang.language, filter)
    }
    guard let first = try queue.next() else { throw nothingMissing }
    guard assignments.isEmpty else {
      // Two that ask for the next one at the same time must not write over each other.
      let results = try write(
        assignments, to: first.entry, base, authorship, expecting: .exactly(first.entry.revision))
      // Which one it was is told even if it changed in nothing.
      return try writeResults(results, of: "translate", asJSON: answer.json, isPlan: dryRun)
    }
    let editing = try editing(base, authorship)
    guard !print, !dryRun else { return try edit([first.entry], editing) }
    var walk = TranslationWalk(queue: queue, editing: editing, asJSON: answer.json)
    try walk.run(from: first)
  }

  private func authorship() throws -> Authorship {
    let named = next ? ["--next"] : arguments.prefix(1).map(\.text)
    let words = ["translate"] + named + filter.words + ["--lang", lang.language.tag]
    return try author.authorship(words.joined(separator: " "))
  }

  private func assignments(_ words: ArraySlice<WordArgument>) throws -> [Assignment] {
    let assignments = try words.map { try Assignment($0.text, language: lang.language) }
    if let other = assignments.first(where: { $0.field.language != lang.language }) {
      throw Failure(
        .usage, code: "usage",
        "\(other.field.name) is no text in \(lang.language)",
        hint: "to change it: "
          + commandLine("set", operands: ["ENTRY", "\(other.field.name)=VALUE"]))
    }
    return assignments
  }

  private func write(
    _ assignments: [Assignment], to entry: Entry, _ base: KnowledgeBase, _ authorship: Authorship,
    expecting: EntryEdit.Expectation = .any
  ) throws -> [EditResult] {
    let edit = EntryEdit(
      EntryAddress(entry.id), try assignments.changes(), expecting: expecting,
      source: source?.language)
    return try base.edit([edit], by: authorship, dryRun: dryRun)
  }

  private func editing(_ base: KnowledgeBase, _ authorship: Authorship) throws -> SheetEditing {
    SheetEditing(
      base: base, authorship: authorship, languages: [lang.language], source: source?.language,
      onlyTexts: true,
      preferred: [source?.language].compactMap { $0 } + (try readersLanguages()),
      isDryRun: dryRun)
  }

  private func edit(_ chosen: [Entry], _ editing: SheetEditing) throws {
    if print { return writeData(Array(try editing.text(of: chosen).utf8)) }
    try report(try editing.edit(chosen))
  }

  private func chosenEntries(_ base: KnowledgeBase) throws -> [Entry] {
    if let entry = arguments.first {
      var address = try base.address(entry.text)
      if address.system == nil {
        address.system = try filter.system.map { try existingSystem($0, base) }
      }
      return [try base.entryToEdit(at: address)]
    }
    let filter = try entryFilter(base)
    var chosen: [Entry] = []
    try base.reading {
      var queue = try TranslationQueue(base, into: lang.language, filter)
      while let item = try queue.next() { chosen.append(item.entry) }
    }
    guard !chosen.isEmpty else { throw nothingMissing }
    return chosen
  }

  private func entryFilter(_ base: KnowledgeBase) throws -> EntryFilter {
    // A state, or a remedy that is not there, is one in the language to write.
    let isOfLanguage = filter.traits.state != nil || filter.traits.noRemedy
    return try filter.filter(base, language: isOfLanguage ? lang.language : nil)
  }

  private var nothingMissing: Failure {
    Failure(
      .nothingFound, code: "nothing_found",
      filter.isNarrow
        ? "no entry that passes these filters lacks a text in \(lang.language)"
        : "no entry lacks a text in \(lang.language)")
  }

  private func report(_ results: [EditResult]?) throws {
    try writeChanges(results ?? [], of: "translate", isPlan: dryRun, asJSON: answer.json)
  }
}

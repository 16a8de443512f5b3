import ArgumentParser
import Catalog
import Files
import Glibc
import KnowledgeStore
import Publishing

struct Edit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change entries in an editor.",
    discussion: """
      Opens the entries as YAML in $ERRKB_EDITOR, else $VISUAL, else $EDITOR, checks what is saved and, \
      on a terminal, opens it again where something is wrong. A text that could not be saved is kept in a file, and \
      taken up again with --from. Without an editor, --print writes the YAML and --from reads it.
      """)

  @Argument(
    help: "Entries, as CODE, SYSTEM:CODE or SYSTEM:CODE#VARIANT; else all that the filters choose.")
  var entries: [WordArgument] = []

  @OptionGroup var filter: FilterOptions

  @Option(
    help: ArgumentHelp(
      "Edit the texts of this language only, empty ones too; may be repeated.",
      valueName: "language"))
  var lang: [LanguageArgument] = []

  @Option(
    help: ArgumentHelp("Save what stands in this file (- for standard input).", valueName: "file"),
    completion: .file(extensions: ["yaml"]), transform: asTyped)
  var from: String?

  @Flag(help: "Write the YAML to standard output, and open no editor.")
  var print = false

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard from == nil || entries.isEmpty && !filter.isNarrow && !print else {
      throw ValidationError("the file of --from says which entries it changes; name no others")
    }
    guard from != nil || !entries.isEmpty || filter.isNarrow else {
      throw ValidationError(
        "which entries? name them, or choose with --system, --category, --http, --status, --no-remedy"
      )
    }
  }

  func run() throws {
    let base = try print ? global.open(for: .reading) : global.openForChanges(isDryRun: dryRun)
    let languages = lang.isEmpty ? nil : lang.map(\.language)
    let what = from.map { ["--from", $0] } ?? entries.map(\.text) + filter.words
    let editing = SheetEditing(
      base: base, authorship: try author.authorship((["edit"] + what).joined(separator: " ")),
      languages: languages, preferred: try readersLanguages(), isDryRun: dryRun)
    // An entry that another tool added has no revision to begin with until it is taken in.
    if !print { try base.takeIn(by: editing.authorship) }
    if let from { return try take(from, editing) }
    let chosen = try chosenEntries(base, languages)
    if print { return writeData(Array(try editing.text(of: chosen).utf8)) }
    try report(try editing.edit(chosen))
  }

  private func chosenEntries(_ base: KnowledgeBase, _ languages: [Language]?) throws -> [Entry] {
    var chosen: [Entry] = []
    if entries.isEmpty {
      // A remedy may be missing in the language to edit only.
      let language = filter.traits.noRemedy ? languages?.first : nil
      try base.forEachEntry(try filter.filter(base, language: language)) { chosen.append($0) }
      guard !chosen.isEmpty else {
        throw Failure(.nothingFound, code: "nothing_found", "no entry passes these filters")
      }
    } else {
      let system = try filter.system.map { try existingSystem($0, base) }
      for entry in entries {
        var address = try base.address(entry.text)
        address.system = address.system ?? system
        let found = try base.entryToEdit(at: address)
        if !chosen.contains(found) { chosen.append(found) }
      }
    }
    return chosen
  }

  /// Saves a sheet from a file; on a terminal the editor opens where that cannot be done.
  private func take(_ file: String, _ editing: SheetEditing) throws {
    let text = try fileText(file, .edit)
    do {
      try report(try editing.save(text))
    } catch let mistake as SheetMistake {
      guard file != "-", Terminal.hasPerson, let next = mistake.next else {
        throw mistake.failure.prefixed(by: file == "-" ? "standard input" : file)
      }
      do {
        guard let results = try editing.edit(next, stem: "again") else { throw mistake.failure }
        try report(results)
      } catch let failure as Failure where failure.code == "no_editor" {
        // What is wrong with the file is more to the point.
        throw mistake.failure.prefixed(by: file)
      }
    }
    // A text that was only tried is still to be saved.
    if !dryRun, KeptEdits.leftovers().contains(file) { unlink(file) }
  }

  private func report(_ results: [EditResult]?) throws {
    try writeChanges(results ?? [], of: "edit", isPlan: dryRun, asJSON: answer.json)
  }
}

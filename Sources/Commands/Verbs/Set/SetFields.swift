import ArgumentParser
import Catalog
import Glibc
import KnowledgeStore
import Publishing
import TextAnalysis

struct SetFields: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change fields of an entry, or of many.",
    discussion: """
      FIELD=VALUE sets a field, FIELD= clears it, FIELD@=FILE takes its value from a file, or from - \
      for standard input. Fields are code, variant, code_end, category, http_status, severity, status, \
      replaced_by, aliases, message.LANG, description.LANG, remedy.LANG (one step a line), state.LANG \
      and attributes.NAME.

      With - for the entry, edits are read from standard input, one line of JSON each; all of them are \
      made, or none. A value is a text, a number, null to clear the field, or a list of texts; \
      "expect_revision" is the revision the entry has to be at:
      {"entry":"shop:E42","set":{"http_status":404,"remedy.en":["one","two"]}}
      """)

  @Argument(help: "The entry, as CODE, SYSTEM:CODE or SYSTEM:CODE#VARIANT; - reads lines of JSON.")
  var entry: WordArgument?

  @Argument(
    help: ArgumentHelp("What to set: FIELD=VALUE, FIELD= or FIELD@=FILE.", valueName: "field=value")
  )
  var assignments: [WordArgument] = []

  @Option(
    help: ArgumentHelp(
      "Change the entry only if it is at this revision; else exit with 3.", valueName: "revision"))
  var expectRevision: Int?

  @OptionGroup var language: FieldLanguageOptions

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  private var readsLines: Bool { entry == nil || entry?.text == "-" }

  func validate() throws {
    if let expectRevision, expectRevision < 1 {
      throw ValidationError("--expect-revision must be at least 1")
    }
    guard readsLines else {
      guard assignments.isEmpty else { return }
      throw ValidationError(
        "say what to set, such as: "
          + commandLine("set", operands: [entry?.text ?? "", "message.en=TEXT"]))
    }
    guard assignments.isEmpty, expectRevision == nil else {
      throw ValidationError(
        "with - each line of JSON says what to set, and which revision to expect")
    }
    guard entry != nil || isatty(STDIN_FILENO) == 0 else {
      throw ValidationError(Self.entryMissing)
    }
  }

  private static var entryMissing: String {
    "name an entry and what to set, such as: "
      + commandLine("set", operands: ["CODE", "message.en=TEXT"])
  }

  func run() throws {
    if readsLines { return try setLines() }
    let language = language.lang?.language
    let changes = try assignments.map { try Assignment($0.text, language: language) }.changes()
    let base = try global.openForChanges(isDryRun: dryRun)
    let edit = EntryEdit(
      try base.address(entry?.text ?? ""), changes,
      expecting: expectRevision.map { .exactly($0) } ?? .any)
    let fields = changes.keys.map(\.name).sorted().joined(separator: " ")
    let results = try base.edit(
      [edit], by: try author.authorship("set \(edit.address.text) \(fields)"), dryRun: dryRun)
    try writeResults(results, of: "set", asJSON: answer.json, isPlan: dryRun)
  }

  private func setLines() throws {
    let lines = try EditLines()
    if entry == nil {
      guard try lines.next() != nil else {
        throw Failure(
          .usage, code: "usage", Self.entryMissing + "; or give lines of JSON on standard input")
      }
      lines.rewind()
    }
    let base = try global.openForChanges(isDryRun: dryRun)
    var results = EditResults(verb: "set", asJSON: answer.json, isPlan: dryRun)
    try Progress.during("writing") {
      try lines.namingLines {
        try base.editEach(by: try author.authorship("set -"), dryRun: dryRun) {
          try lines.next().map { try edit($0, lines.number, base) }
        } report: {
          results.append($0)
        }
      }
    }
    try results.write()
  }

  private func edit(_ line: EditLine, _ number: Int, _ base: KnowledgeBase) throws -> EntryEdit {
    var address = try base.address(line.entry)
    if let variant = line.variant { address.variant = variant == "1" ? "" : variant }
    let changes = try line.changes(line: number, language: language.lang?.language)
    guard !changes.isEmpty else {
      throw Failure(
        .usage, code: "invalid", "line \(number): \(line.entry): 'set' holds no field")
    }
    if let revision = line.expectedRevision, revision < 1 {
      throw Failure(
        .usage, code: "invalid", "line \(number): 'expect_revision' must be at least 1")
    }
    return EntryEdit(
      address, changes, expecting: line.expectedRevision.map { .exactly($0) } ?? .any)
  }
}

/// What verbs that write texts understand.
struct FieldLanguageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The language of texts that are named without one, such as message=TEXT.",
      valueName: "language"))
  var lang: LanguageArgument?
}

import ArgumentParser
import Catalog
import KnowledgeStore
import Publishing
import TextAnalysis

struct Add: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add an entry, or many.",
    discussion: """
      An entry needs a message or a description: errkb add shop:E42 message.en='The cart is empty.' \
      Fields are written as for errkb set.

      With - for the entry, entries are read from standard input, one line of JSON each; all of them \
      are added, or none:
      {"entry":"shop:E42","variant":"cart","set":{"message.en":"…"}}
      """)

  @Argument(help: "The entry, as SYSTEM:CODE or SYSTEM:CODE#VARIANT; - reads lines of JSON.")
  var entry: WordArgument

  @Argument(
    help: ArgumentHelp("Its fields: FIELD=VALUE or FIELD@=FILE.", valueName: "field=value"))
  var assignments: [WordArgument] = []

  @Option(
    help: ArgumentHelp(
      "The system, which is made when it is new; what stands for the entry is then its code.",
      valueName: "slug"), transform: asTyped)
  var system: String?

  @Option(
    help: ArgumentHelp(
      "A short label that tells the entry from others of its code; a # in CODE is then part of it.",
      valueName: "label"))
  var variant: WordArgument?

  @OptionGroup var language: FieldLanguageOptions

  @Flag(help: "Show what would be added, and add nothing.")
  var dryRun = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  private var readsLines: Bool { entry.text == "-" }

  func validate() throws {
    if let system { try checkSlug(system) }
    if readsLines {
      guard assignments.isEmpty, variant == nil else {
        throw ValidationError("with - each line of JSON says what to add, and its variant")
      }
      return
    }
    guard !CodeKey(entry.text).isEmpty else {
      throw ValidationError("a code is missing: '\(entry.text)' is none")
    }
    guard !assignments.isEmpty else {
      throw ValidationError(
        "an entry needs a message, such as: "
          + commandLine("add", operands: [entry.text, "message.en=TEXT"]))
    }
  }

  func run() throws {
    let place = try BaseToMake(global)
    let lines = readsLines ? try EditLines() : nil
    let single = readsLines ? [:] : try singleChanges()
    var results = EditResults(verb: "add", asJSON: answer.json, isPlan: dryRun)
    var newSystem: String?
    var slugs: [String] = []
    try place.write(isDryRun: dryRun) { base, isTrial in
      results = EditResults(verb: "add", asJSON: answer.json, isPlan: dryRun)
      lines?.rewind()
      slugs = try base.slugs()
      newSystem = nil
      try add(lines, single, to: base, isDryRun: dryRun || isTrial) {
        newSystem = $0.newSystem ?? newSystem
        results.append($0)
      }
    }
    try results.write()
    if let newSystem {
      noteNewSystem(newSystem, nearlySame(newSystem, among: slugs), isPlan: dryRun)
    }
  }

  private func singleChanges() throws -> [Field: String?] {
    let language = language.lang?.language
    return try assignments.map { try Assignment($0.text, language: language) }.changes()
  }

  private func add(
    _ lines: EditLines?, _ single: [Field: String?], to base: KnowledgeBase, isDryRun: Bool,
    report: (EditResult) -> Void
  ) throws {
    guard let lines else {
      let new = try newEntry(entry.text, variant?.text, single, base)
      let author = try author.authorship("add \(new.system):\(new.code)")
      return try withNextStep(base) {
        try base.add([new], makingSystems: system != nil, by: author, dryRun: isDryRun)
          .forEach(report)
      }
    }
    try Progress.during("writing") {
      try lines.namingLines {
        try base.addEach(by: try author.authorship("add -"), dryRun: isDryRun) {
          try lines.next().map { try newEntry($0, lines.number, base) }
        } report: {
          report($0)
        }
      }
    }
  }

  private func newEntry(
    _ line: EditLine, _ number: Int, _ base: KnowledgeBase
  ) throws -> NewEntry {
    let changes = try line.changes(line: number, language: language.lang?.language)
    do {
      guard line.expectedRevision == nil else {
        throw Failure(.usage, code: "invalid", "a new entry has no revision to expect")
      }
      return try newEntry(line.entry, line.variant, changes, base)
    } catch var failure as Failure {
      failure.message = "line \(number): \(failure.message)"
      throw failure
    }
  }

  /// The entry that an address and its fields describe.
  private func newEntry(
    _ text: String, _ label: String?, _ changes: [Field: String?], _ base: KnowledgeBase
  ) throws -> NewEntry {
    let known = system
    var address = EntryAddress(text) { $0 == known }
    if known == nil { address = try base.address(text) }
    guard let slug = known ?? address.system else { throw try systemMissing(text, base) }
    // A label on its own says that a # belongs to the code.
    if label != nil { address = address.withoutVariant ?? address }
    for field in [Field.code, .variant] where changes[field] != nil {
      throw Failure(
        .usage, code: "invalid",
        "\(text): its \(field.name) is what \(slug):CODE#VARIANT says, and no field beside it")
    }
    guard !address.key.isEmpty else {
      throw Failure(.usage, code: "invalid", "a code is missing: '\(text)' has none")
    }
    let variant = label == "1" ? nil : label ?? address.variant
    return NewEntry(
      system: slug, code: address.code, variant: variant?.isEmpty == true ? nil : variant,
      values: changes)
  }

  /// Says that the system is not named, or not there, and what to type.
  private func systemMissing(_ text: String, _ base: KnowledgeBase) throws -> Failure {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, SystemDescription.isSlug(parts[0].lowercased()) else {
      return Failure(
        .usage, code: "usage", "which system does \(text) belong to?",
        hint: "type: "
          + commandLine("add", "--system", "SLUG", operands: [text, "message.LANG=TEXT"]))
    }
    let slug = parts[0].lowercased()
    let near = nearest(slug, among: try base.slugs())
    return Failure(
      .usage, code: "no_such_system",
      "there is no system '\(slug)'" + (near.map { "; did you mean \($0)?" } ?? ""),
      hint: "to make it, type: "
        + commandLine("add", "--system", slug, operands: [parts[1], "message.LANG=TEXT"]))
  }

  /// Runs a body, and says of an entry that was removed how to bring it back.
  private func withNextStep(_ base: KnowledgeBase, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch EditError.exists(let address) {
      let there = try base.entries(at: try base.address(address), includingRemoved: true)
      guard let entry = there.first(where: { $0.address == address }), entry.status == .removed
      else { throw EditError.exists(address: address) }
      throw Failure(
        .usage, code: "exists",
        "\(address) was removed", hint: "to bring it back: " + (try base.commandBringingBack(entry))
      )
    }
  }
}

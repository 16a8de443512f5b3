import ArgumentParser
import Catalog
import Documents
import KnowledgeStore
import TextAnalysis

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read documents into the knowledge base.",
    discussion: """
      A path is a document, a sources.yaml, a folder (its sources.yaml and what that lists, else its \
      documents), or - for standard input; a document is a page of Markdown or a sheet, .csv or .tsv. \
      Importing a document again under its name brings in what \
      changed; what was edited here stays.

      A file that errkb export wrote as jsonl or yaml, or a folder of them, is restored: texts, states \
      and what documents say as recorded. Where an entry is here already, what only one side changed \
      is taken; where that cannot be told, nothing is imported unless --on-conflict says ours or theirs.

      A file ending in .po is what translators made of an export --format po. What they wrote is taken \
      as an edit: reviewed where all texts of an entry are translated and none is fuzzy, else a draft.
      """)

  @Argument(
    help: "Documents, folders, sources.yaml files, exports or PO files.", completion: .file(),
    transform: asTyped)
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "The system that the documents speak about; of a sources.yaml, the one to import.",
      valueName: "slug"), transform: asTyped)
  var system: String?

  @Option(
    help: ArgumentHelp("The document's name (default: the file's).", valueName: "name"),
    transform: asTyped)
  var document: String?

  @Option(
    help: ArgumentHelp(
      """
      The language of texts in Latin letters where the heading names none, or of a PO file that names \
      none.
      """,
      valueName: "language"))
  var lang: LanguageArgument?

  @Option(
    help: ArgumentHelp(
      "Read the column or label HEADING as ROLE, such as remedy=备注; may be repeated.",
      valueName: "role=heading"), transform: { try RoleOverride(parsing: $0) })
  var map: [RoleOverride] = []

  @Option(
    help: ArgumentHelp(
      "How documents are laid out (default: as their names' endings say).",
      valueName: "format"))
  var format: DocumentFormat?

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "Save nothing when part was not understood, or is of entries that are not here.")
  var strict = false

  @Flag(help: "Accept that a document loses most of its entries.")
  var allowWithdrawn = false

  @Flag(help: "Accept that a document has most codes of another, and is one of its own.")
  var newDocument = false

  @Option(
    help: ArgumentHelp(
      """
      What becomes of a field that the document and people changed differently: review keeps ours and \
      puts theirs up for errkb review, ours and theirs take that, fail imports nothing \
      (default: review; of exports and PO files, fail).
      """))
  var onConflict: KnowledgeBase.OnConflict?

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError("name a document, a folder or a sources.yaml")
    }
    if let system { try checkSlug(system) }
  }

  func run() throws {
    var inputs = ImportInputs(isDocument: document != nil, format: format)
    defer { noteLeftAlone(inputs.leftAlone) }
    switch try inputs.open(paths) {
    case .translations(let files): try translate(files)
    case .records(let files): try restore(files, besides: inputs.withDocuments)
    case .documents(let files): try importDocuments(files)
    }
  }

  /// Says which PO files were left alone, and how to import them.
  private func noteLeftAlone(_ paths: [String]) {
    guard !paths.isEmpty, !answer.json else { return }
    let files = paths.count == 1 ? "a PO file was" : "\(paths.count) PO files were"
    let first = paths.count > 5 ? "to import the first of them" : "to import"
    writeNote(
      "\(files) left alone; \(first): " + commandLine("import", operands: Array(paths.prefix(5))))
  }

  private func importDocuments(_ files: [Input]) throws {
    let inputs = try DocumentInputs(
      files, system: system, document: document, language: lang?.language, roles: map,
      format: format)
    let known = try openKnownBase()
    let knownSystems = try known?.slugs() ?? []
    var read: [ReadInput] = []
    var isIncomplete = false
    var failures: [Failure] = []
    for input in inputs.all {
      do {
        let document = try Progress.during("reading \(input.label)") { try input.read(known) }
        isIncomplete = isIncomplete || document.isIncomplete
        if !answer.json { DiagnosticList(document).write() }
        read.append(document)
      } catch let failure as Failure where failure.status == .document {
        // One page that cannot be read does not hold up the others.
        isIncomplete = true
        failures.append(failure)
        if !answer.json {
          writeNote("errkb: " + oneLine(failure.message))
          if let hint = failure.hint { writeNote(hint) }
        }
      }
    }
    if strict && isIncomplete {
      throw Failure(
        .document, code: "strict",
        "part was not understood and --strict is given; nothing was saved",
        hint: answer.json && !failures.isEmpty ? sentence(failures) : nil)
    }
    // A base is made for something to put in only.
    let base = try read.isEmpty ? known : known ?? makeBase()
    let reports =
      try base.map { base in
        try take(read, into: base)
      } ?? []
    try write(reports, read, knownSystems)
    if answer.json { try writeObject(failures) }
    if isIncomplete { throw ExitStatus.document }
    if reports.contains(where: { $0.counts.toReview > 0 }) { throw ExitStatus.conflict }
  }

  private func take(_ read: [ReadInput], into base: KnowledgeBase) throws -> [ImportReport] {
    try Progress.during(dryRun ? "comparing" : "writing") {
      try base.importDocuments(
        read.map(\.version), options: options,
        by: try author.authorship((["import"] + paths).joined(separator: " ")))
    }
  }

  private var options: KnowledgeBase.ImportOptions {
    var options = KnowledgeBase.ImportOptions()
    options.isDryRun = dryRun
    options.allowsWithdrawn = allowWithdrawn
    options.allowsNewDocument = newDocument
    options.onConflict = onConflict ?? .review
    options.listsChanges = dryRun && !answer.json
    return options
  }

  /// The base, when there is one.
  private func openKnownBase() throws -> KnowledgeBase? {
    let path = try global.database()
    return isFile(path) || isFolder(path) ? try global.open(for: dryRun ? .trying : .creating) : nil
  }

  /// A new base; for a dry run in memory.
  func makeBase() throws -> KnowledgeBase {
    if dryRun { return try KnowledgeBase(path: ":memory:", for: .creating) }
    try makeFolder(of: try global.database())
    return try global.open(for: .creating)
  }

  /// Writes the documents that could not be read as one error for programs.
  private func writeObject(_ failures: [Failure]) throws {
    guard let first = failures.first else { return }
    writeNote(try Failure(first.status, code: first.code, sentence(failures)).json())
  }

  private func sentence(_ failures: [Failure]) -> String {
    failures.map(\.message).joined(separator: "; ")
  }

  private func write(
    _ reports: [ImportReport], _ read: [ReadInput], _ knownSystems: [String]
  ) throws {
    guard !answer.json else {
      let results = zip(reports, read).map { ImportAnswer.Document($0, $1.document) }
      return writeStream(try ImportAnswer(documents: results).text())
    }
    if dryRun { writeAnswer(ImportPlanText(reports).render(.output)) }
    for (report, read) in zip(reports, read) {
      let summary = ImportSummary(
        report: report, read: read.document, isPlan: dryRun,
        similarSystems: report.isNewSystem ? nearlySame(report.system, among: knownSystems) : [])
      for line in summary.lines { writeNote(line) }
    }
  }
}

extension KnowledgeBase.OnConflict: ExpressibleByArgument {}

extension DocumentFormat: ExpressibleByArgument {}

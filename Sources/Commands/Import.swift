import ArgumentParser
import Catalog
import Documents
import KnowledgeStore

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read documents into the knowledge base.",
    discussion: """
      A path is a document, a sources.yaml, a folder (its sources.yaml and what that lists, else its \
      documents), or - for standard input. Importing a document again under its name brings in what \
      changed; what was edited here stays.
      """)

  @Argument(help: "Documents, folders or sources.yaml files.", completion: .file())
  var paths: [String]

  @Option(
    help: ArgumentHelp(
      "The system that the documents speak about; of a sources.yaml, the one to import.",
      valueName: "slug"))
  var system: String?

  @Option(help: ArgumentHelp("The document's name (default: the file's).", valueName: "name"))
  var document: String?

  @Option(
    help: ArgumentHelp("The language of texts in Latin letters.", valueName: "language"))
  var lang: LanguageArgument?

  @Option(
    help: ArgumentHelp(
      "Read the column or label HEADING as ROLE, such as remedy=备注; may be repeated.",
      valueName: "role=heading"))
  var map: [RoleOverride] = []

  @Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "Save nothing when part of a document was not understood.")
  var strict = false

  @Flag(help: "Accept that a document loses most of its entries.")
  var allowWithdrawn = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError("name a document, a folder or a sources.yaml")
    }
    if let system, !SystemDescription.isSlug(system) {
      throw ValidationError(
        "'\(system)' cannot name a system; use lower-case letters, digits and -")
    }
  }

  func run() throws {
    let inputs = try DocumentInputs(
      paths: paths, system: system, document: document, language: lang?.language, roles: map)
    let base = try openBase()
    var read: [ReadInput] = []
    var isIncomplete = false
    for input in inputs.all {
      do {
        let document = try Progress.during("reading \(input.label)") { try input.read(base) }
        isIncomplete = isIncomplete || document.isIncomplete
        if !answer.json { DiagnosticList(document).write() }
        read.append(document)
      } catch let failure as Failure where failure.status == .document {
        // One page that cannot be read does not hold up the others.
        isIncomplete = true
        try report(failure)
      }
    }
    if strict && isIncomplete {
      throw Failure(
        .document, code: "strict",
        "part was not understood and --strict is given; nothing was saved")
    }
    let reports = try Progress.during(dryRun ? "comparing" : "writing") {
      try base.importDocuments(
        read.map(\.version), options: options, by: try author.authorship("import"))
    }
    try write(reports, read)
    if isIncomplete { throw ExitStatus.document }
    if reports.contains(where: { $0.counts.conflicts > 0 }) { throw ExitStatus.conflict }
  }

  private var options: KnowledgeBase.ImportOptions {
    var options = KnowledgeBase.ImportOptions()
    options.isDryRun = dryRun
    options.allowsWithdrawn = allowWithdrawn
    options.listsChanges = dryRun && !answer.json
    return options
  }

  /// A dry run into a base that is not there plans in memory.
  private func openBase() throws -> KnowledgeBase {
    let path = try global.database()
    if dryRun && !isFile(path) { return try KnowledgeBase(path: ":memory:", for: .creating) }
    try makeFolder(of: path)
    return try global.open(for: .creating)
  }

  private func report(_ failure: Failure) throws {
    writeNote(answer.json ? try failure.json() : "errkb: " + failure.message)
  }

  private func write(_ reports: [ImportReport], _ read: [ReadInput]) throws {
    guard !answer.json else {
      let results = zip(reports, read).map { ImportAnswer.Document($0, $1.document) }
      return writeStream(try ImportAnswer(documents: results).text())
    }
    if dryRun { writeAnswer(ImportPlanText(reports).render(.output)) }
    for (report, read) in zip(reports, read) {
      for line in ImportSummary(report: report, read: read.document, isPlan: dryRun).lines {
        writeNote(line)
      }
    }
  }
}

extension RoleOverride: ExpressibleByArgument {
  package init?(argument: String) {
    // The parser reports what is wrong with the whole option; its own list of roles is in the help.
    guard let role = try? RoleOverride(parsing: argument) else { return nil }
    self = role
  }
}

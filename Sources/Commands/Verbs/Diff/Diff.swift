import ArgumentParser
import Catalog
import Documents
import KnowledgeStore

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Tell what changed between two bases, or since a day.",
    discussion: """
      Compares the content of A with that of B: entries that were added, that are withdrawn (gone, \
      removed, or in no document any more), and changed fields; systems and documents, too. Each is a \
      base or a snapshot; one of them may be a document, of which only what it says is compared. With \
      one, A is the base of --db; with --since, the history of B tells what it was.

      Exit status: 0 no difference, 1 differences, 2 wrong usage, 4 a document that cannot be read, \
      5 a base that cannot be opened.
      """)

  @Argument(
    help: ArgumentHelp("What to compare: bases, snapshots, or one document.", valueName: "a b"),
    completion: .file(), transform: asTyped)
  var sides: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Compare with what the base was then: 2026-11-21, 2026-11-21T08:30 (UTC), 7d, 2w or yesterday.
      """,
      valueName: "date"), transform: { try Moment(parsing: $0) })
  var since: Moment?

  @Option(
    help: ArgumentHelp(
      "Only this system; may be repeated. The one that a document speaks about.",
      valueName: "slug"), transform: asTyped)
  var system: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only texts in this language, may be repeated; for a document, as for import.",
      valueName: "language"))
  var lang: [LanguageArgument] = []

  @Option(
    help: ArgumentHelp("The document's name (default: the file's).", valueName: "name"),
    transform: asTyped)
  var document: String?

  @Option(
    help: ArgumentHelp(
      "Read the document's column or label HEADING as ROLE, as for import; may be repeated.",
      valueName: "role=heading"), transform: { try RoleOverride(parsing: $0) })
  var map: [RoleOverride] = []

  @Option(help: "How to write it: text, or markdown for release notes.")
  var format = DiffFormat.text

  @Flag(help: "Count only: a line for each system.")
  var stat = false

  @Flag(name: .shortAndLong, help: "Write nothing; the exit status tells.")
  var quiet = false

  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard [stat, quiet, answer.json, format == .markdown].count(where: { $0 }) <= 1 else {
      throw ValidationError("give one of --stat, --quiet, --json and --format markdown")
    }
    if since != nil {
      guard sides.count <= 1 else {
        throw ValidationError("--since compares a base with its own past; name one base, or none")
      }
      guard document == nil, map.isEmpty else {
        throw ValidationError("--document and --map are for documents, not for --since")
      }
    } else {
      guard (1...2).contains(sides.count) else {
        throw ValidationError(
          "name two bases, snapshots or documents, or one to compare the base of --db with")
      }
    }
  }

  func run() throws {
    let comparison = try comparison()
    // A program reads JSON as it comes, whatever it is connected to.
    var output = PagedOutput(answer.json ? Terminal(isInteractive: false, width: 80) : .output)
    var writer = try makeWriter()
    var isEmpty = true
    let compare = {
      try comparison { difference in
        isEmpty = false
        if quiet { throw Enough() }
        output.write(try writer.text(of: difference))
        if output.isLeft { throw Enough() }
      }
    }
    do {
      // On a terminal the answer itself moves on.
      if Terminal.output.isInteractive, !stat, !quiet {
        try compare()
      } else {
        try Progress.during("comparing", compare)
      }
      if !quiet { output.write(try writer.end()) }
    } catch is Enough {
      // The reader has left, or there is nothing more to find out.
    }
    output.finish()
    if !isEmpty { throw ExitStatus.nothingFound }
  }

  private struct Enough: Error {}

  private func makeWriter() throws -> any DifferenceWriter {
    if answer.json { return DiffJSON() }
    if stat { return DiffStat() }
    let preferred = [try Settings().language, Environment.language].compactMap { $0 }
    return switch format {
    case .text: DiffText(.output, preferring: preferred)
    case .markdown: DiffMarkdown(preferring: preferred)
    }
  }

  /// A walk through the differences.
  private typealias Comparison = ((Difference) throws -> Void) throws -> Void

  private func comparison() throws -> Comparison {
    if let since { return try comparison(since: since) }
    // The one that is missing is the base of --db.
    let first = sides.count == 2 ? try DiffSide(sides[0]) : .base(try global.open(for: .reading))
    switch (first, try DiffSide(sides[sides.count - 1])) {
    case (.base(let old, let isPartOld), .base(let new, let isPartNew)):
      guard document == nil, map.isEmpty else {
        throw Failure(
          .usage, code: "usage",
          "--document and --map are for documents, and two bases are compared")
      }
      var scope = try scope([old, new])
      if scope.systems.isEmpty, isPartOld || isPartNew {
        // An export may hold some systems only; the others are not gone.
        let slugs = try [(old, isPartOld), (new, isPartNew)].filter(\.1).map { try $0.0.slugs() }
        scope.systems = Set(slugs.joined()).sorted()
      }
      return BaseDifference(from: old, to: new, scope).tell
    case (.base(let base, _), .document(let input)):
      return DocumentDifference(from: base, to: try read(input, base)).tell
    case (.document(let input), .base(let base, _)):
      let difference = DocumentDifference(from: base, to: try read(input, base))
      return { body in try difference.tell { try body($0.inverted) } }
    case (.document, .document):
      throw Failure(
        .usage, code: "usage",
        "\(sides.joined(separator: " and ")) are both documents; compare one of them with a base")
    }
  }

  private func comparison(since: Moment) throws -> Comparison {
    let base: KnowledgeBase
    switch try sides.first.map({ try DiffSide($0) }) {
    case nil: base = try global.open(for: .reading)
    case .base(let named, _): base = named
    case .document(let input):
      throw Failure(.usage, code: "usage", "\(input.path) is a document, which has no history")
    }
    let scope = try scope([base])
    let moment = try since.time(base)
    let now = try base.time()
    guard moment <= now else {
      throw Failure(
        .usage, code: "in_future", "\(moment) is yet to come; it is \(now) now (UTC)")
    }
    guard try base.hasHistory() else {
      throw Failure(
        .usage, code: "no_history",
        "\(base.path) has no history; a snapshot has one when it is taken with --with history")
    }
    guard let batch = try base.firstBatch(since: moment) else { return { _ in } }
    return HistoryDifference(of: base, since: batch, scope).tell
  }

  /// What is compared; a system or a language that is nowhere is a slip of the finger.
  private func scope(_ bases: [KnowledgeBase]) throws -> DifferenceScope {
    var scope = DifferenceScope()
    scope.systems = system.map { $0.lowercased() }
    scope.languages = lang.map(\.language)
    let slugs = try Set(bases.flatMap { try $0.slugs() }).sorted()
    for slug in scope.systems where !slugs.contains(slug) {
      // What is gone since is known to the history only.
      if since != nil, try bases.contains(where: { try $0.wasSystem(slug) }) { continue }
      let near = nearest(slug, among: slugs).map { [$0] } ?? []
      var failure = Failure(EditError.noSuchSystem(slug: slug, near: near))
      failure.status = .usage
      throw failure
    }
    let languages = try Set(bases.flatMap { try $0.languagesUsed(Selection()) }).sorted()
    for language in scope.languages where !languages.contains(language) {
      let there = languages.map(\.tag).joined(separator: ", ")
      throw Failure(
        .usage, code: "no_such_language",
        "nothing has a text in \(language); the languages are: \(there.isEmpty ? "none" : there)")
    }
    return scope
  }

  /// Reads a document as an import into the base would.
  private func read(_ input: Input, _ base: KnowledgeBase) throws -> DocumentVersion {
    let path = input.path
    guard system.count <= 1, lang.count <= 1 else {
      throw Failure(
        .usage, code: "usage", "a document speaks about one system; give one --system and --lang")
    }
    guard let slug = system.first?.lowercased() else {
      throw Failure(
        .usage, code: "usage", "which system does \(path) speak about?",
        hint: "type: " + commandLine("diff", "--system", "SLUG", operands: sides))
    }
    if let complaint = SystemDescription.slugComplaint(about: slug, isNew: false) {
      throw Failure(.usage, code: "usage", complaint)
    }
    guard path != "-" || document != nil else {
      throw Failure(
        .usage, code: "usage", "standard input has no name; say which document it is",
        hint: "type: "
          + commandLine("diff", "--system", slug, "--document", "NAME", operands: ["-"]))
    }
    let inputs = try DocumentInputs(
      [input], system: slug, document: document, language: lang.first?.language, roles: map,
      format: nil)
    guard let input = inputs.all.first else {
      throw Failure(.document, code: "no_documents", "\(path) holds no document")
    }
    let read = try input.read(base)
    if !answer.json && !quiet { DiagnosticList(read).write() }
    return read.version
  }
}

/// A form in which differences are written for people.
enum DiffFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown
}

/// Writes differences, which come system by system, as a text of some form.
protocol DifferenceWriter {
  /// What a difference adds to the text.
  mutating func text(of difference: Difference) throws -> String
  /// What ends the text.
  mutating func end() throws -> String
}

import ArgumentParser
import Catalog
import Files
import KnowledgeStore

/// What every verb that touches the base understands.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The knowledge base to use (default: $ERRKB_DB, else what the settings say, else \
      $XDG_DATA_HOME/errkb/errkb.db).
      """,
      valueName: "file"),
    completion: .file(extensions: ["db"]), transform: asTyped)
  var db: String?

  /// The file to work on.
  func database() throws -> String {
    if let named = db ?? Environment.variable("ERRKB_DB") {
      guard !named.isEmpty else {
        throw Failure(.usage, code: "usage", "--db names no file; leave it out or name one")
      }
      guard named != ":memory:" else {
        throw Failure(
          .usage, code: "usage",
          "a base in memory would be gone when the command ends; name a file with --db")
      }
      return named
    }
    guard let path = try Settings().database ?? Environment.defaultDatabase else {
      throw Failure(
        .database, code: "no_place",
        "no place for the knowledge base is known, since HOME names no folder; "
          + "name the file with --db or ERRKB_DB")
    }
    return path
  }

  /// Opens the base for changes; for a dry run, a copy that is gone afterwards.
  func openForChanges(isDryRun: Bool) throws -> KnowledgeBase {
    try open(for: isDryRun ? .trying : .writing)
  }

  /// Opens the base.
  func open(for purpose: KnowledgeBase.Purpose) throws -> KnowledgeBase {
    let base = try KnowledgeBase(
      path: try database(), for: purpose, clock: try Environment.clock())
    if let copy = base.copyOfOlderSchema {
      writeNote(
        "\(base.path) was written by an older errkb and is brought up to date; as it was: \(copy)")
    }
    return base
  }

  /// Opens the base for reading; what other tools wrote is taken in first.
  func openSettled(by authorship: Authorship) throws -> KnowledgeBase {
    let base = try open(for: .reading)
    guard try base.unsettledCount() > 0 else { return base }
    let writable = try open(for: .writing)
    try writable.takeIn(by: authorship)
    return writable
  }
}

/// What lies where a base is looked for; nil where nothing does.
///
/// - Throws: `Failure` where that cannot be found out.
func kindOfBase(at path: String) throws -> FileKind? {
  do throws(FileError) {
    return try FileKind.at(path)
  } catch {
    throw Failure(
      .database, code: "cannot_open",
      "cannot open \(path): \(error.reason); check the folders that it lies in")
  }
}

/// What verbs that answer understand.
struct AnswerOptions: ParsableArguments {
  @Flag(help: "Answer as JSON.")
  var json = false
}

/// What verbs that show texts understand.
struct LanguageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The language to show first, such as zh-Hans or en (default: the locale's); of search and list, \
      the one that entries must have.
      """,
      valueName: "language"))
  var lang: LanguageArgument?

  /// The reader's languages, best first: as asked for, as settled, as the locale says.
  func preferred() throws -> [Language] {
    [lang?.language, try Settings().language, Environment.language].compactMap { $0 }
  }
}

/// A language tag, or a short form of one.
struct LanguageArgument: ExpressibleByArgument {
  let language: Language

  init?(argument: String) {
    guard let language = Language(argument) else { return nil }
    self.language = language
  }
}

/// What the history is told by verbs that write.
struct AuthorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Who is at work, for the history (default: the login).", valueName: "name"),
    transform: asTyped)
  var author: String?

  @Option(
    name: [.customShort("m"), .customLong("reason")],
    help: ArgumentHelp("Why, for the history.", valueName: "reason"), transform: asTyped)
  var reason: String?

  /// Says in the history who ran a command and why.
  ///
  /// - Parameter command: the verb and what it was given; long ones are cut.
  func authorship(_ command: String) throws -> Authorship {
    try Self.authorship(command, author: author, reason: reason)
  }

  /// Says so for verbs that only write what other tools left to do.
  static func authorship(
    _ command: String, author: String?, reason: String?
  ) throws -> Authorship {
    let named = try author ?? Environment.variable("ERRKB_AUTHOR") ?? Settings().author
    let complaint =
      named.flatMap { nameComplaint(about: $0, called: "the author") }
      ?? reason.flatMap {
        textComplaint(about: $0, called: "the reason", limit: TextLimit.address)
      }
    if let complaint { throw Failure(.usage, code: "invalid", complaint) }
    // Words that were typed may be names of files, which hold anything.
    let command = visible(command.replacing("\n", with: " "))
    return Authorship(
      author: named.flatMap { $0.isEmpty ? nil : $0 } ?? Environment.login,
      command: command.count > 200 ? command.prefix(199) + "…" : command,
      reason: reason.flatMap { $0.isEmpty ? nil : $0 })
  }
}

import ArgumentParser
import KnowledgeStore

struct Snapshot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Publish a file that any SQLite tool can read.",
    discussion: """
      The file holds the content, the views error_codes and error_codes_json, a full-text index and \
      how_to_search, which explains it. Equal content makes equal files, byte for byte: no names of \
      people, no times and no history are in it. It appears when it is whole and checked.
      """)

  /// What can go along that is left out else.
  enum Extra: String, ExpressibleByArgument, CaseIterable {
    case history
  }

  @Argument(help: "The file to write.", completion: .file(extensions: ["db"]), transform: asTyped)
  var output: String

  @OptionGroup var selection: SelectionOptions

  @Option(
    help: ArgumentHelp(
      "history: who changed what and when goes along, with the names of people.", valueName: "what")
  )
  var with: [Extra] = []

  @Flag(help: "Replace a snapshot that is there.")
  var force = false

  @OptionGroup var answer: AnswerOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard !output.isEmpty else {
      throw ValidationError("the name of the file to write is empty; name one")
    }
    guard output != "-" else {
      throw ValidationError("a snapshot is a file, and cannot go to standard output; name one")
    }
    if !with.isEmpty, !selection.lang.isEmpty {
      throw ValidationError(
        "the history is in all languages; leave out --lang, or --with history")
    }
  }

  func run() throws {
    let base = try global.openSettled(by: author.authorship("snapshot"))
    let selection = try selection.selection(base)
    var options = SnapshotOptions(version: ErrKB.version)
    options.systems = selection.systems
    options.languages = selection.languages
    options.withHistory = with.contains(.history)
    options.replaces = force
    let published = try Progress.during("writing \(output)") {
      try publish(base, options)
    }
    guard let published else { return }
    let content = published.content
    if answer.json {
      return try Answer("snapshot", [Result(output, published)]).write()
    }
    let entries = counted(content.counts["entries"] ?? 0, "entry", "entries")
    let systems = counted(content.counts["systems"] ?? 0, "system", "systems")
    writeNote("\(output): \(entries) of \(systems), \(published.size) bytes")
    writeNote("  content \(content.hash)")
  }

  /// Publishes; where something is there already, a person at a terminal is asked.
  ///
  /// Nil when the person says no.
  private func publish(
    _ base: KnowledgeBase, _ options: SnapshotOptions
  ) throws -> PublishedSnapshot? {
    do {
      return try base.publish(to: output, options)
    } catch SnapshotError.exists where Terminal.error.isInteractive {
      guard try confirmed("Replace \(output)?", isForced: false, verb: "snapshot") else {
        return nil
      }
      var options = options
      options.replaces = true
      return try base.publish(to: output, options)
    }
  }

  private struct Result: Encodable {
    let path: String
    let size: Int
    let contentSha256: String
    let counts: [String: Int]

    init(_ path: String, _ published: PublishedSnapshot) {
      self.path = path
      size = published.size
      contentSha256 = published.content.hash
      counts = published.content.counts
    }
  }
}

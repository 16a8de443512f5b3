import ArgumentParser
import Catalog
import KnowledgeStore

struct RenameDocument: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a document another name, to be found under at its next import.")

  @Argument(help: "The name it has.", transform: asTyped)
  var name: String

  @Argument(help: "The name it gets.", transform: asTyped)
  var new: String

  @OptionGroup var place: DocumentPlaceOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let complaint = nameComplaint(about: new, called: "the name of a document") {
      throw ValidationError(complaint)
    }
    guard !new.isEmpty else { throw ValidationError("a document needs a name") }
  }

  func run() throws {
    let base = try global.open(for: .writing)
    let system = try place.system(of: name, base)
    let command = "documents rename \(system)/\(name) \(new)"
    try base.renameDocument(name, to: new, system: system, by: try author.authorship(command))
    if answer.json {
      return try Answer("documents.rename", [["system": system, "document": new]]).write()
    }
    writeNote(
      name == new
        ? "\(system)/\(name)  nothing to change" : "\(system)/\(name) is now \(system)/\(new)"
    )
  }
}

struct ForgetDocument: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Forget a document and what it said; its entries stay, and are ours from then on.",
    discussion: "On a terminal it is asked for first.")

  @Argument(help: "The document.", transform: asTyped)
  var name: String

  @Flag(help: "Do not ask.")
  var force = false

  @OptionGroup var place: DocumentPlaceOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let base = try global.open(for: .writing)
    let system = try place.system(of: name, base)
    let question = "Forget \(oneLine("\(system)/\(name)"))? Its entries stay."
    guard try confirmed(question, isForced: force, verb: "documents forget") else {
      throw ExitStatus.nothingFound
    }
    let removal = try base.forgetDocument(
      name, system: system, by: try author.authorship("documents forget \(system)/\(name)"))
    if answer.json {
      return try Answer(
        "documents.forget",
        [Gone(system: system, document: name, entries: removal.entries, batch: removal.batch)]
      ).write()
    }
    writeNote(
      "\(system)/\(name)  forgotten; \(counted(removal.entries, "entry stays", "entries stay"))"
        + bringingBack(removal))
  }

  private struct Gone: Encodable {
    let system: String
    let document: String
    let entries: Int
    let batch: Int?
  }
}

/// Which system's documents.
struct DocumentPlaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only documents of this system.", valueName: "slug"), transform: asTyped)
  var system: String?

  /// The system that has a document of the name.
  ///
  /// - Throws: `Failure` and `EditError`, also where several systems have one and none is named.
  func system(of name: String, _ base: KnowledgeBase) throws -> String {
    let system = try system.map { try existingSystem($0, base) }
    let documents = try base.documents(system: system)
    let systems = documents.filter { $0.name == name }.map(\.system)
    guard systems.count < 2 else {
      throw Failure(
        .usage, code: "ambiguous",
        "\(systems.joined(separator: " and ")) have a document '\(name)'; name one with --system")
    }
    if let only = systems.first { return only }
    let near = nearest(name, among: documents.map(\.name))
    throw Failure(
      .nothingFound, code: "no_such_document",
      "there is no document '\(name)'" + (system.map { " in \($0)" } ?? "")
        + (near.map { "; did you mean \($0)?" } ?? ""),
      hint: near == nil ? "to see what there is: " + commandLine("documents") : nil)
  }
}

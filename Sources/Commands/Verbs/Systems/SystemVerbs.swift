import ArgumentParser
import Catalog
import KnowledgeStore

struct AddSystem: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a system.",
    discussion: "Fields are name, vendor, language and help_url.")

  @Argument(
    help: "What the system is called in addresses: lower-case letters, digits and -.",
    transform: asTyped)
  var slug: String

  @Argument(
    help: ArgumentHelp("Its fields: FIELD=VALUE.", valueName: "field=value"), transform: asTyped)
  var assignments: [String] = []

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws { try checkSlug(slug) }

  func run() throws {
    var system = SystemDescription(slug: slug)
    for assignment in try systemAssignments(assignments) { assignment.apply(to: &system) }
    var similar: [String] = []
    try BaseToMake(global).write(isDryRun: false) { base, isTrial in
      guard !isTrial else { return }
      similar = nearlySame(slug, among: try base.slugs())
      try base.addSystem(system, by: try author.authorship("systems add \(slug)"))
      if answer.json { try Systems.writeAnswer(about: slug, base) }
    }
    if !answer.json { noteNewSystem(slug, similar) }
  }
}

struct SetSystem: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change what is known of a system.",
    discussion: "Fields are name, vendor, language and help_url; FIELD= clears one.")

  @Argument(help: "The system.", transform: asTyped)
  var slug: String

  @Argument(
    help: ArgumentHelp("What to set: FIELD=VALUE.", valueName: "field=value"), transform: asTyped)
  var assignments: [String]

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let changes = try systemAssignments(assignments)
    let base = try global.open(for: .writing)
    let slug = try existingSystem(slug, base)
    let fields = changes.map(\.name).joined(separator: " ")
    let changed = try base.editSystem(
      slug, by: try author.authorship("systems set \(slug) \(fields)")
    ) { system in
      for change in changes { change.apply(to: &system) }
    }
    if answer.json { return try Systems.writeAnswer(about: slug, base) }
    writeNote("\(slug)  \(changed.isEmpty ? "nothing to change" : changed.joined(separator: ", "))")
  }
}

struct RenameSystem: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a system another slug; addresses change with it.")

  @Argument(help: "The slug it has.", transform: asTyped)
  var slug: String

  @Argument(help: "The slug it gets: lower-case letters, digits and -.", transform: asTyped)
  var new: String

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws { try checkSlug(new) }

  func run() throws {
    let base = try global.open(for: .writing)
    let slug = try existingSystem(slug, base)
    let changed = try base.editSystem(
      slug, by: try author.authorship("systems rename \(slug) \(new)")
    ) { system in
      // A name that nobody gave follows.
      if system.name == system.slug { system.name = new }
      system.slug = new
    }
    if answer.json { return try Systems.writeAnswer(about: new, base) }
    writeNote(
      changed.isEmpty
        ? "\(slug)  nothing to change" : "\(slug) is now \(new); its entries are \(new):CODE")
  }
}

struct RemoveSystem: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm", abstract: "Take a system away, with its entries and documents.",
    discussion: "On a terminal it is asked for first where the system has entries.")

  @Argument(help: "The system.", transform: asTyped)
  var slug: String

  @Flag(help: "Do not ask, and take its entries with it.")
  var force = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let base = try global.open(for: .writing)
    let slug = try existingSystem(slug, base)
    let authorship = try author.authorship("systems rm \(slug)")
    let removal: Removal
    do {
      removal = try base.removeSystem(slug, withEntries: force, by: authorship)
    } catch EditError.systemInUse(_, let entries) {
      let question = "Take \(slug) away with \(counted(entries, "entry", "entries"))?"
      guard try confirmed(question, isForced: false, verb: "systems rm \(slug)") else {
        throw ExitStatus.nothingFound
      }
      removal = try base.removeSystem(slug, withEntries: true, by: authorship)
    }
    if answer.json {
      return try Answer(
        "systems.rm", [Gone(system: slug, entries: removal.entries, batch: removal.batch)]
      ).write()
    }
    writeNote(
      "\(slug)  gone"
        + (removal.entries > 0 ? " with \(counted(removal.entries, "entry", "entries"))" : "")
        + bringingBack(removal))
  }

  private struct Gone: Encodable {
    let system: String
    let entries: Int
    let batch: Int?
  }
}

/// The command that undoes a removal, to put behind what was done.
func bringingBack(_ removal: Removal) -> String {
  removal.batch.map { batch in
    "; to bring it back: " + commandLine("revert", "--batch", String(batch))
  } ?? ""
}

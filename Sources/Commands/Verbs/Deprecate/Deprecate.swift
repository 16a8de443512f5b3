import ArgumentParser
import Catalog
import KnowledgeStore

struct Deprecate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deprecate", abstract: "Say that a code is still sent, and which takes its place.",
    discussion: "To take it back: errkb set ENTRY status=active replaced_by=")

  @Argument(help: "The entry, as CODE, SYSTEM:CODE or SYSTEM:CODE#VARIANT.")
  var entry: WordArgument

  @Option(
    help: ArgumentHelp("The code of the same system that takes its place.", valueName: "code"))
  var by: WordArgument?

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let by, CodeKey(by.text).isEmpty { throw ValidationError("--by names no code") }
  }

  func run() throws {
    let base = try global.open(for: .writing)
    let command = "deprecate \(entry.text)" + (by.map { " --by \($0.text)" } ?? "")
    let result = try base.edit(
      try base.address(entry.text), by: try author.authorship(command)
    ) { entry in
      guard entry.status != .removed else {
        throw Failure(
          .usage, code: "removed",
          "\(entry.address) was removed",
          hint: "bring it back first: " + (try base.commandBringingBack(entry)))
      }
      var changes: [Field: String?] = [.status: EntryStatus.deprecated.rawValue]
      if let by { changes[.replacedBy] = try successor(by.text, of: entry, base) }
      return changes
    }
    try writeResults([result], of: "deprecate", asJSON: answer.json)
  }

  /// The code that takes an entry's place, as it is printed there.
  private func successor(
    _ text: String, of entry: Entry, _ base: KnowledgeBase
  ) throws -> String {
    var address = try base.address(text)
    if let system = address.system, system != entry.system {
      throw Failure(
        .usage, code: "invalid",
        "\(address.text) is of another system than \(entry.address); a code is replaced by one of its own"
      )
    }
    address.system = entry.system
    let key = address.key
    // A range that the code falls into is no entry of that code.
    let found = try base.entries(at: address).first { other in
      CodeKey(other.code) == key || other.aliases.contains { CodeKey($0) == key }
    }
    guard let found else {
      throw EditError.noSuchEntry(
        address: address.text, near: try base.suggestions(for: address).map(\.address))
    }
    guard CodeKey(found.code) != CodeKey(entry.code) else {
      throw Failure(.usage, code: "invalid", "\(entry.address) cannot take its own place")
    }
    return found.code
  }
}

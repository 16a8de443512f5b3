import ArgumentParser
import Catalog
import Files
import KnowledgeStore
import SystemPackage
import TextAnalysis

struct Remedy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remedy", abstract: "List and change the steps of a remedy.",
    discussion: """
      errkb remedy ENTRY list
      errkb remedy ENTRY add TEXT… [--at N]   each TEXT is a step; - reads one a line
      errkb remedy ENTRY set N TEXT
      errkb remedy ENTRY move N M
      errkb remedy ENTRY rm N… | --all

      The language is the one the remedy is in, else the one the entry's texts are in, else the \
      system's; --lang names another.
      """)

  @Argument(help: "The entry, as CODE, SYSTEM:CODE or SYSTEM:CODE#VARIANT.")
  var entry: WordArgument

  @Argument(help: "What to do.")
  var action: Action = .list

  @Argument(help: "Steps, or their numbers.")
  var words: [WordArgument] = []

  @Option(help: ArgumentHelp("Add before the step of this number.", valueName: "number"))
  var at: Int?

  @Flag(help: "Take all steps away.")
  var all = false

  @Option(help: ArgumentHelp("The language of the remedy.", valueName: "language"))
  var lang: LanguageArgument?

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  enum Action: String, ExpressibleByArgument, CaseIterable {
    case list, add, set, move, rm
  }

  func validate() throws {
    let isComplete =
      switch action {
      case .list: words.isEmpty
      case .add: !words.isEmpty
      case .set, .move: words.count == 2
      case .rm: words.isEmpty == all
      }
    guard isComplete else {
      let usage: [String] =
        switch action {
        case .list: []
        case .add: ["TEXT"]
        case .set: ["N", "TEXT"]
        case .move: ["N", "M"]
        case .rm: ["N"]
        }
      throw ValidationError(
        (action == .rm ? "name steps, or --all for every step, such as: " : "write: ")
          + commandLine("remedy", operands: [entry.text, action.rawValue] + usage))
    }
    guard at == nil || action == .add else { throw ValidationError("--at goes with add") }
    guard !all || action == .rm else { throw ValidationError("--all goes with rm") }
    for word in numbers where (Int(word) ?? 0) < 1 {
      throw ValidationError("'\(word)' is no number of a step; they count from 1")
    }
    if let at, at < 1 { throw ValidationError("--at must be at least 1") }
  }

  /// The words that are numbers of steps.
  private var numbers: [String] {
    switch action {
    case .list, .add: []
    case .set: words.prefix(1).map(\.text)
    case .move, .rm: words.map(\.text)
    }
  }

  func run() throws {
    if action == .list { return try list() }
    let texts = try self.texts()
    let base = try global.open(for: .writing)
    var remedy = StepList(language: .english, steps: [])
    let result = try base.edit(
      try base.address(entry.text),
      by: try author.authorship("remedy \(entry.text) \(action.rawValue)")
    ) { entry in
      let language = try self.language(of: entry)
      remedy = StepList(language: language, steps: entry.remedies[language] ?? [])
      try change(&remedy, texts, entry)
      return [.remedy(language): remedy.steps.joined(separator: "\n")]
    }
    if answer.json {
      return try Answer("remedy", [RemedyAnswer(result.address, result.revision, remedy)]).write()
    }
    try writeResults([result], of: "remedy", asJSON: false)
  }

  private func list() throws {
    let base = try global.open(for: .reading)
    let entry = try base.entryToEdit(at: try base.address(entry.text))
    let language = try language(of: entry)
    let remedy = StepList(language: language, steps: entry.remedies[language] ?? [])
    if answer.json {
      try Answer("remedy", [RemedyAnswer(entry.address, entry.revision, remedy)]).write()
    } else {
      writeAnswer(text(of: remedy.steps, .output))
    }
    let others = entry.remedies.keys.filter { $0 != language }.sorted().map(\.tag)
    guard remedy.steps.isEmpty else {
      if !others.isEmpty && !answer.json {
        writeNote("this is \(language); there is \(others.joined(separator: ", ")) too, see --lang")
      }
      return
    }
    let address = try base.commandAddress(of: entry)
    throw Failure(
      .nothingFound, code: "nothing_found",
      "\(entry.address) has no remedy in \(language)"
        + (others.isEmpty ? "" : "; there is one in \(others.joined(separator: ", "))"),
      hint: "to write one: "
        + commandLine("remedy", "--lang", language.tag, operands: [address, "add", "TEXT"]))
  }

  /// One step a line; on a terminal wrapped, the numbers aligned.
  private func text(of steps: [String], _ terminal: Terminal) -> String {
    let width = String(steps.count).count
    return steps.enumerated().map { index, step in
      let number = String(index + 1)
      guard terminal.isInteractive else { return "\(number)\t\(oneLine(step))\n" }
      let lead = String(repeating: " ", count: width - number.count) + number + ". "
      let lines = wrapped(oneLine(step), to: max(20, terminal.width - width - 2))
      let rest = String(repeating: " ", count: width + 2)
      return lines.enumerated().map { ($0.offset == 0 ? lead : rest) + $0.element + "\n" }.joined()
    }.joined()
  }

  /// The language whose remedy is meant.
  private func language(of entry: Entry) throws -> Language {
    if let lang { return lang.language }
    let written = entry.remedies.filter { !$0.value.isEmpty }.keys.sorted()
    if written.count == 1 { return written[0] }
    if written.isEmpty, entry.texts.count == 1, let only = entry.texts.keys.first { return only }
    if let language = entry.systemLanguage, written.isEmpty || written.contains(language) {
      return language
    }
    let there = (written.isEmpty ? entry.languages.sorted() : written).map(\.tag)
    throw Failure(
      .usage, code: "which_language",
      "the remedy of \(entry.address) in which language? give --lang"
        + (there.isEmpty ? "" : "; the entry has \(there.joined(separator: ", "))"))
  }

  /// The steps that were typed, or read.
  private func texts() throws -> [String] {
    let typed: [String] =
      switch action {
      case .add: words.map(\.text)
      case .set: words.dropFirst().map(\.text)
      case .list, .move, .rm: []
      }
    let texts = try typed.flatMap { text in
      guard text == "-" else { return [text] }
      return try fileText("-", .field).split(whereSeparator: \.isNewline).map(String.init)
        .filter { !$0.allSatisfy(\.isWhitespace) }
    }
    guard !texts.isEmpty || typed.isEmpty else {
      throw Failure(.usage, code: "invalid", "there is no step on standard input")
    }
    guard action != .set || texts.count == 1 else {
      throw Failure(
        .usage, code: "invalid",
        "\(texts.count) lines are no one step",
        hint: "to add each as a step: " + commandLine("remedy", operands: [entry.text, "add", "-"]))
    }
    for text in texts {
      guard let complaint = complaint(aboutItem: text) else { continue }
      throw Failure(
        .usage, code: "invalid", "the step '\(truncated(oneLine(text), to: 40))' \(complaint)")
    }
    return texts
  }

  private func change(_ remedy: inout StepList, _ texts: [String], _ entry: Entry) throws {
    let numbers = numbers.compactMap { Int($0) }
    for number in numbers where number > remedy.steps.count {
      throw remedy.outOfRange(number, entry)
    }
    switch action {
    case .list: break
    case .add:
      let place = (at ?? remedy.steps.count + 1) - 1
      guard place <= remedy.steps.count else { throw remedy.outOfRange(place + 1, entry) }
      remedy.steps.insert(contentsOf: texts, at: place)
    case .set: remedy.steps[numbers[0] - 1] = texts[0]
    case .move:
      let step = remedy.steps.remove(at: numbers[0] - 1)
      remedy.steps.insert(step, at: numbers[1] - 1)
    case .rm:
      let taken = Set(numbers)
      remedy.steps = remedy.steps.enumerated()
        .filter { !all && !taken.contains($0.offset + 1) }.map(\.element)
    }
  }
}

/// The steps of a remedy in one language.
private struct StepList {
  let language: Language
  var steps: [String]

  func outOfRange(_ number: Int, _ entry: Entry) -> Failure {
    Failure(
      .usage, code: "invalid",
      "there is no step \(number): the remedy of \(entry.address) in \(language) has "
        + (steps.isEmpty ? "none" : counted(steps.count, "step", "steps")))
  }
}

/// The steps of a remedy, as JSON.
private struct RemedyAnswer: Encodable {
  let entry: String
  let revision: Int
  let language: String
  let steps: [String]

  init(_ entry: String, _ revision: Int, _ remedy: StepList) {
    self.entry = entry
    self.revision = revision
    language = remedy.language.tag
    steps = remedy.steps
  }
}

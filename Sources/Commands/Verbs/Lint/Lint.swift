import ArgumentParser
import Catalog
import KnowledgeStore
import Linting

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Look for faults in the content.",
    discussion: """
      Each finding names its rule, the entry and field, where the text stands in a document, and the \
      command that corrects it. --rules lists the rules. Rules, their severities and what every entry \
      has to have can be settled in config.yaml, under lint:.

      --fix takes out characters that nobody sees and gives Latin letters and digits their usual \
      width. A message that a document gives is what the system prints, and is left alone.

      Exit status: 0 nothing found, 1 faults found, 2 wrong usage, 5 a base that cannot be opened.
      """)

  @Argument(help: "Entries to look at (default: all).")
  var entries: [WordArgument] = []

  @Option(
    help: ArgumentHelp("Only entries of this system; may be repeated.", valueName: "slug"),
    transform: asTyped)
  var system: [String] = []

  @Option(
    help: ArgumentHelp("Look for this only; may be repeated.", valueName: "rule"),
    completion: .list(LintRule.all.map(\.id)),
    transform: { try LintRule(parsing: $0) })
  var rule: [LintRule] = []

  @Option(help: "Leave out what weighs less: error, warning or note.")
  var severity = LintSeverity.note

  @Option(
    help: ArgumentHelp(
      """
      A text that every entry has to have: message, description or remedy, with .en in that language; \
      or en, all of an entry's texts in that language. May be repeated.
      """,
      valueName: "text"), transform: { try Requirement(parsing: $0) })
  var require: [Requirement] = []

  @Flag(help: "Correct what is certain; what is left is then looked for.")
  var fix = false

  @Flag(help: "With --fix, show what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "List the rules.")
  var rules = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard !dryRun || fix else { throw ValidationError("--dry-run goes with --fix") }
    guard entries.isEmpty || system.isEmpty else {
      throw ValidationError("name entries or --system, not both")
    }
    guard !rules || entries.isEmpty && !fix else {
      throw ValidationError("--rules only lists the rules; leave out the rest")
    }
    guard !fix || !answer.json || !dryRun else {
      throw ValidationError("--fix --dry-run shows a plan to people; leave out --json")
    }
  }

  func run() throws {
    let linter = Linter(try lintSettings())
    if rules { return try writeRules(linter.settings) }
    let base = try fix ? global.openForChanges(isDryRun: dryRun) : global.open(for: .reading)
    let scope = try LintScope(base, entries: entries.map(\.text), systems: system)
    let fixed = fix ? try writeFixes(base, linter, scope) : 0
    guard !dryRun else { return }
    try report(base, linter, scope, fixed: fixed)
  }

  /// What is looked for: options come before settings, and settings before the rules' own severities.
  private func lintSettings() throws -> LintSettings {
    var settings = try Settings().lint.get()
    settings.rules = Set(rule)
    settings.threshold = severity
    if !require.isEmpty { settings.requirements = Set(require) }
    return settings
  }

  private func writeRules(_ settings: LintSettings) throws {
    if answer.json {
      return try Answer("lint-rules", LintRule.all.map { RuleResult($0, settings) }).write()
    }
    var table = TextTable([.fixed("Rule"), .fixed("Severity"), .fixed("Fix"), .flexible("Finds")])
    table.rows = LintRule.all.map { rule in
      let severity = settings.severities[rule] ?? rule.severity
      return [
        rule.id, severity?.rawValue ?? "off", rule.canFix ? "yes" : "", rule.summary,
      ]
    }
    writeAnswer(table.render(.output))
  }

  private struct RuleResult: Encodable {
    let rule: String
    let severity: String
    let fix: Bool
    let summary: String

    init(_ rule: LintRule, _ settings: LintSettings) {
      self.rule = rule.id
      severity = (settings.severities[rule] ?? rule.severity)?.rawValue ?? "off"
      fix = rule.canFix
      summary = rule.summary
    }
  }

  /// Fixes entries in one batch, each as it is at the moment of writing; returns how many.
  private func writeFixes(
    _ base: KnowledgeBase, _ linter: Linter, _ scope: LintScope
  ) throws -> Int {
    var addresses: [String] = []
    try Progress.during("looking for faults") {
      try scope.forEachRecordWhile { record in
        if !linter.fixed(record).isEmpty {
          addresses.append(try base.distinctAddress(of: record.entry))
        }
        return true
      }
    }
    var results = EditResults(verb: "lint", asJSON: false, isPlan: dryRun)
    var count = 0
    if !addresses.isEmpty {
      let command = "lint --fix" + rule.map { " --rule " + $0.id }.joined()
      var rest = addresses[...]
      try base.editEach(by: try author.authorship(command), dryRun: dryRun) {
        while let text = rest.popFirst() {
          let address = try base.address(text)
          let changes = try base.records(at: address).first.map(linter.fixed) ?? [:]
          if !changes.isEmpty { return EntryEdit(address, changes.mapValues { $0 }) }
        }
        return nil
      } report: { result in
        count += result.changes.isEmpty ? 0 : 1
        results.append(result)
      }
    }
    guard !answer.json else { return count }
    if count > 0 { try results.write() } else { writeNote("nothing to fix") }
    return count
  }

  private func report(
    _ base: KnowledgeBase, _ linter: Linter, _ scope: LintScope, fixed: Int
  ) throws {
    var output = PagedOutput(answer.json ? Terminal(isInteractive: false, width: 80) : .output)
    var writer: any FindingWriter = answer.json ? FindingJSON() : FindingText(.output)
    var count = FindingCount()
    count.fixed = fixed
    let look = {
      try base.reading {
        let lookup = try BaseLookup(base, systems: scope.systems, for: linter)
        try scope.forEachRecordWhile { record in
          count.entries += 1
          let findings = try linter.findings(of: record, in: lookup)
          guard !findings.isEmpty else { return true }
          count.add(findings)
          let address = try base.distinctAddress(of: record.entry)
          output.write(try writer.text(of: findings, address: address))
          return !output.isLeft
        }
      }
    }
    if Terminal.output.isInteractive {
      try look()
    } else {
      try Progress.during("looking for faults", look)
    }
    // The pager was left before the end: a count would be of a part.
    let isPart = output.isLeft
    if !isPart { output.write(try writer.end(count)) }
    output.finish()
    if !answer.json && !isPart {
      let width = Terminal.error.isInteractive ? Terminal.error.width : .max
      count.sentences(width).forEach(writeNote)
    }
    if count.total > 0 { throw ExitStatus.nothingFound }
  }
}

extension LintSeverity: ExpressibleByArgument {}

extension LintRule {
  /// Reads a rule's id.
  init(parsing text: String) throws {
    guard let rule = LintRule(id: text) else {
      throw ValidationError(Self.complaint(about: text))
    }
    self = rule
  }
}

extension Requirement {
  /// Reads a requirement of the command line.
  init(parsing text: String) throws {
    guard let requirement = Requirement(text) else {
      throw ValidationError(
        "'\(text)' is no text to require; write message, remedy.en, description or a language such as en"
      )
    }
    self = requirement
  }
}

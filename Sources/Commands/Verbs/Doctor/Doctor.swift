import ArgumentParser
import KnowledgeStore

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check the knowledge base: paths, versions, integrity, index.",
    discussion: """
      Compares the tables with the history and with the index. Writes nothing, but with --fix. Exit status 1 \
      when entries are not indexed, 5 when it is damaged.
      """)

  @Flag(
    help: """
      Roll back a write that was cut off, mark a base that was restored from a dump, and take in what \
      other tools wrote; then check.
      """)
  var fix = false

  @OptionGroup var author: AuthorOptions
  @OptionGroup var answer: AnswerOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    if fix { try mend() }
    let base = try global.open(for: .examining)
    let health = try base.examine()
    if answer.json {
      try Answer("doctor", [Result(health, base.path)]).write()
    } else {
      writeAnswer(text(health, base.path))
    }
    if health.isDamaged { throw ExitStatus.database }
    if !health.unindexed.isEmpty { throw ExitStatus.nothingFound }
  }

  /// Does what can be done without a decision, and says what it was.
  private func mend() throws {
    if try KnowledgeBase.markRestoredDump(at: try global.database()) {
      writeNote("marked as a base of errkb: it was restored from a dump")
    }
    // Opening for writing is what rolls back a write that was cut off.
    let base = try global.open(for: .writing)
    let count = try base.reindex(rebuilding: false, by: try author.authorship("doctor --fix"))
    if count > 0 { writeNote("\(counted(count, "entry", "entries")) settled") }
  }

  private func text(_ health: HealthReport, _ path: String) -> String {
    var lines =
      [
        "errkb        \(ErrKB.version)",
        "SQLite       \(health.sqliteVersion)",
        "base         \(path)",
        "schema       \(health.schemaVersion)",
        "journal      \(health.journalMode)",
      ] + (health.entries.map { ["entries      \($0)"] } ?? [])
    let state = health.entries == nil ? "not looked at: the tables are not errkb's" : "damaged"
    lines.append("integrity    " + (health.problems.isEmpty ? "sound" : state))
    lines += health.problems.map { "             " + oneLine($0) }
    // Nothing more was looked at where the tables are not errkb's.
    guard health.entries != nil else { return lines.joined(separator: "\n") + "\n" }
    lines += told("content      ", "readable", health.content)
    if let history = health.history { lines += told("history      ", "complete", history) }
    if !health.index.isEmpty {
      lines += told("index        ", "complete", health.index)
      lines.append("             build it anew with: " + commandLine("reindex", "--all"))
    } else if health.unindexed.isEmpty {
      lines.append("index        complete")
    } else {
      let count = counted(health.unindexed.count, "entry", "entries")
      lines.append("index        \(count) not indexed; run: " + commandLine("reindex"))
      lines += health.unindexed.prefix(10).map { "             " + $0 }
      if health.unindexed.count > 10 {
        lines.append("             and \(health.unindexed.count - 10) more")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func told(_ head: String, _ sound: String, _ findings: HealthFindings) -> [String] {
    guard !findings.isEmpty else { return [head + sound] }
    let rest = findings.count - findings.sentences.count
    return [head + counted(findings.count, "problem", "problems")]
      + findings.sentences.map { "             " + oneLine($0) }
      + (rest > 0 ? ["             and \(rest) more"] : [])
  }

  private struct Result: Encodable {
    let version: String
    let sqlite: String
    let path: String
    let schema: Int
    let journal: String
    let entries: Int?
    let problems: [String]
    let unindexed: [String]

    init(_ health: HealthReport, _ path: String) {
      version = ErrKB.version
      sqlite = health.sqliteVersion
      self.path = path
      schema = health.schemaVersion
      journal = health.journalMode
      entries = health.entries
      problems =
        health.problems + health.content.sentences + (health.history?.sentences ?? [])
        + health.index.sentences
      unindexed = health.unindexed
    }
  }
}

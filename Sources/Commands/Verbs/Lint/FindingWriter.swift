import Catalog
import KnowledgeStore
import Linting
import Publishing
import TextAnalysis

/// Writes findings, which come entry by entry, as a text of some form.
protocol FindingWriter {
  /// What the findings of one entry add to the text.
  ///
  /// - Parameter address: what names the entry, and no other, in commands.
  mutating func text(of findings: [Finding], address: String) throws -> String
  /// What ends the text.
  mutating func end(_ count: FindingCount) throws -> String
}

/// Findings for a person, below their entry with the command that corrects them; in a pipe a line each,
/// separated by tabs: severity, rule, entry, field, document:line, sentence, command.
struct FindingText: FindingWriter {
  private let terminal: Terminal

  init(_ terminal: Terminal) { self.terminal = terminal }

  func text(of findings: [Finding], address: String) -> String {
    guard terminal.isInteractive else {
      return findings.map { finding in
        let cells = [
          finding.severity.rawValue, finding.rule.id, address, finding.field?.name ?? "",
          finding.place ?? "", finding.sentence, finding.command(address),
        ]
        return cells.map(oneLine).joined(separator: "\t") + "\n"
      }.joined()
    }
    return terminal.styled(oneLine(address), .bold) + "\n"
      + findings.map { block($0, address) }.joined() + "\n"
  }

  func end(_ count: FindingCount) -> String { "" }

  private func block(_ finding: Finding, _ address: String) -> String {
    let style: Terminal.Style =
      switch finding.severity {
      case .error: .red
      case .warning: .yellow
      case .note: .cyan
      }
    let what = [finding.field?.name, finding.sentence].compactMap { $0 }.joined(separator: " ")
    let lines = wrapped(visible(what), to: terminal.width - 11)
    var text = ""
    for (index, line) in lines.enumerated() {
      let label = index == 0 ? finding.severity.rawValue : ""
      text += "  " + terminal.styled(padded(label, to: 9), style) + line + "\n"
    }
    let details = [finding.rule.id, finding.place].compactMap { $0 }.joined(separator: "  ")
    text += String(repeating: " ", count: 11) + terminal.styled(oneLine(details), .dim) + "\n"
    // A command that is to be copied is not broken.
    return text + String(repeating: " ", count: 11) + finding.command(address) + "\n"
  }
}

/// Findings as one JSON document, schema `errkb.lint/1`, written one by one.
struct FindingJSON: FindingWriter {
  private var isFirst = true

  mutating func text(of findings: [Finding], address: String) throws -> String {
    var text = ""
    for finding in findings {
      text += isFirst ? "{\"results\":[" : ","
      isFirst = false
      text += try jsonText(Result(finding, address))
    }
    return text
  }

  func end(_ count: FindingCount) throws -> String {
    (isFirst ? "{\"results\":[" : "")
      + "],\"schema\":\"errkb.lint/1\",\"summary\":\(try jsonText(count))}\n"
  }

  private struct Result: Encodable {
    let rule: String
    let severity: String
    let system: String
    let entry: String
    let field: String?
    let source: Source?
    let message: String
    let command: String
    let fix: Bool

    struct Source: Encodable {
      let document: String
      let line: Int
    }

    init(_ finding: Finding, _ address: String) {
      rule = finding.rule.id
      severity = finding.severity.rawValue
      system = finding.system
      entry = address
      field = finding.field?.name
      source = finding.source.map { Source(document: $0.document, line: $0.line) }
      message = finding.sentence
      command = finding.command(address)
      fix = finding.canFix
    }

    /// Null for what is not there, so that all keys always are.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(rule, forKey: .rule)
      try container.encode(severity, forKey: .severity)
      try container.encode(system, forKey: .system)
      try container.encode(entry, forKey: .entry)
      try container.encode(field, forKey: .field)
      try container.encode(source, forKey: .source)
      try container.encode(message, forKey: .message)
      try container.encode(command, forKey: .command)
      try container.encode(fix, forKey: .fix)
    }

    private enum Key: CodingKey {
      case rule, severity, system, entry, field, source, message, command, fix
    }
  }
}

/// How many faults there are, by weight and by rule.
struct FindingCount: Encodable {
  /// Entries that were looked at.
  var entries = 0
  /// Entries that were fixed before.
  var fixed = 0
  private(set) var faulty = 0
  private(set) var errors = 0
  private(set) var warnings = 0
  private(set) var notes = 0
  private(set) var rules: [String: Int] = [:]

  var total: Int { errors + warnings + notes }

  /// Counts the findings of one entry.
  mutating func add(_ findings: [Finding]) {
    if !findings.isEmpty { faulty += 1 }
    for finding in findings {
      switch finding.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .note: notes += 1
      }
      rules[finding.rule.id, default: 0] += 1
    }
  }

  /// The counts in a sentence, cut into lines of a width.
  func sentences(_ width: Int) -> [String] {
    let looked = counted(entries, "entry", "entries")
    guard total > 0 else { return ["no faults in \(looked)"] }
    let weights = [
      (errors, "error", "errors"), (warnings, "warning", "warnings"), (notes, "note", "notes"),
    ].filter { $0.0 > 0 }.map { counted($0.0, $0.1, $0.2) }.joined(separator: ", ")
    let kinds = LintRule.all.compactMap { rule in
      rules[rule.id].map { "\(rule.id) \($0)" }
    }.joined(separator: ", ")
    return wrapped("\(weights) in \(faulty) of \(looked): \(kinds)", to: width)
  }
}

extension Finding {
  /// The document and line that the text comes from.
  var place: String? { source.map { "\($0.document):\($0.line)" } }

  /// Whether `lint --fix` corrects it.
  var canFix: Bool { next == .fix }

  /// What a person types to correct it.
  func command(_ address: String) -> String {
    switch next {
    case .fix: commandLine("lint", "--fix", "--rule", rule.id, operands: [address])
    case .write: commandLine("edit", operands: [address])
    case .translate(let language):
      commandLine("translate", "--lang", language.tag, operands: [address])
    case .approve(let language):
      commandLine("set", operands: [address, "state.\(language)=reviewed"])
    case .review: commandLine("review", operands: [address])
    }
  }
}

import Catalog
import Documents
import KnowledgeStore
import Publishing
import TextAnalysis

/// What was not plain sailing in a document, one line each, on standard error.
struct DiagnosticList {
  private let read: ReadInput

  init(_ read: ReadInput) { self.read = read }

  /// Writes the diagnostics; notes are for `--json`, a person sees warnings and errors.
  func write() {
    for diagnostic in read.document.diagnostics where diagnostic.severity != .note {
      let style: Terminal.Style = diagnostic.severity == .error ? .red : .yellow
      let severity = Terminal.error.styled(diagnostic.severity.rawValue + ":", style)
      writeNote(
        "\(read.input.label):\(diagnostic.line): \(severity) \(visible(diagnostic.message))")
    }
  }
}

/// What an import did to one document, in a few lines for a person.
struct ImportSummary {
  let report: ImportReport
  let read: ReadDocument
  let isPlan: Bool
  /// Systems of the base whose slugs are nearly that of the document's, which is new.
  let similarSystems: [String]

  var lines: [String] {
    let counts = report.counts
    let parts = [
      (counts.added, "added"), (counts.changed, "changed"), (counts.unchanged, "unchanged"),
      (counts.gone, "withdrawn"), (counts.toReview, "to review"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    var lines = [
      "\(report.system)/\(report.document): " + (isPlan ? "would be " : "")
        + parts.joined(separator: ", ")
    ]
    if report.isNewSystem {
      let near = similarSystems.joined(separator: " or ")
      lines.append(
        "  new system \(report.system)"
          + (near.isEmpty ? "" : "; if \(near) was meant, import into that with --system"))
    }
    if counts.conflicts > 0 {
      lines.append("  to review: the base keeps its text, the document's is kept beside it")
      if !isPlan { lines += conflictLines }
    }
    if counts.toReview > 0 {
      lines.append("  \(questions); to decide: " + commandLine("review"))
    }
    if !report.systemDifferences.isEmpty {
      let fields = report.systemDifferences.joined(separator: ", ")
      lines.append("  its \(fields) in the list and in the base differ; the base was left as it is")
    }
    let account = read.lines
    let kinds = [
      (account.entry, "entry"), (account.heading, "heading"), (account.prose, "prose"),
      (account.blank, "blank"), (account.notUnderstood, "not understood"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    lines.append(
      "  \(account.total) lines: \(kinds.joined(separator: ", ")); \(read.encoding)")
    return lines
  }

  /// What waits for a decision, in words.
  private var questions: String {
    let counts = report.counts
    return [
      (counts.conflicts, counted(counts.conflicts, "conflict", "conflicts")),
      (
        counts.withdrawn, counted(counts.withdrawn, "entry", "entries") + " in no document any more"
      ),
      (counts.renames, counted(counts.renames, "code", "codes") + " that may be renamed"),
    ].filter { $0.0 > 0 }.map(\.1).joined(separator: ", ")
  }

  /// The first conflicts, each with both texts.
  private var conflictLines: [String] {
    let fields = report.changes.filter { $0.kind == .conflict }.flatMap { change in
      change.fields.map { field in
        "    \(change.address) \(field.field.name): '\(oneLine(field.before ?? ""))' here, "
          + "'\(oneLine(field.after ?? ""))' there"
      }
    }
    let rest = fields.count - 10
    return fields.prefix(10).map { visible($0) } + (rest > 0 ? ["    and \(rest) more"] : [])
  }
}

/// What an import would change, entry by entry.
struct ImportPlanText {
  private let changes: [ImportReport.Change]

  init(_ reports: [ImportReport]) { changes = reports.flatMap(\.changes) }

  init(changes: [ImportReport.Change]) { self.changes = changes }

  /// One line an entry, with its fields below it where it changes.
  func render(_ terminal: Terminal) -> String {
    changes.map { change in
      let (mark, style) = Self.marks[change.kind] ?? ("?", .dim)
      var text = terminal.styled("\(mark) \(change.address)", style)
      if change.kind == .added {
        return text + "  " + (message(change).map(oneLine) ?? "") + "\n"
      }
      if change.kind == .renamed {
        return text + "  perhaps renamed to \(oneLine(change.fields.first?.after ?? ""))\n"
      }
      text += "  \(change.kind.rawValue)\n"
      for field in change.fields.sorted(by: { rank($0.field) < rank($1.field) }) {
        text += fieldLines(
          field.field.name, from: field.before, to: field.after, indent: 4, terminal)
      }
      return text
    }.joined()
  }

  private static let marks: [ImportReport.Change.Kind: (String, Terminal.Style)] = [
    .added: ("+", .green), .changed: ("~", .yellow), .gone: ("-", .red), .restored: ("+", .green),
    .conflict: ("!", .red), .renamed: ("→", .yellow),
  ]

  private func message(_ change: ImportReport.Change) -> String? {
    change.fields.first { if case .message = $0.field { true } else { false } }?.after
  }
}

/// What an import did, as JSON: `errkb.import/1`.
struct ImportAnswer: Encodable {
  let schema = "errkb.import/1"
  let documents: [Document]
  /// What was restored from errkb's own exports; left out where documents were imported.
  var restored: [Restored]?
  /// What was taken from files of translations; left out where there were none.
  var translations: [Translation]?

  struct Translation: Encodable {
    let file: String
    let language: String
    let entries: [String: Int]
  }

  struct Restored: Encodable {
    let system: String
    let entries: [String: Int]
  }

  struct Document: Encodable {
    let document: String
    let system: String
    let encoding: String
    let lines: [String: Int]
    let entries: [String: Int]
    let diagnostics: [Message]

    init(_ report: ImportReport, _ read: ReadDocument) {
      document = report.document
      system = report.system
      encoding = "\(read.encoding)"
      lines = [
        "total": read.lines.total, "entry": read.lines.entry, "heading": read.lines.heading,
        "prose": read.lines.prose, "blank": read.lines.blank,
        "not_understood": read.lines.notUnderstood,
      ]
      entries = [
        "added": report.counts.added, "changed": report.counts.changed,
        "unchanged": report.counts.unchanged, "gone": report.counts.gone,
        "conflicts": report.counts.conflicts, "withdrawn": report.counts.withdrawn,
        "renames": report.counts.renames,
      ]
      diagnostics = read.diagnostics.map(Message.init)
    }
  }

  struct Message: Encodable {
    let line: Int
    let severity: String
    let message: String

    init(_ diagnostic: Diagnostic) {
      line = diagnostic.line
      severity = diagnostic.severity.rawValue
      message = diagnostic.message
    }
  }

  /// The answer as one line.
  func text() throws -> String { try jsonText(self) + "\n" }
}

import Catalog
import KnowledgeStore

/// The history for a person: of an entry its revisions, of the base its batches.
struct HistoryText {
  let terminal: Terminal
  /// Whether it is the history of an entry, whose name need not be said each time.
  let isOfEntry: Bool
  /// Whether all changes of a batch are told.
  let isWhole: Bool

  private var isFirst = true
  private var batch: Int?
  /// How many changes of the batch have come.
  private var count = 0

  /// How many changes of a batch are told.
  private static let longestBatch = 20

  init(terminal: Terminal, isOfEntry: Bool, isWhole: Bool) {
    self.terminal = terminal
    self.isOfEntry = isOfEntry
    self.isWhole = isWhole
  }

  /// What is told of the next change; those of a batch come one after the other.
  mutating func text(of item: HistoryItem) -> String {
    var text = ""
    if item.batch.id != batch {
      text += endOfBatch()
      batch = item.batch.id
      if !isFirst, !isOfEntry { text += "\n" }
      if !isOfEntry { text += heading("batch \(item.batch.id)", item.batch) }
    }
    count += 1
    defer { isFirst = false }
    guard isWhole || count <= Self.longestBatch else { return text }
    if isOfEntry, item.kind == .entry {
      if !isFirst { text += "\n" }
      text += heading("revision \(item.revision ?? 0)", item.batch)
      text += ChangeText(item, terminal).fields(indent: 4)
    } else {
      text += ChangeText(item, terminal).render()
    }
    return text
  }

  /// What is left to tell once all changes have come.
  mutating func endOfBatch() -> String {
    let rest = count - Self.longestBatch
    count = 0
    guard !isWhole, rest > 0, let batch else { return "" }
    return terminal.styled(
      "  and \(rest) more: " + commandLine("history", "--batch", String(batch)), .dim) + "\n"
  }

  private func heading(_ what: String, _ batch: BatchSummary) -> String {
    let reverts = batch.reverts.map { "  (reverts batch \($0))" } ?? ""
    var lines = [
      terminal.styled(what, .yellow)
        + "  \(minute(of: batch.at))  \(oneLine(batch.author))  \(oneLine(batch.command))\(reverts)"
    ]
    if let reason = batch.reason { lines.append("  " + oneLine(reason)) }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// A change of something, with its fields before and after.
struct ChangeText {
  private let item: HistoryItem
  private let terminal: Terminal

  init(_ item: HistoryItem, _ terminal: Terminal) {
    self.item = item
    self.terminal = terminal
  }

  /// What changed in a line, and below it how.
  func render() -> String {
    let name = oneLine(subject)
    if let identity {
      if item.before[identity] == nil, item.after[identity] != nil {
        let message = item.after.sorted { $0.key < $1.key }.first { $0.key.hasPrefix("message.") }
        return "  " + terminal.styled("+ \(name)", .green)
          + (message.map { "  " + oneLine($0.value) } ?? "") + "\n"
      }
      if item.before[identity] != nil, item.after[identity] == nil {
        return "  " + terminal.styled("- \(name)", .red) + "\n"
      }
    }
    let revision = item.revision.map { "  revision \($0)" } ?? ""
    guard item.kind != .document else {
      let names = Set(item.before.keys).union(item.after.keys).sorted()
      return "  ~ \(name)  \(names.joined(separator: ", "))\n"
    }
    return "  \(terminal.styled("~ \(name)", .yellow))\(revision)\n" + fields(indent: 6)
  }

  /// The fields that people write, or if there are none the others, each with its difference.
  func fields(indent: Int) -> String {
    let names = Set(item.before.keys).union(item.after.keys).sorted()
    let written = names.filter { item.kind != .entry || Field($0)?.isEditable != false }
    return (written.isEmpty ? names : written).map { name in
      fieldLines(
        name, from: item.before[name], to: item.after[name], indent: indent, terminal)
    }.joined()
  }

  /// The field without which there is nothing.
  private var identity: String? {
    switch item.kind {
    case .system: "slug"
    case .document: "name"
    case .entry: "code"
    case .source: nil
    }
  }

  private var subject: String {
    let system = item.system ?? "?"
    let document = "\(system)/\(item.document ?? "?")"
    return switch item.kind {
    case .entry: item.address ?? "?"
    case .system: "system \(system)"
    case .document: "document \(document)"
    case .source: "\(item.address ?? "?") in \(document)"
    }
  }
}

/// A change for another program: a line for each field.
func historyLines(of item: HistoryItem) -> String {
  let batch = item.batch
  return Set(item.before.keys).union(item.after.keys).sorted().map { name in
    let cells = [
      String(batch.id), batch.at, batch.author, batch.command, batch.reason ?? "",
      item.address ?? item.system ?? "", item.document ?? "", item.revision.map(String.init) ?? "",
      name, item.before[name] ?? "", item.after[name] ?? "",
    ]
    return cells.map(oneLine).joined(separator: "\t") + "\n"
  }.joined()
}

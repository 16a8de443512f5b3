import Catalog
import KnowledgeStore
import TextAnalysis

/// Differences for a person: a heading a system, a line for what came and went, and below what changed
/// the fields with the changes marked in them.
struct DiffText: DifferenceWriter {
  private let terminal: Terminal
  private let preferred: [Language]
  private var system: String?

  init(_ terminal: Terminal, preferring preferred: [Language]) {
    self.terminal = terminal
    self.preferred = preferred
  }

  mutating func text(of difference: Difference) -> String {
    let isNext = difference.system != system
    let heading =
      isNext
      ? (system == nil ? "" : "\n")
        + terminal.styled(
          "\(oneLine(difference.systemName)) (\(difference.system))", .bold) + "\n" : ""
    system = difference.system
    return heading + line(difference) + fields(of: difference)
  }

  mutating func end() -> String { "" }

  private func line(_ difference: Difference) -> String {
    let (mark, style): (String, Terminal.Style) =
      switch difference.change {
      case .added: ("+", .green)
      case .withdrawn: ("-", .red)
      case .changed: ("~", .yellow)
      }
    let name = oneLine(difference.name)
    var rest = difference.note.map { "  (\($0))" } ?? ""
    if let versions = difference.versions {
      rest = "  \(versions.old) → \(versions.new)"
    } else if difference.change != .changed, let message = difference.message(preferring: preferred)
    {
      rest = "  " + oneLine(message) + rest
    }
    let lead = terminal.styled("\(mark) \(name)", style)
    guard terminal.isInteractive else { return lead + rest + "\n" }
    let room = terminal.width - displayWidth(name) - 2
    return lead + truncated(rest, to: max(0, room)) + "\n"
  }

  /// The fields of what changed; of what came and went the line says enough.
  private func fields(of difference: Difference) -> String {
    guard difference.change == .changed, difference.versions == nil else { return "" }
    return difference.rankedFields.map {
      fieldLines($0.name, from: $0.before, to: $0.after, indent: 4, terminal)
    }.joined()
  }
}

extension Difference {
  /// What differs, as it is addressed.
  var name: String {
    switch subject {
    case .system: "system \(system)"
    case .document(let name): "document \(name)"
    case .entry: address ?? ""
    }
  }

  /// The entry's address; nil for a system and a document.
  var address: String? {
    guard case .entry(let code, let variant) = subject else { return nil }
    var entry = Entry(system: system, code: code)
    entry.variant = variant
    return entry.address
  }

  /// The beginnings of the hashes of a document that has other bytes.
  var versions: (old: Substring, new: Substring)? {
    guard case .document = subject, let hash = fields.first(where: { $0.name == "sha256" }),
      let old = hash.before, let new = hash.after
    else { return nil }
    return (old.prefix(12), new.prefix(12))
  }

  /// What else is to be said of an entry that came or went, but is there in another way.
  var note: String? {
    switch (change, absence) {
    case (.added, .withdrawn): "was withdrawn"
    case (.added, .removed): "was removed"
    case (.withdrawn, .withdrawn): "in no document any more"
    case (.withdrawn, .removed): "removed"
    default: nil
    }
  }

  /// The message of an entry that came or went, in the language that a reader likes best.
  func message(preferring preferred: [Language]) -> String? {
    var messages: [Language: String] = [:]
    for field in fields {
      guard case .message(let language) = Catalog.Field(field.name) else { continue }
      messages[language] = field.after ?? field.before
    }
    return Language.ordered(messages.keys, preferring: preferred).first.flatMap { messages[$0] }
  }

  /// The fields in the order in which a card shows them.
  var rankedFields: [Difference.Field] {
    fields.enumerated().sorted { left, right in
      (rank(Catalog.Field(left.element.name)), left.offset)
        < (rank(Catalog.Field(right.element.name)), right.offset)
    }.map(\.element)
  }
}

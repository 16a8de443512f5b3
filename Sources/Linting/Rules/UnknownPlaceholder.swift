import Catalog
import TextAnalysis

/// Looks for placeholders of a description or remedy that no message of the entry has: nothing fills them.
///
/// Code spans are left out. A number in braces and what printf fills, as in `{0}` and `%s`, always
/// count. A name counts where a message has names in the same form: beside `Full: {0}`, `-n {namespace}` is
/// for the reader to fill in. So is `<name>`, always.
enum UnknownPlaceholder: EntryRule {
  static let rule = LintRule(
    "unknown-placeholder", .error,
    "A description or remedy uses a placeholder that no message of the entry has.")
  static let rules: [LintRule] = [rule]

  static func faults(in entry: LintedEntry, _ context: LintContext) -> [Fault] {
    let messages = MessagePlaceholders(entry.entry.texts.values.compactMap(\.message))
    return entry.texts.filter { !$0.isMessage }.compactMap { text in
      let unknown = unknownPlaceholders(in: text.prose, messages)
      guard !unknown.isEmpty else { return nil }
      return Fault(
        rule: rule, field: text.field,
        sentence: "\(text.place)uses \(listed(unknown)), which no message has",
        next: .write(text.field))
    }
  }

  private static func unknownPlaceholders(
    in prose: String, _ messages: MessagePlaceholders
  ) -> [String] {
    var unknown: [String] = []
    var seen: Set<String> = []
    for range in placeholders(in: prose) {
      let placeholder = Placeholder(prose[range])
      if !messages.have(placeholder), counts(placeholder, at: range, in: prose, messages),
        seen.insert(placeholder.written).inserted
      {
        unknown.append(placeholder.written)
      }
    }
    return unknown
  }

  /// Whether the system fills a placeholder, and not the reader or a program.
  private static func counts(
    _ placeholder: Placeholder, at range: Range<String.Index>, in prose: String,
    _ messages: MessagePlaceholders
  ) -> Bool {
    let before = prose[..<range.lowerBound].last
    let after = prose[range.upperBound...].first
    switch (placeholder.style, placeholder.meaning) {
    case (.braces, .name(let name)) where Int(name) != nil:
      // In a pattern, `[0-9]{4}` and `\d{4}`, the number says how often.
      return name.utf8.count < 3 && !isWord(before) && before != "]" && before != ")"
    // `%systemroot%` is a variable.
    case (.format, .next), (.format, .place): return !isWord(after) && after != "%"
    case (.angleBrackets, _), (.braces, .next): return false
    default:
      // `/jobs/{id}` and `{region}-{zone}` are paths and patterns.
      return messages.forms.contains(placeholder.form) && !isJoined(before) && !isJoined(after)
    }
  }

  private static func isWord(_ character: Character?) -> Bool {
    character.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") } ?? false
  }

  private static func isJoined(_ character: Character?) -> Bool {
    isWord(character) || character.map { "/-=&?@".contains($0) } ?? false
  }
}

/// The placeholders that the messages of an entry have.
private struct MessagePlaceholders {
  private var meanings: Set<Placeholder.Meaning> = []
  /// How those with names are written.
  private(set) var forms: Set<Substring> = []
  /// The most that one message fills by their order.
  private var unnamed = 0

  init(_ messages: [String]) {
    for message in messages {
      let found = placeholders(in: message).map { Placeholder(message[$0]) }
      meanings.formUnion(found.map(\.meaning))
      forms.formUnion(found.filter(\.hasName).map(\.form))
      unnamed = max(unnamed, found.count { if case .next = $0.meaning { true } else { false } })
    }
  }

  /// Whether a message has a placeholder; one without a name is numbered from 0 in braces, from 1 else.
  func have(_ placeholder: Placeholder) -> Bool {
    if meanings.contains(placeholder.meaning) { return true }
    return switch placeholder.meaning {
    case .name(let name): Int(name).map { $0 < unnamed } ?? false
    case .place(let place): place <= unnamed
    case .next: unnamed > 0 || meanings.contains(where: Self.isNumbered)
    }
  }

  private static func isNumbered(_ meaning: Placeholder.Meaning) -> Bool {
    switch meaning {
    case .name(let name): Int(name) != nil
    case .place: true
    case .next: false
    }
  }
}

extension Placeholder {
  /// The marks that it begins with, such as `{`, `${` and `%(`.
  fileprivate var form: Substring {
    written.prefix { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != " " }
  }

  /// Whether it has a name that is no number, or the number of an insert such as `%1`.
  fileprivate var hasName: Bool {
    if case .name(let name) = meaning { Int(name) == nil } else { style == .insert }
  }
}

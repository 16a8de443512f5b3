import Catalog
import TextAnalysis

/// Blanks of a description or remedy that nothing fills: no message of the entry has them.
enum UnknownPlaceholder: EntryRule {
  static let rules: [LintRule] = [.unknownPlaceholder]

  static func faults(
    of record: EntryRecord, in surroundings: Surroundings, _ settings: LintSettings
  ) -> [Fault] {
    let messages = record.entry.texts.values.compactMap(\.message)
    let known = KnownPlaceholders(messages)
    return EntryText.all(of: record.entry).compactMap { text in
      if case .message = text.field { return nil }
      var unknown: [String] = []
      for stretch in stretches(of: text.written) {
        for range in placeholders(in: stretch.text) {
          let placeholder = Placeholder(stretch.text[range])
          guard !known.contains(placeholder), !unknown.contains(placeholder.written),
            isOurs(placeholder, at: range, in: stretch, known)
          else { continue }
          unknown.append(placeholder.written)
        }
      }
      guard !unknown.isEmpty else { return nil }
      return Fault(
        rule: .unknownPlaceholder, field: text.field,
        sentence: "\(text.place)uses \(listed(unknown)), which no message has",
        mending: .write(text.field))
    }
  }

  /// Whether a placeholder is there for errkb to fill, and not for people, a shell or a program.
  private static func isOurs(
    _ placeholder: Placeholder, at range: Range<String.Index>, in stretch: Stretch,
    _ known: KnownPlaceholders
  ) -> Bool {
    let text = stretch.text
    let before = text[..<range.lowerBound].last
    let after = text[range.upperBound...].first
    switch (placeholder.style, placeholder.meaning) {
    case (.braces, .name(let name)) where name.utf8.count < 3 && Int(name) != nil:
      // After a class or a group, `{4}` says how often it occurs.
      return before != "]" && before != ")" && !isEscapedLetter(before, range.lowerBound, text)
    case (_, _) where stretch.isCode: return false
    case (.braces, .name), (.format, .name):
      // Such as the path `/jobs/{id}` and the pattern `{region}-{zone}`.
      return !isJoined(before) && !isJoined(after) && !isMember(after, range.upperBound, text)
        && !isAfterOption(range.lowerBound, text)
    case (.format, _): return !isWordCharacter(after) && after != "%"
    // Empty braces are an object without members; `$HOME` is the shell's, `<name>` the reader's,
    // unless a message writes its own so.
    case (.braces, _): return false
    case (.angleBrackets, .name(let name)) where isKey(name) || isReaders(name): return false
    case (.variable, _), (.angleBrackets, _), (.insert, _):
      return known.styles.contains(placeholder.style) && !isJoined(before) && !isJoined(after)
    }
  }

  /// Whether a name is that of a key or of a few pressed together: `<Enter>`, `<Ctrl-C>`.
  private static func isKey(_ name: String) -> Bool {
    let parts = name.lowercased().split { "-+ ".contains($0) }.map(String.init)
    guard let first = parts.first else { return false }
    let isFunctionKey = first.first == "f" && Int(first.dropFirst()).map { (1...24) ~= $0 } ?? false
    return isFunctionKey || keys.contains(first)
      || parts.count > 1 && modifiers.contains(first)
  }

  private static let keys: Set<String> = [
    "enter", "return", "esc", "escape", "tab", "space", "backspace", "delete", "del", "insert",
    "home", "end", "pageup", "pagedown", "up", "down", "left", "right", "ctrl", "control", "alt",
    "shift", "cmd", "cr",
  ]
  private static let modifiers: Set<String> = ["c", "m", "s", "meta", "command", "option", "win"]

  /// Whether a name is a phrase for people, such as `<your host>`.
  private static func isReaders(_ name: String) -> Bool {
    name.contains(" ") || name.lowercased().hasPrefix("your")
  }

  /// Whether an option of a command stands before, as in `-n {namespace}`.
  private static func isAfterOption(_ index: String.Index, _ text: String) -> Bool {
    let before = text[..<index]
    guard before.last == " " else { return false }
    // No option is longer; without a limit a text full of blanks would be read again and again.
    let word = before.suffix(41).dropLast().reversed().prefix { $0 != " " }.reversed()
    return word.first == "-" && word.contains(where: \.isLetter)
  }

  private static func isWordCharacter(_ character: Character?) -> Bool {
    character.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") } ?? false
  }

  private static func isJoined(_ character: Character?) -> Bool {
    isWordCharacter(character) || character.map { "/-=&?@".contains($0) } ?? false
  }

  /// Whether a point follows that does not end a sentence.
  private static func isMember(
    _ after: Character?, _ index: String.Index, _ text: String
  ) -> Bool {
    after == "." && isWordCharacter(text[text.index(after: index)...].first)
  }

  /// Whether `\d` or the like stands before.
  private static func isEscapedLetter(
    _ before: Character?, _ index: String.Index, _ text: String
  ) -> Bool {
    isWordCharacter(before) && text[..<index].dropLast().last == "\\"
  }
}

/// What the messages of an entry can fill.
private struct KnownPlaceholders {
  private var meanings: Set<Placeholder.Meaning> = []
  private(set) var styles: Set<Placeholder.Style> = []
  /// The most that one message fills by their order.
  private var unnamed = 0

  init(_ messages: [String]) {
    for message in messages {
      let found = placeholders(in: message).map { Placeholder(message[$0]) }
      styles.formUnion(found.map(\.style))
      meanings.formUnion(found.map(\.meaning))
      let next = found.count { if case .next = $0.meaning { true } else { false } }
      unnamed = max(unnamed, next)
    }
  }

  /// Whether a placeholder is one of theirs; what has no name in a message is numbered from 0.
  func contains(_ placeholder: Placeholder) -> Bool {
    if meanings.contains(placeholder.meaning) { return true }
    return switch placeholder.meaning {
    case .name(let name): Int(name).map { $0 < unnamed } ?? false
    case .place(let place): place <= unnamed
    case .next: unnamed > 0 || meanings.contains { Self.isNumbered($0) }
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

/// A stretch of a text that is all code, or all of which is none.
private struct Stretch {
  var text: String
  var isCode: Bool
}

private func stretches(of inlines: String) -> [Stretch] {
  var stretches: [Stretch] = []
  var isCode = false
  for part in inlineParts(inlines) {
    switch part {
    case .begin(.code): isCode = true
    case .end(.code): isCode = false
    case .begin, .end: break
    case .text(let text):
      // Marks within a name, as the `_` of `{user_name}`, come as parts of their own.
      if let last = stretches.indices.last, stretches[last].isCode == isCode {
        stretches[last].text += text
      } else {
        stretches.append(Stretch(text: text, isCode: isCode))
      }
    }
  }
  return stretches
}

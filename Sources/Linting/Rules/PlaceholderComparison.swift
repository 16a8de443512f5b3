import Catalog
import TextAnalysis

/// Looks for placeholders that differ between the languages of a message, or of a description.
enum PlaceholderComparison: EntryRule {
  static let placeholderMissing = LintRule(
    "placeholder-missing", .warning,
    "A message lacks a placeholder that the message it is translated from has.")
  static let placeholderExtra = LintRule(
    "placeholder-extra", .warning,
    "A message has a placeholder that the message it is translated from lacks.")
  static let placeholderDifferent = LintRule(
    "placeholder-different", .warning,
    "A message has other placeholders than the message it is translated from.")
  static let rules: [LintRule] = [placeholderMissing, placeholderExtra, placeholderDifferent]

  static func faults(in entry: LintedEntry, _ context: LintContext) -> [Fault] {
    let entry = entry.entry
    let messages = faults(of: entry, "message", Field.message) { text in
      placeholders(in: text).map { Placeholder(text[$0]) }
    }
    return messages
      + faults(of: entry, "description", Field.description) { text in
        // In a description `$HOME` and `<name>` may be what a reader types.
        let text = plainText(text)
        let found = placeholders(in: text).map { Placeholder(text[$0]) }
        let filled = found.filter { $0.style == .braces || $0.style == .format }
        return filled.isEmpty ? nil : filled
      }
  }

  /// Compares the texts of a field; those without a list of placeholders are left alone.
  private static func faults(
    of entry: Entry, _ name: String, _ field: (Language) -> Field,
    _ list: (String) -> [Placeholder]?
  ) -> [Fault] {
    let languages = entry.languages(preferring: []).filter { entry.value(of: field($0)) != nil }
    guard languages.count > 1 else { return [] }
    var lists: [Language: [Placeholder]] = [:]
    for language in languages {
      lists[language] = entry.value(of: field(language)).flatMap(list)
    }
    let first = firstOriginal(languages, of: entry)
    return languages.compactMap { language in
      guard let original = original(of: language, among: languages, first, entry),
        let theirs = lists[original], let ours = lists[language],
        let (rule, sentence) = fault(
          in: ours, of: theirs, called: "the \(name) in \(original.tag)")
      else { return nil }
      return Fault(
        rule: rule, field: field(language), sentence: sentence, next: .write(field(language)))
    }
  }

  /// The language that a text counts as translated from if it has no origin.
  private static func firstOriginal(_ languages: [Language], of entry: Entry) -> Language? {
    let own = languages.filter { language in
      entry.texts[language]?.origin.map { !languages.contains($0.language) } ?? true
    }
    let candidates = own.isEmpty ? languages : own
    if let system = entry.systemLanguage, candidates.contains(system) { return system }
    return candidates.first { entry.texts[$0]?.state == .sourced } ?? candidates.first
  }

  private static func original(
    of language: Language, among languages: [Language], _ first: Language?, _ entry: Entry
  ) -> Language? {
    guard language != first else { return nil }
    let origin = entry.texts[language]?.origin?.language
    return origin.flatMap { $0 != language && languages.contains($0) ? $0 : nil } ?? first
  }

  private static func fault(
    in ours: [Placeholder], of theirs: [Placeholder], called original: String
  ) -> (LintRule, String)? {
    let (ours, theirs) = (alike(ours, theirs), alike(theirs, ours))
    let missing = surplus(of: theirs, over: ours)
    let extra = surplus(of: ours, over: theirs)
    switch (missing.isEmpty, extra.isEmpty) {
    case (false, true):
      return (placeholderMissing, "lacks \(listed(missing)), which \(original) has")
    case (true, false):
      return (placeholderExtra, "has \(listed(extra)), which \(original) lacks")
    case (false, false):
      return (
        placeholderDifferent,
        "has \(listed(extra)), where \(original) has \(listed(missing))"
      )
    case (true, true):
      let inOrder = ours.filter(\.isNext)
      guard inOrder.map(\.meaning) != theirs.filter(\.isNext).map(\.meaning) else { return nil }
      return (
        placeholderDifferent,
        "has \(listed(inOrder.map(\.written))) in another order than \(original)"
      )
    }
  }

  /// The placeholders of a text, numbered if the other text numbers its own.
  ///
  /// Own `%s %d`, other `%2$d %1$s`: own become `%1$s %2$d`, and the two texts are alike.
  private static func alike(_ own: [Placeholder], _ other: [Placeholder]) -> [Placeholder] {
    let hasPlaces = (own + other).contains { $0.isPlace }
    let hasNumbers = (own + other).contains { $0.isNumbered }
    var (places, numbers) = (0, 0)
    return own.map { placeholder in
      guard case .next(let kind) = placeholder.meaning else { return placeholder }
      var placeholder = placeholder
      if kind == "{}", hasNumbers {
        placeholder.meaning = .name(String(numbers))
        numbers += 1
      } else if kind != "{}", hasPlaces {
        places += 1
        placeholder.meaning = .place(places)
      }
      return placeholder
    }
  }

  /// The placeholders that one text has and another lacks, as they are written: names that are not there,
  /// and of those without a name the surplus.
  private static func surplus(of own: [Placeholder], over other: [Placeholder]) -> [String] {
    let there = Set(other.map(\.meaning))
    var left = Dictionary(other.map { ($0.meaning, 1) }, uniquingKeysWith: +)
    var surplus: [String] = []
    var seen: Set<String> = []
    for placeholder in own {
      let isThere = there.contains(placeholder.meaning)
      if placeholder.isNext {
        left[placeholder.meaning, default: 0] -= 1
        guard left[placeholder.meaning, default: 0] < 0 else { continue }
      } else if isThere {
        continue
      }
      let name = isThere ? "another \(placeholder.written)" : placeholder.written
      if seen.insert(name).inserted { surplus.append(name) }
    }
    return surplus
  }
}

extension Placeholder {
  /// Whether it is filled by its order among the others.
  fileprivate var isNext: Bool { if case .next = meaning { true } else { false } }

  fileprivate var isPlace: Bool { if case .place = meaning { true } else { false } }

  fileprivate var isNumbered: Bool {
    if style == .braces, case .name(let name) = meaning { Int(name) != nil } else { false }
  }
}

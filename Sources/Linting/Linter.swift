import Catalog

/// Looks for faults in entries, one after the other.
package struct Linter: Sendable {
  /// What it looks for.
  package let settings: LintSettings
  private let wanted: [any EntryRule.Type]

  /// Makes a linter.
  package init(_ settings: LintSettings) {
    self.settings = settings
    wanted = entryRules.filter { $0.rules.contains { settings.severity(of: $0) != nil } }
  }

  /// Whether it asks `BaseLookup.twins`, which has to be prepared before entries are read.
  package var comparesTexts: Bool { wanted.contains { $0 == SameText.self } }

  /// What is wrong with an entry, in a fixed order.
  ///
  /// - Parameter record: the entry with what documents say of it.
  /// - Throws: what `base` throws.
  package func findings(of record: EntryRecord, in base: BaseLookup) throws -> [Finding] {
    let entry = LintedEntry(record)
    let context = LintContext(base: base, settings: settings)
    return try wanted.flatMap { try $0.faults(in: entry, context) }.compactMap { fault in
      guard let severity = settings.severity(of: fault.rule) else { return nil }
      return Finding(
        rule: fault.rule, severity: severity, system: record.entry.system, field: fault.field,
        source: entry.source(of: fault.field), sentence: fault.sentence, next: fault.next)
    }
  }

  /// The fields of an entry that rules can fix, as they should be; empty when there are none.
  ///
  /// A message that a document gives is left alone: it is what the system prints.
  ///
  /// - Parameter record: the entry with what documents say of it.
  package func fixed(_ record: EntryRecord) -> [Field: String] {
    let rules = wanted.compactMap { $0 as? any TextRule.Type }.filter { $0.rule.canFix }
    guard !rules.isEmpty else { return [:] }
    let entry = LintedEntry(record)
    var fixed: [Field: [String]] = [:]
    var changed: Set<Field> = []
    for text in entry.texts {
      var result = text
      for rule in rules {
        if let written = rule.fixed(result) { result.written = written }
      }
      fixed[text.field, default: []].append(result.written)
      if result.written != text.written { changed.insert(text.field) }
    }
    return fixed.filter { changed.contains($0.key) && !entry.isPrinted($0.key) }
      .mapValues { $0.filter { !isBlank($0) }.joined(separator: "\n") }
  }
}

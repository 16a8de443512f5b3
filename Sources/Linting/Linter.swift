import Catalog
import TextAnalysis

/// Looks for faults in entries, one after the other.
package struct Linter: Sendable {
  /// What it looks for.
  package let settings: LintSettings

  /// Makes a linter.
  package init(_ settings: LintSettings) { self.settings = settings }

  /// The faults of an entry, in a fixed order.
  ///
  /// - Parameter record: the entry with what documents say of it.
  /// - Throws: what `surroundings` throws.
  package func findings(
    of record: EntryRecord, in surroundings: Surroundings
  ) throws -> [Finding] {
    var faults: [Fault] = []
    for rule in entryRules where rule.rules.contains(where: isWanted) {
      faults += try rule.faults(of: record, in: surroundings, settings)
    }
    faults += textFaults(of: record)
    return faults.compactMap { finding($0, record) }
  }

  /// The texts of an entry that can be mended safely, as they should be; empty when none can.
  ///
  /// What is mended differs in white space, punctuation, width and what nobody sees. A message that a
  /// document gives is left alone: it is what the system prints.
  ///
  /// - Parameter record: the entry with what documents say of it.
  package func mended(_ record: EntryRecord) -> [Field: String] {
    let rules = textRules.filter { isWanted($0.rule) && $0.rule.isMendable }
    guard !rules.isEmpty else { return [:] }
    var mended: [Field: String] = [:]
    for field in Set(EntryText.all(of: record.entry).map(\.field)) {
      mended[field] = self.mended(field, of: record, rules)
    }
    return mended
  }

  /// A field as it should be; nil when there is nothing to mend, or nothing that we may.
  private func mended(
    _ field: Field, of record: EntryRecord, _ rules: [any TextRule.Type]
  ) -> String? {
    guard !isPrinted(field, of: record) else { return nil }
    let texts = EntryText.all(of: record.entry, field)
    let before = joined(texts.map(\.written))
    let after = joined(texts.map { mend($0, rules) })
    // A character that nobody sees parts no words, so what it hid is no change.
    let seen = joined(texts.map { mend($0, rules.filter { $0 == ControlCharacter.self }) })
    guard after != before, !after.isEmpty, ChangeGrade(from: seen, to: after) <= .cosmetic
    else { return nil }
    return after
  }

  private func joined(_ texts: [String]) -> String {
    texts.filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
  }

  private func isWanted(_ rule: LintRule) -> Bool { settings.severity(of: rule) != nil }

  /// Whether a message stands as a document gives it, and so is what the system prints.
  private func isPrinted(_ field: Field, of record: EntryRecord) -> Bool {
    guard case .message(let language) = field else { return false }
    return record.entry.texts[language]?.state == .sourced || source(of: field, record) != nil
  }

  private func textFaults(of record: EntryRecord) -> [Fault] {
    let rules = textRules.filter { isWanted($0.rule) }
    guard !rules.isEmpty else { return [] }
    var mended: [Field: String?] = [:]
    var faults: [Fault] = []
    for text in EntryText.all(of: record.entry) {
      let linted = LintedText(text)
      for rule in rules {
        guard let fault = rule.fault(in: linted) else { continue }
        var mending = Mending.write(text.field)
        if fault.mended != nil {
          // All that can be mended in a field is mended at once, however many faults it has.
          let whole = mended[text.field] ?? self.mended(text.field, of: record, rules)
          mended[text.field] = whole
          if let whole { mending = .fix(whole) }
        }
        faults.append(
          Fault(
            rule: rule.rule, field: text.field, sentence: text.place + fault.sentence,
            mending: mending))
      }
    }
    return faults
  }

  /// Applies the rules until none has anything to mend; one mending may uncover another fault.
  private func mend(_ text: EntryText, _ rules: [any TextRule.Type]) -> String {
    var text = text
    for _ in 0..<4 {
      let before = text.written
      for rule in rules {
        if let mended = rule.fault(in: LintedText(text))?.mended { text.written = mended }
      }
      if text.written == before { break }
    }
    return text.written
  }

  private func finding(_ fault: Fault, _ record: EntryRecord) -> Finding? {
    guard let severity = settings.severity(of: fault.rule) else { return nil }
    return Finding(
      rule: fault.rule, severity: severity, system: record.entry.system, field: fault.field,
      source: source(of: fault.field, record),
      sentence: fault.sentence, mending: fault.mending)
  }

  /// Where a field's text comes from: the first document that gives it as it stands.
  private func source(of field: Field?, _ record: EntryRecord) -> Entry.Source? {
    guard let field, field != .code, let value = record.entry.value(of: field) else {
      return record.entry.sources.first
    }
    return record.entry.sources.first {
      FieldValues.same(record.sources[$0.document]?.base[field], value)
    }
  }
}

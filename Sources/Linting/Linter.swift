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
    let wanted = textRules.filter { isWanted($0.rule) }
    for field in textFields(of: record.entry) where !wanted.isEmpty {
      faults += textFaults(of: record.entry, field, wanted)
    }
    return faults.compactMap { finding($0, record) }
  }

  /// The texts of an entry that can be mended safely, as they should be; empty when none can.
  ///
  /// What is mended differs in white space, punctuation and width only. A message that a document
  /// gives is left alone: it is what the system prints.
  package func mended(_ entry: Entry) -> [Field: String] {
    let wanted = textRules.filter { isWanted($0.rule) }
    var mended: [Field: String] = [:]
    for field in textFields(of: entry) where !wanted.isEmpty {
      mended[field] = self.mended(field, of: entry, wanted)
    }
    return mended
  }

  /// A field as it should be; nil when there is nothing to mend, or nothing that we may.
  private func mended(
    _ field: Field, of entry: Entry, _ rules: [any TextRule.Type]
  ) -> String? {
    guard isOurs(field, of: entry), let value = entry.value(of: field) else { return nil }
    let texts = parts(of: field, value)
    let result = joined(texts.map { mend($0, field, rules) })
    // A character that nobody sees parts no words, so what it hid is no change.
    let seen = joined(texts.map { mend($0, field, rules.filter { $0 == ControlCharacter.self }) })
    guard result != value, !result.isEmpty, ChangeGrade(from: seen, to: result) <= .cosmetic
    else { return nil }
    return result
  }

  private func joined(_ texts: [String]) -> String {
    texts.filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
  }

  private func isWanted(_ rule: LintRule) -> Bool { settings.severity(of: rule) != nil }

  /// Whether people may change the text for its looks.
  private func isOurs(_ field: Field, of entry: Entry) -> Bool {
    guard case .message(let language) = field else { return true }
    return entry.texts[language]?.state != .sourced
  }

  private func textFaults(
    of entry: Entry, _ field: Field, _ rules: [any TextRule.Type]
  ) -> [Fault] {
    guard let value = entry.value(of: field), let language = field.language else { return [] }
    let texts = parts(of: field, value)
    // All that can be mended in a field is mended at once, however many faults it has.
    lazy var mended = self.mended(field, of: entry, rules)
    var faults: [Fault] = []
    for (index, written) in texts.enumerated() {
      let text = LintedText(written, of: field, in: language)
      let place = texts.count > 1 ? "step \(index + 1) " : ""
      for rule in rules {
        guard let fault = rule.fault(in: text) else { continue }
        let mending = fault.mended == nil ? nil : mended.map(Mending.fix)
        faults.append(
          Fault(
            rule: rule.rule, field: field, sentence: place + fault.sentence,
            mending: mending ?? .write(field)))
      }
    }
    return faults
  }

  /// Applies the rules until none has anything to mend; one mending may uncover another fault.
  private func mend(_ written: String, _ field: Field, _ rules: [any TextRule.Type]) -> String {
    guard let language = field.language else { return written }
    var written = written
    for _ in 0..<4 {
      let before = written
      for rule in rules where rule.rule.isMendable {
        let text = LintedText(written, of: field, in: language)
        if let mended = rule.fault(in: text)?.mended { written = mended }
      }
      if written == before { break }
    }
    return written
  }

  /// The texts of a field: the steps of a remedy, else the one text that it is.
  private func parts(of field: Field, _ value: String) -> [String] {
    guard case .remedy = field else { return [value] }
    return value.split(separator: "\n").map { String($0) }
  }

  private func textFields(of entry: Entry) -> [Field] {
    entry.languages(preferring: []).flatMap { language in
      [Field.message(language), .description(language), .remedy(language)]
    }
  }

  private func finding(_ fault: Fault, _ record: EntryRecord) -> Finding? {
    guard let severity = settings.severity(of: fault.rule) else { return nil }
    return Finding(
      rule: fault.rule, severity: severity, system: record.entry.system,
      entry: record.entry.address, field: fault.field, source: source(of: fault.field, record),
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

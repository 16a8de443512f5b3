import Catalog
import Storage

extension KnowledgeBase {
  /// How translations are taken in.
  package struct TranslationOptions: Sendable {
    /// Whether to plan only: everything is worked out, and nothing is kept.
    package var isDryRun = false
    /// What to do with a text that was changed here and in the file: `ours` and `theirs` decide;
    /// otherwise nothing is taken in.
    package var onConflict = OnConflict.fail
    /// Whether nothing is taken in when an entry is not here.
    package var isStrict = false
    /// Whether the report names every entry that changes.
    package var listsChanges = false
    /// Only this system.
    package var system: String?

    /// Makes options by which conflicts stop everything.
    package init() {}
  }

  /// Takes translations in as edits, all of them in one transaction and one batch.
  ///
  /// A text remembers what it was made from, so one whose source has changed here since is outdated at
  /// once. A file that comes back as it was handed out changes nothing.
  ///
  /// A translator who goes on in a file that was taken in before is known by the author and the command
  /// of the two imports, which names the file. Files of two translators that were saved under one name
  /// are one file by that; under two names, what both translated is a conflict.
  ///
  /// - Parameter complain: is told of a text that no field can hold, by the number of its file and its
  ///   line; to throw in the end is up to `finish`.
  /// - Throws: `TranslationError`, and what `finish` throws.
  package func takeTranslations(
    _ files: [TranslationFile], options: TranslationOptions, by authorship: Authorship,
    complain: (_ file: Int, _ line: Int, _ sentence: String) -> Void,
    finish: () throws -> Void
  ) throws -> [TranslationReport] {
    try editing(by: authorship, dryRun: options.isDryRun) { batch in
      let taking = TranslationTaking(base: self, options: options)
      var reports: [TranslationReport] = []
      for (number, file) in files.enumerated() {
        guard try !taking.isOfItsOwnLanguage(file) else {
          throw TranslationError.sameLanguage(file: number, file.language)
        }
        reports.append(try taking.take(file, &batch) { complain(number, $0, $1) })
      }
      try finish()
      let isDecided = [.ours, .theirs].contains(options.onConflict)
      guard isDecided || reports.allSatisfy({ $0.conflicts.count == 0 }) else {
        throw TranslationError.conflicts(reports)
      }
      guard !options.isStrict || !reports.contains(where: \.isIncomplete) else {
        throw TranslationError.incomplete(reports)
      }
      return reports
    }
  }
}

/// Takes the files of translations in, one after the other.
private struct TranslationTaking {
  let base: KnowledgeBase
  let options: KnowledgeBase.TranslationOptions

  /// Whether a file gives as texts to translate those of the language it translates into.
  ///
  /// Where its header does not name their language the texts tell: those of the time when it was made,
  /// and where that is not known those of today, if none is another.
  func isOfItsOwnLanguage(_ file: TranslationFile) throws -> Bool {
    if let source = file.source { return source == file.language }
    let since = try moment(of: file).map { $0.batch + 1 }
    var own = 0
    var others = 0
    var total = 0
    for group in Self.byEntry(file.units) {
      guard let place = group.first?.place.entry, let (row, entry) = try entry(at: place) else {
        continue
      }
      let now = FieldValues(entry)
      let values = try since.map { try base.values(of: row, before: $0, now: entry) } ?? now
      total += group.count
      let texts = TextsByPart(values)
      for unit in group {
        let has = { (language: Language) in
          texts.text(of: unit.place.part, in: language).map { FieldValues.same(unit.source, $0) }
            ?? false
        }
        if texts.languages.contains(where: { $0 != file.language && has($0) }) {
          others += 1
        } else if has(file.language) {
          own += 1
        }
      }
    }
    return own > others && (since != nil || own == total)
  }

  func take(
    _ file: TranslationFile, _ batch: inout Batch, complain: (Int, String) -> Void
  ) throws -> TranslationReport {
    let units = file.units.filter { unit in
      options.system.map { $0 == unit.place.entry.system } ?? true
    }
    let since = try moment(of: file).map { $0.batch + 1 }
    var report = TranslationReport(language: file.language, isRemembered: since != nil)
    let repeated = RepeatedTexts(file.units)
    for group in Self.byEntry(units) {
      guard let first = group.first?.place else { continue }
      let place = first.entry
      guard let (row, entry) = try entry(at: place) else {
        report.missing.append(first.address)
        continue
      }
      guard entry.status != .removed else {
        report.removed.append(entry.address)
        continue
      }
      let now = FieldValues(entry)
      let then = try since.map { try base.values(of: row, before: $0, now: entry) }
        .flatMap { place.isID(of: $0) ? $0 : nil }
      var known = TranslationMerge.Base(
        now: now, then: then, systemLanguage: entry.systemLanguage)
      if let since, let then, !now.fieldsChanged(from: then).isEmpty {
        known.brought = try base.fieldsLastChanged(of: row, since: since, byEarlier: batch)
      }
      let merge = TranslationMerge(
        group, of: (file.language, file.source), base: known,
        takesTheirs: options.onConflict == .theirs, isElsewhere: repeated.isElsewhere)
      for (line, sentence) in merge.complaints { complain(line, "\(entry.address): \(sentence)") }
      report.note(merge, of: entry)
      guard merge.complaints.isEmpty, !merge.changes.isEmpty else {
        report.unchanged += 1
        continue
      }
      let result = try base.carryOut(edit(of: place, merge), row, entry, &batch)
      if result.changes.isEmpty { report.unchanged += 1 } else { report.changed += 1 }
      if options.listsChanges, !result.changes.isEmpty { report.results.append(result) }
    }
    return report
  }

  /// The state of the base that a file was made from; nil where that cannot be told.
  private func moment(of file: TranslationFile) throws -> HistoryMoment? {
    try file.moment.flatMap { try base.remembers($0) ? $0 : nil }
  }

  private func edit(of id: EntryID, _ merge: TranslationMerge) -> EntryEdit {
    var edit = EntryEdit(EntryAddress(id), merge.changes, source: merge.source)
    edit.madeFrom = merge.madeFrom
    return edit
  }

  private func entry(at place: EntryID) throws -> (row: Int64, entry: Entry)? {
    let row = try base.connection.first(
      """
      SELECT id FROM codes WHERE system_id = (SELECT id FROM systems WHERE slug = ?)
        AND key = ? AND variant = ?
      """, [.text(place.system), .text(CodeKey(place.code).text), .text(place.variant)]
    ) { $0.int64(0) }
    return try row.flatMap { row in try base.entry(id: row).map { (row, $0) } }
  }

  /// The units by their entries, in the order in which these are first named.
  private static func byEntry(_ units: [TranslationUnit]) -> [[TranslationUnit]] {
    var groups: [[TranslationUnit]] = []
    var numbers: [EntryID: Int] = [:]
    for unit in units {
      let number = numbers[unit.place.entry] ?? groups.count
      if number == groups.count {
        groups.append([])
        numbers[unit.place.entry] = number
      }
      groups[number].append(unit)
    }
    return groups
  }
}

extension EntryID {
  /// Whether an entry stood here with these values; else the file may speak of another that did.
  fileprivate func isID(of values: FieldValues) -> Bool {
    values[.code].map {
      self == Self(system: system, code: $0, variant: values[.variant] ?? "")
    } ?? false
  }
}

/// The texts of an entry, its remedies cut into steps once: they may be thousands.
private struct TextsByPart {
  let languages: [Language]
  private let values: FieldValues
  private let steps: [Language: [String]]

  init(_ values: FieldValues) {
    self.values = values
    languages = values.languages
    steps = Dictionary(
      uniqueKeysWithValues: languages.map { language in
        let remedy = values[.remedy(language)] ?? ""
        return (language, remedy.utf8.split(separator: 0x0A).map { String(Substring($0)) })
      })
  }

  func text(of part: TranslationPlace.Part, in language: Language) -> String? {
    guard case .step(let number) = part else { return values[part.field(in: language)] }
    guard let steps = steps[language], number <= steps.count else { return nil }
    return steps[number - 1]
  }
}

extension KnowledgeBase {
  /// The fields of an entry that were last changed, since some batch, by an earlier run of a command
  /// by the same author.
  fileprivate func fieldsLastChanged(
    of row: Int64, since first: Int, byEarlier batch: Batch
  ) throws -> Set<Field> {
    // A command that was cut may have been another one.
    guard !batch.authorship.command.hasSuffix("…") else { return [] }
    let changes = try connection.query(
      """
      SELECT before, after,
        command = ?3 AND author = ?4 AND reverts IS NULL AND batches.id IS NOT ?5
      FROM changes JOIN batches ON batches.id = batch_id
      WHERE code_id = ?1 AND revision IS NOT NULL AND batch_id >= ?2 ORDER BY changes.id DESC
      """,
      [
        .integer(row), Value(first), .text(batch.authorship.command),
        .text(batch.authorship.author), Value(batch.number),
      ]
    ) { (before: $0.text(0), after: $0.text(1), isSo: $0.int(2) == 1) }
    var seen: Set<String> = []
    var fields: Set<Field> = []
    for change in changes {
      let changed = Set(try pairs(change.before).keys).union(try pairs(change.after).keys)
      if change.isSo { fields.formUnion(changed.subtracting(seen).compactMap { Field($0) }) }
      seen.formUnion(changed)
    }
    return fields
  }
}

/// The fuzzy translations that stand in a file more than once.
///
/// Where gettext's tools find no translation they put that of a similar text there, and mark it fuzzy;
/// nobody has written that.
private struct RepeatedTexts {
  private var counts: [String: Int] = [:]

  init(_ units: [TranslationUnit]) {
    for unit in units where unit.isFuzzy { counts[unit.text] = 0 }
    guard !counts.isEmpty else { return }
    for unit in units { counts[unit.text]? += 1 }
  }

  /// Whether another unit has the translation as well.
  func isElsewhere(_ unit: TranslationUnit) -> Bool { counts[unit.text].map { $0 > 1 } ?? false }
}

extension TranslationReport {
  /// Notes what a merge leaves to be told of an entry.
  fileprivate mutating func note(_ merge: TranslationMerge, of entry: Entry) {
    guesses += merge.guesses
    if merge.hasWaitingSteps { waiting.append(entry.address) }
    guard !merge.conflicts.isEmpty else { return }
    conflicts.append(
      .init(kind: .conflict, address: entry.address, fields: merge.conflicts),
      counting: merge.conflicts.count)
  }
}

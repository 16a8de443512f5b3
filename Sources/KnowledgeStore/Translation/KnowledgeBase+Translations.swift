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
  /// - Parameter complain: is told of a text that no field can hold, by the number of its file and its
  ///   line; to throw in the end is up to `finish`.
  /// - Throws: `TranslationError`, and what `finish` throws.
  package func takeTranslations(
    _ files: [TranslationFile], options: TranslationOptions, by authorship: Authorship,
    complain: (_ file: Int, _ line: Int, _ sentence: String) -> Void,
    finish: () throws -> Void
  ) throws -> [TranslationReport] {
    try editing(by: authorship, dryRun: options.isDryRun) { batch in
      var taking = TranslationTaking(base: self, options: options)
      var reports: [TranslationReport] = []
      for (number, file) in files.enumerated() {
        reports.append(try taking.take(file, &batch) { complain(number, $0, $1) })
      }
      try finish()
      let isDecided = [.ours, .theirs].contains(options.onConflict)
      guard isDecided || options.isDryRun || reports.allSatisfy({ $0.conflicts.count == 0 }) else {
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

  mutating func take(
    _ file: TranslationFile, _ batch: inout Batch, complain: (Int, String) -> Void
  ) throws -> TranslationReport {
    var report = TranslationReport(language: file.language)
    let units = file.units.filter { unit in
      options.system.map { $0 == unit.place.entry.system } ?? true
    }
    let isRemembered = try file.moment.map { try base.remembers($0) } ?? false
    let since = isRemembered ? file.moment.map { $0.batch + 1 } : nil
    let repeated = RepeatedTexts(file.units)
    for group in Self.byEntry(units) {
      guard let place = group.first?.place.entry else { continue }
      guard let (row, entry) = try entry(at: place) else {
        report.missing.append(place.text)
        continue
      }
      guard entry.status != .removed else {
        report.removed.append(entry.address)
        continue
      }
      let now = FieldValues(entry)
      let then = try since.map { try base.values(of: row, before: $0, now: entry) }
        .flatMap { place.isPlace(of: $0) ? $0 : nil }
      let merge = TranslationMerge(
        group, of: (file.language, file.source),
        base: .init(now: now, then: then, systemLanguage: entry.systemLanguage),
        onConflict: options.onConflict, isElsewhere: repeated.isElsewhere)
      for (line, sentence) in merge.complaints { complain(line, "\(entry.address): \(sentence)") }
      report.note(merge, of: entry)
      guard merge.complaints.isEmpty, !merge.changes.isEmpty else {
        report.unchanged += 1
        continue
      }
      let result = try base.carryOut(edit(of: place, merge), row, entry, &batch)
      if result.changes.isEmpty { report.unchanged += 1 } else { report.changed += 1 }
      if options.listsChanges || report.changed <= 20, !result.changes.isEmpty {
        report.results.append(result)
      }
    }
    return report
  }

  private func edit(
    of place: TranslationPlace.EntryPlace, _ merge: TranslationMerge
  ) -> EntryEdit {
    var edit = EntryEdit(
      EntryAddress(place.text) { _ in true }, merge.changes, source: merge.source)
    edit.madeFrom = merge.madeFrom
    return edit
  }

  private func entry(at place: TranslationPlace.EntryPlace) throws -> (row: Int64, entry: Entry)? {
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
    var numbers: [TranslationPlace.EntryPlace: Int] = [:]
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

extension TranslationPlace.EntryPlace {
  /// Whether an entry stood here with these values; else the file may speak of another that did.
  fileprivate func isPlace(of values: FieldValues) -> Bool {
    values[.code].map {
      self == Self(system: system, code: $0, variant: values[.variant] ?? "")
    } ?? false
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

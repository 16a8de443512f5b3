import ArgumentParser
import Catalog
import KnowledgeStore

extension Import {
  /// Restores what errkb exported.
  ///
  /// - Parameter folders: those of which documents are left alone.
  func restore(_ files: RecordFiles, besides folders: [String]) throws {
    try tellingMistakes { try restoreAll(files, besides: folders) }
  }

  private func restoreAll(_ files: RecordFiles, besides folders: [String]) throws {
    try refuseOptions(
      [("--lang", lang != nil), ("--strict", strict)], for: files.labels[0],
      "an export of errkb's own")
    let path = try global.database()
    let isThere = isFile(path) || isFolder(path)
    // A mistake is no reason to make an empty base.
    let holdsRecords = try isThere || files.check(system)
    if !holdsRecords, let system { throw noSystem(system, in: files.labels) }
    let base =
      try isThere
      ? global.open(for: dryRun ? .trying : .creating)
      : holdsRecords ? makeBase() : KnowledgeBase(path: ":memory:", for: .creating)
    var options = KnowledgeBase.RestoreOptions()
    options.isDryRun = dryRun
    options.listsChanges = dryRun && !answer.json
    options.onConflict = decidedConflict
    options.system = system
    let knownSystems = try base.slugs()
    let reports: [RestoreReport]
    do {
      reports = try Progress.during(dryRun ? "comparing" : "restoring") {
        try base.restore(
          options: options, by: author.authorship((["import"] + paths).joined(separator: " ")),
          next: files.next, complain: files.complain)
      }
    } catch RestoreError.conflicts(let reports) {
      if !answer.json {
        let count = reports.reduce(0) { $0 + $1.conflicts }
        conflictLines(reports.flatMap(\.changes), of: count).forEach(writeNote)
      }
      throw Failure(
        .conflict, code: "conflicts", RestoreError.conflicts(reports).description,
        hint: conflictHint)
    }
    if let system, !reports.contains(where: { $0.system == system }) {
      throw noSystem(system, in: files.labels)
    }
    try write(reports, knownSystems)
    for folder in folders where !answer.json {
      writeNote("the documents in \(folder) were left alone; import them one by one")
    }
    if dryRun, options.leavesConflicts(reports) { throw ExitStatus.conflict }
  }

  private func write(_ reports: [RestoreReport], _ knownSystems: [String]) throws {
    guard !answer.json else {
      let restored = reports.map { report in
        ImportAnswer.Restored(
          system: report.system,
          entries: [
            "added": report.added, "changed": report.changed, "unchanged": report.unchanged,
            "conflicts": report.conflicts,
          ])
      }
      return writeStream(try ImportAnswer(documents: [], restored: restored).text())
    }
    if dryRun { writeAnswer(ImportPlanText(changes: reports.flatMap(\.changes)).render(.output)) }
    if reports.isEmpty { writeNote("there is nothing in it to restore") }
    for report in reports {
      RestoreSummary(
        report: report, isPlan: dryRun, onConflict: decidedConflict,
        similarSystems: nearlySame(report.system, among: knownSystems)
      ).lines.forEach(writeNote)
    }
  }
}

extension KnowledgeBase.RestoreOptions {
  /// Whether something is left that nobody has decided.
  fileprivate func leavesConflicts(_ reports: [RestoreReport]) -> Bool {
    ![.ours, .theirs].contains(onConflict) && reports.contains { $0.conflicts > 0 }
  }
}

/// What a restore did to one system, in a few lines for a person.
struct RestoreSummary {
  let report: RestoreReport
  let isPlan: Bool
  /// What becomes of fields that nobody could decide.
  let onConflict: KnowledgeBase.OnConflict
  /// Systems of the base whose slugs are nearly that of the system, which is new.
  let similarSystems: [String]

  var lines: [String] {
    let parts = [
      (report.added, "added"), (report.changed, "changed"), (report.unchanged, "unchanged"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    var lines = [
      (isPlan ? "would restore " : "restored ") + report.system + ": "
        + (parts.isEmpty ? "no entries" : parts.joined(separator: ", "))
    ]
    if report.isNewSystem {
      let near = similarSystems.joined(separator: " or ")
      lines.append("  new system \(report.system)" + (near.isEmpty ? "" : "; was \(near) meant?"))
    }
    if report.conflicts > 0 {
      let taken =
        switch onConflict {
        case .ours: "; what is here stays"
        case .theirs: "; the file's is taken"
        case .review, .fail: ""
        }
      lines.append(
        "  " + counted(report.conflicts, "field differs", "fields differ") + " here and in the file"
          + taken)
    }
    if !report.systemDifferences.isEmpty {
      let fields = report.systemDifferences.joined(separator: ", ")
      lines.append("  its \(fields) in the file and in the base differ; the base was left as it is")
    }
    if !report.documentsKept.isEmpty {
      lines.append(
        "  another version of \(report.documentsKept.joined(separator: ", ")) is here; it stays")
    }
    if report.sourcesKept > 0 {
      lines.append(
        "  of \(counted(report.sourcesKept, "entry", "entries")) documents say something else here; "
          + "that stays")
    }
    return lines
  }
}

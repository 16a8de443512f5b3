import ArgumentParser
import Catalog
import KnowledgeStore
import Publishing
import TextAnalysis

extension Import {
  /// Takes back what translators made of PO files.
  func translate(_ paths: [String]) throws {
    do {
      try translateAll(paths)
    } catch let mistakes as RecordMistakes {
      if !answer.json { mistakes.lines.forEach(writeNote) }
      throw mistakes.failure(isWhole: answer.json)
    }
  }

  private func translateAll(_ paths: [String]) throws {
    try checkOptions(paths)
    var mistakes: [(label: String, problem: RecordProblem)] = []
    var files: [TranslationFile] = []
    for path in paths {
      let read = try Progress.during("reading \(path)") { try ReadTranslations(path) }
      mistakes += read.problems.map { (path, $0) }
      guard read.problems.isEmpty, let file = read.file else { continue }
      files.append(try translations(of: file, path))
    }
    try Self.check(mistakes)
    if let system, !files.contains(where: { $0.units.contains { $0.place.entry.system == system } })
    {
      throw Failure(
        .nothingFound, code: "no_such_system",
        "\(paths.joined(separator: ", ")) holds no system '\(system)'")
    }
    let base = try global.open(for: .writing)
    let reports = try take(files, paths, into: base, &mistakes)
    guard reports.contains(where: \.hasMet) || !reports.contains(where: { $0.missing.count > 0 })
    else {
      throw Failure(
        .document, code: "other_base",
        "none of the entries that \(paths.joined(separator: ", ")) names is here; it is for another "
          + "base, and nothing was changed")
    }
    try write(reports, paths)
    if reports.contains(where: \.isIncomplete) { throw ExitStatus.document }
    if dryRun, !isDecided, reports.contains(where: { $0.conflicts.count > 0 }) {
      throw ExitStatus.conflict
    }
  }

  private func take(
    _ files: [TranslationFile], _ paths: [String], into base: KnowledgeBase,
    _ mistakes: inout [(label: String, problem: RecordProblem)]
  ) throws -> [TranslationReport] {
    var options = KnowledgeBase.TranslationOptions()
    options.isDryRun = dryRun
    options.isStrict = strict
    options.onConflict = onConflict
    options.listsChanges = dryRun && !answer.json
    options.system = system
    var found: [(label: String, problem: RecordProblem)] = []
    do {
      return try Progress.during(dryRun ? "comparing" : "writing") {
        try base.takeTranslations(
          files, options: options,
          by: author.authorship((["import"] + paths).joined(separator: " ")),
          complain: { file, line, sentence in
            found.append((paths[file], RecordProblem(line: line, message: sentence)))
          }, finish: { try Self.check(found) })
      }
    } catch TranslationError.conflicts(let reports) {
      if !answer.json { conflictLines(reports).forEach(writeNote) }
      let count = reports.reduce(0) { $0 + $1.conflicts.count }
      throw Failure(
        .conflict, code: "conflicts",
        counted(count, "text was", "texts were")
          + " changed both here and in the file; nothing was "
          + "changed; import again with --on-conflict ours to keep what is here, with --on-conflict "
          + "theirs to take the file's")
    } catch TranslationError.incomplete(let reports) {
      if !answer.json { reports.flatMap(absenceLines).forEach(writeNote) }
      throw Failure(
        .document, code: "strict",
        "entries of the file are not here and --strict is given; nothing was changed")
    }
  }

  /// What a file translates, and into which language.
  private func translations(of file: POFile, _ path: String) throws -> TranslationFile {
    let header = file.header
    if let stated = header.language, let asked = lang?.language, stated != asked {
      throw Failure(
        .usage, code: "usage", "\(path) is in \(stated) by its header, and not in \(asked)")
    }
    guard let language = header.language ?? lang?.language else {
      throw Failure(
        .document, code: "no_language",
        "the header of \(path) does not name the Language of the translations; name it with --lang")
    }
    return TranslationFile(
      language: language, source: header.source, moment: header.moment, units: file.units)
  }

  private static func check(_ mistakes: [(label: String, problem: RecordProblem)]) throws {
    guard !mistakes.isEmpty else { return }
    let most = RecordFiles.mostProblems
    throw RecordMistakes(
      lines: mistakes.prefix(most).map {
        "\($0.label):\($0.problem.line): \(visible($0.problem.message))"
      }, isAll: mistakes.count < most)
  }

  /// Refuses options that speak of documents.
  private func checkOptions(_ paths: [String]) throws {
    let options = [
      ("--map", !map.isEmpty), ("--document", document != nil), ("--format", format != nil),
      ("--allow-withdrawn", allowWithdrawn), ("--new-document", newDocument),
    ]
    guard let (option, _) = options.first(where: \.1) else { return }
    throw Failure(
      .usage, code: "usage",
      "\(option) says how to take a document, and \(paths[0]) is a PO file; leave it out")
  }

  private var isDecided: Bool { [.ours, .theirs].contains(onConflict) }

  // MARK: What is told

  private func write(_ reports: [TranslationReport], _ paths: [String]) throws {
    guard !answer.json else {
      let translations = zip(paths, reports).map { path, report in
        ImportAnswer.Translation(
          file: path, language: report.language.tag,
          entries: [
            "changed": report.changed, "unchanged": report.unchanged,
            "missing": report.missing.count, "removed": report.removed.count,
            "conflicts": report.conflicts.count, "waiting": report.waiting.count,
          ])
      }
      return writeStream(try ImportAnswer(documents: [], translations: translations).text())
    }
    if dryRun {
      let plan = EditResults(verb: "import", asJSON: false, isPlan: true)
      writeAnswer(reports.flatMap(\.results).map { plan.planText($0, .output) }.joined())
    }
    for (path, report) in zip(paths, reports) { write(report, path) }
    let conflicts = reports.reduce(0) { $0 + $1.conflicts.count }
    guard !isDecided, conflicts > 0 else { return }
    writeNote(
      counted(conflicts, "text was", "texts were")
        + " changed both here and in the file; --on-conflict has to say which to take:")
    conflictLines(reports).forEach(writeNote)
  }

  private func write(_ report: TranslationReport, _ path: String) {
    let parts = [
      (report.changed, "changed"), (report.unchanged, "unchanged"),
      (report.missing.count, "not here"), (report.removed.count, "removed"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let counts = parts.isEmpty ? "no entries" : parts.joined(separator: ", ")
    writeNote("\(path), \(report.language): " + (dryRun ? "would be " : "") + counts)
    absenceLines(report).forEach(writeNote)
    for address in report.waiting.first {
      writeNote("  the remedy of \(oneLine(address)) waits until all its steps are translated")
    }
    writeMore(report.waiting)
    if report.guesses > 0 {
      writeNote(
        "  " + counted(report.guesses, "fuzzy text was", "fuzzy texts were")
          + " guessed by a tool for a new text, and left out; take the mark off what is right")
    }
    if report.conflicts.count > 0, isDecided {
      let taken = onConflict == .ours ? "what is here stays" : "the file's is taken"
      writeNote(
        "  " + counted(report.conflicts.count, "text was", "texts were")
          + " changed both here and in the file; " + taken)
    }
  }

  private func absenceLines(_ report: TranslationReport) -> [String] {
    report.missing.first.map { "  \(oneLine($0)) is not here" } + more(report.missing)
      + report.removed.first.map {
        "  \(oneLine($0)) is removed; errkb set \(shellWord(oneLine($0))) status=active brings it back"
      } + more(report.removed)
  }

  private func more<T>(_ told: TranslationReport.Told<T>) -> [String] {
    told.count > told.first.count ? ["  and \(told.count - told.first.count) more"] : []
  }

  private func writeMore<T>(_ told: TranslationReport.Told<T>) { more(told).forEach(writeNote) }

  private func conflictLines(_ reports: [TranslationReport]) -> [String] {
    let changes = reports.flatMap(\.conflicts.first)
    let fields = changes.flatMap { change in
      change.fields.map { field in
        "  \(change.address) \(field.field.name): '\(oneLine(field.before ?? ""))' here, "
          + "'\(oneLine(field.after ?? ""))' there"
      }
    }
    let all = reports.reduce(0) { $0 + $1.conflicts.count }
    let shown = fields.prefix(20).map { visible($0) }
    return shown + (all > shown.count ? ["  and \(all - shown.count) more"] : [])
  }
}

import ArgumentParser
import Catalog
import KnowledgeStore
import Publishing
import TextAnalysis

extension Import {
  /// Takes back what translators made of PO files.
  func translate(_ inputs: [Input]) throws {
    try tellingMistakes { try translateAll(inputs) }
  }

  private func translateAll(_ inputs: [Input]) throws {
    let paths = inputs.map(\.path)
    try refuseOptions([("--format", format != nil)], for: paths[0], "a PO file")
    guard onConflict != .review else {
      throw Failure(
        .usage, code: "usage",
        "--on-conflict review keeps what a document says beside what is here, and \(paths[0]) is a PO "
          + "file; name ours, theirs or fail")
    }
    var mistakes: [(label: String, problem: RecordProblem)] = []
    var files: [TranslationFile] = []
    for input in inputs {
      let path = input.path
      let read = try Progress.during("reading \(path)") { try ReadTranslations(input) }
      mistakes += read.problems.map { (path, $0) }
      guard read.problems.isEmpty, let file = read.file else { continue }
      files.append(try translations(of: file, path))
    }
    try Self.check(mistakes)
    if let system, !files.contains(where: { $0.units.contains { $0.place.entry.system == system } })
    {
      throw noSystem(system, in: paths)
    }
    let base = try global.openForChanges(isDryRun: dryRun)
    let reports = try take(files, paths, into: base)
    guard reports.contains(where: \.hasMet) || !reports.contains(where: { $0.missing.count > 0 })
    else {
      throw Failure(
        .document, code: "other_base",
        "none of the entries that \(paths.joined(separator: ", ")) names is here; it is for another "
          + "base, and nothing was changed")
    }
    try write(reports, paths)
    if reports.contains(where: \.isIncomplete) { throw ExitStatus.document }
  }

  private func take(
    _ files: [TranslationFile], _ paths: [String], into base: KnowledgeBase
  ) throws -> [TranslationReport] {
    var options = KnowledgeBase.TranslationOptions()
    options.isDryRun = dryRun
    options.isStrict = strict
    options.onConflict = decidedConflict
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
      throw conflict(reports, paths)
    } catch TranslationError.incomplete(let reports) {
      if !answer.json {
        zip(paths, reports).flatMap { summary(of: $1, $0).absenceLines }.forEach(writeNote)
      }
      throw Failure(
        .document, code: "strict",
        "entries of the file are not here and --strict is given; nothing was changed")
    } catch TranslationError.sameLanguage(let file, let language) {
      throw Failure(
        .document, code: "same_language",
        "\(paths[file]) was translated from \(language), and its translations cannot be in "
          + "\(language) as well; name theirs as Language in its header")
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
    for (path, report) in zip(paths, reports) {
      summary(of: report, path).lines.forEach(writeNote)
    }
  }

  private func summary(of report: TranslationReport, _ path: String) -> TranslationSummary {
    TranslationSummary(
      report: report, path: path, isPlan: dryRun, onConflict: decidedConflict)
  }

  /// Says that texts were changed both here and in files, and what to do about it.
  private func conflict(_ reports: [TranslationReport], _ paths: [String]) -> Failure {
    let count = reports.reduce(0) { $0 + $1.conflicts.count }
    if !answer.json {
      conflictLines(reports.flatMap(\.conflicts.first), of: count).forEach(writeNote)
    }
    let outcome = dryRun ? "nothing would be changed" : "nothing was changed"
    let unknown = zip(paths, reports).filter { !$0.1.isRemembered && $0.1.conflicts.count > 0 }
    let cause =
      unknown.isEmpty
      ? counted(count, "text was", "texts were") + " changed both here and in the file"
      : counted(count, "text differs", "texts differ") + " here and in the file, and "
        + unknown.map(\.0).joined(separator: ", ")
        + " does not tell which state of this base it was made from"
    return Failure(
      .conflict, code: "conflicts",
      "\(cause); \(outcome)", hint: conflictHint)
  }
}

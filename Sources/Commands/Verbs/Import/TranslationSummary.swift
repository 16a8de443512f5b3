import KnowledgeStore

/// What taking a file of translations in did, in a few lines for a person.
struct TranslationSummary {
  let report: TranslationReport
  /// The file.
  let path: String
  let isPlan: Bool
  /// What becomes of texts that were changed both here and in the file.
  let onConflict: KnowledgeBase.OnConflict

  var lines: [String] {
    let parts = [
      (report.changed, "changed"), (report.unchanged, "unchanged"),
      (report.missing.count, "not here"), (report.removed.count, "removed"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let counts = parts.isEmpty ? "no entries" : parts.joined(separator: ", ")
    var lines = ["\(path), \(report.language): " + (isPlan ? "would be " : "") + counts]
    lines += absenceLines + waitingLines
    if report.guesses > 0 {
      lines.append(
        "  " + counted(report.guesses, "fuzzy text was", "fuzzy texts were")
          + " guessed by a tool for a new text, and left out; take the mark off what is right")
    }
    if report.conflicts.count > 0 {
      let taken = onConflict == .theirs ? "the file's is taken" : "what is here stays"
      lines.append(
        "  " + counted(report.conflicts.count, "text was", "texts were")
          + " changed both here and in the file; " + taken)
    }
    return lines
  }

  /// The entries that are not here, or removed.
  var absenceLines: [String] {
    report.missing.first.map { "  \(oneLine($0)) is not here" } + more(report.missing)
      + report.removed.first.map {
        "  \(oneLine($0)) is removed; to bring it back: "
          + commandLine("set", operands: [$0, "status=active"])
      } + more(report.removed)
  }

  private var waitingLines: [String] {
    guard report.waiting.count > 0 else { return [] }
    return report.waiting.first.map {
      "  the remedy of \(oneLine($0)) waits until all its steps are translated"
    } + more(report.waiting)
      + ["  go on in this file: a new export has the steps of what waits empty"]
  }

  private func more<T>(_ told: TranslationReport.Told<T>) -> [String] {
    told.count > told.first.count ? ["  and \(told.count - told.first.count) more"] : []
  }
}

import KnowledgeStore

/// What taking a batch back did, or would do.
struct RevertText {
  let batch: Int
  let report: RevertReport
  let isPlan: Bool

  /// The changes, one entry after the other.
  func plan(_ terminal: Terminal) -> String {
    report.changes.filter { $0.kind != .source }.map { ChangeText($0, terminal).render() }.joined()
  }

  /// What was done in a few lines for a person.
  var lines: [String] {
    guard report.batch != nil || isPlan && !report.changes.isEmpty else {
      return keptLines + ["batch \(batch): nothing is left of it that could be taken back"]
    }
    let parts = [
      (report.entries, "\(counted(report.entries, "entry", "entries")) as before"),
      (report.removed, "\(counted(report.removed, "entry", "entries")) removed"),
      (report.restored, "\(counted(report.restored, "entry", "entries")) back"),
    ].filter { $0.0 > 0 }.map(\.1)
    let what = parts.isEmpty ? "no entry changes" : parts.joined(separator: ", ")
    var lines = ["batch \(batch) \(isPlan ? "would be" : "was") taken back: \(what)"]
    lines += keptLines
    if let made = report.batch {
      lines.append(
        "  this is batch \(made); to undo it: " + commandLine("revert", "--batch", String(made)))
    }
    return lines
  }

  /// What was changed since and stayed; the first of it.
  private var keptLines: [String] {
    let rest = report.kept.count - 10
    return report.kept.prefix(10).map { "  stays as it was changed since: \(oneLine($0))" }
      + (rest > 0 ? ["  and \(rest) more"] : [])
  }

  /// The same for programs: `errkb.revert/1`.
  var answer: Answer<Result> { Answer("revert", [Result(self)]) }

  struct Result: Encodable {
    let batch: Int?
    let reverts: Int
    let entries: Int
    let removed: Int
    let restored: Int
    let kept: [String]

    fileprivate init(_ text: RevertText) {
      batch = text.report.batch
      reverts = text.batch
      entries = text.report.entries
      removed = text.report.removed
      restored = text.report.restored
      kept = text.report.kept
    }
  }
}

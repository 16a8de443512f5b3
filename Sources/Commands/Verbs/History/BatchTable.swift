import KnowledgeStore

/// The batches in a table, one a row.
func batchTable(_ batches: [BatchSummary]) -> TextTable {
  var table = TextTable([
    .number("BATCH"), .fixed("WHEN"), .fixed("WHO"), .flexible("COMMAND"), .number("ENTRIES"),
    .flexible("REASON"),
  ])
  table.rows = batches.map { batch in
    let reverts = batch.reverts.map { "reverts \($0)" }
    return [
      String(batch.id), Terminal.output.isInteractive ? minute(of: batch.at) : batch.at,
      batch.author, batch.command, String(batch.entries),
      [reverts, batch.reason].compactMap { $0 }.joined(separator: ": "),
    ]
  }
  return table
}

/// A moment of the history as people read it, to the minute.
func minute(of moment: String) -> String { String(moment.prefix(16)).replacing("T", with: " ") }

/// The day of a time; nil for one that is not told.
func day(of moment: String) -> String? {
  moment == Clock.unknownTime ? nil : String(moment.prefix(10))
}

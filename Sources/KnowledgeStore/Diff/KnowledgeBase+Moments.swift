import Catalog
import Storage

extension KnowledgeBase {
  /// The first batch of the history that did something at a moment or later; nil when none did.
  ///
  /// - Parameter moment: UTC, ISO 8601 or a beginning of it such as `2026-11-21`.
  package func firstBatch(since moment: String) throws -> Int? {
    try reading {
      try connection.first(
        "SELECT id FROM batches WHERE at >= ? ORDER BY id", [.text(moment)]
      ) { $0.int(0) }
    }
  }

  /// The state of the base by its history; nil where there is none.
  package func newestMoment() throws -> HistoryMoment? {
    try reading {
      try connection.first("SELECT id, at FROM batches ORDER BY id DESC") {
        HistoryMoment(batch: $0.int(0), at: $0.text(1))
      }
    }
  }

  /// Whether the history reaches back to a moment, so that it tells what stood here then.
  func remembers(_ moment: HistoryMoment) throws -> Bool {
    try connection.first("SELECT at FROM batches WHERE id = ?", [Value(moment.batch)]) {
      $0.text(0) == moment.at
    } ?? false
  }

  /// What an entry held before a batch; nothing when it was not there.
  ///
  /// - Parameter now: the entry as it is; nil when it is gone.
  func values(of row: Int64, before batch: Int, now: Entry?) throws -> FieldValues {
    let changes = try connection.query(
      """
      SELECT before, after FROM changes
      WHERE code_id = ? AND revision IS NOT NULL AND batch_id >= ? ORDER BY id DESC
      """, [.integer(row), Value(batch)]
    ) { ($0.text(0), $0.text(1)) }
    let values = now.map { FieldValues($0) } ?? FieldValues()
    guard !changes.isEmpty else { return values }
    var pairs = values.pairs
    for (before, after) in changes {
      pairs.takeBack(before: try self.pairs(before), after: try self.pairs(after))
    }
    return FieldValues(pairs: pairs)
  }

  /// Whether a system bore a slug at some time, by the history.
  package func wasSystem(_ slug: String) throws -> Bool {
    try reading {
      try connection.first(
        """
        SELECT 1 FROM changes WHERE code_id IS NULL AND document_id IS NULL
          AND (before ->> '$.slug' = ?1 OR after ->> '$.slug' = ?1)
        """, [.text(slug)]
      ) { _ in true } ?? false
    }
  }

  /// Whether the history tells how the content came about; that of a snapshot may have been left out.
  package func hasHistory() throws -> Bool {
    try reading {
      try connection.first(
        "SELECT EXISTS (SELECT 1 FROM batches) OR NOT EXISTS (SELECT 1 FROM systems)"
      ) { $0.int(0) == 1 } ?? true
    }
  }

  /// The time by the clock of the base, moved by modifiers of SQLite's date functions such as
  /// `-7 days`: UTC, ISO 8601 with milliseconds.
  ///
  /// See <https://www.sqlite.org/lang_datefunc.html#modifiers>.
  package func time(_ modifiers: [String] = []) throws -> String {
    try reading {
      let now = try clock.now(connection)
      let marks = String(repeating: ", ?", count: modifiers.count)
      let moved = try connection.first(
        "SELECT strftime('%Y-%m-%dT%H:%M:%fZ', ?\(marks))",
        [.text(now)] + modifiers.map { .text($0) }
      ) { $0.optionalText(0) }
      return moved.flatMap { $0 } ?? now
    }
  }
}

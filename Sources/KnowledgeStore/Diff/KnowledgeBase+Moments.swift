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

import Catalog
import Storage

/// A change as the history tells it.
package struct HistoryItem: Sendable, Equatable {
  /// What the change is a change of.
  package enum Kind: String, Sendable {
    case system, document, entry
    /// What a document says of an entry, and what waits for a decision between the two.
    case source
  }

  package var batch: BatchSummary
  package var kind: Kind
  /// The slug of the system; nil when it is gone.
  package var system: String?
  /// The entry's address, as it is or was last called.
  package var address: String?
  /// The rows of the system, the entry and the document: what stays the same when they are called
  /// otherwise.
  package var rows: Rows
  /// The document's name; nil when it is gone.
  package var document: String?
  /// The revision an entry has reached.
  package var revision: Int?
  /// The fields that differ, before and after; a field that is not there was, or is, empty.
  package var before: [String: String]
  package var after: [String: String]

  /// Rows by which changes of the same thing are told to belong together.
  package struct Rows: Sendable, Equatable {
    package var system: Int
    package var entry: Int?
    package var document: Int?
  }
}

/// What one command did.
package struct BatchSummary: Sendable, Equatable {
  package var id: Int
  /// UTC, ISO 8601 with milliseconds.
  package var at: String
  package var author: String
  package var command: String
  package var reason: String?
  /// The batch it took back.
  package var reverts: Int?
  /// How many entries it changed.
  package var entries: Int
}

/// Which part of the history to tell; what is nil does not narrow.
package struct HistoryFilter: Sendable {
  package var entry: EntryAddress?
  package var system: String?
  package var author: String?
  package var batch: Int?
  /// The first moment, UTC, ISO 8601 or a beginning of it such as `2026-11-21`.
  package var since: String?
  package var limit: Int?
  /// Whether what documents say is told as well, and not only how entries changed.
  package var includesSources = false

  /// Makes a filter that lets everything through but what documents say.
  package init() {}

  /// The filter as a condition on `changes`, `batches` and `systems`: only what narrows stands in it,
  /// so that the changes of an entry or a batch are found by their index.
  fileprivate func condition(entries: [Int64]?) -> (sql: String, values: [Value]) {
    var terms: [String] = []
    var values: [Value] = []
    func add(_ term: String, _ value: Value?) {
      guard let value else { return }
      terms.append(term)
      values.append(value)
    }
    if let entries {
      terms.append("changes.code_id IN (\(entries.map(String.init).joined(separator: ", ")))")
    }
    add("changes.batch_id = ?", batch.map { Value($0) })
    add("systems.slug = ?", system.map { Value($0) })
    add("batches.author = ?", author.map { Value($0) })
    add("batches.at >= ?", since.map { Value($0) })
    if !includesSources {
      terms.append("(changes.code_id IS NULL OR changes.document_id IS NULL)")
    }
    return (terms.isEmpty ? "" : "WHERE " + terms.joined(separator: " AND "), values)
  }
}

extension KnowledgeBase {
  /// Tells the history, newest first, one change at a time, until the body returns false.
  ///
  /// - Throws: `EditError.noSuchEntry` for an address that no entry has or had, `.noSuchBatch`.
  package func forEachChange(
    _ filter: HistoryFilter, _ body: (HistoryItem) throws -> Bool
  ) throws {
    try reading { try tellChanges(filter, body) }
  }

  /// Tells the history within a transaction that has begun.
  func tellChanges(_ filter: HistoryFilter, _ body: (HistoryItem) throws -> Bool) throws {
    let entries = try filter.entry.map { try rowsInHistory(of: $0) }
    if let batch = filter.batch { try checkBatch(batch) }
    let condition = filter.condition(entries: entries)
    var rows = try connection.statement(
      """
      SELECT batches.id, at, author, command, reason, reverts,
        coalesce(systems.slug, (SELECT coalesce(past.before ->> '$.slug', past.after ->> '$.slug')
          FROM changes AS past
          WHERE past.system_id = changes.system_id AND past.code_id IS NULL
            AND past.document_id IS NULL
            AND coalesce(past.before ->> '$.slug', past.after ->> '$.slug') IS NOT NULL
          ORDER BY past.id DESC)),
        changes.code_id, documents.name, changes.revision, before, after, changes.document_id,
        changes.system_id
      FROM changes JOIN batches ON batches.id = batch_id
        LEFT JOIN systems ON systems.id = changes.system_id
        LEFT JOIN documents ON documents.id = changes.document_id
      \(condition.sql) ORDER BY changes.id DESC LIMIT \(filter.limit ?? -1)
      """)
    try rows.bind(condition.values)
    while try rows.step() {
      guard try body(change(rows.row)) else { return }
    }
  }

  private func change(_ row: borrowing Row) throws -> HistoryItem {
    let batch = BatchSummary(
      id: row.int(0), at: row.text(1), author: row.text(2), command: row.text(3),
      reason: row.optionalText(4), reverts: row.optionalInt(5), entries: 0)
    let subject = Subject(
      system: 0, entry: row.optionalInt64(7), document: row.optionalInt64(12))
    let system = row.optionalText(6)
    return HistoryItem(
      batch: batch, kind: subject.kind, system: system,
      address: try subject.entry.map { try lastAddress(of: $0, in: system) },
      rows: .init(
        system: row.int(13), entry: row.optionalInt(7), document: row.optionalInt(12)),
      document: row.optionalText(8),
      revision: row.optionalInt(9), before: try pairs(row.text(10)),
      after: try pairs(row.text(11)))
  }

  /// What commands did, newest first.
  package func batches(limit: Int? = nil) throws -> [BatchSummary] {
    try reading {
      try connection.query(
        """
        SELECT id, at, author, command, reason, reverts,
          (SELECT count(DISTINCT code_id) FROM changes
            WHERE batch_id = batches.id AND revision IS NOT NULL)
        FROM batches ORDER BY id DESC LIMIT ?
        """, [Value(limit ?? -1)]
      ) { row in
        BatchSummary(
          id: row.int(0), at: row.text(1), author: row.text(2), command: row.text(3),
          reason: row.optionalText(4), reverts: row.optionalInt(5), entries: row.int(6))
      }
    }
  }

  /// Refuses a number that no batch has.
  ///
  /// - Throws: `EditError.noSuchBatch`.
  func checkBatch(_ number: Int) throws {
    let newest = try connection.first(
      """
      SELECT coalesce((SELECT max(id) FROM batches), 0), EXISTS (SELECT 1 FROM batches WHERE id = ?)
      """, [Value(number)]
    ) { ($0.int(0), $0.int(1) > 0) }
    guard let newest, !newest.1 else { return }
    throw EditError.noSuchBatch(number, newest: newest.0)
  }

  /// The rows of the entries that have an address, or of those that had it and are gone.
  private func rowsInHistory(of address: EntryAddress) throws -> [Int64] {
    do {
      return try named(address).map(\.row)
    } catch let error as EditError {
      let gone = try connection.query(
        """
        SELECT code_id, before ->> '$.code', coalesce(before ->> '$.variant', ''), systems.slug
        FROM changes LEFT JOIN systems ON systems.id = changes.system_id
        WHERE revision IS NOT NULL AND before ->> '$.code' IS NOT NULL
          AND code_id NOT IN (SELECT id FROM codes)
        """
      ) { ($0.int64(0), $0.text(1), $0.text(2), $0.optionalText(3)) }
      // A `#` may be the code's own.
      for address in [address, address.withoutVariant].compactMap({ $0 }) {
        let rows = gone.filter { _, code, variant, system in
          CodeKey(code) == address.key && (address.variant ?? variant) == variant
            && (address.system == nil || address.system == system)
        }.map(\.0)
        guard rows.isEmpty else { return rows }
      }
      throw error
    }
  }

  /// What an entry is called, or was when it went.
  private func lastAddress(of row: Int64, in system: String?) throws -> String {
    let names =
      try connection.first(
        "SELECT code, variant, \(EntryReader.isOneOfSeveral) FROM codes WHERE id = ?",
        [.integer(row)]
      ) { ($0.text(0), $0.text(1), $0.int(2) == 1) }
      ?? connection.first(
        """
        SELECT before ->> '$.code', coalesce(before ->> '$.variant', '') FROM changes
        WHERE code_id = ? AND revision IS NOT NULL AND before ->> '$.code' IS NOT NULL
        ORDER BY revision DESC
        """, [.integer(row)]
      ) { ($0.text(0), $0.text(1), false) }
    var entry = Entry(system: system ?? "?", code: names?.0 ?? "?")
    entry.variant = names?.1 ?? ""
    return names?.2 == true ? entry.id.distinctText : entry.address
  }

  /// Reads an object of texts.
  func pairs(_ json: String) throws -> [String: String] {
    var pairs: [String: String] = [:]
    try connection.forEach("SELECT key, value FROM json_each(?)", [.text(json)]) { row in
      pairs[row.text(0)] = row.optionalText(1)
    }
    return pairs
  }
}

extension Subject {
  fileprivate var kind: HistoryItem.Kind {
    switch self {
    case .system: .system
    case .document: .document
    case .entry: .entry
    case .source: .source
    }
  }
}

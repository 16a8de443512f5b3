import Catalog
import Storage
import Testing

@testable import KnowledgeStore

extension EntryDraft {
  /// Lets the document say something of a field; nil takes it out.
  mutating func set(_ field: Field, to value: String?) {
    let lines = value.map { $0.split(separator: "\n").map(String.init) } ?? []
    switch field {
    case .message(let language): texts[language, default: .init()].message = value
    case .description(let language): texts[language, default: .init()].description = value
    case .remedy(let language): remedies[language] = value == nil ? nil : lines
    case .scalar(let scalar) where scalar != .code && scalar != .variant: self[scalar] = value
    case .aliases: aliases = lines
    case .attribute(let heading): attributes[heading] = value
    default: Issue.record("no document says \(field.name)")
    }
  }
}

extension KnowledgeBase {
  /// Everything that stands in the tables must be what the history adds up to: systems, documents,
  /// entries, and what documents say of entries.
  func checkRecords(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try checkHistory(sourceLocation: sourceLocation)
    let report = try examine()
    #expect(report.isSound, "\(report)", sourceLocation: sourceLocation)
    var recorded: [Subject: [String: String]] = [:]
    let changes = try connection.query(
      "SELECT system_id, code_id, document_id, before, after FROM changes ORDER BY id"
    ) { row in
      (
        Subject(
          system: row.int64(0), entry: row.optionalInt64(1), document: row.optionalInt64(2)),
        row.text(3), row.text(4)
      )
    }
    for (subject, before, after) in changes {
      let (before, after) = (try pairs(before), try pairs(after))
      for (key, value) in before {
        #expect(
          recorded[subject]?[key] == value, "\(subject) \(key)", sourceLocation: sourceLocation)
        recorded[subject]?[key] = nil
      }
      recorded[subject, default: [:]].merge(after) { $1 }
    }
    for (subject, values) in recorded {
      let found = try self.values(of: subject)
      #expect(found == values, "\(subject)", sourceLocation: sourceLocation)
    }
    // And there is nothing that the history does not know.
    let known = Set(recorded.filter { !$0.value.isEmpty }.keys)
    #expect(try Set(subjects()) == known, sourceLocation: sourceLocation)
  }

  private func subjects() throws -> [Subject] {
    try connection.query(
      """
      SELECT id, NULL, NULL FROM systems
      UNION ALL SELECT system_id, NULL, id FROM documents
      UNION ALL SELECT system_id, id, NULL FROM codes
      UNION ALL SELECT system_id, code_id, document_id
        FROM provenance JOIN codes ON codes.id = code_id
      """
    ) { row in
      Subject(system: row.int64(0), entry: row.optionalInt64(1), document: row.optionalInt64(2))
    }
  }

  /// No question is open that has its answer.
  func checkReviews(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let answered = try reviews().filter { item in
      item.kind == .conflict && FieldValues.same(item.theirs, item.ours)
        || item.kind != .conflict && item.goneSince == nil
    }
    #expect(answered == [], sourceLocation: sourceLocation)
    let decided = try texts(
      """
      SELECT codes.code FROM reviews JOIN codes ON codes.id = code_id
      WHERE kind <> 'conflict' AND status = 'removed' OR kind = 'withdrawal' AND EXISTS (
        SELECT 1 FROM provenance WHERE code_id = codes.id AND gone_since IS NULL)
      """)
    #expect(decided == [], sourceLocation: sourceLocation)
  }

  /// The content of the base: without what counts, and without what was done to come here.
  func content() throws -> [String] {
    let revision = try texts("SELECT name FROM pragma_table_info('codes') ORDER BY cid")
      .firstIndex(of: "revision")
    let counted = try #require(revision)
    // The tables behind the index lie as it was written; what it holds is among what is dumped.
    let shadows = ["data", "idx", "content", "docsize", "config"].map { "error_search_" + $0 }
    let dumped = try dump(
      without: Set(["batches", "changes", "codes", "reviews"] + shadows))
    let codes = try connection.query("SELECT * FROM codes ORDER BY id") { row in
      "codes: \((0..<row.count).filter { $0 != counted }.map { row.value($0) })"
    }
    let reviews = try texts(
      """
      SELECT 'reviews: ' || json_array(code_id, document_id, kind, field, ancestor, theirs)
      FROM reviews ORDER BY code_id, document_id, kind, field
      """)
    return dumped + codes + reviews
  }
}

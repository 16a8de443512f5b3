import Catalog
import Storage

/// Reads entries with what documents say of them, row by row of a query.
struct RecordReader: ~Copyable {
  private var reader: EntryReader
  private var selectSources: Statement
  private var selectReviews: Statement
  private var selectMembers: Statement
  private let withSources: Bool
  /// Fields by their names: an export reads the same few for every entry.
  private var fields: [String: Field] = [:]

  /// Prepares the statements.
  ///
  /// - Parameter withSources: whether to read what documents say; else `sources` stays empty.
  init(_ connection: borrowing Connection, withSources: Bool) throws {
    let reader = try EntryReader(connection)
    let selectSources = try connection.statement(
      """
      SELECT documents.name, first_line, gone_since, last_line, provenance.code,
        \(withSources ? "base" : "NULL"), documents.id, EXISTS (SELECT 1 FROM reviews
          WHERE reviews.code_id = provenance.code_id AND reviews.document_id = documents.id)
      FROM provenance JOIN documents ON documents.id = provenance.document_id
      WHERE provenance.code_id = ? ORDER BY documents.name, documents.id
      """)
    let selectReviews = try connection.statement(
      "SELECT kind, field, ancestor, theirs FROM reviews WHERE code_id = ? AND document_id = ?")
    let selectMembers = try connection.statement("SELECT key, value FROM json_each(?)")
    self.reader = reader
    self.selectSources = selectSources
    self.selectReviews = selectReviews
    self.selectMembers = selectMembers
    self.withSources = withSources
  }

  /// The record of a row with the columns of `EntryReader`.
  mutating func record(_ row: borrowing Row) throws -> EntryRecord {
    var record = EntryRecord(entry: try reader.entryWithoutSources(row))
    let id = row.int64(0)
    var places: [(source: Entry.Source, goneSince: String?)] = []
    try selectSources.bind(.integer(id), at: 1)
    while try selectSources.step() {
      let name = selectSources.row.text(0)
      let line = selectSources.row.int(1)
      let goneSince = selectSources.row.optionalText(2)
      places.append((Entry.Source(document: name, line: line), goneSince))
      guard withSources else { continue }
      var source = SourceRecord(
        code: selectSources.row.text(4), lines: line...max(line, selectSources.row.int(3)),
        base: try values(selectSources.row.text(5)))
      source.goneSince = goneSince
      if selectSources.row.int(7) == 1 {
        try readReviews(id, selectSources.row.int64(6), into: &source)
      }
      record.sources[name] = source
    }
    try selectSources.reset()
    record.entry.setSources(places)
    return record
  }

  private mutating func readReviews(
    _ entry: Int64, _ document: Int64, into source: inout SourceRecord
  ) throws {
    try selectReviews.bind([.integer(entry), .integer(document)])
    while try selectReviews.step() { source.takeReview(selectReviews.row) }
    try selectReviews.reset()
  }

  /// The values of an object as `FieldValues.json` writes it.
  private mutating func values(_ json: String) throws -> FieldValues {
    var values = FieldValues()
    for (name, value) in try objectOfTexts(json) ?? members(json) {
      if let known = fields[name] {
        values[known] = value
      } else if let field = Field(name) {
        fields[name] = field
        values[field] = value
      }
    }
    return values
  }

  private mutating func members(_ json: String) throws -> [(key: String, value: String)] {
    var members: [(key: String, value: String)] = []
    try selectMembers.bind(.text(json), at: 1)
    while try selectMembers.step() {
      members.append((selectMembers.row.text(0), selectMembers.row.optionalText(1) ?? ""))
    }
    try selectMembers.reset()
    return members
  }
}

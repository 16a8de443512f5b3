import Catalog
import Migrations
import Storage
import TestSupport
import Testing

@testable import KnowledgeStore

let author = Authorship(author: "test", command: "import page.md")
let maintainer = Authorship(author: "ann", command: "set")
let chinese = Language.simplifiedChinese

/// A base of its own, gone when the test ends.
func emptyBase() throws -> KnowledgeBase {
  try KnowledgeBase(path: ":memory:", for: .creating, clock: .fixed(0))
}

/// One entry of a page.
func draft(
  _ code: String, _ message: String? = nil, description: String? = nil, remedy: [String] = [],
  category: String? = nil, line: Int = 1, aliases: [String] = [], codeEnd: String? = nil,
  httpStatus: Int? = nil, attributes: [String: String] = [:], language: Language = chinese
) -> EntryDraft {
  EntryDraft(
    code: code, codeEnd: codeEnd, aliases: aliases, category: category, httpStatus: httpStatus,
    attributes: attributes,
    texts: message == nil && description == nil
      ? [:] : [language: .init(message: message, description: description)],
    remedies: remedy.isEmpty ? [:] : [language: remedy], lines: line...line)
}

/// A page in its `version`; every version has bytes of its own.
func page(
  _ version: Int, _ entries: [EntryDraft], name: String = "page",
  system: SystemDescription = .init(slug: "desk", name: "Cloud Desk")
) -> DocumentVersion {
  let digits = String(version, radix: 16)
  return DocumentVersion(
    system: system, name: name,
    sha256: String(repeating: "0", count: 64 - digits.count) + digits, readerVersion: 1,
    entries: entries)
}

/// Runs a body with a copy of a base as it is now.
func withCopy<T>(of base: KnowledgeBase, _ body: (KnowledgeBase) throws -> T) throws -> T {
  try withTemporaryFolder { folder in
    try base.connection.backUp(to: folder + "/copy.db")
    return try body(try KnowledgeBase(path: folder + "/copy.db", for: .reading))
  }
}

/// The differences between two bases.
func differences(
  from before: KnowledgeBase, to after: KnowledgeBase, _ scope: DifferenceScope = .init()
) throws -> [Difference] {
  var differences: [Difference] = []
  try BaseDifference(from: before, to: after, scope).tell { differences.append($0) }
  return differences
}

/// What changed in a base since a batch.
func differences(
  since batch: Int, in base: KnowledgeBase, _ scope: DifferenceScope = .init()
) throws -> [Difference] {
  var differences: [Difference] = []
  try HistoryDifference(of: base, since: batch, scope).tell { differences.append($0) }
  return differences
}

extension Difference {
  /// The difference in a line: a sign, what differs, why it is not there, and the fields.
  var summary: String {
    let sign =
      switch change {
      case .added: "+"
      case .withdrawn: "-"
      case .changed: "~"
      }
    let name =
      switch subject {
      case .system: system
      case .document(let name): "\(system)/\(name)"
      case .entry(let code, let variant):
        "\(system):\(code)" + (variant.isEmpty ? "" : "#\(variant)")
      }
    let names = change == .changed ? [fields.map(\.name).joined(separator: " ")] : []
    return ([sign + name] + [absence?.rawValue].compactMap { $0 } + names).joined(separator: " ")
  }
}

extension KnowledgeBase {
  /// Takes one page in.
  @discardableResult
  func take(
    _ document: DocumentVersion, dryRun: Bool = false, allowsWithdrawn: Bool = false
  ) throws -> ImportReport {
    var options = ImportOptions()
    options.isDryRun = dryRun
    options.allowsWithdrawn = allowsWithdrawn
    options.listsChanges = true
    let reports = try importDocuments([document], options: options, by: author)
    return try #require(reports.first)
  }

  /// Changes the first entry of a code as a maintainer does.
  @discardableResult
  func edit(
    _ code: String, _ changes: [Field: String?], expecting: EntryEdit.Expectation = .any,
    source: Language? = nil
  ) throws -> EditResult {
    let edit = EntryEdit(
      try place(of: code), changes, expecting: expecting, source: source)
    return try #require(try self.edit([edit], by: maintainer).first)
  }

  /// An address that names the first entry of a code and no other.
  func place(of code: String) throws -> EntryAddress {
    let entry = try only(code)
    return EntryAddress(entry.id)
  }

  /// The row of the first entry of a code.
  func row(of code: String) throws -> Int64 {
    try #require(
      try connection.first(
        "SELECT id FROM codes WHERE code = ? ORDER BY variant, id", [.text(code)]
      ) { $0.int64(0) })
  }

  /// The first entry of a code.
  func only(_ code: String) throws -> Entry { try #require(try entry(id: try row(of: code))) }

  /// The addresses of all entries, removed ones included, by row.
  func addresses() throws -> [String] {
    try connection.query("SELECT id FROM codes ORDER BY id") { $0.int64(0) }
      .map { try #require(try entry(id: $0)).address }
  }

  func number(_ sql: String) throws -> Int { try #require(try connection.first(sql) { $0.int(0) }) }

  func texts(_ sql: String) throws -> [String] { try connection.query(sql) { $0.text(0) } }

  /// All rows of all tables, as text; the index is among them.
  func dump(without ignored: Set<String> = []) throws -> [String] {
    let tables = try texts(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY 1
      """)
    return try tables.filter { !ignored.contains($0) }.flatMap { table in
      try connection.query("SELECT * FROM \"\(table)\"") { row in
        "\(table): \((0..<row.count).map { row.value($0) })"
      }.sorted()
    }
  }

  /// What every entry holds must be what its history adds up to, revision for revision.
  func checkHistory(sourceLocation: SourceLocation = #_sourceLocation) throws {
    for id in try connection.query("SELECT id FROM codes", [], { $0.int64(0) }) {
      let entry = try #require(try entry(id: id))
      #expect(try recordedValues(id) == FieldValues(entry), sourceLocation: sourceLocation)
      let revisions = try connection.query(
        "SELECT revision FROM changes WHERE code_id = ? AND revision > 0 ORDER BY revision",
        [.integer(id)]
      ) { $0.int(0) }
      #expect(revisions == Array(1...entry.revision), sourceLocation: sourceLocation)
    }
  }

  /// The index must be sound, settled, and what building it anew makes of the tables.
  func checkIndex(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try connection.run("INSERT INTO error_search (error_search) VALUES ('integrity-check')")
    #expect(try unsettledCount() == 0, sourceLocation: sourceLocation)
    let rows = "SELECT * FROM error_search ORDER BY rowid"
    let read = { try self.connection.query(rows) { row in (0..<5).map { row.text($0) } } }
    let before = try read()
    try writing { try rebuildIndex() }
    #expect(try read() == before, sourceLocation: sourceLocation)
  }
}

/// What `body` fails with; a test failure of its own if that is no `StoreError`.
func storeError(_ body: () throws -> Void) -> StoreError? {
  do {
    try body()
    return nil
  } catch let error as StoreError {
    return error
  } catch {
    Issue.record(error)
    return nil
  }
}

/// The counts of an import; what is gone is withdrawn, unless it is said to be otherwise.
func counts(
  added: Int = 0, changed: Int = 0, unchanged: Int = 0, gone: Int = 0, conflicts: Int = 0,
  withdrawn: Int? = nil, renames: Int = 0
) -> ImportReport.Counts {
  var counts = ImportReport.Counts()
  counts.added = added
  counts.changed = changed
  counts.unchanged = unchanged
  counts.gone = gone
  counts.conflicts = conflicts
  counts.withdrawn = withdrawn ?? gone
  counts.renames = renames
  return counts
}

/// The open conflicts: field, what the document said before, what it says now.
func reviews(_ base: KnowledgeBase) throws -> [[String?]] {
  try base.connection.query("SELECT field, ancestor, theirs FROM reviews ORDER BY id") { row in
    (0...2).map { row.optionalText($0) }
  }
}

/// Entries `E1`, `E2` … on lines of their own.
func numbered(_ range: ClosedRange<Int>) -> [EntryDraft] {
  range.map { draft("E\($0)", "第 \($0) 个", line: $0) }
}

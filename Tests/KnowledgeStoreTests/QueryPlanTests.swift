import Catalog
import Testing

@testable import KnowledgeStore
@testable import Storage

/// What is asked again and again finds its rows by an index, however large the base is.
@Suite struct QueryPlanTests {
  /// A question that a person, a page or a log asks for each code.
  enum Question: String, CaseIterable, Sendable {
    case code, codeOfSystem, variant, alias, range, missing, prefix, historyOfEntry, historyOfBatch
    case reviewsOfEntry, reviewsOfDocument, queue, edit, index

    /// The index without which a table is gone through, but for those that SQLite makes itself.
    var index: String? {
      switch self {
      case .code, .prefix: "codes_by_key"
      case .alias: "aliases_by_key"
      case .range, .missing: "codes_ranges"
      case .historyOfBatch: "changes_by_batch"
      case .reviewsOfDocument: "reviews_by_document"
      default: nil
      }
    }

    func ask(_ base: KnowledgeBase) throws {
      switch self {
      case .code: #expect(try entries("E1", base) == ["desk:E1"])
      case .codeOfSystem: #expect(try entries("desk:E1", base) == ["desk:E1"])
      case .variant: #expect(try entries("desk:E1#1", base) == ["desk:E1"])
      case .alias: #expect(try entries("0x1", base) == ["desk:E1"])
      case .range: #expect(try entries("R_150", base) == ["desk:R_100"])
      case .missing: #expect(try entries("X_7", base) == [])
      case .prefix:
        let hits = try base.search(SearchRequest(SearchQuery("R_1")))
        #expect(hits.map(\.kind) == [.prefix])
      case .historyOfEntry, .historyOfBatch:
        var filter = HistoryFilter()
        if self == .historyOfEntry {
          filter.entry = try base.address("E1")
        } else {
          filter.batch = 1
        }
        filter.includesSources = true
        var count = 0
        try base.forEachChange(filter) { _ in
          count += 1
          return true
        }
        #expect(count > 0)
      case .reviewsOfEntry, .reviewsOfDocument:
        var filter = ReviewFilter()
        if self == .reviewsOfEntry {
          filter.entry = try base.address("E1")
        } else {
          filter.document = "page"
        }
        #expect(try base.reviews(filter).count == 1)
      case .queue: #expect(try base.unsettledCount() == 0)
      case .edit:
        let edit = EntryEdit(try base.address("R_100"), [.message(.english): "Full."])
        _ = try base.edit([edit], by: maintainer)
      case .index:
        try base.connection.execute("UPDATE translations SET message = 'x' WHERE code_id = 2")
        try base.takeIn(by: maintainer)
      }
    }

    private func entries(_ text: String, _ base: KnowledgeBase) throws -> [String] {
      try base.entries(at: base.address(text)).map(\.address)
    }
  }

  /// A base with something in every table.
  private func base(in folder: Folder) throws -> KnowledgeBase {
    let base = try KnowledgeBase(
      path: folder.path("kb.db"), for: .creating, clock: .fixed(0))
    let entries = [
      draft("E1", "磁盘已满", remedy: ["清理"], category: "磁盘", aliases: ["0x1"]),
      draft("R_100", "超时", line: 2, codeEnd: "199"), draft("E3", "断开", line: 3),
    ]
    try base.take(page(1, entries))
    try base.edit("E1", [.category: "存储"])
    var changed = entries
    changed[0].category = "硬盘"
    try base.take(page(2, changed))
    return base
  }

  /// Tables that grow with the base; systems, documents and the queue are few.
  private static let large: Set = [
    "codes", "own", "other", "translations", "remedies", "aliases", "provenance", "changes", "past",
    "batches", "reviews",
  ]

  /// What SQLite says of how it runs what was asked, and whatever else is prepared.
  private func steps(_ base: KnowledgeBase) throws -> [(step: String, sql: String)] {
    // What FTS5 prepares for itself names the tables it keeps.
    let statements = base.connection.database.preparedStatements.filter { sql in
      ["SELECT", "UPDATE", "DELETE"].contains { sql.hasPrefix($0) } && !sql.contains("'main'.")
    }
    #expect(!statements.isEmpty)
    return try statements.flatMap { sql in
      var plan = try base.connection.statement("EXPLAIN QUERY PLAN " + sql)
      var steps: [(step: String, sql: String)] = []
      while try plan.step() { steps.append((plan.row.text(3), sql)) }
      return steps
    }
  }

  /// Whether a step of a plan goes through a large table, or through all entries of a system.
  private func isScan(_ step: String) -> Bool {
    let words = step.split(separator: " ")
    guard words.count > 1, Self.large.contains(String(words[1])) else { return false }
    return words[0] == "SCAN" || step.hasSuffix("(system_id=?)")
  }

  @Test(arguments: Question.allCases)
  func `no large table is gone through for`(question: Question) throws {
    let folder = try Folder()
    _ = try base(in: folder)
    // Asked on a connection of its own, whose statements are those of the question.
    let base = try KnowledgeBase(path: folder.path("kb.db"), for: .writing, clock: .fixed(0))
    try question.ask(base)
    let scans = try steps(base).filter { isScan($0.step) }
    #expect(scans.isEmpty, "\(scans)")
  }

  @Test(arguments: Question.allCases.filter { $0.index != nil })
  func `without its index a large table is gone through for`(question: Question) throws {
    let folder = try Folder()
    let base = try base(in: folder)
    try base.connection.execute("DROP INDEX \(question.index ?? "")")
    try question.ask(base)
    #expect(try steps(base).contains { isScan($0.step) })
  }
}

import Catalog
import Storage
import TestSupport
import Testing

@testable import KnowledgeStore

/// People and pages at work on one base, at random.
struct RandomCourse {
  let base: KnowledgeBase
  var random: SeededGenerator
  /// What people typed, by the field they typed it into.
  var typed: Set<Typed> = []
  /// The page of each document as it was last taken in.
  var pages: [String: DocumentVersion] = [:]
  private var version = 0

  struct Typed: Hashable {
    var field: String
    var text: String
  }

  init(seed: UInt64) throws {
    base = try emptyBase()
    random = SeededGenerator(seed: seed)
  }

  mutating func step() throws {
    do {
      switch Int.random(in: 0..<100, using: &random) {
      case ..<35: try edit()
      case ..<65: try takePage()
      case ..<72: try add()
      case ..<80: try revertEntry()
      case ..<86: try revertBatch()
      case ..<97: try settle()
      case ..<99: try forgetDocument()
      default: try removeSystem()
      }
    } catch is EditError {
      // Refused whole: what was typed is nowhere, and the person was told.
    }
  }

  private func fields() -> [Field] {
    [Language.simplifiedChinese, .english].flatMap {
      [Field.message($0), .description($0), .remedy($0)]
    } + [.category, .httpStatus, .severity, .aliases, .attribute("源"), .attribute("目标")]
  }

  /// A value that a field can hold; few enough that both sides come to say the same now and then.
  private mutating func value(_ field: Field, isTyped: Bool) -> String? {
    if Int.random(in: 0..<5, using: &random) == 0 { return nil }
    let words = ["磁盘 {0} 已满", "网络中断。", "网络中断", "超时  30 秒", "AccessKey", "[见](u)", "\"\\", "é"]
    let word = words.randomElement(using: &random) ?? ""
    // What is typed differs from all that pages say, but for one in three.
    let text =
      isTyped && Int.random(in: 0..<3, using: &random) > 0 ? "\(word) \(typed.count)" : word
    switch field {
    case .httpStatus: return String(Int.random(in: 400...404, using: &random))
    case .remedy, .aliases:
      return Bool.random(using: &random) ? "一\(text)\n二" : "一\(text)"
    default: return text
    }
  }

  private mutating func anyEntry() throws -> Entry? {
    let rows = try base.connection.query("SELECT id FROM codes ORDER BY id") { $0.int64(0) }
    return try rows.randomElement(using: &random).flatMap { try base.entry(id: $0) }
  }

  private func address(_ entry: Entry) throws -> EntryAddress {
    try base.address(entry.id.distinctText)
  }

  private mutating func edit() throws {
    guard let entry = try anyEntry() else { return }
    var changes: [Field: String?] = [:]
    for field in fields() where Int.random(in: 0..<6, using: &random) == 0 {
      changes.updateValue(value(field, isTyped: true), forKey: field)
    }
    switch Int.random(in: 0..<12, using: &random) {
    case 0: changes[.state(.english)] = "reviewed"
    case 1: changes[.status] = "removed"
    case 2: changes[.status] = "active"
    case 3: changes[.code] = "E-\(Int.random(in: 1...8, using: &random))"
    default: break
    }
    let expectation: EntryEdit.Expectation =
      Bool.random(using: &random)
      ? .any : .from(Int.random(in: 1...entry.revision, using: &random))
    let edit = EntryEdit(try address(entry), changes, expecting: expectation)
    let result = try base.edit([edit], by: maintainer)
    for change in result.flatMap(\.changes) where fields().contains(change.field) {
      guard let text = change.after else { continue }
      typed.insert(Typed(field: change.field.name, text: text))
    }
  }

  private mutating func add() throws {
    var values: [Field: String?] = [.message(.english): "typed \(typed.count)"]
    if let text = value(.category, isTyped: true) { values[.category] = text }
    let entry = NewEntry(
      system: "desk", code: "E_\(Int.random(in: 1...8, using: &random))",
      variant: Bool.random(using: &random) ? nil : "v\(typed.count)", values: values)
    _ = try base.add([entry], makingSystems: true, by: maintainer)
    for (field, value) in values {
      typed.insert(Typed(field: field.name, text: value ?? ""))
    }
  }

  private mutating func takePage() throws { try take(nextPage()) }

  /// Another version of one of the documents.
  mutating func nextPage() -> DocumentVersion {
    version += 1
    let name = ["page", "handbook", "faq"].randomElement(using: &random) ?? "page"
    var entries = pages[name]?.entries ?? []
    for index in entries.indices where Int.random(in: 0..<4, using: &random) == 0 {
      rewrite(&entries[index])
    }
    entries.removeAll { _ in Int.random(in: 0..<8, using: &random) == 0 }
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      var new = draft("E_\(Int.random(in: 1...8, using: &random))")
      rewrite(&new)
      entries.append(new)
    }
    // Two rows of one code and one message are one to the reader.
    var seen: Set<[String?]> = []
    entries = entries.filter {
      seen.insert([$0.code, $0.texts[chinese]?.message, $0.texts[.english]?.message]).inserted
    }
    for index in entries.indices { entries[index].lines = (index + 1)...(index + 1) }
    var document = page(version, entries, name: name)
    document.readerVersion = Int.random(in: 1...2, using: &random)
    return document
  }

  private mutating func rewrite(_ entry: inout EntryDraft) {
    for field in fields() where Int.random(in: 0..<4, using: &random) == 0 {
      entry.set(field, to: value(field, isTyped: false))
    }
  }

  private mutating func take(_ document: DocumentVersion) throws {
    var options = KnowledgeBase.ImportOptions()
    options.allowsWithdrawn = true
    options.allowsNewDocument = true
    options.onConflict =
      [.review, .review, .review, .ours, .theirs].randomElement(using: &random) ?? .review
    if version.isMultiple(of: 8) { try plan(document, options) }
    let report = try base.importDocuments([document], options: options, by: author)
    let found = report.map { $0.counts.added + $0.counts.changed + $0.counts.unchanged }
    #expect(found == [document.entries.count])
    pages[document.name] = document
    // Once more: the same bytes write nothing, and the same words in other bytes no word.
    let writes = base.connection.totalChanges
    _ = try base.importDocuments([document], options: options, by: author)
    #expect(base.connection.totalChanges == writes)
    guard version.isMultiple(of: 3) else { return }
    let moving: Set = ["documents", "batches", "changes"]
    let kept = try base.dump(without: moving)
    var other = document
    version += 1
    other.sha256 = page(version, []).sha256
    options.onConflict = .review
    _ = try base.importDocuments([other], options: options, by: author)
    #expect(try base.dump(without: moving) == kept)
    pages[document.name] = other
  }

  /// A dry run writes nothing, and foretells what the import does.
  private func plan(
    _ document: DocumentVersion, _ options: KnowledgeBase.ImportOptions
  ) throws {
    var options = options
    options.isDryRun = true
    let before = try base.dump()
    _ = try base.importDocuments([document], options: options, by: author)
    #expect(try base.dump() == before)
  }

  private mutating func revertEntry() throws {
    guard let entry = try anyEntry() else { return }
    let revision =
      Bool.random(using: &random) ? nil : Int.random(in: 1...entry.revision, using: &random)
    _ = try base.revert(try address(entry), to: revision, by: maintainer)
  }

  private mutating func revertBatch() throws {
    let newest = try base.number("SELECT coalesce(max(id), 0) FROM batches")
    guard newest > 0 else { return }
    let policy = KnowledgeBase.OnConflict.allCases.randomElement(using: &random) ?? .fail
    let batch = Int.random(in: max(1, newest - 6)...newest, using: &random)
    _ = try base.revertBatch(batch, onConflict: policy, by: maintainer)
  }

  private mutating func settle() throws {
    guard let item = try base.reviews().randomElement(using: &random) else { return }
    let text = item.field.flatMap { value($0, isTyped: true) } ?? "404"
    let decision = [ReviewDecision.ours, .theirs, .text(text)].randomElement(using: &random)
    _ = try base.settle([item], decision ?? .ours, by: maintainer)
    if decision == .text(text), let field = item.field, item.ours != text {
      typed.insert(Typed(field: field.name, text: FieldValues([field: text])[field] ?? ""))
    }
  }

  private mutating func forgetDocument() throws {
    guard let name = pages.keys.sorted().randomElement(using: &random) else { return }
    _ = try base.forgetDocument(name, system: "desk", by: maintainer)
  }

  private mutating func removeSystem() throws {
    _ = try base.removeSystem("desk", withEntries: true, by: maintainer)
    // Half of the time it was a mistake.
    guard Bool.random(using: &random) else { return }
    _ = try base.revertBatch(try base.number("SELECT max(id) FROM batches"), by: maintainer)
  }

  /// Everything that was typed stands in an entry or in the history of one.
  func checkTyped() throws {
    var reachable: Set<Typed> = []
    try base.connection.forEach(
      """
      SELECT key, value FROM changes, json_each(changes.after) WHERE revision IS NOT NULL
      UNION SELECT key, value FROM changes, json_each(changes.before) WHERE revision IS NOT NULL
      """
    ) { reachable.insert(Typed(field: $0.text(0), text: $0.text(1))) }
    #expect(typed.subtracting(reachable) == [])
  }
}

@Test(arguments: 1...6)
func `whatever people and pages do, nothing typed is lost and the history adds up`(seed: UInt64)
  throws
{
  var course = try RandomCourse(seed: seed)
  for number in 1...200 {
    try course.step()
    if number.isMultiple(of: 5) { try course.base.checkReviews() }
    if number.isMultiple(of: 50) { try course.base.checkRecords() }
  }
  try course.checkTyped()
  try course.base.checkRecords()
  try course.base.checkIndex()
  #expect(try course.base.examine().isSound)
}

@Test(arguments: 11...14)
func `a copy of then and the history tell the same of what changed since`(seed: UInt64) throws {
  try withTemporaryFolder { folder in
    var course = try RandomCourse(seed: seed)
    var copies: [(path: String, batch: Int)] = []
    for number in 1...150 {
      if number.isMultiple(of: 15) {
        let path = "\(folder)/\(number).db"
        try course.base.connection.backUp(to: path)
        let newest = try course.base.number("SELECT coalesce(max(id), 0) FROM batches")
        copies.append((path, newest + 1))
      }
      try course.step()
      guard number.isMultiple(of: 30) else { continue }
      #expect(try differences(from: course.base, to: course.base) == [])
      for (path, batch) in copies {
        let copy = try KnowledgeBase(path: path, for: .reading)
        let seen = try differences(from: copy, to: course.base)
        #expect(
          try differences(since: batch, in: course.base) == seen, "step \(number), batch \(batch)")
        let back = try differences(from: course.base, to: copy).map { difference in
          var inverted = difference.inverted
          inverted.systemName = ""
          return inverted
        }
        let forth = seen.map { difference in
          var named = difference
          named.systemName = ""
          return named
        }
        #expect(back == forth)
      }
    }
  }
}

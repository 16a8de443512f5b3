import Catalog
import Testing
import TextAnalysis

@testable import Commands
@testable import KnowledgeStore

/// What people at a terminal see of the history and of what is open.
@Suite struct HistoryTextTests {
  @Test func `a batch is told under one heading and cut after twenty changes`() {
    var text = HistoryText(terminal: terminal, isOfEntry: false, isWhole: false)
    var told = ""
    for number in 1...23 { told += text.text(of: added("D\(number)", batch: 7)) }
    told += text.text(of: added("E1", batch: 6))
    told += text.endOfBatch()
    #expect(
      told.hasPrefix("batch 7  2026-11-21 03:14  ann  import\n  why not\n  + disk:D1  full\n"))
    #expect(told.contains("  + disk:D20  full\n  and 3 more: errkb history --batch 7\n\nbatch 6  "))
    #expect(!told.contains("D21"))
    #expect(told.hasSuffix("+ disk:E1  full\n"))
  }

  @Test
  func `a revision shows what people wrote, and what follows from it only if there is no more`() {
    var item = added("D1", batch: 3)
    item.revision = 2
    item.before = ["message.en": "the disk is full", "reviewed_by.en": "bob"]
    item.after = ["message.en": "the disk is quite full"]
    var text = HistoryText(terminal: terminal, isOfEntry: true, isWhole: true)
    let told = text.text(of: item) + text.endOfBatch()
    #expect(
      told == """
        revision 2  2026-11-21 03:14  ann  import
          why not
            message.en
              the disk is {+quite +}full

        """)
    item.before = ["reviewed_by.en": "bob"]
    item.after = [:]
    #expect(ChangeText(item, terminal).fields(indent: 0).hasPrefix("reviewed_by.en\n"))
  }

  @Test func `a question shows three texts one below the other, none wider than the screen`() {
    var item = ReviewItem(kind: .conflict, address: "disk:D1", system: "disk", document: "page")
    item.field = Field("message.zh-Hans")
    item.theirs = String(repeating: "磁盘空间已经用完，", count: 6)
    item.ours = "磁盘满了"
    let lines = ReviewCard(item, headline: nil, terminal).render().split(separator: "\n")
    #expect(lines.first == "disk:D1  message.zh-Hans  (page)")
    #expect(lines.contains("  base    (nothing)"))
    #expect(lines.contains { $0.hasPrefix("  theirs  磁盘") })
    #expect(lines.last == "  ours    磁盘满了")
    #expect(lines.allSatisfy { displayWidth($0) <= 40 })
    #expect(lines.count > 5)
  }

  @Test(arguments: [
    ("2026", "2026"), ("2026-11", "2026-11"), ("2026-11-21", "2026-11-21"),
    ("2026-11-21 08:30", "2026-11-21T08:30"),
    ("2026-11-21T08:30:00.000Z", "2026-11-21T08:30:00.000Z"),
    ("", nil), ("26", nil), ("2026-", nil), ("2026-13", nil), ("2026-00-01", nil),
    ("2026-11-32", nil), ("2026/11/21", nil), ("tomorrow", nil), ("2026-11-21T08:30+01:00", nil),
    ("-7d", nil), ("d", nil), ("7", nil), ("7h", nil), ("100000d", nil),
    ("2026-02-30", nil), ("2026-02-29", nil), ("2024-02-29", "2024-02-29"), ("1900-02-29", nil),
    ("2000-02-29", "2000-02-29"), ("2026-04-31", nil), ("2026-12-31", "2026-12-31"),
    ("0000-01-01", nil), ("0000", nil), ("0001", "0001"), ("9999-12-31", "9999-12-31"),
    ("2026-11-21T24:00", nil), ("2026-11-21T23:60", nil), ("2026-11-21T23:59:60", nil),
    ("2026-11-21T23:59:59", "2026-11-21T23:59:59"), ("2026-1", nil), ("2026-11-2", nil),
    ("2026-11-21T0", nil), ("2026-11-21T08:3", nil), ("202", nil), ("2026-11-21T", nil),
    // The clock stands at 1970-03-01 12:00.
    ("0d", "1970-03-01T12:00:00.000Z"), ("7d", "1970-02-22T12:00:00.000Z"),
    ("2W", "1970-02-15T12:00:00.000Z"), ("today", "1970-03-01T00:00:00.000Z"),
    ("Yesterday", "1970-02-28T00:00:00.000Z"),
  ])
  func `a moment is a date, a beginning of one, or so long before now`(
    typed: String, expected: String?
  ) throws {
    let base = try KnowledgeBase(path: ":memory:", for: .creating, clock: .fixed(5_140_800))
    guard let expected else {
      #expect(throws: Moment.Mistake.self) { try Moment(parsing: typed) }
      return
    }
    #expect(try Moment(parsing: typed).time(base) == expected)
  }

  private let terminal = Terminal(isInteractive: true, width: 40)

  private func added(_ code: String, batch: Int) -> HistoryItem {
    HistoryItem(
      batch: BatchSummary(
        id: batch, at: "2026-11-21T03:14:15.926Z", author: "ann", command: "import",
        reason: "why not", reverts: nil, entries: 0),
      kind: .entry, system: "disk", address: "disk:" + code,
      rows: .init(system: 1, entry: 1, document: nil), document: nil, revision: 1, before: [:],
      after: ["code": code, "message.en": "full"])
  }
}

import Catalog
import Foundation
import Testing
import TextAnalysis

@testable import Commands
@testable import KnowledgeStore

/// What a person at a terminal of 80 columns sees.
///
/// A Han character is two columns wide.
@Suite struct RenderingTests {
  private let person = Terminal(isInteractive: true, width: 80)
  private let program = Terminal(isInteractive: false, width: 80)

  private var table: TextTable {
    var table = TextTable([
      .fixed("ENTRY"), .number("HTTP"), .flexible("CATEGORY"), .flexible("MESSAGE"),
    ])
    table.rows = [
      ["a:1", "404", "服务器端错误", "磁盘已满"],
      ["kuscia:11305", "", "", String(repeating: "节点不存在异常，", count: 12)],
      ["b:２", "5", String(repeating: "很长的分类", count: 9), "two\nlines and a\ttab"],
    ]
    return table
  }

  @Test func `columns of a table line up by display width`() {
    let lines = table.render(person).split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    for line in lines { #expect(displayWidth(line) <= 80, "\(line)") }
    let places = ["CATEGORY", "服务器端错误", nil, "很长"].enumerated().compactMap { index, text in
      text.flatMap { column(of: $0, in: lines[index]) }
    }
    #expect(Set(places).count == 1, "\(lines)")
    let messages = ["MESSAGE", "磁盘", "节点", "two"].enumerated().compactMap {
      column(of: $0.element, in: lines[$0.offset])
    }
    #expect(messages.count == 4 && Set(messages).count == 1, "\(lines)")
    // Numbers end where their heading ends.
    #expect(
      column(of: "404", in: lines[1]).map { $0 + 3 }
        == column(of: "HTTP", in: lines[0]).map { $0 + 4 })
  }

  @Test func `blocks of a table stand under one heading, and columns only grow`() {
    var layout = TableLayout(table.columns, person)
    let first = layout.text(of: [["a:1", "", "", "磁盘已满"]])
    let second = layout.text(of: [["b:12345", "404", "网络", "断开"]])
    let third = layout.text(of: [["c:1", "", "", "超时"]])
    #expect(first == "ENTRY  HTTP  CATEGORY  MESSAGE\na:1                    磁盘已满\n")
    #expect(second == "b:12345   404  网络      断开\n")
    #expect(third == "c:1                      超时\n")
    #expect(layout.text(of: []) == "")
  }

  @Test func `a program gets a row a line, parted by tabs, and nothing is cut`() {
    let lines = table.render(program).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines.allSatisfy { $0.split(separator: "\t", omittingEmptySubsequences: false).count == 4 })
    #expect(lines[1].hasSuffix(String(repeating: "节点不存在异常，", count: 12)))
    #expect(lines[2].hasSuffix("two lines and a tab"))
  }

  @Test(arguments: [20, 33, 80, 200])
  func `a card fits the terminal and holds everything`(width: Int) {
    let card = EntryCard(
      entry: entry, system: system, languages: [.english],
      terminal: Terminal(isInteractive: true, width: width)
    ).render()
    // The title is one line: a code is not broken.
    for line in card.split(separator: "\n").dropFirst() where width >= 33 {
      #expect(displayWidth(line) <= width, "\(line)")
    }
    let text = card.filter { !$0.isWhitespace }
    for piece in ["E:1–E:9#2", "JOB", "ErrDisk", "磁盘已满", "thediskisfull", "page,line7", "删除旧文件"] {
      #expect(text.contains(piece), "\(piece) is missing in \(card)")
    }
  }

  @Test func `labels of a card line up, and the reader's language comes first`() throws {
    let card = EntryCard(
      entry: entry, system: system, languages: [.english], terminal: person
    ).render()
    let lines = card.split(separator: "\n").map(String.init)
    let messages = lines.filter { $0.hasPrefix("Message") }
    #expect(messages.count == 2 && messages[0].contains("the disk is full"))
    let values = ["JOB", "503", "ErrDisk", "page, line 7"].compactMap { value in
      lines.first { $0.contains(value) }.flatMap { column(of: value, in: $0) }
    }
    #expect(values.count == 4 && Set(values).count == 1, "\(card)")
    #expect(lines.contains { $0.contains("1. 删除旧文件") } && lines.contains { $0.contains("2. ") })
  }

  @Test func `a card without a remedy says what to do next`() {
    var entry = entry
    entry.remedies = [:]
    let card = EntryCard(
      entry: entry, system: system, languages: [.english], terminal: person
    ).render()
    #expect(card.contains("Remedy       None is recorded."))
    #expect(card.contains("errkb search 'the disk is full'"))
    #expect(card.contains("Ask for help: https://example.org/help"))
  }

  @Test func `a card has no escapes but for a terminal with colour`() {
    let plain = EntryCard(entry: entry, system: system, languages: [], terminal: program).render()
    #expect(!plain.contains("\u{1B}"))
    let dressed = EntryCard(
      entry: entry, system: system, languages: [],
      terminal: Terminal(isInteractive: true, width: 80, hasColour: true)
    ).render()
    #expect(shown(dressed).contains("\u{1B}[1mE:1"))
    #expect(without(escapes: shown(dressed)) == plain)
  }

  @Test(arguments: [30, 40, 50, 80, 200])
  func `bars fit the terminal, line up and are full for all only`(width: Int) throws {
    let chart = CoverageChart(statistics: statistics).render(
      Terminal(isInteractive: true, width: width))
    let lines = chart.split(separator: "\n").map(String.init)
    for line in lines where width >= 40 { #expect(displayWidth(line) <= width, "\(line)") }
    let bars = lines.map { line in line.filter { "█░".contains($0) } }.filter { !$0.isEmpty }
    #expect(bars.isEmpty == (width < 50))
    #expect(Set(bars.map(\.count)).count <= 1)
    #expect(Set(lines.compactMap { line in bar(line) }).count <= 1)
    for (line, bar) in zip(lines.filter { bar($0) != nil }, bars) {
      #expect(bar.allSatisfy { $0 == "█" } == line.hasSuffix("  100 %"), "\(line)")
      #expect(bar.allSatisfy { $0 == "░" } == line.hasSuffix("    0 %"), "\(line)")
    }
    #expect(lines.contains { $0.hasSuffix("   50 %") })
    #expect(lines.contains { $0.hasSuffix("   <1 %") })
    #expect(lines.contains { $0.hasSuffix("   99 %") })
  }

  @Test func `a chart names each language once and leaves out what is not there`() {
    let chart = CoverageChart(statistics: statistics).render(
      Terminal(isInteractive: true, width: 60))
    #expect(
      chart == """
        bk-job  \(String(repeating: "作业平台", count: 4))作业…  1000 entries
          zh-Hans  messages       999/1000  ████████████████░   99 %
                   descriptions     1/1000  █░░░░░░░░░░░░░░░░   <1 %
                   remedies       500/1000  ████████░░░░░░░░░   50 %
          en       messages         3/1000  █░░░░░░░░░░░░░░░░   <1 %
                   descriptions     0/1000  ░░░░░░░░░░░░░░░░░    0 %
                   remedies         0/1000  ░░░░░░░░░░░░░░░░░    0 %
                   drafts           2
                   outdated         1

        empty  0 entries
          ja       messages         0/0     ░░░░░░░░░░░░░░░░░    0 %
                   remedies         0/0     ░░░░░░░░░░░░░░░░░    0 %

        all systems  1000 entries
          en       messages         3/1000  █░░░░░░░░░░░░░░░░   <1 %
                   descriptions     0/1000  ░░░░░░░░░░░░░░░░░    0 %
                   remedies         0/1000  ░░░░░░░░░░░░░░░░░    0 %
                   drafts           2
                   outdated         1
          ja       messages         0/1000  ░░░░░░░░░░░░░░░░░    0 %
                   descriptions     0/1000  ░░░░░░░░░░░░░░░░░    0 %
                   remedies         0/1000  ░░░░░░░░░░░░░░░░░    0 %
          zh-Hans  messages       999/1000  ████████████████░   99 %
                   descriptions     1/1000  █░░░░░░░░░░░░░░░░   <1 %
                   remedies       500/1000  ████████░░░░░░░░░   50 %

        """)
  }

  @Test func `a program gets the numbers behind the bars`() {
    #expect(
      CoverageChart(statistics: Array(statistics.prefix(1))).render(program) == """
        bk-job\tentries\t\t1000\t1000
        bk-job\tmessages\tzh-Hans\t999\t1000
        bk-job\tdescriptions\tzh-Hans\t1\t1000
        bk-job\tremedies\tzh-Hans\t500\t1000
        bk-job\tmessages\ten\t3\t1000
        bk-job\tdescriptions\ten\t0\t1000
        bk-job\tremedies\ten\t0\t1000
        bk-job\tdrafts\ten\t2\t1000
        bk-job\toutdated\ten\t1\t1000

        """)
    let all = CoverageChart(statistics: statistics).render(program).split(separator: "\n")
    #expect(all.contains("*\tmessages\tzh-Hans\t999\t1000"))
  }

  @Test func `answers of a search fit the terminal, partial ones are marked`() throws {
    var long = entry
    long.texts[.simplifiedChinese]?.message = String(repeating: "节点不存在异常", count: 20)
    let query = SearchQuery("节点 disk")
    let text = SearchResults(
      hits: [
        SearchHit(entry: entry, score: 2, kind: .all),
        SearchHit(entry: long, score: 1, kind: .partial),
      ], addresses: [entry.address, long.address], query: query, languages: [.simplifiedChinese]
    ).render(person)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    for line in lines { #expect(displayWidth(line) <= 80, "\(line)") }
    #expect(lines[0].hasPrefix("  ") && lines[2].hasPrefix("~ "))
    #expect(column(of: "磁盘", in: lines[0]) == column(of: "节点", in: lines[2]))
    #expect(column(of: "删除", in: lines[1]) == column(of: "磁盘", in: lines[0]))
  }

  @Test(arguments: [
    ("节点 路由", "节点的路由不存在", "[节点]的[路由]不存在"),
    ("cron*", "缺少参数【cronExpression】", "缺少参数【[cron]Expression】"),
    ("bk_biz_id", "the bk_biz_id is wrong", "the [bk]_[biz]_[id] is wrong"),
    ("DISK", "the disk is full", "the [disk] is full"), ("nothing", "the disk", "the disk"),
    ("ｄｉｓｋ", "the disk", "the [disk]"),
  ])
  func `what a query asked for stands out`(query: String, text: String, expected: String) {
    let colour = Terminal(isInteractive: true, width: 80, hasColour: true)
    let highlighter = Highlighter(SearchQuery(query))
    let marked = shown(highlighter.highlighted(text, colour))
      .replacing("\u{1B}[36m", with: "[").replacing("\u{1B}[0m", with: "]")
    #expect(marked == expected)
    #expect(highlighter.highlighted(text, person) == text)
    #expect(highlighter.matches(text) == (text != expected))
  }

  @Test(arguments: [
    ("plain 文字\n\ttext", "plain 文字\n\ttext"), ("\u{1B}[31mred\u{7}", "␛[31mred␇"),
    ("a\rb\u{7F}\u{9B}2J", "a␍b␡\u{FFFD}2J"), ("", ""),
    ("a\u{202E}b\u{2066}c\u{2069}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
  ])
  func `a page cannot write to the screen but text`(text: String, expected: String) {
    #expect(visible(text) == expected)
    var entry = entry
    entry.texts[.english]?.message = text + "."
    let card = EntryCard(entry: entry, system: system, languages: [.english], terminal: person)
      .render()
    #expect(!card.contains("\u{1B}") && !card.contains("\u{7}") && !card.contains("\r"))
  }

  @Test func `a plan shows what changed in each field, messages first`() {
    var report = ImportReport(document: "page", system: "disk")
    report.changes = [
      .init(
        kind: .changed, address: "disk:D1",
        fields: [
          .init(field: .attribute("源\u{7}"), before: "JOB", after: nil),
          .init(field: .remedy(.english), before: "stop\nwait", after: "stop\nwait long"),
          .init(field: .description(.english), before: nil, after: "no space left"),
          .init(field: .message(.english), before: "disk full", after: "disk very full"),
        ]),
      .init(
        kind: .added, address: "disk:D2",
        fields: [.init(field: .message(.english), before: nil, after: "disk\ngone")]),
    ]
    #expect(
      ImportPlanText([report]).render(program) == """
        ~ disk:D1  changed
            message.en
              disk {+very +}full
            description.en
              + no space left
            remedy.en
              2. wait{+ long+}
            attributes.源␇
              - JOB
        + disk:D2  disk gone

        """)
  }

  @Test(arguments: [(0, "0 entries"), (1, "1 entry"), (2, "2 entries")])
  func `a number agrees with its noun`(count: Int, expected: String) {
    #expect(counted(count, "entry", "entries") == expected)
  }

  private let system = SystemDescription(
    slug: "disk", name: "磁盘服务", vendor: "Acme", language: .simplifiedChinese,
    helpURL: "https://example.org/help")

  private var entry: Entry {
    var entry = Entry(system: "disk", code: "E:1")
    entry.variant = "2"
    entry.codeEnd = "E:9"
    entry.category = "存储 / 磁盘"
    entry.httpStatus = 503
    entry.attributes = ["源": "JOB"]
    entry.aliases = ["ErrDisk", "0x1F"]
    entry.texts = [
      .english: .init(message: "the disk is full", description: nil, state: .sourced),
      .simplifiedChinese: .init(
        message: "磁盘已满", description: String(repeating: "磁盘上没有可用空间，", count: 10),
        state: .sourced),
    ]
    entry.remedies = [.simplifiedChinese: ["删除旧文件", String(repeating: "联系管理员", count: 20)]]
    entry.sources = [.init(document: "page", line: 7)]
    return entry
  }

  private var statistics: [SystemStatistics] {
    var coverage = Coverage()
    coverage.entries = 1000
    coverage.withDescription = 1
    var chinese = Coverage.InLanguage()
    chinese.messages = 999
    chinese.descriptions = 1
    chinese.remedies = 500
    chinese.states = [.sourced: 1000]
    var english = Coverage.InLanguage()
    english.messages = 3
    english.states = [.draft: 2, .outdated: 1]
    coverage.languages = [.simplifiedChinese: chinese, .english: english]
    var nothing = Coverage()
    nothing.languages = [.japanese: Coverage.InLanguage()]
    return [
      SystemStatistics(
        system: "bk-job", name: String(repeating: "作业平台", count: 20),
        language: .simplifiedChinese, coverage: coverage),
      SystemStatistics(system: "empty", name: "empty", language: .japanese, coverage: nothing),
    ]
  }

  /// The terminal's column where a text begins.
  private func column(of text: String, in line: String) -> Int? {
    line.range(of: text).map { displayWidth(line[..<$0.lowerBound]) }
  }

  private func bar(_ line: String) -> Int? {
    line.firstIndex { "█░".contains($0) }.map { displayWidth(line[..<$0]) }
  }

  private func without(escapes text: String) -> String {
    text.replacing(/\u{1B}\[[0-9]*m/, with: "")
  }
}

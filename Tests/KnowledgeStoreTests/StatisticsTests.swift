import Catalog
import Testing

@testable import KnowledgeStore

private func base() throws -> KnowledgeBase {
  let base = try emptyBase()
  try base.take(
    page(
      1,
      [
        draft("A1", "磁盘已满", description: "没有空间", remedy: ["清理", "重试"]),
        draft("A2", "磁盘丢失", remedy: ["换一块"]), draft("A3", description: "没有名字"),
        draft("A4", "磁盘太慢", remedy: ["换一块"]),
      ]))
  try base.take(
    page(1, [draft("B1", "端口占用", remedy: ["等待"])], system: .init(slug: "mail", language: .english)))
  try base.edit(
    "A1", [.message(.english): "The disk is full", .state(.english): "reviewed"])
  try base.edit("A2", [.message(.english): "The disk is gone", .remedy(.english): "Get another"])
  try base.edit("A3", [.description(.english): "It has no name"])
  try base.edit("A3", [.description(chinese): "没有人给它起名字"])
  try base.edit("A4", [.message(.english): "The disk is slow", .status: "removed"])
  return base
}

/// The numbers in a line: texts, messages, descriptions, remedies, then states.
private func line(_ language: Coverage.InLanguage?) -> String? {
  language.map { numbers in
    let states = numbers.states.map { "\($0.key.rawValue) \($0.value)" }.sorted()
    let counts = [numbers.texts, numbers.messages, numbers.descriptions, numbers.remedies]
    return (counts.map { String($0) } + states).joined(separator: " ")
  }
}

@Test func `what is written is counted by system and language, without removed entries`() throws {
  let statistics = try base().statistics()
  #expect(statistics.map(\.system) == ["desk", "mail"])
  #expect(statistics.map(\.name) == ["Cloud Desk", "mail"])
  #expect(statistics.map(\.language) == [nil, .english])
  #expect(statistics.map(\.coverage.entries) == [3, 1])
  #expect(statistics.map(\.coverage.withRemedy) == [2, 1])
  #expect(statistics.map(\.coverage.withDescription) == [2, 0])
  let desk = statistics[0].coverage.languages
  #expect(Set(desk.keys) == [chinese, .english])
  #expect(line(desk[chinese]) == "3 2 2 2 draft 1 sourced 2")
  #expect(line(desk[.english]) == "3 2 1 1 draft 1 outdated 1 reviewed 1")
}

@Test func `a system's own language counts where nothing is in it`() throws {
  let mail = try #require(try base().statistics(system: "mail").first).coverage
  #expect(mail.languages == [chinese: mail.languages[chinese], .english: .init()])
  #expect(line(mail.languages[chinese]) == "1 1 0 1 sourced 1")
}

@Test func `numbers are told of one system and one language`() throws {
  let base = try base()
  #expect(try base.statistics(system: "desk").map(\.system) == ["desk"])
  #expect(try base.statistics(system: "nowhere").isEmpty)
  let english = try base.statistics(language: .english)
  #expect(
    english.map { line($0.coverage.languages[.english]) }.first
      == "3 2 1 1 draft 1 outdated 1 reviewed 1")
  #expect(english.map { $0.coverage.languages.count } == [1, 1])
  #expect(
    try base.statistics(language: .korean).map { $0.coverage.languages[.korean] } == [
      .init(), .init(),
    ])
}

@Test func `the numbers of systems add up`() throws {
  var total = Coverage()
  for system in try base().statistics() { total.add(system.coverage) }
  #expect(total.entries == 4)
  #expect(total.withRemedy == 3)
  #expect(total.withDescription == 2)
  #expect(line(total.languages[chinese]) == "4 3 2 3 draft 1 sourced 3")
  #expect(line(total.languages[.english]) == "3 2 1 1 draft 1 outdated 1 reviewed 1")
}

@Test func `the view coverage tells the same numbers`() throws {
  let base = try base()
  let viewed = try base.texts(
    """
    SELECT format('%s %s %d %d %d %d %d %d %d', system, language, entries, messages, descriptions,
      remedies, drafts, reviewed, outdated)
    FROM coverage ORDER BY system, language
    """)
  var counted: [String] = []
  for system in try base.statistics() {
    for (language, numbers) in system.coverage.languages.sorted(by: { $0.key < $1.key })
    // The view has no row for a language that nothing is in.
    where numbers != .init() {
      let texts = [numbers.messages, numbers.descriptions, numbers.remedies]
      let states = [TextState.draft, .reviewed, .outdated].map { numbers.states[$0] ?? 0 }
      let counts = ([system.coverage.entries] + texts + states).map { String($0) }
      counted.append(([system.system, language.tag] + counts).joined(separator: " "))
    }
  }
  #expect(viewed == counted)
}

@Test func `systems are listed with what they have, without removed entries`() throws {
  let systems = try base().systems()
  #expect(systems.map(\.entries) == [3, 1])
  #expect(systems.map(\.documents) == [1, 1])
}

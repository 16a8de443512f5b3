import Catalog
import Storage
import Testing

@testable import KnowledgeStore

/// What changed between two bases.
@Suite struct BaseDifferenceTests {
  /// What can be the matter with an entry.
  enum Presence: CaseIterable {
    case present, absent, withdrawn, removed
  }

  @Test(arguments: Presence.allCases, Presence.allCases)
  func `an entry is there when it is neither removed nor in no document any more`(
    before: Presence, after: Presence
  ) throws {
    let found = try differences(from: try base(before), to: try base(after))
      .filter { if case .entry = $0.subject { true } else { false } }
    let absence: [Presence: String] = [
      .absent: "absent", .withdrawn: "withdrawn", .removed: "removed",
    ]
    let expected: [String] =
      switch (absence[before], absence[after]) {
      case (nil, nil), (.some, .some): []
      case (let absence?, nil): ["+desk:E_1 \(absence)"]
      case (nil, let absence?): ["-desk:E_1 \(absence)"]
      }
    #expect(found.map(\.summary) == expected)
  }

  private func base(_ presence: Presence) throws -> KnowledgeBase {
    let base = try emptyBase()
    let other = draft("E_2", "网络中断")
    if presence != .absent { try base.take(page(1, [draft("E_1", "磁盘已满"), other])) }
    try base.take(
      page(
        2,
        presence == .withdrawn || presence == .absent
          ? [other]
          : [
            draft("E_1", "磁盘已满"), other,
          ]))
    if presence == .removed { try base.edit("E_1", [.status: "removed"]) }
    return base
  }

  @Test(
    arguments: [
      ([.category: "网络"], "~desk:E_1 category"),
      ([.message(chinese): "磁盘空间已满"], "~desk:E_1 message.zh-Hans"),
      ([.message(.english): "Disk full"], "~desk:E_1 message.en"),
      ([.remedy(chinese): "一\n二"], "~desk:E_1 remedy.zh-Hans"),
      ([.description(chinese): nil], nil),
      ([.attribute("源"): "JOB", .aliases: "0x1"], "~desk:E_1 aliases attributes.源"),
      ([.code: "e-1"], "~desk:e-1 code"),
      ([.status: "deprecated", .replacedBy: "E_2"], "~desk:E_1 replaced_by status"),
      // It says the same under an approval, but for its state.
      ([.state(chinese): "reviewed"], "~desk:E_1 state.zh-Hans"),
    ] as [([Field: String?], String?)])
  func `a changed entry is told with the fields that differ`(
    edit: [Field: String?], expected: String?
  ) throws {
    let (before, after) = (try emptyBase(), try emptyBase())
    for base in [before, after] { try base.take(page(1, [draft("E_1", "磁盘已满")])) }
    try after.edit("E_1", edit)
    #expect(try differences(from: before, to: after).map(\.summary) == [expected].compactMap { $0 })
  }

  @Test func `both values of a field are told`() throws {
    let (before, after) = (try emptyBase(), try emptyBase())
    try before.take(page(1, [draft("E_1", "磁盘已满", category: "磁盘")]))
    try after.take(page(1, [draft("E_1", "磁盘空间已满")]))
    #expect(
      try differences(from: before, to: after).map(\.fields) == [
        [
          .init(name: "category", before: "磁盘"),
          .init(name: "message.zh-Hans", before: "磁盘已满", after: "磁盘空间已满"),
        ]
      ])
  }

  @Test func `how an entry came to be what it is is no difference`() throws {
    let (before, after) = (try emptyBase(), try emptyBase())
    try before.take(page(1, [draft("E_1", "磁盘已满", line: 3), draft("E_2", "网络中断", line: 4)]))
    try after.take(page(2, [draft("E_2", "网络中断", line: 8)]))
    try after.take(page(1, [draft("E_1", "磁盘已满", line: 9), draft("E_2", "网络中断", line: 8)]))
    try after.edit("E_1", [.category: "磁盘"])
    _ = try after.revert(try after.place(of: "E_1"), by: maintainer)
    #expect(try differences(from: before, to: after) == [])
  }

  @Test func `systems and documents are told before the entries of each system`() throws {
    let (before, after) = (try emptyBase(), try emptyBase())
    let old = SystemDescription(slug: "desk", name: "Desk", vendor: "We")
    let new = SystemDescription(slug: "desk", name: "Cloud Desk", language: chinese)
    try before.take(page(1, [draft("E_1", "一")], system: old))
    try before.take(page(2, [draft("E_2", "二")], name: "handbook", system: old))
    try before.take(page(3, [draft("1", "a")], system: .init(slug: "shop")))
    try after.take(page(4, [draft("E_1", "一")], system: new))
    try after.take(page(5, [draft("E_3", "三")], name: "notes", system: new))
    try after.take(page(6, [draft("1", "b")], system: .init(slug: "bank")))
    let found = try differences(from: before, to: after)
    #expect(
      found.map(\.summary) == [
        "+bank", "+bank/page", "+bank:1 absent",
        "~desk language name vendor", "-desk/handbook", "+desk/notes", "~desk/page sha256",
        "-desk:E_2 absent", "+desk:E_3 absent",
        "-shop", "-shop/page", "-shop:1 absent",
      ])
    #expect(found.map(\.systemName).contains("Desk") == false)
  }

  @Test func `entries are joined in the order of their keys, byte by byte`() throws {
    // The order of bytes, which is neither that of the page nor one that folds or composes.
    let codes = ["10", "9", "E_10", "E_2", "Z", "e\u{301}", "ÅB", "码", "\u{1F600}"]
    let (before, after) = (try emptyBase(), try emptyBase())
    try before.take(page(1, codes.map { draft($0, "一") }))
    try after.take(page(1, codes.reversed().map { draft($0, "一") }))
    #expect(try differences(from: before, to: after) == [])
    let none = try emptyBase()
    let keys = try differences(from: none, to: before).compactMap { difference in
      if case .entry(let code, _) = difference.subject { CodeKey(code).text } else { nil }
    }
    #expect(keys == keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(keys.count == codes.count)
  }

  @Test(arguments: [
    ("é", "e\u{301}"), ("\u{FF5E}", "\u{1F600}"), ("", "2"), ("10", "9"), ("a", "ab"),
  ])
  func `spellings that look alike are two variants, in the order of their bytes`(
    one: String, other: String
  ) throws {
    let identities = [one, other].map { EntryID(system: "desk", code: "E_1", variant: $0) }
    #expect(identities[0] != identities[1])
    let isFirst = one.utf8.lexicographicallyPrecedes(other.utf8)
    #expect((identities[0] < identities[1]) == isFirst)
    #expect((identities[1] < identities[0]) == !isFirst)
    let (before, after) = (try emptyBase(), try emptyBase())
    for base in [before, after] {
      // Two that Unicode takes for one come from another tool only.
      for variant in base === before ? [one, other] : [other] {
        let label = variant.utf8.elementsEqual(one.utf8) ? "label 1" : "label 2"
        let new = NewEntry(
          system: "desk", code: "E_1", variant: label, values: [.message(chinese): "一"])
        _ = try base.add([new], makingSystems: true, by: maintainer)
        try base.connection.run(
          "UPDATE codes SET variant = ? WHERE variant = ?", [.text(variant), .text(label)])
      }
    }
    let found = try differences(from: before, to: after).map(\.subject)
    guard case .entry(_, let variant) = found.first else {
      Issue.record("nothing differs")
      return
    }
    #expect(found.count == 1 && variant.utf8.elementsEqual(one.utf8))
  }

  @Test func `variants of a code are entries of their own`() throws {
    let (before, after) = (try emptyBase(), try emptyBase())
    try before.take(page(1, [draft("E_1", "一"), draft("E_1", "二"), draft("E_1", "三")]))
    try after.take(page(1, [draft("E_1", "一"), draft("E_1", "二二")]))
    #expect(
      try differences(from: before, to: after).map(\.summary)
        == ["~desk:E_1#2 message.zh-Hans", "-desk:E_1#3 absent"])
  }

  @Test func `systems and languages narrow what is compared`() throws {
    let (before, after) = (try emptyBase(), try emptyBase())
    for base in [before, after] {
      try base.take(page(1, [draft("E_1", "一"), draft("E_2", "two", language: .english)]))
      try base.take(page(2, [draft("1", "a")], system: .init(slug: "shop")))
    }
    try after.edit("E_1", [.message(chinese): "一一", .message(.english): "one", .category: "x"])
    try after.edit("E_2", [.message(.english): "two two", .category: "x"])
    try after.edit("1", [.message(chinese): "c"])
    var scope = DifferenceScope()
    scope.systems = ["shop"]
    #expect(
      try differences(from: before, to: after, scope).map(\.summary)
        == ["~shop:1 message.zh-Hans"])
    scope.systems = ["desk"]
    scope.languages = [chinese]
    // E_2 has no Chinese text on either side.
    #expect(
      try differences(from: before, to: after, scope).map(\.summary)
        == ["~desk:E_1 category message.zh-Hans"])
  }
}

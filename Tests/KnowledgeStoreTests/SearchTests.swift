import Catalog
import Storage
import TestSupport
import Testing
import TextAnalysis

@testable import KnowledgeStore

/// Two systems of a support desk.
private func filledBase() throws -> KnowledgeBase {
  let base = try emptyBase()
  try base.take(
    page(
      1,
      [
        draft(
          "DESK_1001", "登录密码错误", description: "账号或密码不对，请重新输入。", remedy: ["重置密码"], category: "账号",
          httpStatus: 403),
        draft(
          "DESK_1002", "验证码已经过期", description: "发送太频繁。", category: "账号 / 验证码",
          aliases: ["ErrCaptchaExpired"]),
        draft(
          "DESK_1003", "磁盘内存不足", remedy: ["联系[管理员](https://x.test)"], category: "别处",
          attributes: ["源": "JOB"]),
        draft("DESK_2000", "无效的AccessKey", description: "参数 `access_key_id` 不合法"),
        draft("DESK_2001", "请求头 X-User-Profile 缺失"),
        draft("0029", "任务不存在"), draft("29", "节点不存在"), draft("-1", "未知"), draft("1", "成功"),
        draft("1.10", "证书 server.crt 失效"), draft("11.0", "许可"),
        draft("3001", "端口占用", codeEnd: "3009"),
      ]))
  try base.take(
    page(
      1,
      [
        draft(
          "1001", "password is wrong", description: "The user was frozen.", remedy: ["Reset it"],
          language: .english),
        draft("1002", "disk full", language: .english),
      ], system: .init(slug: "mail", language: .english)))
  return base
}

private func search(
  _ base: KnowledgeBase, _ query: String, _ narrow: (inout SearchRequest) -> Void = { _ in }
) throws -> [String] {
  var request = SearchRequest(SearchQuery(query))
  narrow(&request)
  return try base.search(request).map { "\($0.entry.code) \($0.kind.rawValue)" }
}

@Test(
  arguments: [
    // Codes: equal, beginning so, by alias, in several words.
    ("DESK_1001", ["DESK_1001 code"]), ("desk-1001", ["DESK_1001 code"]),
    ("desk 1001", ["DESK_1001 code", "1001 partial"]),
    ("ＤＥＳＫ．１００１", ["DESK_1001 code"]), ("errcaptchaexpired", ["DESK_1002 code"]),
    ("DESK_200", ["DESK_2000 prefix", "DESK_2001 prefix"]),
    ("desk_2*", ["DESK_2000 prefix", "DESK_2001 prefix"]),
    ("1001", ["1001 code", "DESK_1001 all"]), ("ErrCaptcha", ["DESK_1002 prefix"]),
    // Words, whatever stands between them, in any order.
    ("密码错误", ["DESK_1001 all"]), ("错误 密码", ["DESK_1001 all"]), ("密", ["DESK_1001 all"]),
    ("误", ["DESK_1001 all"]),
    ("内存不足", ["DESK_1003 all"]), ("账号", ["DESK_1001 all", "DESK_1002 all"]),
    ("管理员", ["DESK_1003 all"]), ("JOB", ["DESK_1003 all"]), ("https", []),
    ("AccessKey", ["DESK_2000 all"]), ("accesskey", ["DESK_2000 all"]),
    ("access", ["DESK_2000 all"]),
    ("access_key_id", ["DESK_2000 all"]), ("无效的AccessKey", ["DESK_2000 all"]),
    ("的AccessKey", ["DESK_2000 all"]),
    ("X-User-Profile", ["DESK_2001 all"]), ("profile", ["DESK_2001 all"]),
    ("server.crt", ["1.10 all"]),
    ("disk full", ["1002 all"]), ("FROZEN user", ["1001 all"]), ("pass*", ["1001 all"]),
    ("pass", []),
    // Some of the words.
    ("验证码过期", ["DESK_1002 partial"]), ("disk empty", ["1002 partial"]),
    ("没有这回事", []), ("取消订阅", []),
    // Phrases, exclusion, system.
    ("\"密码错误\"", ["DESK_1001 all"]), ("\"密码不对\"", ["DESK_1001 all"]), ("\"错误密码\"", []),
    ("“密码错误”", ["DESK_1001 all"]),
    ("\"user was frozen\"", ["1001 all"]), ("\"frozen user\"", []), ("\"disk full", ["1002 all"]),
    ("不存在 -任务", ["29 all"]), ("不存在 -\"节点不\"", ["0029 all"]), ("账号 -密码 -磁盘", ["DESK_1002 all"]),
    ("system:mail 1001", ["1001 code"]), ("system:MAIL disk", ["1002 all"]), ("system:mail 密码", []),
    ("system:none disk", []), ("system:mail", ["1001 all", "1002 all"]),
    ("system:mail -disk", ["1001 all"]),
    // Numbers are never taken for other numbers.
    ("0029", ["0029 code"]), ("29", ["29 code"]), ("029", []), ("9", []), ("2", []),
    ("-1", ["-1 code"]), ("1", ["1 code"]),
    ("1.10", ["1.10 code"]), ("11.0", ["11.0 code"]), ("1.1", ["1.10 prefix"]),
    ("11", ["11.0 prefix"]),
    ("110", []), ("2002", []), ("DESK_2002", []), ("DESK_9", []),
    ("E1001", ["1001 partial", "DESK_1001 partial"]), ("3005", []),
    // Nothing.
    ("", []), (" ，。 ", []), ("\"\"", []), ("AND OR NOT \"", []),
    ("NEAR(密码 错误)", ["DESK_1001 partial"]), ("code:1001", ["1001 partial", "DESK_1001 partial"]),
  ] as [(String, [String])])
func `a search answers with the right entries, best first`(query: String, expected: [String]) throws
{
  #expect(try search(filledBase(), query) == expected)
}

@Test func `better fields weigh more, and partial answers come after full ones`() throws {
  let base = try emptyBase()
  try base.take(
    page(
      1,
      [
        draft("A", "别的", remedy: ["证书过期时重新签发"]), draft("B", "别的", description: "证书过期时出现"),
        draft("C", "证书过期"), draft("D", "证书"), draft("E", "过期"), draft("F", "无关"),
      ]))
  #expect(
    try search(base, "证书过期").prefix(3) == ["C all", "B all", "A all"])
  let rest = try search(base, "证书过期").dropFirst(3)
  #expect(Set(rest).isSubset(of: ["D partial", "E partial"]))
  #expect(try search(base, "证书过期") { $0.limit = 2 } == ["C all", "B all"])
  #expect(try search(base, "证书过期") { $0.limit = 0 } == [])
}

@Test func `filters narrow a search and a list`() throws {
  let base = try filledBase()
  try base.edit("DESK_1002", [.status: "deprecated"])
  try base.edit("DESK_1003", [.status: "removed"])
  let filters: [((inout EntryFilter) -> Void, [String], [String])] = [
    ({ $0.category = "账号" }, ["DESK_1001 all", "DESK_1002 all"], ["DESK_1001", "DESK_1002"]),
    ({ $0.category = "账号 / 验证码" }, ["DESK_1002 all"], ["DESK_1002"]),
    ({ $0.httpStatus = 403 }, ["DESK_1001 all"], ["DESK_1001"]),
    ({ $0.status = .deprecated }, ["DESK_1002 all"], ["DESK_1002"]),
    ({ $0.status = .removed }, ["DESK_1003 all"], ["DESK_1003"]),
    ({ $0.language = .english }, [], ["1001", "1002"]),
    ({ $0.system = "mail" }, [], ["1001", "1002"]),
    (
      {
        $0.system = "mail"
        $0.lacksRemedy = true
      }, [], ["1002"]
    ),
    (
      {
        $0.category = "账号"
        $0.lacksRemedy = true
      }, ["DESK_1002 all"], ["DESK_1002"]
    ),
    (
      {
        $0.httpStatus = 403
        $0.lacksRemedy = true
        $0.language = .english
      }, ["DESK_1001 all"], ["DESK_1001"]
    ),
  ]
  for (index, (narrow, hits, listed)) in filters.enumerated() {
    #expect(try search(base, index == 4 ? "磁盘" : "账号") { narrow(&$0.filter) } == hits, "\(index)")
    var filter = EntryFilter()
    narrow(&filter)
    var codes: [String] = []
    try base.forEachEntry(filter) { codes.append($0.code) }
    #expect(codes == listed, "\(index)")
  }
}

@Test func `a list goes by system, key and variant`() throws {
  let base = try emptyBase()
  try base.take(
    page(1, [draft("B", "一"), draft("a", "一"), draft("B", "二")], system: .init(slug: "z")))
  try base.take(page(1, [draft("C", "一")], system: .init(slug: "y")))
  var addresses: [String] = []
  try base.forEachEntry { addresses.append($0.address) }
  #expect(addresses == ["y:C", "z:a", "z:B", "z:B#2"])
  addresses = []
  try base.forEachEntry(limit: 2) { addresses.append($0.address) }
  #expect(addresses == ["y:C", "z:a"])
}

@Test(arguments: [
  "\"", "\"\"\"", "'", "(", ")", "*", "^", ":", "-", "--", "+", "{", "}", "AND", "OR", "NOT",
  "NEAR",
  "NEAR(a b, 2)", "code : x", "{code message} : x", "^a", "a AND", "a* b*", "-a", "-\"", "system:",
  "system:\"",
  "\0", "a\0b", "\u{FFFD}", "\u{FEFF}", "😀", "👨‍👩‍👧 a", "\u{115F}", "\u{3164}\u{3164} a",
  "a\u{300}\u{300}", "𰻝面", "%s {0} _",
  "'; DROP TABLE codes; --", "＊", "＂", "\u{202E}abc", "ー", "﷽", "İı", "ß",
])
func `nothing that is typed is an error`(query: String) throws {
  let base = try filledBase()
  _ = try search(base, query)
  _ = try search(base, "密码 " + query)
  _ = try base.entries(at: base.address(query))
  _ = try base.suggestions(for: base.address(query))
}

@Test func `no junk of any length is an error`() throws {
  let base = try filledBase()
  var random = SeededGenerator(seed: 42)
  let alphabet = Array("\"'()*^:-+{}~&|\\/,.;! \n\0\t＂“”－AaNOTRD01密码错误のコ오😀e\u{301}_%$#@")
  for length in Array(repeating: 12, count: 200) + [300, 1000, 10_000, 10_000] {
    let query = String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "a" })
    _ = try search(base, query)
    _ = try base.entries(at: base.address(query))
    _ = try base.suggestions(for: base.address(query))
  }
  for query in [
    String(repeating: "错", count: 10_000), String(repeating: "a ", count: 5000),
    String(repeating: "a-", count: 5000),
    String(repeating: "\"a\" ", count: 3000), String(repeating: "-a ", count: 3000),
    String(repeating: "密码 ", count: 3000),
    (0..<3000).map { "w\($0)x" }.joined(separator: " "),
    (0..<3000).map { "-w\($0)x" }.joined(separator: " "),
  ] {
    _ = try search(base, query)
  }
}

@Test func `any part of a text finds its entry`() throws {
  var random = SeededGenerator(seed: 9)
  let base = try emptyBase()
  let words = [
    "内存", "不足", "任务", "的", "，", "AccessKey", " bk_biz_id ", "エラー", "오류", "server.crt", "。", "E2002",
    "、", "请重试",
  ]
  let texts = (0..<60).map { _ in
    (0..<Int.random(in: 2...9, using: &random)).map { _ in words.randomElement(using: &random) ?? ""
    }.joined()
  }
  try base.take(
    page(1, texts.enumerated().map { draft("N\($0.offset)", $0.element, line: $0.offset + 1) }))
  let han = { (character: Character) in "内存不足任务的请重试".contains(character) }
  for (number, text) in texts.enumerated() {
    for run in text.split(whereSeparator: { !han($0) }) {
      let from = run.indices.randomElement(using: &random) ?? run.startIndex
      let query = run[from...].prefix(Int.random(in: 1...6, using: &random))
      var request = SearchRequest(SearchQuery(String(query)))
      request.limit = 1000
      let hits = try base.search(request).filter { $0.kind == .all }.map(\.entry.code)
      #expect(hits.contains("N\(number)"), "\(query) in \(text)")
      let holding = texts.indices.filter { texts[$0].contains(query) }.map { "N\($0)" }
      #expect(Set(hits) == Set(holding), "\(query)")
    }
  }
}

@Test(arguments: [
  ("a", ["a"], [], "a"), ("a b", ["a", "b"], [], "a b"), ("\"a b\" c", ["a b", "c"], [], "a b c"),
  ("-a b", ["b"], ["a"], "b"), ("-4000002", ["_4000002"], [], "-4000002"), ("－词", [], ["词"], ""),
  ("a\"b c\"d", ["a", "b c", "d"], [], "a b c d"), ("-\"a b\"", [], ["a b"], ""),
  ("a*", ["a"], [], "a"),
  ("。 a", ["a"], [], "。 a"), ("a-b", ["a b"], [], "a-b"),
  ("\u{3000}a\u{3000}b", ["a", "b"], [], "a b"),
])
func `a query is read as words`(
  text: String, words: [String], excluded: [String], codeText: String
) {
  let query = SearchQuery(text)
  #expect(query.words.map { $0.phrase.joined(separator: " ") } == words)
  #expect(query.excluded.map { $0.phrase.joined(separator: " ") } == excluded)
  #expect(query.codeText == codeText)
}

@Test(
  arguments: [
    ("", true, nil), ("，", true, nil), ("-", true, nil), ("1", false, nil), ("-a", false, nil),
    ("system:bk-job", false, "bk-job"), ("System:BK a", false, "bk"), ("\"system:a\"", false, nil),
    ("system:", false, nil),
  ] as [(String, Bool, String?)])
func `a query is empty when no letter and no digit is asked for`(
  text: String, isEmpty: Bool, system: String?
) {
  #expect(SearchQuery(text).isEmpty == isEmpty)
  #expect(SearchQuery(text).system == system)
}

@Test(
  arguments: [
    ("disk DISK ｄｉｓｋ disk", ["disk"], nil), ("任务 任务", ["任务"], nil),
    ("-full -FULL", [], nil), ("disk* disk*", ["disk"], nil),
    (String(repeating: "任务 disk ", count: 2000), ["任务", "disk"], nil),
  ] as [(String, [String], String?)])
func `a word that is typed again counts once`(text: String, words: [String], lastWord: String?) {
  let query = SearchQuery(text)
  #expect(query.words.map { $0.phrase.joined(separator: " ") } == words)
  #expect(query.excluded.count == (text.hasPrefix("-") ? 1 : 0))
  #expect(query.lastWord == lastWord)
}

@Test(
  arguments: [
    (numbered(64), 64, 0, nil), (numbered(65), 64, 0, "word64"),
    (numbered(100_000), 64, 0, "word64"),
    (numbered(65, "-"), 0, 64, "word64"), (numbered(64) + " " + numbered(64, "-"), 64, 64, nil),
    (String(repeating: "磁盘已满", count: 250), 1, 0, nil),
    (String(repeating: "磁盘已满", count: 100_000), 1, 0, String(repeating: "磁盘已满", count: 250)),
    ("ab " + String(repeating: "c", count: 999), 2, 0, String(repeating: "c", count: 998)),
  ] as [(String, Int, Int, String?)])
func `of a long query the beginning counts`(
  text: String, words: Int, excluded: Int, lastWord: String?
) throws {
  let query = SearchQuery(text)
  #expect(query.words.count == words)
  #expect(query.excluded.count == excluded)
  #expect(query.codeText.isEmpty == (query.lastWord != nil && excluded == 0 || words == 0))
  // Whatever is typed can be asked.
  _ = try filledBase().search(SearchRequest(query))
}

private func numbered(_ count: Int, _ sign: String = "") -> String {
  (1...count).map { "\(sign)word\($0)" }.joined(separator: " ")
}

// MARK: - Look-up

@Test(
  arguments: [
    ("DESK_1001", ["desk:DESK_1001"]), ("desk.1001", ["desk:DESK_1001"]), ("1001", ["mail:1001"]),
    ("desk:desk-1001", ["desk:DESK_1001"]), ("mail:DESK_1001", []), ("none:1001", []),
    ("ErrCaptchaExpired", ["desk:DESK_1002"]),
    ("errcaptchaexpired", ["desk:DESK_1002"]), ("29", ["desk:29"]), ("0029", ["desk:0029"]),
    ("029", []), ("-1", ["desk:-1"]),
    ("1", ["desk:1"]), ("1.10", ["desk:1.10"]), ("110", []), ("3001", ["desk:3001"]),
    ("3005", ["desk:3001"]), ("3009", ["desk:3001"]),
    ("3010", []), ("300A", []), ("03005", []), ("", []), (" ", []),
    ("DESK_1001#1", ["desk:DESK_1001"]), ("DESK_1001#2", []), ("desk:", []),
  ] as [(String, [String])])
func `an address finds what it names and nothing else`(text: String, expected: [String]) throws {
  let base = try filledBase()
  #expect(try base.entries(at: base.address(text)).map(\.address) == expected)
}

@Test func `a code comes before a range that holds it, and before an alias`() throws {
  let base = try emptyBase()
  try base.take(
    page(
      1,
      [draft("500", "任何", aliases: ["5xx"], codeEnd: "599"), draft("503", "忙", aliases: ["busy"])]))
  try base.take(page(1, [draft("BUSY", "忙")], system: .init(slug: "zoo")))
  #expect(try base.entries(at: base.address("503")).map(\.code) == ["503"])
  #expect(try base.entries(at: base.address("504")).map(\.code) == ["500"])
  #expect(try base.entries(at: base.address("5XX")).map(\.code) == ["500"])
  #expect(try base.entries(at: base.address("Busy")).map(\.code) == ["BUSY", "503"])
}

@Test(arguments: [
  ("2", []), ("9999", ["19999", "99990", "X_9999"]), ("29", ["0029", "029", "E29", "1290"]),
  ("0029", ["029"]), ("00029", ["029", "0029"]),
  ("-29", ["029", "E29", "0029", "1290"]), ("E2", ["E29"]), ("7", ["007"]), ("000", ["0", "2000"]),
  ("2001", []),
  ("x", []), ("nothing", []),
])
func `suggestions hold the digits or differ in leading zeros`(text: String, expected: [String])
  throws
{
  let base = try emptyBase()
  try base.take(
    page(
      1,
      ["19999", "99990", "X_9999", "2000", "0029", "029", "E29", "1290", "007", "0"].map {
        draft($0, "某")
      }))
  let found = try base.suggestions(for: base.address(text), limit: 10).map(\.code)
  #expect(Set(found) == Set(expected))
}

import TestSupport
import Testing

@testable import TextAnalysis

@Test(arguments: [
  ("", ""), ("，。！", ""), ("内存不足", "内存 存不 不足 足"), ("错", "错"),
  ("内存，不足", "内存 存 不足 足"), ("无效的AccessKey", "无效 效的 的 access key accesskey"),
  ("taskInstanceId", "task instance id taskinstanceid"), ("HTTPServer", "http server httpserver"),
  ("IPs", "ips"), ("IPs 冲突", "ips 冲突 突"), ("IDsX", "ids x idsx"),
  ("bk_biz_id 不合法", "bk biz id 不合 合法 法 bk_biz_id"), ("server.crt", "server crt server_crt"),
  ("X-User-Profile", "x user profile x_user_profile"), ("a@x.test", "a x test a_x_test"),
  ("JOB_MANAGER_12020001", "job manager 12020001 job_manager_12020001"),
  ("E1001", "e 1001 e1001"), ("Ｅ１００１", "e 1001 e1001"), ("1001~1010", "1001 1010"),
  ("1.10", "1_10"), ("1-10", "1 10 1_10"), ("v1.2.3", "v 1_2_3 v1_2_3"), ("1.", "1"),
  ("1.a", "1 a 1_a"), ("1..2", "1 2"), ("-1.5", "_1_5"), ("a.1.2", "a 1_2 a_1_2"), ("0029", "0029"),
  ("-1", "_1"), ("(-12)", "_12"), ("\u{2212}1", "_1"),
  ("a-1", "a 1 a_1"), ("--1", "1"), ("节点-1", "节点 点 1"), ("code:-1", "code _1"),
  ("コード", "コー ード ド"), ("ｺｰﾄﾞ", "コー ード ド"), ("오류 코드", "오류 류 코드 드"),
  ("user's", "user s"), ("naïve", "naïve"), ("a._b", "a b"), ("trailing_", "trailing"),
  ("_leading", "leading"), ("第1步", "第 1 步"), ("a\0b", "a b"), ("ошибка Кода", "ошибка кода"),
])
func `a text becomes tokens`(text: String, tokens: String) {
  var segmenter = Segmenter()
  #expect(segmenter.segment(text) == tokens)
  // The buffers of the text before leave nothing behind.
  #expect(segmenter.segment(text) == tokens)
}

@Test func `texts are joined in order, whole identifiers last`() {
  var segmenter = Segmenter()
  #expect(segmenter.segment(["bk_id 错", "", "taskId"]) == "bk id 错 task id bk_id taskid")
}

@Test(
  arguments: [
    ("错误", ["错误"], false, nil), ("错", ["错"], true, nil), ("密码错误", ["密码", "码错", "错误"], false, nil),
    ("A错", ["a", "错"], true, nil), ("错A", ["错", "a"], false, nil),
    ("bk_biz_id", ["bk", "biz", "id"], false, "bk_biz_id"),
    ("taskId", ["task", "id"], false, "taskid"),
    ("AccessKey", ["access", "key"], false, "accesskey"), ("accesskey", ["accesskey"], false, nil),
    ("E1001", ["e", "1001"], false, "e1001"), ("-1", ["_1"], false, nil),
    ("1.10", ["1_10"], false, nil),
    ("disk full", ["disk", "full"], false, nil), ("１２", ["12"], false, nil),
  ] as [(String, [String], Bool, String?)])
func `a word of a query is cut as the texts are`(
  text: String, phrase: [String], endsInPrefix: Bool, whole: String?
) {
  let word = QueryWord(text)
  #expect(word?.phrase == phrase)
  #expect(word?.endsInPrefix == endsInPrefix)
  #expect(word?.whole == whole)
}

@Test(arguments: ["", " ", "，。", "\"*()", "\0", "--", "😀"])
func `without a letter or digit there is no word`(text: String) {
  #expect(QueryWord(text) == nil)
}

@Test(
  arguments: [
    ("密码错误", [["密码"], ["码错"], ["错误"]]), ("错", [["错"]]),
    ("X-User-Profile", [["x"], ["user"], ["profile"]]), ("E1001", [["1001"]]),
    ("JOB_MANAGER_12020001", [["12020001"]]), ("1.10", [["1_10"]]), ("E1.5", [["1_5"]]),
    ("1-10", [["1", "10"]]),
    ("0x1F", [["0", "x", "1", "f"]]),
    ("IPv4", [["i", "pv", "4"]]), ("码E1001错", [["码"], ["1001"], ["错"]]),
  ] as [(String, [[String]])])
func `a word falls into pieces that stand for no other number`(text: String, pieces: [[String]]) {
  #expect(QueryWord(text)?.pieces == pieces)
  #expect(QueryWord(text, isExact: true)?.pieces == [])
}

/// A full-text index as stock FTS5 sees it: whether the tokens of a word stand side by side.
private func finds(_ word: QueryWord, in segmented: String) -> Bool {
  let tokens = segmented.split(separator: " ").map(String.init)
  func stands(_ phrase: [String]) -> Bool {
    guard let last = phrase.indices.last, tokens.count >= phrase.count else { return false }
    return (0...(tokens.count - phrase.count)).contains { start in
      phrase.indices.allSatisfy { index in
        index == last && word.endsInPrefix
          ? tokens[start + index].hasPrefix(phrase[index])
          : tokens[start + index] == phrase[index]
      }
    }
  }
  return stands(word.phrase) || word.whole.map { stands([$0]) } ?? false
}

/// What mixed texts are made of; each piece ends where a word may end.
private let pieces = [
  "内存", "不足", "错误码", "任务", "的", "，", "。", " ", "bk_biz_id", " AccessKey", "taskId", " 1001",
  "E2002",
  "-3", "（", "）", "エラー", "오류", "server.crt", " X-User-Profile ", "ＡＢ", "IPs", "\n", "{0}", "%s",
]

@Test func `every run of words is found in its text`() throws {
  var random = SeededGenerator(seed: 3)
  var segmenter = Segmenter()
  for _ in 0..<3000 {
    let chosen = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }
    let text = chosen.joined()
    var scanner = WordScanner()
    scanner.scan(text)
    // A substring from the beginning of one word to the end of another.
    let starts = scanner.parts.indices.filter { scanner.parts[$0].joint == .apart }
    guard let from = starts.randomElement(using: &random) else { continue }
    let ends = scanner.parts.indices.filter {
      $0 >= from
        && ($0 + 1 == scanner.parts.count || scanner.parts[$0 + 1].joint == .apart)
    }
    guard let to = ends.randomElement(using: &random) else { continue }
    let range = scanner.parts[from].range.lowerBound..<scanner.parts[to].range.upperBound
    let query = String(String.UnicodeScalarView(scanner.scalars[range]))
    let word = try #require(QueryWord(query))
    #expect(finds(word, in: segmenter.segment(text)), "\(query) in \(text)")
  }
}

@Test func `a Han phrase is found exactly where its substring stands`() throws {
  var random = SeededGenerator(seed: 5)
  var segmenter = Segmenter()
  // Few characters, so that chance meetings are many.
  let alphabet = Array("内存不足，a1 ")
  let han = Array("内存不足")
  func string(_ alphabet: [Character], _ length: Int) -> String {
    String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "内" })
  }
  var found = 0
  for _ in 0..<20_000 {
    let text = string(alphabet, Int.random(in: 0...14, using: &random))
    let query = string(han, Int.random(in: 1...4, using: &random))
    let word = try #require(QueryWord(query))
    let isFound = finds(word, in: segmenter.segment(text))
    #expect(isFound == text.contains(query), "\(query) in \(text)")
    found += isFound ? 1 : 0
  }
  #expect(found > 1000)
}

import TestSupport
import Testing
import TextAnalysis

@Test(arguments: [
  ("", 0), ("abc", 3), ("错误", 4), ("コード", 6), ("오류", 4), ("ｱｲ", 2), ("Ａ", 2), ("，。", 4),
  ("e\u{301}", 1),
  ("…", 1), ("—", 1), ("😀", 2), ("a\u{200B}b", 2), ("\u{7}", 0), ("E1001 超时", 10), ("𠮷", 2),
])
func `a text is as wide as a terminal shows it`(text: String, width: Int) {
  #expect(displayWidth(text) == width)
}

@Test(arguments: [
  ("ab", 4, "ab  "), ("错", 4, "错  "), ("错误", 4, "错误"), ("错误", 2, "错误"), ("", 2, "  "),
  ("a", -1, "a"),
])
func `padding counts columns`(text: String, width: Int, expected: String) {
  #expect(padded(text, to: width) == expected)
}

@Test(arguments: [
  ("错误码", 6, "错误码"), ("错误码", 5, "错误…"), ("错误码", 4, "错…"), ("abc", 2, "a…"), ("abc", 1, "…"),
  ("e\u{301}a", 2, "e\u{301}a"), ("e\u{301}ab", 2, "e\u{301}…"), ("", 1, ""),
])
func `a text that is too wide is cut between characters`(
  text: String, width: Int, expected: String
) {
  #expect(truncated(text, to: width) == expected)
}

@Test(
  arguments: [
    ("", 10, [""]), ("one two three", 8, ["one two", "three"]), ("错误码表", 4, ["错误", "码表"]),
    ("错误。码表", 4, ["错", "误。", "码表"]), ("错误，码", 6, ["错误，", "码"]), ("a\nb", 10, ["a", "b"]),
    ("a\n\nb", 10, ["a", "", "b"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("请检查 AccessKey 是否有效", 12, ["请检查", "AccessKey 是", "否有效"]),
    ("（错误）", 4, ["（错", "误）"]), ("ab（c）", 5, ["ab", "（c）"]), ("  a", 10, ["  a"]),
    ("오류 코드", 5, ["오류", "코드"]), ("a b ", 3, ["a b"]),
  ] as [(String, Int, [String])])
func `lines break where a reader expects`(text: String, width: Int, lines: [String]) {
  #expect(wrapped(text, to: width) == lines)
}

@Test func `wrapped lines fit, lose nothing and begin with no closing mark`() {
  var random = SeededGenerator(seed: 11)
  let alphabet = Array("错误码任务不存在请联系管理员，。；！）（ab cd e AccessKey. ")
  for _ in 0..<1500 {
    let length = Int.random(in: 0...60, using: &random)
    let text = String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "a" })
    let width = Int.random(in: 12...30, using: &random)
    // Marks one after the other, as no sentence has them, may have to be cut.
    guard text.firstMatch(of: /[，。；！）（. ]{3}/) == nil else { continue }
    let lines = wrapped(text, to: width)
    #expect(lines.allSatisfy { displayWidth($0) <= width }, "\(text) \(width)")
    #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    #expect(
      lines.allSatisfy { !("，。；！）".contains($0.first ?? "a")) || text.hasPrefix($0) }, "\(lines)")
  }
}

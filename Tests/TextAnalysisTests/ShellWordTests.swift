import Testing

@testable import TextAnalysis

@Test(arguments: [
  ("shop:E42", "shop:E42"), ("disk:D1#1", "'disk:D1#1'"), ("it's", "'it'\\''s'"),
  ("E 1", "'E 1'"), ("错误", "错误"), ("$x", "'$x'"), ("", "''"),
  ("a\u{202E}b", #"$'a\342\200\256b'"#), ("it's\u{1B}\\", #"$'it\'s\033\\'"#),
  ("a\tb\nc", #"$'a\tb\nc'"#), ("👨\u{200D}👩", "'👨\u{200D}👩'"),
])
func `a word of a command can be copied into a shell`(word: String, expected: String) {
  #expect(shellWord(word) == expected)
}

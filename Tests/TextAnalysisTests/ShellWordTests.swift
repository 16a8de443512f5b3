import Testing

@testable import TextAnalysis

@Test(arguments: [
  ("shop:E42", "shop:E42"), ("disk:D1#1", "'disk:D1#1'"), ("it's", "'it'\\''s'"),
  ("E 1", "'E 1'"), ("错误", "错误"), ("$x", "'$x'"), ("", "''"),
])
func `a word of a command can be copied into a shell`(word: String, expected: String) {
  #expect(shellWord(word) == expected)
}

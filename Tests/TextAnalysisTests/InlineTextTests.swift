import TestSupport
import Testing
import TextAnalysis

@Test(arguments: [
  ("", ""), ("联系管理员。", "联系管理员。"), ("一行\n两行", "一行\n两行"),
  // Links, images, autolinks.
  ("见[手册](https://x.test/a)。", "见手册。"), ("[a *b* c](u)", "a b c"),
  (#"[a](u\)v) b"#, "a b"), ("[a](u(1)) b", "a b"), ("![图](x.png)后", "图后"),
  ("[![图](x.png) 文](u)", "图 文"), ("[没有目标]", "[没有目标]"), ("[a](没有关上", "[a](没有关上"),
  ("[a[b]](u)", "a[b]"), ("参数[0](可选", "参数[0](可选"), ("[`]`](u)", "]"),
  ("<https://x.test/a?b=c>", "https://x.test/a?b=c"), ("<a@x.test>", "a@x.test"),
  ("a < b > c", "a < b > c"), ("<b: c>", "<b: c>"), ("a <", "a <"),
  // Emphasis.
  ("**密码**错误", "密码错误"), ("*a* _b_ __c__", "a b c"), ("***a***", "a"),
  ("**注意：**请重试", "注意：请重试"), ("**a *b* c**", "a b c"), ("a*b*c", "abc"),
  // What is no emphasis.
  ("a*b", "a*b"), ("2 * 3 * 4", "2 * 3 * 4"), ("access_key_id", "access_key_id"),
  ("_access_key_", "access_key"), ("错误_码_表", "错误_码_表"), ("* 必填", "* 必填"), ("*必填", "*必填"),
  ("**a*", "*a"), ("a*(b*c)", "a*(b*c)"), ("**Note:**text", "**Note:**text"),
  ("**密码(空)**错误", "密码(空)错误"), ("错误：_码_。", "错误：码。"), ("*a**b*", "a**b"),
  ("[0](错 误)", "[0](错 误)"), ("<a:b>", "<a:b>"), ("a_ b_", "a_ b_"), ("__init__", "init"),
  ("*a _b* c_", "a _b c_"),
  ("rm *.log 与 /tmp/*", "rm .log 与 /tmp/"), ("rm *.log", "rm *.log"), ("5**", "5**"),
  // Code spans.
  ("`access_key_id`", "access_key_id"), ("`*a*`", "*a*"), ("`` a`b ``", "a`b"), ("` `", " "),
  ("`没有关上", "`没有关上"), ("``a`", "``a`"), ("`[a](b)`", "[a](b)"), ("` a`", " a"),
  // Escapes.
  (#"\*a\*"#, "*a*"), (#"a\_b\\c"#, #"a_b\c"#), (#"C:\temp"#, #"C:\temp"#), (#"\[a](b)"#, "[a](b)"),
  (#"\"#, #"\"#), (#"[a\]b](u)"#, "a]b"), (#"*a\*b*"#, "a*b"),
])
func `inlines read as their text`(inlines: String, text: String) {
  #expect(plainText(inlines) == text)
}

@Test func `no junk makes reading inlines fail, and text without marks stays as it is`() {
  var random = SeededGenerator(seed: 7)
  let alphabet = Array("[]()!*_`\\<>:@ab 错误\n")
  for _ in 0..<2000 {
    let length = Int.random(in: 0...24, using: &random)
    let text = String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "a" })
    let plain = plainText(text)
    let isLetter = { (character: Character) in "ab错误".contains(character) }
    // Letters outside of destinations are never lost or moved.
    if !text.contains("(") { #expect(plain.filter(isLetter) == text.filter(isLetter), "\(text)") }
  }
}

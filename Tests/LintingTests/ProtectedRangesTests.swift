import Testing

@testable import Linting

struct ProtectedRangesTests {
  @Test(arguments: [
    ("甲,乙", ""), ("用 `a,,b` 和", "`a,,b`"), ("``a`b`` c", "``a`b``"), ("`a``b` c", "`a``b`"),
    ("`open", ""), ("\\`a` b", "\\`"), ("`a\\` b", "`a\\`"), ("甲\\，", ""), ("a\\*b", "\\*"),
    ("[甲](b,c) 乙", "[](b,c)"), ("[甲](b(c)d) 乙", "[](b(c)d)"), ("[甲] (b)", ""), ("[甲](b", ""),
    ("](b)", ""), ("[甲\\](b)", "\\]"), ("[`]`](b)", "[`]`](b)"), ("![甲](b)", "[](b)"),
    ("见 https://a.example/x?y=1,,2。", "https://a.example/x?y=1,,2"),
    ("见 https://a.example.", "https://a.example"), ("(https://a.example)", "https://a.example"),
    ("https://a.example/b_(c) d", "https://a.example/b_(c)"),
    ("见https://a.example，乙", "https://a.example"), ("a://", ""), ("://a", ""),
    ("https://{0}/x 甲", "https://{0}/x"), ("<a@b.example> c", "<a@b.example>"),
    ("<https://a.example/甲,乙>", "<https://a.example/甲,乙>"), ("a < b: c > d", ""), ("<b>", ""),
    ("任务{0},%s,${x},<name>", "{0}%s${x}<name>"), ("é{0}👩‍💻%d", "{0}%d"),
    ("{\"a\":\"b,,c\"} 甲", "{\"a\":\"b,,c\"}"), ("{code: 1} 甲", "{code: 1}"),
    ("[{\"a\": 1}] 甲", "[{\"a\": 1}]"), ("[\"a\",\"b\"]", "[\"a\",\"b\"]"), ("[a,b]", ""),
    ("{甲,乙}", ""), ("{\"a\"", ""),
  ])
  func `code, links, addresses, placeholders and data are protected`(
    text: String, content: String
  ) {
    #expect(ProtectedRanges(text).content == content)
  }

  @Test func `what is protected is told by its kind`() {
    let kinds = ["`a`", "\\*", "<a:b>", "{0}", "{a:\"\"}"].map { ProtectedRanges($0)[0] }
    #expect(kinds == [.code, .escape, .address, .placeholder, .data])
    #expect(ProtectedRanges("[a](b)")[0] == .link)
    #expect(ProtectedRanges("[a](b)")[1] == nil)
  }
}

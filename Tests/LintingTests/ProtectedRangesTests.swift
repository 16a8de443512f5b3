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
    ("大小&gt;零;", "&gt;"), ("&nbsp;&#12;&#x1F;&;& a;", "&nbsp;&#12;&#x1F;"),
    ("见 https://wiki.example/文档,说明 即可。", "https://wiki.example/文档,说明"),
    ("https://例子.example/路径,文件?q=值,值", "https://例子.example/路径,文件?q=值,值"),
    ("（见https://a.example/文档）乙", "https://a.example/文档"),
    ("“www.a.example/文档”", "www.a.example/文档"),
    ("见www.example/文档,说明。", "www.example/文档,说明"), ("C:\\数据\\新,旧\\文件 甲", "C:\\数据\\新,旧\\文件"),
    ("D:\\*.txt", "D:\\*.txt"), ("见 /数据/备份,旧。", "/数据/备份,旧"), ("（~/甲,乙）", "~/甲,乙"),
    ("../a,b c", "../a,b"), ("启动/停止,甲 /乙,丙", ""), ("a:/ //x 甲:/乙", ""),
    ("{甲,乙}", ""), ("{\"a\"", ""),
  ])
  func `code, links, addresses, placeholders and data are protected`(
    text: String, content: String
  ) {
    #expect(ProtectedRanges(text).content == content)
  }

  @Test func `what is protected is told by its kind`() {
    let kinds = ["`a`", "\\*", "<a:b>", "{0}", "{a:\"\"}", "&gt;"].map { ProtectedRanges($0)[0] }
    #expect(kinds == [.code, .escape, .address, .placeholder, .data, .entity])
    #expect(ProtectedRanges("[a](b)")[0] == .link)
    #expect(ProtectedRanges("[a](b)")[1] == nil)
  }
}

import Catalog
import Testing

@testable import Publishing

@Test(arguments: [
  ("", ""), ("内存不足 {0}", "内存不足 {0}"), ("a\tb\nc", "a\tb\nc"),
  ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
  (#"" onclick="x"#, "&quot; onclick=&quot;x"), ("' x='", "&#39; x=&#39;"),
  ("&lt;", "&amp;lt;"), ("<!--", "&lt;!--"), ("<\u{301}b>", "&lt;\u{301}b&gt;"),
  // What is not seen is shown.
  ("a\u{202E}exe.txt", "a⟨U+202E⟩exe.txt"), ("\u{2066}x\u{2069}", "⟨U+2066⟩x⟨U+2069⟩"),
  ("\u{0}\u{1B}[31m\r\u{7F}\u{85}", "⟨U+0000⟩⟨U+001B⟩[31m⟨U+000D⟩⟨U+007F⟩⟨U+0085⟩"),
  // Marks that a right-to-left text needs stay.
  ("\u{200F}עברית", "\u{200F}עברית"),
])
func `a text cannot be more than text in HTML`(text: String, html: String) {
  #expect(escaped(text) == html)
}

@Test(arguments: [
  ("https://x.test/a?b=c&d=e#f", "https://x.test/a?b=c&amp;d=e#f"),
  ("HTTP://x.test", "HTTP://x.test"), ("mailto:a@x.test", "mailto:a@x.test"),
  ("https://x.test/手册", "https://x.test/%E6%89%8B%E5%86%8C"),
  ("http://x.test/%20", "http://x.test/%20"),
  (#"https://x.test/" onclick="x"#, "https://x.test/%22%20onclick=%22x"),
  ("https://x.test/'<>", "https://x.test/%27%3C%3E"),
  ("https://x.test/\u{202E}", "https://x.test/%E2%80%AE"),
  ("javascript:alert(1)", nil), ("JavaScript:alert(1)", nil), (" javascript:alert(1)", nil),
  ("java\nscript:alert(1)", nil), ("\u{1}javascript:alert(1)", nil), ("data:text/html,x", nil),
  ("vbscript:x", nil), ("file:///etc/passwd", nil), ("//x.test/a", nil), ("/a", nil), ("a.md", nil),
  ("", nil), (":", nil), ("https", nil), ("httpsx:a", nil), (" https://x.test", nil),
])
func `only addresses of the web and of mail are linked to`(address: String, link: String?) {
  #expect(webAddress(address) == link)
}

@Test(arguments: [
  ("", ""), ("联系管理员。", "联系管理员。"), ("一行\n两行", "一行<br>\n两行"), ("\n", "<br>\n"),
  (
    "*a* **b** ***c*** `d`",
    "<em>a</em> <strong>b</strong> <em><strong>c</strong></em> <code>d</code>"
  ),
  (
    "见[手册](https://x.test/a \"T\")。",
    #"见<a href="https://x.test/a" rel="noopener noreferrer">手册</a>。"#
  ),
  (
    "[*a* `b`](<http://x.test/a>)",
    #"<a href="http://x.test/a" rel="noopener noreferrer"><em>a</em> <code>b</code></a>"#
  ),
  (
    "<https://x.test/>", #"<a href="https://x.test/" rel="noopener noreferrer">https://x.test/</a>"#
  ),
  ("<a@x.test>", #"<a href="mailto:a@x.test" rel="noopener noreferrer">a@x.test</a>"#),
  ("![图](https://x.test/a.png)后", "图后"), ("[文](../a.md)", "文"),
  // A link in a link is its text, and so is what follows it.
  (
    "[a [b](http://y.test) c](http://x.test) d",
    #"<a href="http://x.test" rel="noopener noreferrer">a b c</a> d"#
  ),
  (
    "[a [b](http://y.test) c](x) d",
    #"a <a href="http://y.test" rel="noopener noreferrer">b</a> c d"#
  ),
  // Hostile.
  ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
  ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
  ("[a](javascript:alert(1))", "a"), ("<javascript:alert(1)>", "javascript:alert(1)"),
  ("[a](jAvAsCrIpT:alert`1`)", "a"), ("[a](data:text/html;base64,PHM+)", "a"),
  (
    #"[a](http://x.test/"onmouseover="x)"#,
    #"<a href="http://x.test/%22onmouseover=%22x" rel="noopener noreferrer">a</a>"#
  ),
  ("[<b>](http://x.test)", #"<a href="http://x.test" rel="noopener noreferrer">&lt;b&gt;</a>"#),
  ("`</code><script>`", "<code>&lt;/code&gt;&lt;script&gt;</code>"),
  (
    "[\u{202E}a](http://x.test)",
    #"<a href="http://x.test" rel="noopener noreferrer">⟨U+202E⟩a</a>"#
  ),
  ("&#x3C;script&#x3E;", "&amp;#x3C;script&amp;#x3E;"),
])
func `inlines become links, emphasis, code and line breaks and nothing else`(
  inlines: String, html: String
) {
  #expect(inlineHTML(inlines) == html)
}

@Test(arguments: [
  ("", "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"),
  ("abc", "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"),
])
func `a source is named by its hash`(text: String, hash: String) {
  #expect(sourceHash(text) == hash)
}

@Test(arguments: [
  ("bk-job", "bk-job.html"), ("index", "index_.html"),
  (#"x"><b>"#, "x%22%3E%3Cb%3E.html"),
  ("javascript:alert(1)//", "javascript%3Aalert%281%29%2F%2F.html"),
  ("../../up", "..%2F..%2Fup.html"), ("//host/a", "%2F%2Fhost%2Fa.html"),
])
func `what a damaged base has for a slug is no other address`(slug: String, address: String) {
  #expect(pageAddress(slug) == address)
}

@Test func `what a damaged base has for a slug is only text`() throws {
  let slug = #"x"><b>"#
  let record = SystemRecord(system: SystemDescription(slug: slug, name: "X"), documents: [])
  var pages: [UInt8] = []
  var page = HTMLSystemWriter(generator: "errkb", index: "index.html")
  try page.begin(record, fields: [], to: &pages)
  try page.end(to: &pages)
  var index = HTMLIndexWriter(generator: "errkb")
  try index.begin([record], fields: [], to: &pages)
  try index.begin(record, fields: [], to: &pages)
  try index.endSystem(to: &pages)
  try index.end(to: &pages)
  #expect(!String(decoding: pages, as: UTF8.self).contains("<b>"))
}

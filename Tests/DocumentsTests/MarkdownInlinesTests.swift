import Catalog
import Testing
import TextAnalysis

@testable import Documents

/// Cells of Markdown as inlines.
struct MarkdownInlinesTests {
  @Test(arguments: [
    (#"<img alt="disk full">"#, "disk full"), (#"<img src='x' alt='full' />"#, "full"),
    (#"a <img src="x"> b"#, "a  b"), (#"the <img alt=""> disk"#, "the  disk"),
  ])
  func `an image is what it says in its place`(cell: String, text: String) {
    #expect(Inlines(markdown: cell).text == text)
    #expect(Inlines(markdown: cell).commonMark == text)
  }

  @Test(arguments: [
    ("用户 {0} 不存在", "用户 {0} 不存在", "用户 {0} 不存在"),
    ("access_key_id 有误", "access_key_id 有误", "access_key_id 有误"),
    ("见 [_签名_](../s/) 一节", "见 签名 一节", "见 [_签名_](../s/) 一节"),
    ("`ret_code` 为 **5**", "ret_code 为 5", "`ret_code` 为 **5**"),
    ("先停<br>再改<BR/>后启", "先停\n再改\n后启", "先停\n再改\n后启"),
    ("先停 <br> 再改", "先停\n再改", "先停\n再改"), ("a &lt; b &amp; c", "a < b & c", "a < b & c"),
    ("<font color=\"red\">注意</font>", "注意", "注意"),
    ("填 <instance-id> 的值", "填 <instance-id> 的值", "填 <instance-id> 的值"),
    ("`<br>` 是换行", "<br> 是换行", "`<br>` 是换行"), ("用 \\* 代替", "用 * 代替", "用 \\* 代替"),
    ("a | b", "a | b", "a | b"), ("`a | b`", "a | b", "`a | b`"), ("1. 不是列表", "1. 不是列表", "1. 不是列表"),
    ("# 不是标题", "# 不是标题", "# 不是标题"), ("\u{3000}值\u{3000}", "值", "值"),
    ("见 <https://example.com/a>", "见 https://example.com/a", "见 <https://example.com/a>"),
    ("", "", ""),
  ])
  func `cells are read as plain text and as CommonMark`(
    markdown: String, text: String, source: String
  ) {
    let inline = Inlines(markdown: markdown)
    #expect(inline.text == text)
    #expect(inline.commonMark == source)
  }

  @Test(arguments: [
    "**注意：**请检查", "**Note:**see below", "a*(b*c) `x*y` *z*", "&lt;b&gt; &amp;lt; &copy;",
    "&#42;a&#42; &#60;http://x.test&#62; [a]&#40;b) &#33;[a](b) &#91;a](b)", "a <!-- 注释 --> b",
    "a <b & c> d", "<b =5> x <br/> y", "见 [0](无 此 文件)", "<host:port> <a@b> <a:b>",
    "&bogus; &#0; & &; &#xZZ;", "![图](x.png \"t\") 后", "\\*a\\* \\& \\<br>", "<a href='x'>甲</a>",
    "`<br>` `&lt;`", "<!doctype x> <?php ?> <![CDATA[x]]>", "__init__ _x_ snake_case",
  ])
  func `a message shows what a description of the same cell shows`(cell: String) throws {
    let page = "| code | message.en | description.en |\n|-|-|-|\n| E1 | \(cell) | \(cell) |\n"
    let text = try #require(try read(page).entry?.texts[.english])
    #expect(text.message == text.description.map { plainText($0) })
  }

  @Test(arguments: [
    ("**注意：**请检查", "注意：请检查"), ("a <!-- 注释 --> b", "a  b"), ("a <b & c> d", "a <b & c> d"),
    ("&lt;b&gt; &amp;lt;", "<b> &lt;"), ("&#42;a&#42;", "*a*"),
    ("&lt;http://x.test&gt;", "<http://x.test>"),
    ("&#91;a](b)", "[a](b)"), ("[a]&#40;b)", "[a](b)"), ("&#33;[a](b)", "!a"),
    ("&bogus; &;", "&bogus; &;"),
    ("<b =5> x", "<b =5> x"), ("<b title='>'>x</b >", "x"), ("&nbsp;x", "x"), ("&fjlig;", "fj"),
  ])
  func `HTML in a cell is what it stands for`(cell: String, text: String) {
    #expect(Inlines(markdown: cell).text == text)
  }
}

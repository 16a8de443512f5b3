import Testing

@testable import Documents

struct InlineTextTests {
  @Test(arguments: [
    (#"<img alt="disk full">"#, "disk full"), (#"<img src='x' alt='full' />"#, "full"),
    (#"a <img src="x"> b"#, "a  b"), (#"the <img alt=""> disk"#, "the  disk"),
  ])
  func `an image is what it says in its place`(cell: String, text: String) {
    #expect(InlineText(cell).text == text)
    #expect(InlineText(cell).source == text)
  }

  @Test(arguments: [
    ("用户 {0} 不存在", "用户 {0} 不存在", "用户 {0} 不存在"),
    ("access_key_id 有误", "access_key_id 有误", "access_key_id 有误"),
    ("见 [_签名_](../s/) 一节", "见 签名 一节", "见 [_签名_](../s/) 一节"),
    ("`ret_code` 为 **5**", "ret_code 为 5", "`ret_code` 为 **5**"),
    ("先停<br>再改<BR/>后启", "先停\n再改\n后启", "先停\n再改\n后启"),
    ("先停 <br> 再改", "先停\n再改", "先停\n再改"), ("a &lt; b &amp; c", "a < b & c", "a &lt; b &amp; c"),
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
    let inline = InlineText(markdown)
    #expect(inline.text == text)
    #expect(inline.source == source)
  }
}

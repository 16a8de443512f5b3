import Testing
import TextAnalysis

@Test(arguments: [
  ("", ""), ("E1001", "E1001"), ("Ｅ１００１", "E1001"), ("①", "1"), ("ﬁle", "file"),
  ("e\u{301}", "é"), ("ﾊﾟ", "パ"), ("，", ","), ("\u{A0}", " "), ("错误", "错误"), ("²", "2"),
  ("a\0b", "a\0b"),
])
func `compatibility forms become plain ones and stay composed`(text: String, expected: String) {
  #expect(Array(compatibilityComposed(text).utf8) == Array(expected.utf8))
}

@Test(arguments: [
  ("", ""), ("AccessKey", "accesskey"), ("ＡＢＣ", "abc"), ("Straße", "strasse"), ("ΣΑΣ", "σασ"),
  ("soft\u{AD}hyphen", "softhyphen"), ("zero\u{200B}width", "zerowidth"), ("E\u{301}", "é"),
  ("错误", "错误"), ("ﾊﾟ", "パ"),
])
func `what a reader takes for one word folds alike`(text: String, expected: String) {
  #expect(Array(folded(text).utf8) == Array(expected.utf8))
  #expect(folded(folded(text)) == folded(text))
}

@Test(arguments: [
  ("", ""), ("   ", ""), (" a  b ", "a b"), ("a\u{3000}\u{3000}b", "a b"), ("\n\ta\r\nb\n", "a b"),
  ("磁盘\u{3000}已满", "磁盘 已满"), ("a\u{A0}\u{2003}b", "a b"), ("e\u{301} x", "e\u{301} x"),
])
func `white space of any kind collapses to one blank`(text: String, expected: String) {
  #expect(collapsingWhiteSpace(text) == expected)
}

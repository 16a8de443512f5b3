import Testing

@testable import TextAnalysis

@Test(arguments: [
  ("=1+1", "'=1+1"), ("-1", "'-1"), ("+x", "'+x"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "'\rx"),
  ("＝x", "'＝x"), ("'=x", "''=x"), ("''-x", "'''-x"), ("'x", "'x"), ("''", "''"), ("", ""),
  ("a=b", "a=b"), ("=\u{301}", "'=\u{301}"),
])
func `a cell that would be a formula gets an apostrophe, and loses it again`(
  text: String, defused: String
) {
  #expect(Array(defusedFormula(text).utf8) == Array(defused.utf8))
  #expect(Array(withoutDefusing(defused).utf8) == Array(text.utf8))
}

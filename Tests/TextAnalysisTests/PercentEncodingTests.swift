import Testing
import TextAnalysis

@Test(arguments: [
  ("", "", "%" as Unicode.Scalar, ""), ("aZ09", "", "%", "aZ09"), ("a b", "", "%", "a%20b"),
  ("a-b.c", "-", "%", "a-b%2Ec"), ("错", "错", "%", "%E9%94%99"), ("a~b:c", "-", "~", "a~7Eb~3Ac"),
  ("50%", "%", "%", "50%"), ("50%", "", "%", "50%25"),
])
func `what may not stand is a mark and two digits for each byte`(
  text: String, others: String, mark: Unicode.Scalar, expected: String
) {
  #expect(percentEncoded(text, keeping: others, mark: mark) == expected)
}

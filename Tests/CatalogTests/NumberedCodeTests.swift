import Catalog
import Testing

@Test(arguments: [
  ("5300", "", 4), ("OptVerse_10000004", "OptVerse_", 8), ("E4-0012", "E4-", 4),
  ("-1", "-", 1), ("ErrTimeout", "ErrTimeout", 0), ("", "", 0), ("错误7", "错误", 1),
  ("A１２", "A１２", 0),
])
func `a code is what it begins with and the digits it ends in`(
  code: String, prefix: String, digits: Int
) {
  #expect(NumberedCode(code).prefix == prefix)
  #expect(NumberedCode(code).digits == digits)
}

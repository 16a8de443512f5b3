import Testing

@testable import Linting

@Test(arguments: [
  (0, ""), (1, "0"), (2, "0 and 1"), (3, "0, 1 and 2"), (4, "0, 1, 2 and 3"),
  (5, "0, 1, 2 and 2 more"), (9, "0, 1, 2 and 6 more"),
])
func `of many things the first few are named`(count: Int, text: String) {
  #expect(listed((0..<count).map(String.init)) == text)
}

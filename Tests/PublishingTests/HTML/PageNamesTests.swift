import TestSupport
import Testing

@testable import Publishing

@Test(arguments: [
  ("0029", "", "0029"), ("JOB_MANAGER.12020001", "", "JOB_MANAGER.12020001"), ("-1", "", "-1"),
  ("E42", "2", "E42:2"), ("E42#2", "", "E42~232"), ("E42:2", "", "E42~3A2"), ("a b", "", "a~20b"),
  ("错误", "权限", "~E9~94~99~E8~AF~AF:~E6~9D~83~E9~99~90"), ("~20", "", "~7E20"),
  ("\"><b>", "", "~22~3E~3Cb~3E"),
])
func `an anchor is made of code and variant`(code: String, variant: String, expected: String) {
  #expect(anchor(code, variant: variant) == expected)
}

@Test func `no two entries have the same anchor, nor that of a category`() throws {
  var random = SeededGenerator(seed: 11)
  let alphabet = Array("aA1~:#-._ 2E错/").map(String.init)
  var seen: [String: [String]] = [:]
  for _ in 0..<5000 {
    let texts = (0..<2).map { _ in
      (0..<Int.random(in: 0...3, using: &random))
        .map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
    }
    guard !texts[0].isEmpty else { continue }
    let anchor = anchor(texts[0], variant: texts[1])
    #expect(seen.updateValue(texts, forKey: anchor) ?? texts == texts, "\(anchor)")
    // All places that are no entries begin so.
    #expect(!anchor.hasPrefix(":"))
  }
  #expect(seen.count > 1000)
  #expect(categoryAnchor("contents").hasPrefix(":in:"))
}

@Test(arguments: [("shop", "shop.html"), ("index", "index_.html"), ("index-", "index-.html")])
func `no system's page takes the place of the index`(slug: String, name: String) {
  #expect(pageName(slug) == name)
  #expect(pageName(slug) != indexPageName)
}

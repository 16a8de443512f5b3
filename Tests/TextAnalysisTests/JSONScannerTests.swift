import Testing

@testable import TextAnalysis

@Suite struct JSONScannerTests {
  @Test(arguments: [
    (#""""#, ""), (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
    (#""\u6587\u00e9""#, "文é"), (#""\ud83d\ude00文""#, "😀文"), (#"  "文""#, "文"),
  ])
  func `a string is read with its escapes`(json: String, text: String) throws {
    var scanner = JSONScanner(Array(json.utf8))
    #expect(try scanner.string() == text)
    let isAtEnd = scanner.isAtEnd()
    #expect(isAtEnd)
  }

  @Test(arguments: ["", "plain", "a\"b\\c", "\u{1}\n\t\u{7F}", "文\u{2028}😀", "e\u{301}"])
  func `what is written comes back`(text: String) throws {
    var bytes: [UInt8] = []
    appendJSONString(text, to: &bytes)
    var scanner = JSONScanner(bytes)
    #expect(Array(try scanner.string().utf8) == Array(text.utf8))
  }

  @Test(arguments: [
    (#""abc"#, "a string that does not end"), (#""a\"#, "a string that does not end"),
    (#""\x""#, "an unknown escape in a string"), (#""\u12""#, "an unknown escape in a string"),
    (#""\ud83d""#, "half a surrogate pair in a string"),
    (#""\ud83d\u0041""#, "half a surrogate pair in a string"),
    (#""\ude00""#, "half a surrogate pair in a string"),
    ("\"a\nb\"", "a control character in a string"), ("1", "a string is expected here"),
  ])
  func `what is no string is refused`(json: String, problem: String) {
    var scanner = JSONScanner(Array(json.utf8))
    let found = #expect(throws: JSONScanner.Problem.self) { try scanner.string() }
    #expect(found?.description == problem)
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    var scanner = JSONScanner([0x22, 0xFF, 0x22])
    let found = #expect(throws: JSONScanner.Problem.self) { try scanner.string() }
    #expect(found?.description == "a string that is no UTF-8")
  }

  @Test(arguments: ["0", "-1", "12.5", "1e9", "-0.5E-3"])
  func `a number is read as it is written`(json: String) throws {
    var scanner = JSONScanner(Array(json.utf8))
    #expect(try scanner.number() == json)
    let isAtEnd = scanner.isAtEnd()
    #expect(isAtEnd)
  }

  @Test(arguments: ["", "-", "01", "1.", "1e", "+1", ".5"])
  func `what is no number is refused`(json: String) {
    var scanner = JSONScanner(Array(json.utf8))
    #expect(throws: JSONScanner.Problem.self) { try scanner.number() }
  }
}

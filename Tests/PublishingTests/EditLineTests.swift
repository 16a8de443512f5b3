import Publishing
import Testing

/// Lines of JSON that say what to change.
@Suite struct EditLineTests {
  @Test func `a line says which entry, which revision and what to set`() throws {
    let line = try EditLine(
      parsing: Array(
        """
        {"entry":"shop:E42","variant":"web","expect_revision":4,"set":{"remedy.en":["a","b"],\
        "category":null,"message.en":"缺","http_status":404,"aliases":[]}}
        """.utf8))
    #expect(line.entry == "shop:E42" && line.variant == "web" && line.expectedRevision == 4)
    #expect(
      line.values.map(\.name) == ["aliases", "category", "http_status", "message.en", "remedy.en"])
    #expect(
      line.values.map(\.value) == [.list([]), nil, .text("404"), .text("缺"), .list(["a", "b"])])
  }

  @Test(arguments: [
    #"{"entry":"E","set":{}}"#, #"{"entry":"E","set":{},"variant":null,"expect_revision":null}"#,
  ])
  func `what may be missing may be null`(text: String) throws {
    let line = try EditLine(parsing: Array(text.utf8))
    #expect(line.values.isEmpty && line.variant == nil && line.expectedRevision == nil)
  }

  @Test(arguments: [
    ("", "this is no JSON"), ("{", "this is no JSON"), (#"{"entry":"E""#, "this is no JSON"),
    (#"{"entry":"E","set":{}} x"#, "this is no JSON"),
    ("[]", #"this is no object such as {"entry":"shop:E42","set":{…}}"#),
    ("5", #"this is no object such as {"entry":"shop:E42","set":{…}}"#),
    (#"{"set":{}}"#, "'entry' has to be there, and a text: the address"),
    (#"{"entry":8,"set":{}}"#, "'entry' has to be there, and a text: the address"),
    (#"{"entry":"E","set":{"a":"1","b":{},"a":"2"}}"#, "E: 'a' is given twice"),
    (#"{"entry":"E","set":{},"set":{"entry":"entry","set":["set"]}}"#, "'set' is given twice"),
    (#"{"entry":"E","set":{"caf\u00e9":"1","cafe\u0301":"2"}}"#, "E: 'cafe\u{301}' is given twice"),
    (#"{"entry":"E"}"#, "E: 'set' has to be there, and an object of fields"),
    (#"{"entry":"E","set":"x"}"#, "E: 'set' has to be there, and an object of fields"),
    (#"{"entry":"E","set":{},"variant":2}"#, "E: 'variant' has to be a text"),
    (
      #"{"entry":"E","set":{},"expect_revision":1.5}"#,
      "E: 'expect_revision' has to be a whole number"
    ),
    (
      #"{"entry":"E","sets":{}}"#,
      "there is no key 'sets'; there are entry, variant, set, expect_revision"
    ),
    (
      #"{"entry":"E","set":{"severity":false}}"#,
      "E: 'severity' is none of a text, a whole number, a list of texts and null"
    ),
    (
      #"{"entry":"E","set":{"remedy.en":["a",null]}}"#,
      "E: 'remedy.en' is none of a text, a whole number, a list of texts and null"
    ),
    (
      #"{"entry":"E","set":{"code":99999999999999999999}}"#,
      "E: 'code' is none of a text, a whole number, a list of texts and null"
    ),
  ])
  func `a mistake is told in words`(text: String, sentence: String) {
    #expect(throws: EditLine.Mistake(description: sentence)) {
      try EditLine(parsing: Array(text.utf8))
    }
  }

  @Test(arguments: [[0xFF, 0x0A], [0x7B, 0xE4, 0xB8, 0x7D], [0xFF, 0xFE, 0x7B, 0x00]])
  func `what is not UTF-8 is refused`(bytes: [UInt8]) {
    #expect(throws: EditLine.Mistake(description: "this is not UTF-8 text")) {
      try EditLine(parsing: bytes)
    }
  }
}

import Catalog
import Testing

@testable import Documents

/// What no field may hold is told by its line and not saved.
struct FieldChecksTests {
  private func sheet(_ text: String) throws -> ReadDocument {
    try readDocument(Array(text.utf8), options: .init(format: .csv))
  }

  @Test(arguments: [
    ("E1,\"a\rb\",c,d", "message.en holds the control character U+000D; leave it out"),
    ("E1,a\rE3,c,d", "message.en holds the control character U+000D; leave it out"),
    ("E1,a text,c\rE3,d", "category holds the control character U+000D; leave it out"),
    ("E1,a\u{1B}[31m,c,d", "message.en holds the control character U+001B; leave it out"),
    ("E1,a text,c\u{7}c,d", "category holds the control character U+0007; leave it out"),
    ("E1,a text,c,\u{9B}d", "attributes.Room holds the control character U+009B; leave it out"),
    ("E1,a，“b…”\u{85},c,d", "message.en holds the control character U+0085; leave it out"),
    ("E1,a，b,c,“d”…\u{2028}e", "attributes.Room is one line"),
    ("E1,a\u{0}text,c,d", "the line holds NUL bytes"),
  ])
  func `a control character costs its row`(row: String, message: String) throws {
    let document = try sheet("code,message,category,Room\n\(row)\nE2,b text,c,d\n")
    #expect(document.entries.map(\.code) == ["E2"])
    #expect(document.diagnostics.map(\.message) == [message])
    #expect(document.lines.notUnderstood == 1)
  }

  @Test(arguments: [
    ("description", "description.en"), ("remedy", "remedy.en"),
    ("severity", "severity"), ("category", "category"), ("aliases", "aliases"),
    ("replaced_by", "replaced_by"), ("code_end", "code_end"), ("attributes.x", "attributes.x"),
    ("variant", "variant"),
  ])
  func `no field takes a control character, whoever wrote the sheet`(
    heading: String, field: String
  ) throws {
    for variant in ["", ",variant"] where heading != "variant" || variant.isEmpty {
      let document = try sheet(
        "code,message.en,\(heading)\(variant)\nE1,a text,\"2 a\u{1}b\"\nE2,b text,2 a b\n")
      #expect(document.entries.map(\.code) == ["E2"], "\(heading)\(variant)")
      #expect(
        document.diagnostics.map(\.message).contains(
          "\(field) holds the control character U+0001; leave it out"), "\(document.diagnostics)")
    }
  }

  @Test func `a reference to a control character on a page is one`() throws {
    let document = try read("| code | message |\n|-|-|\n| E1 | a &#27; b |\n| E2 | b c |\n")
    #expect(document.entries.map(\.code) == ["E2"])
    #expect(document.marks == ["3 error"] && document.account == "1 2 0 0 1")
  }

  @Test func `headings that hold one name nothing`() throws {
    let page = try read(
      """
      ## Net\u{1B}work

      | code | message | Ro\u{7}om |
      |-|-|-|
      | E1 | a text | x |

      ## Battery

      | code | message | Room |
      |-|-|-|
      | E2 | b text | y |
      """)
    #expect(page.entries.map(\.category) == [nil, "Battery"])
    #expect(page.entries.map(\.attributes) == [["column 3": "x"], ["Room": "y"]])
    #expect(
      page.diagnostics.map { "\($0.line) \($0.message)" } == [
        "1 the heading holds the control character U+001B; leave it out",
        "3 the heading of column 3 holds the control character U+0007; leave it out",
      ])
    #expect(page.account == "2 3 0 3 3")
  }

  @Test func `a cell of more than 1 MiB costs its row`() throws {
    let long = String(repeating: "long ", count: 1 << 20)
    for cell in [long, "\"\(long)\n\(long)\""] {
      let document = try sheet("code,message\nE1,\(cell)\nE2,b text\n")
      #expect(document.entries.map(\.code) == ["E2"])
      let bytes = cell == long ? long.utf8.count : 2 * long.utf8.count + 1
      #expect(
        document.diagnostics == [
          Diagnostic(
            line: 2, severity: .error,
            message: "a cell of the row holds \(bytes) bytes; a field holds at most 1 MiB")
        ])
    }
  }

  @Test func `line breaks in fields of one line are blanks`() throws {
    let document = try sheet(
      "code,message,category,Room\nE1,a text,\"b\nc\",\"d\n\ne\"\nE2,b text,,x\nE3,c text,,x\n")
    #expect(document.entries[0].category == "b c")
    #expect(document.entries[0].attributes == ["Room": "d e"])
  }

  @Test func `a row that names thousands of codes is refused`() throws {
    let codes = (1...1001).map { "E\($0)" }.joined(separator: ",")
    let document = try read("| code | message |\n|-|-|\n| \(codes) | a text |\n| E1 | b text |\n")
    #expect(document.messages(.english) == ["E1": "b text"])
    #expect(
      document.diagnostics.map(\.message) == [
        "the row names 1001 codes; give each of them a row of its own"
      ])
  }
}

import Catalog
import Testing

@testable import Publishing

/// PO files as they are read.
struct POFileTests {
  private static let header = #"""
    msgid ""
    msgstr "Language: en\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    """#

  private func file(_ text: String, limit: Int = 20) -> POFile {
    POFile(parsing: Array(text.utf8), limit: limit)
  }

  private func summary(_ file: POFile) -> [String] {
    file.problems.map { "\($0.line): \($0.message)" }
      + file.units.map {
        "\($0.line) \($0.place) \($0.source) -> \($0.text)\($0.isFuzzy ? " ?" : "")"
      }
  }

  @Test func `what stands in a file is read, comments, order and line ends aside`() {
    let text = #"""
      # A translator's comment.
      #. Extracted.
      #: page:3
      #, c-format, fuzzy
      #| msgctxt "old"
      #| msgid "was"
      #| "more"
        msgctxt "desk:" "E1"
      "/message"
      msgid "a\tb\\\"c\"\n"
      "d"
      msgstr "\x41\102\103" "D"
      msgctxt "desk:E2/remedy/1"
      msgid "e"
      msgstr " "
      msgctxt "desk:E2/remedy/2"
      msgid "e"
      msgstr "a b"
      #, fuzzy
      #~ msgctxt "desk:E9/message"
      #~ msgid "gone"
      #~ msgstr "gone"
      #~| msgid "x"

      msgctxt "desk:E3#x/description"
      msgid "f"
      msgstr "\ng\n"
      """#
    let expected = [
      "12 desk:E1/message a\tb\\\"c\"\nd -> ABCD ?", "17 desk:E2/remedy/1 e -> ",
      "20 desk:E2/remedy/2 e -> a\u{2028}b",
      "29 desk:E3#x/description f -> g",
    ]
    #expect(summary(file(Self.header + "\n" + text)) == expected)
    let windows = (Self.header + "\n" + text).replacing("\n", with: "\r\n")
    #expect(summary(file("\u{FEFF}" + windows)) == expected)
    #expect(file(Self.header).header.language == .english)
  }

  @Test func `the header tells language, source and moment`() {
    let text = POHeader(
      language: .traditionalChinese, source: .simplifiedChinese,
      moment: HistoryMoment(batch: 3, at: "2026-11-21T10:03:15.123Z")
    ).text(generator: "x")
    #expect(
      POHeader(text)
        == POHeader(
          language: .traditionalChinese, source: .simplifiedChinese,
          moment: HistoryMoment(batch: 3, at: "2026-11-21T10:03:15.123Z")))
    #expect(POHeader("Language: \nX-Errkb-Batch: 3\nnonsense").language == nil)
  }

  @Test(arguments: [
    (
      "msgctxt \"desk:E1/message\"\nmsgid \"a\"\nmsgstr \"b\n",
      ["6: the closing quotation mark is missing"]
    ),
    (
      "msgctxt \"desk:E1/message\"\nmsgid \"a\"\n",
      ["4: msgid without a msgstr below it"]
    ),
    ("msgctxt \"desk:E1/message\"\n", ["4: msgctxt without a msgid below it"]),
    (
      "msgctxt \"desk:E1/message\"\nmsgid \"a\" b\nmsgstr \"\\q\"\nnonsense\n\"x\"\nmsgstr \"\"\n",
      [
        "5: something stands behind the text in quotation marks",
        "6: a backslash stands before what is no escape; write \\\\ for one",
        "7: this is no line of a PO file; texts stand in quotation marks",
        "8: a text without a keyword such as msgstr before it",
        "9: a second msgstr without a msgid",
      ]
    ),
    (
      "msgctxt \"desk:E1/message\"\nmsgid\nmsgstr \"\\xff\"\n",
      [
        "4: the escapes of this text give bytes that are no UTF-8",
        "5: a text in quotation marks is missing",
      ]
    ),
    (
      "msgctxt \"desk:E1/message\"\nmsgid \"a\"\nmsgstr \"\"\nmsgid \"b\"\nmsgstr \"c\"\n"
        + "msgctxt \"menu\"\nmsgid \"d\"\nmsgstr \"\"\n",
      [
        "7: this msgid has no msgctxt, which would name its entry, such as shop:E42/message",
        "9: msgctxt 'menu' names no text of an entry; one is written like shop:E42/message",
      ]
    ),
    (
      "msgid \"b\"\nmsgstr \"c\"\n",
      [
        "4: no msgctxt of the file names an entry as an export writes it, such as "
          + "shop:E42/message; it was made by another program"
      ]
    ),
    (
      "msgctxt \"desk:E1/message\"\nmsgid \"a\"\nmsgstr \"\"\n"
        + "msgctxt \"desk:e-1#1/message\"\nmsgid \"a\"\nmsgstr \"\"\n"
        + "msgctxt \"desk:E_1#1/message\"\nmsgid \"a\"\nmsgstr \"\"\n",
      ["10: desk:E_1#1/message stands twice, in line 7 and in line 10"].map {
        $0.replacing("desk:E_1#1", with: "desk:E_1")
      }
    ),
    (
      "msgctxt \"desk:E1/remedy\"\nmsgid \"a\"\nmsgstr \"\"\n"
        + "msgctxt \"desk:E1/remedy/2\"\nmsgid \"a\"\nmsgstr \"x\\ny\"\n",
      ["7: the remedy of desk:E1 stands whole and in steps, in line 4 and in line 7"]
    ),
    (
      "msgctxt \"desk:E1/remedy/2\"\nmsgid \"a\"\nmsgstr \"x\\ny\"\n",
      ["4: desk:E1/remedy/2 holds a line break; a step is one line"]
    ),
    (
      "msgctxt \"desk:E1/message\"\nmsgid \"a\"\nmsgid_plural \"as\"\nmsgstr[0] \"x\"\nmsgstr[1] \"y\"\n",
      ["4: desk:E1/message has a msgid_plural; a text of errkb has no plural forms"]
    ),
    (
      "msgctxt \"desk:E1/message\"\nmsgid \"a\"\nmsgstr[0] \"x\"\nmsgstr[1] \"y\"\n",
      ["6: msgstr[0] without a msgid_plural above it; write msgstr"]
    ),
    ("domain \"x\"\n", ["4: errkb has no domains; take this line out"]),
  ])
  func `a mistake is told with its line`(text: String, problems: [String]) {
    #expect(summary(file(Self.header + text)) == problems)
  }

  @Test func `a file without a header is told, and only so many mistakes`() {
    let unit = "msgctxt \"desk:E1/message\"\nmsgid \"a\"\nmsgstr \"\"\n"
    let complaint =
      "the file does not begin with a header, msgid \"\"; export it anew"
    #expect(summary(file(unit)) == ["1: \(complaint)"])
    let empty = "the file is empty; export it anew"
    #expect(summary(file("")) == ["1: \(empty)"])
    #expect(summary(file("\r\n")) == ["1: \(empty)"])
    let many = String(repeating: "nonsense\n", count: 100)
    #expect(file(Self.header + many).problems.count == 20)
  }

  @Test(arguments: [
    ("UTF-8", POCharset.utf8), ("utf8", .utf8), ("US-ASCII", .utf8), ("GBK", .gb18030),
    ("gb2312", .gb18030), ("GB18030", .gb18030), ("ISO-8859-1", .other("iso-8859-1")),
    ("CHARSET", .unnamed), ("", .unnamed),
  ])
  func `the header's charset decides`(name: String, charset: POCharset) {
    let text = """
      # charset=comment
      msgid ""
      msgstr ""
      "Content-Type: text/plain; charset=\(name)\\n"

      msgid "charset=BIG5"
      msgstr "charset=BIG5"
      """
    #expect(POCharset(of: Array(text.utf8)) == charset)
    #expect(POCharset(of: Array("msgid \"a\"\nmsgstr \"\"\nmsgid \"charset=x\"".utf8)) == .unnamed)
  }
}

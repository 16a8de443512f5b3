import Catalog
import Testing

@testable import Publishing

/// Sheets and pages as they are written.
struct TableWriterTests {
  private var entries: [Entry] {
    var first = Entry(system: "desk", code: "-1")
    first.category = "Disk | C#"
    first.texts[.english] = Entry.Text(
      message: "=A1 {0}, \"full\"", description: "See *a* | b\nnext", state: .draft)
    first.remedies[.english] = ["Wait", "Retry"]
    first.attributes = ["源": "JOB", "Code": "x"]
    var second = Entry(system: "desk", code: "E_2")
    second.variant = "linux"
    second.category = "Disk | C#"
    second.aliases = ["A", "B"]
    second.status = .deprecated
    second.httpStatus = 404
    second.remedies[.english] = ["Wait"]
    return [first, second]
  }

  private func text(_ writer: any EntryWriter) throws -> String {
    var writer = writer
    var output: [UInt8] = []
    let system = SystemRecord(system: SystemDescription(slug: "desk", name: "Desk", vendor: "V"))
    let fields = Set(entries.flatMap { FieldValues($0).fields })
    try writer.begin([system], fields: fields, to: &output)
    try writer.begin(system, fields: fields, to: &output)
    for entry in entries { try writer.write(EntryRecord(entry: entry), to: &output) }
    try writer.endSystem(to: &output)
    try writer.end(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func `a sheet is headed by fields, its cells quoted where they have to be`() throws {
    #expect(
      try text(SheetWriter.csv()) == """
        system,code,variant,aliases,category,http_status,status,message.en,description.en,remedy.en,\
        attributes.Code,attributes.源
        desk,-1,,,Disk | C#,,active,"=A1 {0}, ""full\""","See *a* | b
        next","Wait
        Retry",x,JOB
        desk,E_2,linux,"A
        B",Disk | C#,404,deprecated,,,Wait,,

        """)
  }

  @Test func `a sheet for spreadsheets has a mark, CRLF, headings for people and no formulas`()
    throws
  {
    let text = try text(SheetWriter.csv(isForSpreadsheets: true))
    #expect(
      Array(text.utf8)
        == Array(
          ("\u{FEFF}System,Code,Variant,Aliases,Category,HTTP status,Status,Message (en),"
            + "Description (en),Remedy (en),attributes.Code,源\r\n"
            + "desk,'-1,,,Disk | C#,,active,\"'=A1 {0}, \"\"full\"\"\",\"See *a* | b\nnext\","
            + "\"Wait\nRetry\",x,JOB\r\n"
            + "desk,E_2,linux,\"A\nB\",Disk | C#,404,deprecated,,,Wait,,\r\n").utf8))
  }

  @Test func `TSV has tabs, and the mark if asked for`() throws {
    let text = try text(SheetWriter.tsv(writesMark: true))
    #expect(text.hasPrefix("\u{FEFF}system\tcode\tvariant\t"))
    #expect(text.contains("desk\tE_2\tlinux\t\"A\nB\"\tDisk | C#\t404\t"))
  }

  @Test func `a page has front matter, a title, and a table for each category`() throws {
    #expect(
      try text(MarkdownPageWriter()) == ##"""
        ---
        schema: errkb.page/1
        system: desk
        name: Desk
        vendor: V
        ---

        # Desk

        ## Disk | C\#

        | Code | Variant | Aliases | HTTP status | Status | Message (en) | Description (en) | Remedy (en) | attributes.Code | 源 |
        |---|---|---|---|---|---|---|---|---|---|
        | -1 | | | | active | =A1 {0}, "full" | See *a* \| b<br>next | 1. Wait<br>2. Retry | x | JOB |
        | E_2 | linux | A<br>B | 404 | deprecated | | | Wait | | |

        """##)
  }

  @Test(arguments: [
    ("a_b {0} %s ${x} 【{0}】 (1) #1 1. x", "a_b {0} %s ${x} 【{0}】 (1) #1 1. x"),
    ("1~10, C:\\dir [x] a && b < c > d", "1~10, C:\\dir [x] a && b < c > d"),
    ("<name> </b> <!-- <?x", "&lt;name> &lt;/b> &lt;!-- &lt;?x"), ("*a* `b`", "\\*a\\* \\`b\\`"),
    ("[x](y)", "[x\\](y)"), ("a|b", "a\\|b"), ("a\\|b", "a\\\\\\|b"),
    ("&amp; &#1; &x", "\\&amp; \\&#1; \\&x"),
    ("~a~", "\\~a\\~"), ("__a__", "\\_\\_a\\_\\_"), ("a\nb", "a<br>b"), (" a ", "&#32;a&#32;"),
    ("-", "&#45;"), ("--:", "&#45;-:"), ("-a", "-a"), ("\\", "\\\\"), ("", ""),
    ("\\\u{3000}", "\\\\&#12288;"),
  ])
  func `plain text is escaped where it would be markup`(text: String, expected: String) {
    #expect(markdownText(text) == expected)
  }

  @Test(arguments: [
    ("See *a* `b` <c>", "See *a* `b` &#60;c>"), ("`<b>` <b>", "`<b>` &#60;b>"), ("a|b", "a\\|b"),
    ("a\\|b", "a&#124;b"),
    ("a\\\\|b", "a\\\\\\|b"), ("a\nb", "a<br>b"), ("a<br>b", "a&#60;br>b"),
    ("`a<br  >b`", "`a<br   >b`"),
    ("<https://x.y> <mailto:a@b>", "<https://x.y> <mailto:a@b>"),
    ("<javascript:x> <!-- <?x </b>", "&#60;javascript:x> &#60;!-- &#60;?x &#60;/b>"),
    ("\\<b> \\\\<b>", "\\<b> \\\\&#60;b>"), ("![a](https://x)", "&#33;[a](https://x)"),
    ("[a](javascript:x)", "[a]&#40;javascript:x)"),
    ("[a](  <JavaScript:x>)", "[a]&#40;  &#60;JavaScript:x>)"),
    ("[a](&#106;avascript:x)", "[a]&#40;&#0106;avascript:x)"),
    ("[a](java\nscript:x)", "[a](java<br>script:x)"),
    ("[a](/b#c) [a](HTTPS://x)", "[a](/b#c) [a](HTTPS://x)"),
    ("`a` ``<b>` <c>", "`a` ``&#60;b>` &#60;c>"),
    ("\\`<b>`", "\\`&#60;b>`"), ("a < b <1> <", "a < b <1> <"),
    ("&#124;", "&#0124;"), ("&#124", "&#124"), ("\u{3000}a", "&#12288;a"), ("-", "&#45;"),
  ])
  func `inlines stay inlines`(text: String, expected: String) {
    #expect(markdownInlines(text) == expected)
  }
}

import Testing

@testable import Documents

/// What files are by their names and beginnings.
struct InputKindTests {
  @Test(
    arguments: [
      // What errkb exported says so, whatever the file is called.
      ("a.md", "{\"schema\":\"errkb.system/1\"}", InputKind.records(.lines)),
      ("a.txt", "\u{FEFF}\n{\"code\":\"E1\",\"schema\" : \"errkb.entry/1\"}", .records(.lines)),
      ("a", "# by hand\nschema: errkb.system/1\nslug: a\n", .records(.yaml)),
      (nil, "code: E1\n\"schema\": 'errkb.entry/1'\n", .records(.yaml)),
      ("a.json", "{\"results\":[", .answer), (nil, "{\"results\":[]}", .answer),
      ("a.md", "SQLite format 3\0", .database),
      // Names tell the rest.
      ("a.jsonl", "", .records(.lines)), ("a.NDJSON", "{}", .records(.lines)),
      ("sources.yaml", "systems:\n", .list), ("a.yml", "a: 1\n---\nschema: errkb.entry/1", .list),
      ("a.po", "{\"schema\":\"errkb.entry/1\"}", .translations),
      ("a.txt", "msgid \"\"\n", .document(.markdown)), ("a.DB", "", .database),
      ("a.csv", "# a", .document(.csv)), ("a.tab", "", .document(.tsv)),
      ("a", "code,message\n1,a\n", .document(.markdown)),
      // What has no name goes by its shape.
      (nil, "# by hand\n\nmsgid \"\"\nmsgstr \"\"\n", .translations),
      (nil, "", .document(.markdown)),
      (nil, "code,message\n1,a\n", .document(.csv)),
      (nil, "code\tmessage\n1\ta\n", .document(.tsv)),
      (nil, "# Errors\n", .document(.markdown)),
    ] as [(String?, String, InputKind)])
  func `a file is told by its beginning, then by its name`(
    name: String?, text: String, kind: InputKind
  ) {
    #expect(InputKind(beginning: Array(text.utf8), name: name) == kind)
  }

  @Test func `the format that a person says goes before the name of a document`() {
    let text = Array("code,message\n".utf8)
    #expect(InputKind(beginning: text, name: "a.md", format: .csv) == .document(.csv))
    #expect(InputKind(beginning: text, name: nil, format: .markdown) == .document(.markdown))
    #expect(InputKind(beginning: text, name: "a.yaml", format: .csv) == .list)
  }

  @Test func `a beginning may be cut off anywhere`() {
    let row = Array("1,\u{9519}\n".utf8)
    var bytes = Array("code,message\n".utf8)
    while bytes.count < InputKind.beginning { bytes += row }
    #expect(
      InputKind(beginning: Array(bytes.prefix(InputKind.beginning)), name: nil) == .document(.csv))
  }

  @Test(arguments: [
    ("codes.md", true), ("codes.MARKDOWN", true), ("page.txt", true), ("all.CSV", true),
    ("all.tsv", true), ("README.md", false), ("readme.txt", false), (".hidden.md", false),
    ("sources.yaml", false), ("picture.png", false), ("base.db", false),
  ])
  func `documents of a folder are told by their names`(name: String, isDocument: Bool) {
    #expect(InputKind(name: name)?.isDocument ?? false == isDocument)
  }
}

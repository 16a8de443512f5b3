import Catalog
import SystemPackage
import Testing

@testable import Documents

struct SourceListTests {
  private func list(_ text: String) throws -> SourceList {
    try SourceList(Array(text.utf8), folder: "/docs")
  }

  @Test func `a list names systems and their documents`() throws {
    let list = try list(
      """
      systems:
        - slug: demo
          name: Demo
          vendor: ~
          language: zh_CN
          help_url: https://example.com
          documents:
            - pages/codes.md
            - {path: en.md, name: english, language: en, url: https://example.com/en, licence: MIT,
               map: [message=Meaning]}
        - slug: other
      """)
    #expect(list.systems.map(\.slug) == ["demo", "other"])
    let demo = list.systems[0]
    #expect(demo.vendor == nil && demo.language == .simplifiedChinese && demo.line == 2)
    #expect(demo.documents.map(\.path) == ["/docs/pages/codes.md", "/docs/en.md"])
    #expect(demo.documents.map(\.name) == ["codes", "english"])
    #expect(demo.documents.map(\.line) == [8, 9])
    #expect(demo.documents[1].map == [try RoleOverride(parsing: "message=Meaning")])
    #expect(list.systems[1].name == "other" && list.systems[1].documents.isEmpty)
  }

  @Test(
    arguments: [
      ("", 1, .missingKey("systems")), ("systems: 3", 1, .wrongType("systems", expected: "a list")),
      ("systems:\n  - name: x", 2, .missingKey("slug")),
      ("systems:\n  - slug: A_b", 2, .badSlug("A_b")),
      ("systems:\n  - {slug: a}\n  - {slug: a}", 3, .repeatedSlug("a", firstLine: 2)),
      (
        "systems:\n  - slug: a\n    vender: b", 3,
        .unknownKey(
          "vender", nearest: "vendor",
          known: ["slug", "name", "vendor", "language", "help_url", "documents"])
      ),
      ("sistems: []", 1, .unknownKey("sistems", nearest: "systems", known: ["systems"])),
      ("other: []", 1, .unknownKey("other", nearest: nil, known: ["systems"])),
      ("systems:\n  - slug: a\n    slug: b", 3, .repeatedKey("slug")),
      ("systems:\n  - slug: a\n    language: '!'", 3, .badLanguage("!")),
      ("systems:\n  - slug: a\n    documents: [../x.md]", 3, .pathOutsideFolder("../x.md")),
      (
        "systems:\n  - slug: a\n    documents: [a/../../x.md]", 3,
        .pathOutsideFolder("a/../../x.md")
      ),
      ("systems:\n  - slug: a\n    documents: [/etc/passwd]", 3, .pathOutsideFolder("/etc/passwd")),
      ("systems:\n  - slug: a\n    documents: ['']", 3, .pathOutsideFolder("")),
      (
        "systems:\n  - slug: a\n    documents:\n    - x.md\n    - b/x.md", 5,
        .repeatedDocument("x", firstLine: 4)
      ),
      (
        "systems:\n  - slug: a\n    documents: [[x]]", 3,
        .wrongType("a document", expected: "keys with values")
      ),
      ("systems:\n  - slug: a\n    documents: [{name: x}]", 3, .missingKey("path")),
      (
        "systems:\n  - slug: a\n    documents: [{path: x, map: [what=A]}]", 3,
        .badOverride(.unknownRole("what"))
      ),
      ("systems: []\n---\nsystems: []", 2, .severalDocuments),
      ("systems: [", 2, .syntax("did not find expected node content")),
      ("systems: *nowhere", 1, .syntax("found undefined alias")),
    ] as [(String, Int, SourceListError.Problem)])
  func `a mistake is named with its line`(
    text: String, line: Int, problem: SourceListError.Problem
  ) {
    #expect(throws: SourceListError(line: line, problem: problem)) { try list(text) }
  }

  @Test func `aliases that multiply are refused`() {
    // Names have to differ within a system, so the multiplying hides in an override's list.
    let map = Array(repeating: "code=A", count: 1000).joined(separator: ",")
    var text = "systems:\n- slug: s\n  documents: [{path: x, map: &m [\(map)]}]\n"
    let system = "- slug: s"
    for number in 1...400 { text += "\(system)\(number)\n  documents: [{path: x, map: *m}]\n" }
    let error = #expect(throws: SourceListError.self) { try list(text) }
    #expect(error?.problem == .tooLarge)
  }

  @Test func `deep nesting is refused`() {
    let text = "systems: " + String(repeating: "[", count: 100_000)
    #expect(throws: SourceListError(line: 1, problem: .tooLarge)) { try list(text) }
  }

  @Test func `a missing file is a mistake of its line`() throws {
    let list = try list("systems:\n  - slug: a\n    documents:\n      - nowhere.md\n")
    #expect(
      throws: SourceListError(line: 4, problem: .missingFile("/docs/nowhere.md"))
    ) { try list.systems[0].documents[0].read() }
  }

  @Test func `errors say what to do`() {
    let error = SourceListError(
      line: 3, problem: .unknownKey("vender", nearest: "vendor", known: ["vendor"]))
    #expect("\(error)" == "line 3: there is no key 'vender'; did you mean 'vendor'?")
  }
}

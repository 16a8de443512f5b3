import SystemPackage
import Testing

/// Texts that no base takes, at every way in.
@Suite struct HostileInputTests {
  private static let page = "printf '| code | message |\\n|---|---|\\n| E1 | a |\\n' > p.md; "

  /// A file or a command line, and what is told of it.
  private static let ways: [(setup: String, command: String, told: String)] = [
    (
      "printf -- '---\\nsystem: s\\nname: \"S\\\\e[31m\"\\n---\\n| code | message |\\n|---|---|\\n| E1 | a |\\n| E2 | b |\\n' > p.md",
      "import p.md", "p.md:3: name holds the control character U+001B; leave it out"
    ),
    (
      "printf -- '---\\nsystem: s\\nhelp_url: javascript:alert(1)\\n---\\n| code | message |\\n|---|---|\\n| E1 | a |\\n' > p.md",
      "import p.md", "p.md:3: help_url is no address on the web; it begins with https:// or http://"
    ),
    (
      "printf 'systems:\\n- slug: s\\n  vendor: \"V\\\\0x\"\\n  documents: [p.md]\\n' > sources.yaml",
      "import sources.yaml",
      "sources.yaml: line 3: vendor holds the control character U+0000; leave it out"
    ),
    (
      "printf 'systems:\\n- slug: s\\n  documents:\\n  - path: p.md\\n    url: data:x\\n' > sources.yaml",
      "import sources.yaml",
      "sources.yaml: line 5: url is no address on the web; it begins with https:// or http://"
    ),
    (
      "\(page)printf 'systems:\\n- slug: s\\n  documents: [\"p.md\\\\0evil\"]\\n' > sources.yaml",
      "import sources.yaml",
      "sources.yaml: line 3: the path holds the control character U+0000; leave it out"
    ),
    (
      "\(page)printf 'systems:\\n- slug: s\\n  documents: [p.md/]\\n' > sources.yaml",
      "import sources.yaml",
      "sources.yaml: line 3: 'p.md/' is the name of a folder; name the document"
    ),
    (
      "mkdir -p .config/errkb; printf 'db: \"kb\\\\0.db\"\\n' > .config/errkb/config.yaml",
      "add s:E1 --system s message.en=x", "config.yaml:1: db holds the control character U+0000"
    ),
    (
      "printf '{\"schema\":\"errkb.system/1\",\"slug\":\"s\"}\\n{\"schema\":\"errkb.entry/1\",\"code\":\"E1\",\"attributes\":{\"A\":\"v\\\\u0000w\"}}\\n' > r.jsonl",
      "import r.jsonl", "r.jsonl:2: 'A' holds the control character U+0000; leave it out"
    ),
    (
      "printf '{\"schema\":\"errkb.system/1\",\"slug\":\"s\"}\\n{\"schema\":\"errkb.entry/1\",\"code\":\"E\\\\u001b1\"}\\n' > r.jsonl",
      "import r.jsonl", "r.jsonl:2: 'code' holds the control character U+001B; leave it out"
    ),
    (
      "printf '{\"schema\":\"errkb.system/1\",\"slug\":\"s\",\"help_url\":\"javascript:x\"}\\n' > r.jsonl",
      "import r.jsonl",
      "r.jsonl:1: 'help_url' is no address on the web; it begins with https:// or http://"
    ),
    (
      "printf '{\"schema\":\"errkb.system/1\",\"slug\":\"s\"}\\n{\"schema\":\"errkb.entry/1\",\"code\":\"E1\",\"attributes\":{\"A\\\\u001b\":\"v\"}}\\n' > r.jsonl",
      "import r.jsonl",
      "r.jsonl:2: the name of an attribute holds the control character U+001B; leave it out"
    ),
    (
      "printf 'schema: errkb.system/1\\nslug: s\\nname: \"a\\\\rb\"\\n' > r.yaml", "import r.yaml",
      "r.yaml:3: 'name' holds the control character U+000D; leave it out"
    ),
    ("", "add s:E1 --system s message.en=\"$(printf 'a\\033b')\"", "U+001B"),
    ("", "add --system s \"$(printf 'E\\0331')\" message.en=x", "U+001B"),
    (
      "", "add s:E1 --system s message.en=x \"$(printf 'attributes.A\\033=v')\"",
      "the name of an attribute"
    ),
    ("", "systems add s vendor=\"$(printf 'a\\rb')\"", "vendor holds the control character U+000D"),
    ("", "systems add s help_url=javascript:alert", "help_url is no address on the web"),
    ("", "add s:E1 --system s message.en=x --author \"$(printf 'a\\033b')\"", "the author holds"),
    ("", "add s:E1 --system s message.en=x -m \"$(printf 'a\\033b')\"", "the reason holds"),
    (
      "", "add s:E1 --system s message.en=x category=$(head -c 2000 /dev/zero | tr '\\0' x)",
      "category would hold 2000 bytes; it holds at most 1024"
    ),
    (
      "errkb add s:E1 --system s message.en=x 2>/dev/null",
      "documents rename --system s x \"$(printf 'a\\033b')\"", "the name of a document holds"
    ),
  ]

  @Test(arguments: ways.indices)
  func `a text that is none is refused by its place`(way: Int) async throws {
    let (setup, command, told) = Self.ways[way]
    try await inTemporaryFolder { folder in
      let result = try await shell("\(setup)\nerrkb \(command)", in: folder)
      #expect(result.status == 2 || result.status == 4, "\(result.error)")
      #expect(result.error.contains(told), "\(result.error)")
    }
  }
}

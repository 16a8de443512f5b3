import SystemPackage
import Testing

/// Commands that errkb prints for a person to copy.
@Suite struct PrintedCommandTests {
  /// What leads to a command, and what then has to hold of the base that was named.
  private static let sessions: [(line: String, check: String)] = [
    ("rm --force shop:E1", "errkb --db other.db show shop:E1"),
    ("systems rm --force shop", "errkb --db other.db show shop:E1"),
    ("documents forget --force --system shop page", "errkb --db other.db documents | grep page"),
    ("revert --batch 2", "[ \"$(errkb --db other.db list | wc -l)\" -eq 3 ]"),
    ("show E999999", "true"), ("show other:999", "true"), ("list --system nowhere", "true"),
    ("history --batch 99", "true"), ("rm nowhere:X", "true"),
    ("documents forget --force none", "true"),
    ("remedy shop:E1 list --lang fr", "errkb --db other.db show --json shop:E1 | grep -q TEXT"),
    ("add shop:N1", "true"), ("revert shop:E2", "true"), ("lint", "true"),
    ("lint --rule nothing", "true"), ("12345", "true"),
    ("translate shop:E1 --lang en status=x", "true"),
  ]

  /// Two bases of one content.
  private static let bases = PreparedFiles(
    "page.md", "errkb.db", "other.db",
    madeBy: """
      printf -- '---\\nsystem: shop\\nlanguage: en\\n---\\n\\n| code | message |\\n|---|---|\\n| E1 | Full, |\\n| E2 | Busy |\\n' > page.md
      for base in errkb.db other.db; do
        errkb --db $base import page.md && errkb --db $base add shop:E3 message.en=Third
      done
      """)

  private static let surroundings = """
    export ERRKB_DB=$PWD/errkb.db
    content() { errkb --db $1 export --format jsonl | sha256sum; }
    """

  @Test(arguments: sessions.indices)
  func `a printed command is about the base that was named`(session: Int) async throws {
    let (line, check) = Self.sessions[session]
    try await Self.bases.inFolder { folder in
      let result = try await shell(
        """
        \(Self.surroundings)
        content errkb.db > before
        errkb --db other.db \(line) > told 2>&1
        grep -o 'errkb --db.*' told > commands; grep -o 'errkb [a-z]*' told > bare
        sed -i -e 's/FIELD=VALUE/category=x/' -e 's/VALUE/draft/' -e 's/ rm / rm --force /' commands
        EDITOR=true ERRKB_EDITOR=true head -n 1 commands > first; bash first > /dev/null 2> error; status=$?
        content errkb.db | cmp - before && \(check) > /dev/null && echo right: $status; cat error
        """, in: folder)
      // What a search or a look-up says is not there is an answer, too.
      let isRight = ["right: 0\n", "right: 1\n"].contains { result.output.hasPrefix($0) }
      let told = try await shell("cat told; cat commands", in: folder)
      #expect(isRight, "\(line): \(result.output)\(result.error)\(told.output)")
      #expect(told.output.contains("errkb --db other.db "), "\(line): \(told.output)")
      #expect(!told.output.contains(/errkb [a-z]+ [^a-z ]/), "\(line): \(told.output)")
    }
  }

  @Test(arguments: ["", "export ERRKB_DB=$PWD/other.db;"])
  func `where no base was named none is printed`(surroundings: String) async throws {
    try await Self.bases.inFolder { folder in
      let result = try await shell(
        """
        \(Self.surroundings)
        unset ERRKB_DB; \(surroundings)
        errkb add --system shop shop:E1 message.en=x 2>/dev/null; errkb rm --force shop:E1
        """, in: folder)
      #expect(
        result.error == "shop:E1  removed; to bring it back: errkb set shop:E1 status=active\n")
    }
  }

  /// A code that hides something is named by its bytes, so that the command works in a shell.
  @Test(arguments: [
    "X\u{202E}Y", "X\u{200B}Y", "X\u{E0041}", "it's", "a b", "X#\u{2028}", "\u{1B}]0;a\u{7}",
    "\u{7801}1",
    "a\\b'\u{9B}", "-\u{AD}x", "🏴\u{E0067}",
  ])
  func `a command with a code that cannot be typed works when it is copied`(code: String)
    async throws
  {
    try await Self.bases.inFolder { folder in
      let hex = code.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      let result = try await shell(
        """
        \(Self.surroundings)
        sqlite3 other.db "insert into codes (system_id, code) values (1, cast(x'\(hex)' as text))"
        errkb --db other.db reindex 2>/dev/null
        address=$(sqlite3 other.db "select 'shop:' || code from codes order by id desc limit 1")
        errkb --db other.db rm --force "$address" 2> told
        sed -n 's/.*: \\(errkb .*\\)/\\1/p' told > command
        LC_ALL=C bash command 2> error; echo $?; cat error told >&2
        sqlite3 other.db "select status from codes order by id desc limit 1"
        """, in: folder)
      #expect(result.output == "0\nactive\n", "\(result.error)")
    }
  }

  @Test func `a long command on a card is one line`() async throws {
    try await Self.bases.inFolder { folder in
      let result = try await shell(
        """
        \(Self.surroundings)
        long="a folder with a long name and many blanks in it, a base.db"; cp other.db "$long"
        errkb --db "$long" set shop:E1 message.en='the disk of the shop is so full that it waits'
        errkb --db "$long" show shop:E1 | sed -n 's/.*: \\(errkb .*\\)/\\1/p' > command
        wc -l < command; bash command
        """, in: folder)
      #expect(
        result.output == "1\nshop:E1\tall\tthe disk of the shop is so full that it waits\n",
        "\(result.error)")
    }
  }

  @Test func `an address that is printed names one entry`() async throws {
    try await Self.bases.inFolder { folder in
      let result = try await shell(
        """
        \(Self.surroundings)
        errkb add shop:E1#linux message.en=Half 2>/dev/null
        errkb add shop:E77 message.en=Other aliases=E2 2>/dev/null
        errkb list | cut -f 1; errkb search Full, | cut -f 1
        errkb history | grep -c 'shop:E1#1'
        errkb show shop:E1#none; errkb set shop:E1#1 category=c
        """, in: folder)
      #expect(
        result.output
          == "shop:E1#1\nshop:E1#linux\nshop:E2#1\nshop:E3\nshop:E77\nshop:E1#1\n2\n",
        "\(result.error)")
      #expect(
        result.error.hasPrefix(
          "errkb: no entry has the code 'E1' as variant 'none' in shop; "
            + "there is shop:E1#1, shop:E1#linux\n"), "\(result.error)")
    }
  }

  @Test(arguments: [
    (
      "add \"$(printf 'shop:E\\342\\200\\2561')\" message.en=x",
      "shop:E�1: code holds U+202E, which nobody sees; leave it out"
    ),
    (
      "add \"$(printf 'shop:N#a\\342\\200\\213')\" message.en=x",
      "shop:N#a�: variant holds U+200B, which nobody sees; leave it out"
    ),
    (
      "set shop:E1 \"$(printf 'code=E\\342\\200\\2151')\"",
      "shop:E1: code holds U+200D, which nobody sees; leave it out"
    ),
    (
      "set shop:E1 \"$(printf 'aliases=A\\nB\\302\\255')\"",
      "shop:E1: aliases holds U+00AD, which nobody sees; leave it out"
    ),
    (
      "rm $(printf 'shop:%0100d' 0)",
      "there is no entry 'shop:000000000000000000000000000000000000000000000000000000…'"
    ),
    (
      "list --system $(printf 's%0100d' 0)",
      "there is no system 's0000000000000000000000000000000000000000000000000000000000…'"
    ),
    (
      "set shop:E1 http_status=$(printf '%0100d' 0)",
      "shop:E1: '00000000000000000000000000000000000000000000000000000000000…' is no HTTP status; "
        + "one is a number from 100 to 599"
    ),
  ])
  func `what hides in a name is refused, and what is long is shortened`(
    line: String, sentence: String
  ) async throws {
    try await Self.bases.inFolder { folder in
      let result = try await shell("\(Self.surroundings)\nerrkb \(line)", in: folder)
      #expect(result.error.hasPrefix("errkb: \(sentence)\n"), "\(result.error)")
    }
  }
}

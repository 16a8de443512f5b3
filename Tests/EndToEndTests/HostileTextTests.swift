import SystemPackage
import Testing

/// Bases whose texts were written by somebody who wants to reach the reader's terminal.
@Suite struct HostileTextTests {
  /// Text for SQLite: sets a terminal's title, colours, turns the direction of writing, hides.
  ///
  /// - Parameter title: what tells this text from others in an answer.
  private static func hostile(_ title: String) -> String {
    """
    (char(27) || ']0;\(title);' || char(7) || char(27) || '[31m' || char(155) || char(8238) \
    || char(8232) || char(8203) || char(13) || char(8))
    """
  }

  /// What of that must not come out as it is, as bytes.
  private static let sequences: [[UInt8]] = [
    [0x1B], [0x07], [0x0D], [0x08], Array("\u{9B}".utf8), Array("\u{202E}".utf8),
    Array("\u{2028}".utf8), Array("\u{200B}".utf8),
  ]

  /// The columns that are hostile in one base.
  ///
  /// A column that decides which entry is found, or that a verb complains about before it tells
  /// anything else, would hide others and stands apart.
  private static let columns = [
    [
      "systems.name", "systems.vendor", "systems.language", "systems.help_url", "documents.url",
      "documents.licence", "documents.language", "documents.sha256", "documents.mapping",
      "documents.imported_at", "codes.code_end", "codes.category", "codes.severity",
      "codes.replaced_by", "translations.description", "translations.made_from",
      "translations.reviewed_by", "translations.reviewed_at", "provenance.gone_since",
      "batches.at", "batches.author", "batches.command", "batches.reason", "changes.before",
      "changes.after",
    ],
    ["systems.slug", "provenance.base"],
    ["codes.code", "codes.key", "reviews.field"],
    ["codes.variant", "documents.name"],
    ["codes.status", "remedies.language"],
    ["translations.language", "reviews.kind"],
    ["translations.state", "migrations.name"],
    ["translations.message", "aliases.alias", "remedies.step"],
    ["codes.attributes", "provenance.code", "reviews.ancestor", "reviews.theirs"],
  ]

  /// Columns that no verb tells.
  private static let untold: Set = [
    "codes.key", "translations.made_from", "remedies.language", "reviews.kind", "migrations.name",
  ]

  private static let objects: Set<String> = [
    "documents.mapping", "codes.attributes", "translations.made_from", "provenance.base",
    "changes.before", "changes.after",
  ]

  /// Verbs whose answers are text for people or JSON; each is run without and with `--json`.
  private static let verbs = [
    "show E1", "show -- -9", "search full", "search E1", "list", "systems", "stats", "documents",
    "history", "history shop:E1", "history --batches", "history --batch 1", "review", "lint",
    "doctor", "verify b.db", "diff --db clean.db b.db", "diff --stat clean.db b.db",
    "diff --format markdown clean.db b.db", "export --format json", "export --format jsonl",
    "export --format yaml", "edit --print shop:E1", "translate --print shop:E1 --lang fr",
    "remedy shop:E1 list --lang en", "set --dry-run shop:E1 message.en=x",
    "import --dry-run shop.md",
    "rm shop:E9", "systems rm shop", "systems set shop name=x", "documents forget shop:d",
    "deprecate shop:E2", "revert --batch 1", "review --take theirs", "import shop.md",
    "snapshot --force s.db", "reindex", "doctor",
  ]

  /// A page, a base into which it was imported and more was written, and a copy of that.
  private static let base = PreparedFiles(
    "shop.md", "b.db", "clean.db",
    madeBy: """
      printf -- '---\\nsystem: shop\\nname: Shop\\n---\\n# E\\n\\n| code | message | remedy |\\n|---|---|---|\\n\
      | E1 | Disk full | Wait |\\n| E2 | Busy | Retry |\\n| E3 | Gone | Leave |\\n' > shop.md
      export ERRKB_DB=$PWD/b.db
      errkb import shop.md && errkb set shop:E1 message.en=Full remedy.en=Stop category=C severity=high
      errkb set shop:E1 aliases=EE attributes.A=v message.zh-Hans=满 state.zh-Hans=reviewed
      errkb systems set shop vendor=V help_url=https://x.org language=en
      sed -e 's/Disk full/Disk fuller/' -e '/E3/d' shop.md > s2.md && mv s2.md shop.md
      errkb import shop.md; errkb add shop:E7#linux message.en=m; sqlite3 b.db \
      "pragma wal_checkpoint(truncate)" >/dev/null; cp b.db clean.db
      """)

  @Test(arguments: columns)
  func `no text of a base reaches the terminal as anything but text`(
    columns: [String]
  ) async throws {
    try await Self.base.inFolder { folder in
      let updates = columns.map { column in
        let name = column.split(separator: ".")
        let text = Self.hostile(column)
        let value =
          Self.objects.contains(column)
          ? "json_object('message.en' || \(text), \(text))"
          : "coalesce(\(name[1]), '') || \(text)"
        return "update \(name[0]) set \(name[1]) = \(value);\n"
      }
      let planted = try await shell(
        """
        sqlite3 b.db "pragma ignore_check_constraints=1; pragma recursive_triggers=0;
        \(updates.joined())"
        sqlite3 b.db "pragma wal_checkpoint(truncate)" > /dev/null; cp b.db planted.db
        """, in: folder)
      #expect(planted.status == 0 && planted.error.isEmpty, "\(planted.error)")
      let runs = Self.verbs.flatMap { verb in
        ["", " --json"].map { json in
          """
          cp planted.db b.db; for file in output error; do echo '== \(verb)\(json)' >> $file; done
          errkb \(verb)\(json) >> output 2>> error || echo "\(verb)\(json) $?" >> status

          """
        }
      }
      _ = try await shell("export ERRKB_DB=$PWD/b.db\n" + runs.joined(), in: folder)
      let told = try await shell("cat output; cat error >&2", in: folder)
      for bytes in Self.sequences {
        // The titles in the lines name the columns.
        #expect(!contains(told.output, bytes), "\(bytes): \(lines(told.output, with: bytes))")
        #expect(!contains(told.error, bytes), "\(bytes): \(lines(told.error, with: bytes))")
      }
      for column in columns {
        let isTold = (told.output + told.error).contains("]0;\(column);")
        #expect(isTold != Self.untold.contains(column), "\(column)")
      }
      let statuses = try await shell("grep -E ' (70|1[2-9][0-9]|2[0-9][0-9])$' status", in: folder)
      #expect(statuses.output.isEmpty, "\(columns): \(statuses.output)")
    }
  }

  @Test func `an export is exact in a pipe, and text on a terminal`() async throws {
    try await Self.base.inFolder { folder in
      let planted = try await shell(
        """
        sqlite3 b.db "pragma ignore_check_constraints=1;
        update translations set message = message || \(Self.hostile("PWN"))"
        """, in: folder)
      #expect(planted.status == 0 && planted.error.isEmpty, "\(planted.error)")
      // The others have an escape of their own for what is no text.
      let exact = ["markdown", "csv", "tsv"]
      for format in exact + ["jsonl", "yaml", "po --lang zh-Hans"] {
        // A terminal ends its lines with a carriage return of its own.
        let result = try await shell(
          """
          export ERRKB_DB=$PWD/b.db PAGER=cat
          script -qec 'errkb export --format \(format)' /dev/null 2>&1 | tr -d '\\r'
          """, in: folder)
        #expect(result.output.contains("]0;PWN"), "\(format): \(result.output)")
        for bytes in Self.sequences where bytes != [0x0D] {
          #expect(!contains(result.output, bytes), "\(format): \(bytes)")
        }
        let piped = try await shell(
          "ERRKB_DB=$PWD/b.db errkb export --format \(format)", in: folder)
        #expect(
          contains(piped.output, [0x1B]) == exact.contains(format), "\(format): \(piped.output)")
      }
    }
  }

  @Test(arguments: [
    "show", "search", "help", "set", "history", "import", "export --format", "--db", "verify",
    "review --document", "list --system", "lint --rule", "documents rename", "",
  ])
  func `what was typed is told as text`(verb: String) async throws {
    try await inTemporaryFolder { folder in
      let typed = "\"$(printf '\\033]0;PWN\\007\\302\\233\\342\\200\\256\\342\\200\\213\\r\\bx')\""
      for json in ["", "--json"] {
        let result = try await shell("errkb \(verb) \(typed) \(json)", in: folder)
        #expect(result.status < 70)
        for bytes in Self.sequences {
          #expect(
            !contains(result.output, bytes) && !contains(result.error, bytes),
            "\(verb) \(json): \(bytes): \(result.error)")
        }
      }
    }
  }
}

private func contains(_ text: String, _ bytes: [UInt8]) -> Bool {
  var text = text
  return text.withUTF8 { utf8 in
    utf8.indices.contains { utf8[$0] == bytes[0] && utf8[$0...].starts(with: bytes) }
  }
}

/// Lines that hold the bytes, each behind the command that printed it, for the report of a failure.
private func lines(_ text: String, with bytes: [UInt8]) -> [String] {
  var found: [String] = []
  var command = ""
  for line in text.split(separator: "\n").map(String.init) {
    if line.hasPrefix("== ") { command = line }
    if contains(line, bytes) { found.append("\(command): \(line.debugDescription)") }
  }
  return Array(found.prefix(3))
}

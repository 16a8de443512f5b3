import Foundation
import SystemPackage
import Testing

/// What programs get: every verb's answer decodes and has the fields of its schema.
@Suite struct JSONTests {
  @Test(arguments: [
    ("show 5100", "errkb.show/1"), ("show 5100 --lang en", "errkb.show/1"),
    ("search 5100", "errkb.search/1"), ("list --limit 3", "errkb.list/1"),
    ("systems", "errkb.systems/1"), ("stats", "errkb.stats/1"),
    ("documents", "errkb.documents/1"), ("doctor", "errkb.doctor/1"),
    ("reindex", "errkb.reindex/1"), ("history optverse:OptVerse_10000004", "errkb.history/1"),
    ("history --batches", "errkb.batches/1"), ("revert --batch 1 --dry-run", "errkb.revert/1"),
  ])
  func `an answer is one line with a schema and results`(
    verb: String, schema: String
  ) async throws {
    try await inStarterBase { folder in
      let result = try await shell("errkb \(verb) --json", in: folder)
      #expect(result.status == 0)
      #expect(result.error.isEmpty)
      #expect(result.output.split(separator: "\n").count == 1)
      #expect(!result.output.contains("\\u"), "Chinese is written as it is")
      let answer = try json(result.output)
      #expect(answer["schema"] as? String == schema)
      let results = try #require(answer["results"] as? [[String: Any]])
      #expect(!results.isEmpty)
      for entry in results.compactMap({ $0["entry"] as? [String: Any] }) {
        try expectEntry(entry, showsRevision: true)
      }
    }
  }

  @Test func `an entry has every key of its schema`() async throws {
    try await inStarterBase { folder in
      let shown = try await shell("errkb show --json OptVerse_10000004", in: folder)
      let results = try #require(try json(shown.output)["results"] as? [[String: Any]])
      let entry = try #require(results.first?["entry"] as? [String: Any])
      #expect(entry["system"] as? String == "optverse")
      #expect(entry["code"] as? String == "OptVerse_10000004")
      #expect(entry["http_status"] as? Int == 403)
      #expect(entry["withdrawn"] is NSNull)
      let texts = try #require(entry["texts"] as? [String: [String: String]])
      #expect(texts.keys.sorted() == ["en", "zh-Hans"])
      #expect(texts["en"]?["state"] == "sourced")
      let remedies = try #require(entry["remedies"] as? [String: [String]])
      #expect(remedies["zh-Hans"]?.isEmpty == false)
      let sources = try #require(entry["sources"] as? [[String: Any]])
      #expect(sources.first?["document"] as? String == "error-codes")
      #expect(sources.first?["line"] as? Int == 19)
    }
  }

  @Test func `a search says how each answer matches`() async throws {
    try await inStarterBase { folder in
      let found = try await shell("errkb search --json 验证码 太频繁", in: folder)
      let results = try #require(try json(found.output)["results"] as? [[String: Any]])
      for result in results {
        #expect(result["score"] is Double)
        let match = try #require(result["match"] as? [String: Any])
        #expect(["code", "prefix", "all", "partial"].contains(match["kind"] as? String))
        #expect(match["fields"] is [String])
      }
      let first = try #require(results.first?["match"] as? [String: Any])
      #expect(first["kind"] as? String == "partial")
      #expect((first["fields"] as? [String])?.contains("message.zh-Hans") == true)
    }
  }

  @Test func `an import says what became of lines and entries`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await shell("errkb import --json \"$SEEDS\"", in: folder)
      #expect(result.status == 0)
      let answer = try json(result.output)
      #expect(answer["schema"] as? String == "errkb.import/1")
      let documents = try #require(answer["documents"] as? [[String: Any]])
      #expect(documents.count == 10)
      #expect(
        documents.compactMap { $0["document"] as? String }
          == Array(repeating: ["error-codes", "handbook"], count: 5).flatMap { $0 })
      var added = 0
      for document in documents {
        #expect(document["system"] is String)
        let lines = try #require(document["lines"] as? [String: Int])
        #expect(
          Set(lines.keys) == ["total", "entry", "heading", "prose", "blank", "not_understood"])
        #expect(lines["total"] == lines.filter { $0.key != "total" }.values.reduce(0, +))
        let entries = try #require(document["entries"] as? [String: Int])
        #expect(
          Set(entries.keys) == [
            "added", "changed", "unchanged", "gone", "conflicts", "withdrawn", "renames",
          ])
        added += entries["added"] ?? 0
        let diagnostics = try #require(document["diagnostics"] as? [[String: Any]])
        for diagnostic in diagnostics {
          #expect(Set(diagnostic.keys) == ["line", "severity", "message"])
        }
      }
      #expect(added == 448)
    }
  }

  @Test func `an export holds entries without their revisions`() async throws {
    try await inStarterBase { folder in
      let lines = try await shell("errkb export --format jsonl", in: folder)
      let records = try lines.output.split(separator: "\n").map { try json(String($0)) }
      let entries = records.filter { $0["schema"] as? String != "errkb.system/1" }
      #expect(entries.count == 448)
      #expect(records.count == 453)
      for entry in entries { try expectEntry(entry, showsRevision: false) }
      let document = try await shell("errkb export --format json", in: folder)
      let answer = try json(document.output)
      #expect(answer["schema"] as? String == "errkb.export/1")
      #expect((answer["results"] as? [[String: Any]])?.count == 448)
      #expect((answer["systems"] as? [[String: Any]])?.count == 5)
      let none = try await shell("errkb export --format json --http 599", in: folder)
      #expect((try json(none.output)["results"] as? [Any])?.isEmpty == true)
    }
  }

  @Test(arguments: [
    ("show --json 424242 434343", 1, "no_such_entry"),
    ("show --json --system nowhere 1", 1, "no_such_system"),
    ("search --json qwertyuiop", 1, "nothing_found"), ("search --json '!!'", 2, "usage"),
    ("search --json", 2, "usage"), ("list --json --http 599", 1, "nothing_found"),
    ("list --json --limit 0", 2, "usage"), ("frobnicate --json", 2, "usage"),
    ("import --json gone.md", 4, "unreadable"),
    ("import --json --system a gone.md lost.md", 4, "unreadable"),
    ("import --json --strict --system a gone.md lost.md", 4, "strict"),
    ("systems --json --db nowhere.db", 5, "missing"),
    ("doctor --json --db nowhere.db", 5, "missing"),
    ("stats --json --db .", 5, "cannot_open"),
    ("reindex --json --db nowhere.db", 5, "missing"),
    ("history --json 424242", 1, "no_such_entry"),
    ("history --json --batch 99", 1, "no_such_batch"),
    ("history --json --since 1999-99", 2, "usage"),
    ("revert --json 424242", 1, "no_such_entry"), ("revert --json", 2, "usage"),
    ("revert --json --batch 99", 1, "no_such_batch"),
    (
      "add --system shop E1 message.en=x 2>/dev/null; errkb revert --json shop:E1", 1,
      "nothing_to_revert"
    ),
    ("revert --json OptVerse_10000004 --to 9", 1, "no_such_revision"),
    ("review --json 424242", 1, "no_such_entry"), ("review --json --take both", 2, "usage"),
    ("review --json --text words", 3, "settled"),
  ])
  func `an error is one object on standard error`(
    command: String, status: Int, code: String
  ) async throws {
    try await inStarterBase { folder in
      let result = try await shell("errkb \(command)", in: folder)
      #expect(result.status == status)
      let error = try #require(try json(result.error)["error"] as? [String: Any])
      #expect(error["code"] as? String == code)
      #expect((error["message"] as? String)?.isEmpty == false)
      #expect(error["hint"] as? String != "")
      #expect(Set(error.keys).isSubset(of: ["code", "message", "hint"]))
    }
  }

  private func expectEntry(_ entry: [String: Any], showsRevision: Bool) throws {
    var keys: Set<String> = [
      "schema", "system", "code", "variant", "code_end", "aliases", "category", "http_status",
      "severity", "attributes", "status", "withdrawn", "replaced_by", "texts", "remedies",
      "sources",
    ]
    if showsRevision { keys.insert("revision") }
    #expect(Set(entry.keys) == keys)
    #expect(entry["schema"] as? String == "errkb.entry/1")
  }

  @Test(arguments: ["", " --json"])
  func `entries are listed while they are read`(option: String) async throws {
    try await inStarterBase { folder in
      let all = try await shell("errkb list\(option)", in: folder)
      // Only who reads the last entry comes upon what is wrong with it.
      let result = try await shell(
        """
        sqlite3 data/errkb/errkb.db "UPDATE translations SET language = 'abcdefghi' WHERE language = 'en' AND code_id =
          (SELECT codes.id FROM codes JOIN systems ON systems.id = system_id
           ORDER BY slug DESC, key DESC LIMIT 1)"
        errkb list\(option)
        """, in: folder)
      #expect(result.status == 5)
      #expect(result.output.utf8.count > all.output.utf8.count * 4 / 5)
      #expect(all.output.hasPrefix(result.output.prefix(result.output.count / 2)))
    }
  }

  @Test func `a list holds the same of an entry as show`() async throws {
    try await inStarterBase { folder in
      let shown = try await shell("errkb show --json cloudcanal:0008", in: folder)
      let listed = try await shell("errkb list --json --system cloudcanal --limit 1", in: folder)
      #expect(listed.output == shown.output.replacing("errkb.show/1", with: "errkb.list/1"))
    }
  }

  private func inStarterBase(_ body: (FilePath) async throws -> Void) async throws {
    try await inTemporaryFolder { folder in
      _ = try await shell(#"install -Dm644 "$STARTER" data/errkb/errkb.db"#, in: folder)
      try await body(folder)
    }
  }
}

import Foundation
import SystemPackage
import Testing

/// What `errkb import Seeds` makes: a base that answers in Chinese and in English.
@Suite struct StarterBaseTests {
  @Test func `every document is understood, no two differ, and reading them again writes nothing`()
    async throws
  {
    try await inTemporaryFolder { folder in
      let first = try await shell("errkb import --strict --json \"$SEEDS\"", in: folder)
      try #require(first.status == 0, "\(first.error)")
      let documents = try #require(try json(first.output)["documents"] as? [[String: Any]])
      #expect(documents.count == 10)
      for document in documents {
        let lines = try #require(document["lines"] as? [String: Int])
        #expect(lines["not_understood"] == 0, "\(document)")
      }
      #expect(try await shell("errkb review", in: folder).status == 0)
      let again = try await shell(
        "errkb import \"$SEEDS\" && errkb history --batches | wc -l", in: folder)
      #expect(again.status == 0 && again.output == "1\n", "\(again)")
    }
  }

  @Test func `every entry has a message and a remedy in Chinese and in English`() async throws {
    try await inTemporaryFolder { folder in
      let missing = try await shell(
        """
        install -Dm644 "$STARTER" data/errkb/errkb.db
        errkb lint --severity error --require message.en --require message.zh-Hans \
          --require remedy.en --require remedy.zh-Hans --require en
        """, in: folder)
      #expect(missing.status == 0 && missing.output.isEmpty, "\(missing)")
      let counts = try await shell(
        """
        sqlite3 data/errkb/errkb.db "SELECT language, count(message),
          sum(EXISTS (SELECT 1 FROM remedies WHERE remedies.code_id = translations.code_id
            AND remedies.language = translations.language))
          FROM translations GROUP BY language"
        """, in: folder)
      #expect(counts.output == "en|448|448\nzh-Hans|448|448\n", "\(counts)")
    }
  }

  @Test func `English questions find what the pages say in Chinese only`() async throws {
    try await inTemporaryFolder { folder in
      let imported = try await shell(#"install -Dm644 "$STARTER" data/errkb/errkb.db"#, in: folder)
      try #require(imported.status == 0, "\(imported.error)")
      let cases = packageRoot.appending("Tests/EndToEndTests/Cases/english-searches.tsv")
      let text = try String(contentsOfFile: cases.string, encoding: .utf8)
      let questions = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      #expect(questions.count >= 33)
      for question in questions {
        let cells = question.split(separator: "\t").map(String.init)
        try #require(cells.count == 2, "\(question)")
        let found = try await shell(
          "errkb search --limit 1 '\(cells[0])' | cut -f 1", in: folder)
        let first = found.output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(
          cells[1].split(separator: ",").map(String.init).contains(first), "\(question): \(first)")
      }
    }
  }

  @Test func `a remedy belongs to its error: no text stands on more than two entries of a system`()
    async throws
  {
    try await inTemporaryFolder { folder in
      let shared = try await shell(
        """
        install -Dm644 "$STARTER" data/errkb/errkb.db
        sqlite3 data/errkb/errkb.db "WITH texts AS (
            SELECT code_id, language, group_concat(step, char(10)) AS text
            FROM (SELECT * FROM remedies ORDER BY code_id, language, position)
            GROUP BY code_id, language)
          SELECT text FROM texts JOIN codes ON codes.id = code_id
          GROUP BY system_id, language, text HAVING count(*) > 2"
        """, in: folder)
      #expect(shared.status == 0 && shared.output.isEmpty, "\(shared)")
    }
  }
}

import Foundation
import Subprocess
import SystemPackage
import Testing

/// Documents that break what reads them carelessly: each is answered with the right status, and the
/// base keeps what it held.
@Suite struct BadDocumentTests {
  /// A file and how its import ends.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var name = "page.md"
    var bytes: [UInt8]
    var status: Int
    /// A piece of the sentence on standard error.
    var says: String?
    /// How many entries the import adds.
    var added = 0
  }

  /// A base with an entry, and its export.
  private static let kept = PreparedFiles(
    "kb.db", "kept.jsonl",
    madeBy: """
      printf '| code | message |\\n|---|---|\\n| K1 | kept |\\n' > kept.md
      errkb --db kb.db import --system kept kept.md
      errkb --db kb.db export --format jsonl --system kept > kept.jsonl
      """)

  @Test(arguments: cases)
  func `a bad document is told in a sentence and costs nothing`(sample: Case) async throws {
    try await Self.kept.inFolder { folder in
      try write(sample.bytes, to: folder.appending(sample.name))

      let result = try await shell(
        "errkb --db kb.db import --system bad \(sample.name)", in: folder)

      #expect(result.status == sample.status, "\(result.error)")
      #expect(sample.says.map(result.error.contains) ?? true, "\(result.error)")
      #expect(result.output.isEmpty)
      #expect(result.error.utf8.count < 4000, "a sentence, not the document")
      let after = try await shell(
        "errkb --db kb.db export --format jsonl --system kept | cmp - kept.jsonl", in: folder)
      #expect(after.status == 0, "\(after.output)\(after.error)")
      let all = try await shell("errkb --db kb.db export --format jsonl", in: folder)
      #expect(
        all.output.split(separator: "\n").count { $0.contains("errkb.entry/1") } == 1 + sample.added
      )
      let doctor = try await shell("errkb --db kb.db doctor", in: folder)
      #expect(doctor.status == 0, "\(doctor.output)")
    }
  }

  @Test func `the lines of a document add up, whatever they hold`() async throws {
    try await inTemporaryFolder { folder in
      for (number, sample) in Self.cases.enumerated() where sample.status == 0 || sample.added > 0 {
        try write(sample.bytes, to: folder.appending("page\(number).md"))
        let result = try await shell(
          "errkb import --json --dry-run --system bad page\(number).md", in: folder)
        let documents = try #require(try json(result.output)["documents"] as? [[String: Any]])
        let lines = try #require(documents.first?["lines"] as? [String: Int])
        let parts = lines.filter { $0.key != "total" }.values.reduce(0, +)
        #expect(parts == lines["total"], "\(sample.testDescription): \(lines)")
      }
    }
  }

  static let cases: [Case] = [
    Case(testDescription: "an empty document", bytes: [], status: 4, says: "no text"),
    Case(
      testDescription: "nothing but blanks", bytes: Array(" \n\t\n\u{3000}\n".utf8), status: 4,
      says: "no text"),
    Case(
      testDescription: "a picture named as a document",
      bytes: [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52,
      ],
      status: 4, says: "no text file"),
    Case(
      testDescription: "a database named as a document",
      bytes: Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 4080), status: 4,
      says: "no text file"),
    Case(
      testDescription: "a document without codes", bytes: Array("# Hello\n\nNo codes.\n".utf8),
      status: 4, says: "--map code=HEADING"),
    Case(
      testDescription: "a table of parameters",
      bytes: Array(
        "| 名称 | 参数类型 | 说明 |\n|---|---|---|\n| ret_code | int | 返回码 |\n".utf8),
      status: 4, says: "no table or list"),
    Case(
      testDescription: "only front matter", bytes: Array("---\ntitle: codes\n---\n".utf8),
      status: 4,
      says: "no table or list"),
    Case(
      testDescription: "front matter that never ends",
      bytes: Array("---\ntitle: codes\n".utf8) + table([("E1", "one")]), status: 0, added: 1),
    Case(
      testDescription: "bytes that are no UTF-8",
      bytes: Array("| code | message |\n|---|---|\n| E1 | a long enough message |\n| E2 | b".utf8)
        + [0xFF, 0xC0] + Array("ad bytes in this one |\n".utf8),
      status: 4, says: "page.md:4: error", added: 1),
    Case(
      testDescription: "bytes of no encoding",
      bytes: (0..<2000).map { UInt8(truncatingIfNeeded: 0x80 + ($0 * 7919) % 0x80) }, status: 4,
      says: "page.md"),
    Case(
      testDescription: "lines that end in CR LF",
      bytes: table([("E1", "one"), ("E2", "two")], end: "\r\n"), status: 0, added: 2),
    Case(
      testDescription: "lines that end in CR",
      bytes: table([("E1", "one"), ("E2", "two")], end: "\r"), status: 0, added: 2),
    Case(
      testDescription: "line ends of two kinds",
      bytes: Array("| code | message |\r\n|---|---|\n| E1 | one |\r\n| E2 | two |\n\r\n".utf8),
      status: 0, added: 2),
    Case(
      testDescription: "a CR that ends no line",
      bytes: Array("| code | message |\n|---|---|\n| E1 | one |\r| E2 | two |\n| E3 | x |\n".utf8),
      status: 4, says: "page.md:3: error: the line holds a carriage return", added: 1),
    Case(
      testDescription: "a last line without an end",
      bytes: Array("| code | message |\n|---|---|\n| E1 | one |".utf8), status: 0, added: 1),
    Case(
      testDescription: "a NUL in a text", bytes: table([("E1", "one\0two"), ("E2", "three")]),
      status: 4, says: "page.md:3: error: the line holds NUL bytes", added: 1),
    Case(
      testDescription: "a NUL in a code", bytes: table([("E\u{0}1", "one"), ("E2", "three")]),
      status: 4, added: 1),
    Case(
      testDescription: "control characters and an escape sequence",
      bytes: table([
        ("E1", "one \u{1B}[31mred\u{1B}[0m \u{7} two and a longer text behind"), ("E2", "two"),
      ]),
      status: 4, says: "page.md:3: error: message.en holds the control character U+001B", added: 1),
    Case(
      testDescription: "one line of 4 MB of prose",
      bytes: [UInt8](repeating: UInt8(ascii: "a"), count: 4 << 20), status: 4,
      says: "no table or list"),
    Case(
      testDescription: "a cell of 4 MB",
      bytes: table([("E1", String(repeating: "long ", count: 800 << 10)), ("E2", "short")]),
      status: 4, says: "page.md:3: error: the line is longer than 1 MiB", added: 1),
    Case(
      testDescription: "a code of 1 MB",
      bytes: table([(String(repeating: "9", count: 1 << 20), "one"), ("E2", "two")]), status: 4,
      added: 1),
    Case(
      testDescription: "a table 2,000 columns wide", bytes: wideTable(2000), status: 0, added: 2),
    Case(
      testDescription: "lists 1,000 levels deep, a line each",
      bytes: Array(
        (0..<1000).map { String(repeating: " ", count: 2 * $0) + "- E\($0)\n" }.joined().utf8),
      status: 4, says: "page.md"),
    Case(
      testDescription: "lists 10,000 levels deep, on one line",
      bytes: Array(String(repeating: "- ", count: 10_000).utf8) + Array("E1\n".utf8), status: 4,
      says: "no table or list"),
    Case(
      testDescription: "10,000 quotations",
      bytes: Array(
        (String(repeating: "> ", count: 10_000) + "E1\n").utf8), status: 4, says: "no table or list"
    ),
    Case(
      testDescription: "10,000 brackets in a cell",
      bytes: table([("E1", String(repeating: "[", count: 10_000)), ("E2", "two")]), status: 0,
      added: 2),
    Case(
      testDescription: "10,000 stars in a cell",
      bytes: table([("E1", String(repeating: "*a_", count: 10_000)), ("E2", "two")]), status: 0,
      added: 2),
    Case(
      testDescription: "a code twice with one text",
      bytes: table([("E1", "one"), ("E1", "one"), ("E2", "two")]), status: 0,
      says: "lines 3 and 4 are one entry", added: 2),
    Case(
      testDescription: "a code twice with two texts",
      bytes: table([("E1", "one"), ("E1", "two"), ("E2", "two")]), status: 0, added: 3),
    Case(
      testDescription: "an HTTP status that is none",
      bytes: Array(
        "| code | HTTP status | message |\n|---|---|---|\n| E1 | 99999999999999999999 | one |\n| E2 | -1 | two |\n| E3 | 404 | three |\n"
          .utf8), status: 0, added: 3),
    Case(
      testDescription: "text that would be SQL",
      bytes: table([("E1", "'); DROP TABLE codes; --"), ("E2", "\"x\" OR 1=1")]), status: 0,
      added: 2),
    Case(
      testDescription: "UTF-16 cut in the middle of a character",
      bytes: [0xFF, 0xFE]
        + "| code | message |\n|---|---|\n| E1 | one |\n| E2 | two |\n".utf16
        .flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + [0x41], status: 4, added: 2),
    Case(
      testDescription: "a name that begins with a dash", name: "./-page.md",
      bytes: table([("E1", "one")]), status: 0, added: 1),
  ]

  @Test func `a column that no HTTP status fits is kept as an attribute`() async throws {
    try await inTemporaryFolder { folder in
      try write(
        Array(
          "| code | HTTP status | message |\n|---|---|---|\n| E1 | 9999 | one |\n| E2 | 404 | two |\n"
            .utf8),
        to: folder.appending("page.md"))
      _ = try await shell("errkb import --system a page.md", in: folder)
      let shown = try await shell("errkb show E1", in: folder)
      #expect(shown.output.contains("HTTP status  9999"))
    }
  }
}

/// A table of codes and messages.
private func table(_ rows: [(String, String)], end: String = "\n") -> [UInt8] {
  let lines = ["| code | message |", "|---|---|"] + rows.map { "| \($0) | \($1) |" }
  return Array(lines.map { $0 + end }.joined().utf8)
}

private func wideTable(_ width: Int) -> [UInt8] {
  let row = { (cell: (Int) -> String) in
    "| " + (0..<width).map(cell).joined(separator: " | ") + " |\n"
  }
  return Array(
    (row { $0 == 0 ? "code" : "column \($0)" } + row { _ in "---" } + row { "E1\($0)" }
      + row { "E2\($0)" }).utf8)
}

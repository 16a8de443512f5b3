import Foundation
import SystemPackage
import Testing

/// The vendors' own pages and the queries of a support desk.
///
/// They are not part of the repository: they
/// lie beside it, or where `ERRKB_SHARED` says.
@Suite struct SharedCaseTests {
  @Test(.enabled(if: hasSharedFolder, missing))
  func `the queries of a support desk find what they should`() async throws {
    try await inTemporaryFolder { folder in
      let imported = try await shell("errkb import '\(sharedFolder)/sources'", in: folder)
      try #require(imported.status == 0, "\(imported.error)")
      var right = 0
      var asked = 0
      for (query, accepted) in try queries() {
        try write(Array(query.utf8), to: folder.appending("query"))
        let result = try await shell(
          "errkb search --json --limit 5 -- \"$(cat query)\"", in: folder)
        try #require(result.status < 2, "\(query): \(result.error)")
        let results = try #require(try json(result.output)["results"] as? [[String: Any]])
        let found = results.compactMap { $0["entry"] as? [String: Any] }.map {
          "\($0["system"] ?? ""):\($0["code"] ?? "")"
        }
        if accepted.isEmpty {
          let kinds = results.compactMap { ($0["match"] as? [String: Any])?["kind"] as? String }
          // Operators are words to search for; no query without an answer pretends to have one.
          if !query.contains("OR") { #expect(kinds.allSatisfy { $0 == "partial" }, "\(query)") }
        } else {
          asked += 1
          if let first = found.first, accepted.contains(first) {
            right += 1
          } else {
            print("not first: \(query) → \(found)")
          }
        }
      }
      #expect(asked == 20)
      #expect(right >= 19)
    }
  }

  @Test(.enabled(if: hasSharedFolder, missing))
  func `a vendor's page is a new version of the starter document, and then nothing more`()
    async throws
  {
    try await inTemporaryFolder { folder in
      let seeds = try await shell(#"install -Dm644 "$STARTER" data/errkb/errkb.db"#, in: folder)
      try #require(seeds.status == 0, "\(seeds.error)")
      let first = try await shell("errkb import --json '\(sharedFolder)/sources'", in: folder)
      // Nobody has edited the starter set, so that there is nothing to decide.
      #expect(first.status == 0, "\(first.error)")
      for document in try #require(try json(first.output)["documents"] as? [[String: Any]]) {
        let entries = try #require(document["entries"] as? [String: Int])
        #expect(entries["added"] == 0 && entries["gone"] == 0, "\(document)")
      }
      let list = try await shell("errkb list | wc -l; errkb documents | wc -l", in: folder)
      #expect(list.output == "448\n10\n")
      _ = try await shell("sqlite3 data/errkb/errkb.db .dump > before", in: folder)
      // Another day, so that a time that is written would show.
      let second = try await shell(
        "SOURCE_DATE_EPOCH=86400 errkb import '\(sharedFolder)/sources'", in: folder)
      #expect(second.status == 0, "\(second.error)")
      let same = try await shell("sqlite3 data/errkb/errkb.db .dump | cmp - before", in: folder)
      #expect(same.status == 0, "\(same.output)")
    }
  }

  private func queries() throws -> [(query: String, accepted: Set<String>)] {
    let text = try String(contentsOfFile: sharedFolder + "/cases/search.tsv", encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let accepted = cells[1] == "-" ? [] : cells[1].split(separator: ",").map(String.init)
      return (cells[0], Set(accepted))
    }
  }
}

/// The folder of shared cases: beside the root of the package, or where `ERRKB_SHARED` says.
private let sharedFolder =
  ProcessInfo.processInfo.environment["ERRKB_SHARED"]
  ?? packageRoot.removingLastComponent().appending("shared").string

private let hasSharedFolder = FileManager.default.fileExists(
  atPath: sharedFolder + "/cases/search.tsv")

private let missing: Comment =
  "NOT TESTED: the shared pages and queries are not beside the package; name their folder in ERRKB_SHARED"

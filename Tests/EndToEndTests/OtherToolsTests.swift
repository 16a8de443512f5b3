import SystemPackage
import Testing

/// A snapshot in the hands of other tools.
@Suite struct OtherToolsTests {
  @Test func `sqlite3, Python, sqlite-utils, Datasette and DuckDB search a snapshot in Chinese`()
    async throws
  {
    try await inTemporaryFolder { folder in
      // With its history it holds all that one without has.
      let result = try await check("published.db", "--with history", in: folder)
      #expect(result.status == 0, "\(result.output)\(result.error)")
      let lines = result.output.split(separator: "\n")
      #expect(
        lines.allSatisfy { $0.hasPrefix("ok ") || $0.hasPrefix("skipped ") }, "\(result.output)")
      // Of the others some come from PyPI, which is not everywhere within reach.
      for tool in ["sqlite3", "Python"] {
        #expect(lines.contains { $0.hasPrefix("ok \(tool) ") }, "\(result.output)")
      }
      for tool in ["sqlite-utils", "Datasette", "DuckDB", "read-only medium"] {
        #expect(lines.contains { $0.contains(tool) }, "\(result.output)")
      }
    }
  }

  @Test func `sqlite3 and Python search a snapshot without history`() async throws {
    try await inTemporaryFolder { folder in
      let result = try await check("published.db", with: "sqlite3 Python", in: folder)
      #expect(result.status == 0, "\(result.output)\(result.error)")
      let lines = result.output.split(separator: "\n")
      #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("ok ") }, "\(result.output)")
    }
  }

  @Test(arguments: [
    "DELETE FROM codes WHERE id = 1", "UPDATE error_search SET message = '' WHERE rowid % 2",
    "DELETE FROM how_to_search WHERE query = '验证码'",
  ])
  func `a snapshot that answers otherwise than it should is told`(change: String) async throws {
    try await inTemporaryFolder { folder in
      let result = try await check(
        "published.db", changedBy: change, with: "sqlite3 Python", in: folder)
      #expect(result.status == 1, "\(result.output)\(result.error)")
      let lines = result.output.split(separator: "\n")
      #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("FAILED ") }, "\(result.output)")
    }
  }

  /// Runs the script over a snapshot of the starter base.
  ///
  /// - Parameter tools: the tools it is tried with; all of them when empty.
  private func check(
    _ name: String, _ options: String = "", changedBy change: String = "", with tools: String = "",
    in folder: FilePath
  ) async throws -> CommandResult {
    let made = try await shell(
      """
      install -Dm644 "$STARTER" data/errkb/errkb.db && errkb snapshot \(name) \(options) 2>/dev/null &&
      sqlite3 \(name) "\(change)"
      """, in: folder)
    #expect(made.status == 0, "\(made.error)")
    let script = packageRoot.appending("Scripts/check-snapshot").string
    return try await shell("'\(script)' \(name) \(tools)", in: folder)
  }
}

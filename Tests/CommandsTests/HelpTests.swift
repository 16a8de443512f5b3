import ArgumentParser
import Foundation
import Testing

@testable import Commands

/// What the tool says about itself, and what the README says about it.
@Suite struct HelpTests {
  /// With `ERRKB_RECORD=1` the file is written anew and the test fails all the same.
  @Test func `the help of every verb is as recorded`() throws {
    let verbs = ErrKB.configuration.subcommands
    let pages =
      [ErrKB.helpMessage(columns: 80)]
      + verbs.flatMap { [$0] + $0.configuration.subcommands }
      .map { ErrKB.helpMessage(for: $0, columns: 80) }
    let help = pages.joined(separator: "\n" + String(repeating: "=", count: 80) + "\n\n")
    // The parser does not break the line of the usage.
    for line in help.split(separator: "\n") where !line.hasPrefix("USAGE") {
      #expect(line.count <= 80, "\(line)")
    }
    let file = folder.appending(path: "Golden/help.txt")
    let recorded = try String(contentsOf: file, encoding: .utf8)
    if ProcessInfo.processInfo.environment["ERRKB_RECORD"] != nil {
      try help.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded help.txt; look at it, then run without ERRKB_RECORD")
    }
    #expect(help == recorded)
  }

  @Test func `every verb names itself, has a sentence and is in the README`() throws {
    let readme = try readme()
    for verb in ErrKB.configuration.subcommands {
      let name = try #require(verb.configuration.commandName)
      #expect(verb.configuration.abstract.hasSuffix("."))
      #expect(readme.contains("errkb \(name)"), "the README does not show errkb \(name)")
      for part in verb.configuration.subcommands {
        let full = "errkb \(name) \(try #require(part.configuration.commandName))"
        #expect(part.configuration.abstract.hasSuffix("."))
        #expect(readme.contains(full), "the README does not show \(full)")
      }
    }
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5, 130])
  func `every exit status is in the README`(status: Int) throws {
    #expect(ExitStatus(rawValue: Int32(status)) != nil)
    let rows = try readme().components(separatedBy: "\n").filter { $0.hasPrefix("| \(status) |") }
    #expect(rows.count == 1, "the README's table of exit statuses lacks \(status)")
  }

  private let folder = URL(filePath: #filePath).deletingLastPathComponent()

  private func readme() throws -> String {
    try String(contentsOf: folder.appending(path: "../../README.md"), encoding: .utf8)
  }
}

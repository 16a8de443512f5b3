import ArgumentParser
import Foundation
import Testing

@testable import Commands

/// Sentences of the layers below the command line, which a server tells as well.
struct LayerSentenceTests {
  @Test func `no sentence below Commands names a verb or a flag of the command line`() throws {
    let verbs = ErrKB.configuration.subcommands.compactMap { $0.configuration.commandName }
    let command = try Regex("errkb (\(verbs.joined(separator: "|")))\\b")
    // In the style sheet of a page a property begins so, behind a mark or at the start of a line.
    let flag = /[\w,'"] ?--[a-z]/
    var lines = 0
    for (file, text) in try sources() {
      for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//")
      {
        lines += 1
        #expect(
          line.firstMatch(of: command) == nil && line.firstMatch(of: flag) == nil,
          "\(file): \(line)")
      }
    }
    #expect(lines > 10_000)
  }

  /// The files of all targets but Commands, by path.
  private func sources() throws -> [(file: String, text: String)] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let files = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return try (files ?? []).filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Commands/") }
      .map { ($0, try String(contentsOf: root.appending(path: $0), encoding: .utf8)) }
  }
}

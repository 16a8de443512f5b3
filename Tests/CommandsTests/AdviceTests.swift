import ArgumentParser
import Foundation
import KnowledgeStore
import Testing

@testable import Commands

struct AdviceTests {
  @Test(
    arguments: [
      (["show"], [], nil, "errkb show"),
      (["show"], ["E1"], "a b.db", "errkb --db 'a b.db' show E1"),
      (["show"], ["-1"], nil, "errkb show -- -1"),
      (["set", "-"], [], "-x.db", "errkb --db=-x.db set -"),
      (["import"], ["-"], nil, "errkb import -"),
      (["edit", "--from", "it's"], [], nil, #"errkb edit --from 'it'\''s'"#),
      (["review"], ["s:E\u{202E}1"], nil, #"errkb review $'s:E\342\200\2561'"#),
    ] as [([String], [String], String?, String)])
  func `a command is printed as it is typed`(
    words: [String], operands: [String], base: String?, expected: String
  ) {
    let line = Invocation.$namedBase.withValue(base) {
      words.count > 2
        ? commandLine(words[0], words[1], words[2], operands: operands)
        : words.count > 1
          ? commandLine(words[0], words[1], operands: operands)
          : commandLine(words[0], operands: operands)
    }
    #expect(line == expected)
  }

  @Test(
    arguments: [
      (["show", "E1"], nil), (["show", "--db", "a.db", "E1"], "a.db"),
      (["show", "--db=a.db"], "a.db"), (["--db", "a.db", "show", "--db", "b.db"], "b.db"),
      (["show", "--", "--db", "a.db"], nil), (["show", "--db"], nil),
    ] as [([String], String?)])
  func `the base that is named is found`(arguments: [String], expected: String?) {
    #expect(Invocation.namedBase(in: arguments) == expected)
  }

  @Test(
    arguments: [
      .missing(path: "kb.db"), .cannotOpen(path: "kb.db", reason: "why"),
      .notADatabase(path: "kb.db"), .foreign(path: "kb.db"),
      .newer(path: "kb.db", version: 2, newest: 1), .outdated(path: "kb.db"),
      .editedMigration(path: "kb.db", version: 1), .unknownMigration(path: "kb.db", version: 9),
      .damaged(path: "kb.db", detail: "why"), .locked(path: "kb.db"), .readOnly(path: "kb.db"),
      .full(path: "kb.db"),
    ] as [StoreError])
  func `whoever cannot use a base is told what to do next`(error: StoreError) throws {
    let failure = Failure(error)
    #expect(failure.status == .database)
    #expect(try !#require(failure.hint).isEmpty)
  }

  /// What a person types is known to the layer that reads it; the same errors may reach people by
  /// other ways.
  @Test func `no layer below the commands names a command or an option`() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let verbs = ErrKB.configuration.subcommands.compactMap { $0.configuration.commandName }
    let layers = [
      "KnowledgeStore", "Documents", "Publishing", "Linting", "Storage", "Catalog", "YAML",
      "TextAnalysis",
    ]
    var found: [String] = []
    for layer in layers {
      let files = try #require(
        FileManager.default.enumerator(
          at: sources.appending(path: layer), includingPropertiesForKeys: nil)
      )
      for case let file as URL in files where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        // A style sheet has properties that begin with two hyphens.
        guard file.lastPathComponent != "PageStyle.swift" else { continue }
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
          .enumerated()
        where !line.contains(/^ *\/\//) {
          let isCommand = verbs.contains { line.contains("errkb \($0)") }
          if isCommand || line.contains(/(^|[ ("'])--[a-z][a-z-]+/) {
            found.append("\(file.lastPathComponent):\(number + 1): \(line)")
          }
        }
      }
    }
    #expect(found == [])
  }
}

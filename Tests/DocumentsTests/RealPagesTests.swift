import Catalog
import FoundationEssentials
import Testing
import TextAnalysis

@testable import Documents

/// Every field of the five real pages against what a careful person reads out of them.
///
/// Disabled tests are reported as skipped; `SharedSources.areThere` says besides why.
@Suite(.enabled(if: SharedSources.areThere, "the five real pages are missing"))
struct RealPagesTests {
  static let pages = [
    ("000_37cfbf69bc0190d6.txt", 35, 145), ("001_a8fdf89a6583a626.txt", 72, 89),
    ("002_5aa42b7a21eff13c.txt", 244, 260), ("003_7ce0d1bbc4198f4c.txt", 43, 86),
    ("004_dcdbdded167d3604.txt", 54, 60),
  ]

  @Test(arguments: pages)
  func `every entry of a real page is read as a person reads it`(
    name: String, count: Int, lines: Int
  ) throws {
    let expected = try SharedSources.expected().filter { $0.document == name }
    let document = try readDocument(SharedSources.bytes(SharedSources.folder.appending(path: name)))
    #expect(expected.count == count)
    #expect(document.entries.count == count)
    for (draft, fact) in zip(document.entries, expected) {
      #expect(draft.code == fact.code)
      #expect(draft.lines.lowerBound == fact.line, "\(fact.code)")
      #expect(draft.category == fact.category, "\(fact.code)")
      #expect(draft.httpStatus == fact.httpStatus, "\(fact.code)")
      #expect(draft.attributes == fact.attributes, "\(fact.code)")
      #expect(draft.comparableTexts == fact.comparableTexts, "\(fact.code)")
      #expect(draft.comparableRemedies == fact.comparableRemedies, "\(fact.code)")
      #expect(draft.aliases.isEmpty && draft.codeEnd == nil && draft[.severity] == nil)
    }
    #expect(document.encoding.description == "UTF-8")
    #expect(document.language == .simplifiedChinese)
  }

  @Test(arguments: pages)
  func `every line of a real page is accounted for and none is not understood`(
    name: String, count: Int, lines: Int
  ) throws {
    let document = try readDocument(SharedSources.bytes(SharedSources.folder.appending(path: name)))
    let account = document.lines
    #expect(account.total == lines)
    #expect(
      account.entry + account.heading + account.prose + account.blank + account.notUnderstood
        == account.total)
    #expect(account.notUnderstood == 0)
    #expect(document.diagnostics == [])
  }

  @Test(arguments: pages)
  func `the size of the pieces does not matter`(name: String, count: Int, lines: Int) throws {
    let bytes = try SharedSources.bytes(SharedSources.folder.appending(path: name))
    let whole = try readDocument(bytes, options: ReadingOptions(), pieceSize: .max)
    for size in [1, 60, 333, 2000] {
      let pieces = try readDocument(bytes, options: ReadingOptions(), pieceSize: size)
      #expect(pieces.entries == whole.entries, "pieces of \(size)")
      #expect(pieces.lines == whole.lines)
      #expect(pieces.mapping == whole.mapping)
    }
  }

  @Test(arguments: ["cloudcanal", "optverse", "bk-job", "qingcloud", "kuscia"])
  func `the starter documents state the same facts as the pages`(system: String) throws {
    let expected = try SharedSources.expected().filter { $0.system == system }
    let file = SharedSources.packageRoot.appending(path: "Seeds/\(system).md")
    let document = try readDocument(SharedSources.bytes(file))
    #expect(document.entries.count == expected.count)
    #expect(document.lines.notUnderstood == 0)
    #expect(document.diagnostics == [])
    for (draft, fact) in zip(document.entries, expected) {
      #expect(draft.code == fact.code)
      #expect(draft.category == fact.category, "\(fact.code)")
      #expect(draft.httpStatus == fact.httpStatus, "\(fact.code)")
      #expect(draft.attributes == fact.attributes, "\(fact.code)")
      #expect(
        draft.comparableTexts.mapValues(\.message) == fact.comparableTexts.mapValues(\.message))
      let described = { (texts: [Language: EntryDraft.Text]) in
        Set(texts.filter { $0.value.description != nil }.keys)
      }
      #expect(described(draft.texts) == described(fact.comparableTexts), "\(fact.code)")
      #expect(Set(draft.remedies.keys) == Set(fact.comparableRemedies.keys), "\(fact.code)")
    }
  }
}

extension EntryDraft {
  fileprivate var comparableTexts: [Language: Text] {
    texts.mapValues {
      Text(message: $0.message.map(comparable), description: $0.description.map(comparable))
    }
  }

  fileprivate var comparableRemedies: [Language: [String]] {
    remedies.mapValues { $0.map(comparable) }
  }
}

extension ExpectedEntry {
  fileprivate var comparableTexts: [Language: EntryDraft.Text] {
    var result: [Language: EntryDraft.Text] = [:]
    for (tag, text) in texts {
      guard let language = Language(tag) else { continue }
      result[language] = EntryDraft.Text(
        message: text.message.map(comparable), description: text.description.map(comparable))
    }
    return result
  }

  fileprivate var comparableRemedies: [Language: [String]] {
    var result: [Language: [String]] = [:]
    for (tag, steps) in remedies {
      guard let language = Language(tag) else { continue }
      result[language] = steps.map(comparable)
    }
    return result
  }
}

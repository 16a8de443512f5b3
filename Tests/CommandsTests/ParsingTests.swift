import ArgumentParser
import Catalog
import Testing

@testable import Commands

/// Command lines, before anything is done about them.
@Suite struct ParsingTests {
  @Test(arguments: [
    (["show", "5100"], ["show", "5100"]),
    (["--db", "f", "show", "5100"], ["show", "--db", "f", "5100"]),
    (["--db=f", "show", "5100"], ["show", "--db=f", "5100"]),
    (["show", "--db", "f", "5100"], ["show", "--db", "f", "5100"]),
    (["--db", "f", "--db", "g", "list"], ["list", "--db", "f", "--db", "g"]),
    (["show", "-4000002"], ["show", "\u{2212}4000002"]),
    (["show", "-4000002", "-11"], ["show", "\u{2212}4000002", "\u{2212}11"]),
    (["show", "-v"], ["show", "-v"]),
    (["show", "-"], ["show", "-"]), (["set", "-"], ["set", "-"]),
    (["remedy", "-7", "add", "-5 °C"], ["remedy", "\u{2212}7", "add", "\u{2212}5 °C"]),
    (["--db", "f", "systems", "rm", "x"], ["systems", "--db", "f", "rm", "x"]),
    (["search", "--", "-1", "--db", "f"], ["search", "--", "-1", "--db", "f"]),
    (["--db", "f"], ["--db", "f"]), (["--db"], ["--db"]),
    (["--db", "f", "--help"], ["--db", "f", "--help"]), ([], []),
    (["--database", "f", "list"], ["--database", "f", "list"]),
  ])
  func `--db moves behind the verb and a negative number is a word`(
    typed: [String], expected: [String]
  ) {
    #expect(normalizedArguments(typed) == expected)
  }

  @Test(arguments: ["-4000002", "5100", "--", "-", "−5", "-x"])
  func `a word is what was typed`(typed: String) {
    let protected = normalizedArguments(["show", typed]).last ?? ""
    // U+2212 and `-` stand for the same code.
    #expect(WordArgument(argument: protected).text == typed.replacing("\u{2212}", with: "-"))
  }

  @Test func `nothing but the needed arguments gives the defaults`() throws {
    let show = try #require(try ErrKB.parseAsRoot(["show", "5100"]) as? Show)
    #expect(show.codes.map(\.text) == ["5100"])
    #expect(show.system == nil && show.language.lang == nil && !show.answer.json)
    #expect(show.global.db == nil)
    let search = try #require(try ErrKB.parseAsRoot(["search", "节点"]) as? Search)
    #expect(
      search.limit == 20 && !search.filter.traits.noRemedy && search.filter.traits.http == nil)
    let list = try #require(try ErrKB.parseAsRoot(["list"]) as? List)
    #expect(list.limit == nil && list.filter.traits.status == nil)
    let `import` = try #require(try ErrKB.parseAsRoot(["import", "a.md", "-"]) as? Import)
    #expect(`import`.paths == ["a.md", "-"])
    #expect(!`import`.dryRun && !`import`.strict && !`import`.allowWithdrawn)
    #expect(`import`.map.isEmpty && `import`.document == nil)
    let reindex = try #require(try ErrKB.parseAsRoot(["reindex"]) as? Reindex)
    #expect(!reindex.all && reindex.author.author == nil)
  }

  @Test(arguments: [
    (["search", "--limit", "0", "x"], "--limit must be at least 1"),
    (["search", "!!"], "there is no letter and no digit to search for; type a word or a code"),
    (["search", "\"\""], "there is no letter and no digit to search for; type a word or a code"),
    (["list", "--limit", "0"], "--limit must be at least 1"),
    (["list", "--limit", "-5"], "--limit"),
    (
      ["import", "--system", "Disk", "a.md"],
      "'Disk' cannot name a system; use lower-case letters, digits and -"
    ),
    (["import", "--map", "cure=x", "a.md"], "'cure' is no role; use code, "),
    (["import", "--map", "remedy", "a.md"], "'remedy' is not ROLE=HEADING"),
    (["import", "--map", "http.en=x", "a.md"], "'http' has no language"),
    (["show", "--lang", "english", "1"], "english"), (["show"], "<codes>"),
    (["export"], "--format"),
    (
      ["export", "--format", "xml"],
      "'xml' is invalid for '--format <format>': there are json, jsonl, yaml, csv, tsv, markdown, html"
    ),
    (["list", "--status", "gone"], "'active', 'deprecated' or 'removed'"),
  ])
  func `a mistake is told in words`(arguments: [String], sentence: String) {
    do {
      _ = try ErrKB.parseAsRoot(normalizedArguments(arguments))
      Issue.record("\(arguments) was accepted")
    } catch {
      #expect(ErrKB.exitCode(for: error) == .validationFailure)
      let message = ErrKB.message(for: error)
      #expect(message.contains(sentence), "\(message)")
      #expect(!message.contains("\n"), "one sentence")
    }
  }

  @Test(arguments: [
    ["systems", "--db", "f", "--json", "rename", "a", "b"],
    ["systems", "rename", "a", "b", "--json", "--db", "f"],
    ["systems", "rename", "--db", "f", "a", "--json", "b"],
  ])
  func `options stand before a verb's own verb or behind it`(arguments: [String]) throws {
    let rename = try #require(try ErrKB.parseAsRoot(arguments) as? RenameSystem)
    #expect(rename.slug == "a" && rename.new == "b")
    #expect(rename.answer.json && rename.global.db == "f")
  }

  @Test(arguments: [
    ("kuscai", ["bk-job", "kuscia"], "kuscia"), ("kus", ["bk-job", "kuscia"], "kuscia"),
    ("optvers", ["optverse"], "optverse"), ("qing", ["cloudcanal", "qingcloud"], "qingcloud"),
    ("nowhere", ["bk-job", "kuscia"], nil), ("a", [], nil),
  ])
  func `the nearest name is the one that was meant, or none`(
    typed: String, names: [String], expected: String?
  ) {
    #expect(nearest(typed, among: names) == expected)
  }

  @Test(arguments: [
    ("disks", ["disk", "tape"], ["disk"]), ("disk", ["disk"], []), ("tape", ["disk"], []),
    ("optvrese", ["optverse", "kuscia"], ["optverse"]), ("bk", ["bk-job"], []),
  ])
  func `slugs that differ by a slip of the finger are nearly the same`(
    typed: String, names: [String], expected: [String]
  ) {
    #expect(nearlySame(typed, among: names) == expected)
  }
}

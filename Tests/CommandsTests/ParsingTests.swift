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
    (["show", "-4000002"], ["show", "\u{10FFFD}-4000002"]),
    (["snapshot", "-5.db"], ["snapshot", "\u{10FFFD}-5.db"]),
    (["show", "−5"], ["show", "−5"]),
    (["list", "--category", "-5"], ["list", "--category", "\u{10FFFD}-5"]),
    (["list", "--category=\u{10FFFD}"], ["list", "--category=\u{10FFFD}\u{10FFFD}"]),
    (["--db", "-5", "list"], ["list", "--db", "\u{10FFFD}-5"]),
    (["show", "-v"], ["show", "-v"]),
    (["show", "-"], ["show", "-"]), (["set", "-"], ["set", "-"]),
    (["remedy", "-7", "add", "-5 °C"], ["remedy", "\u{10FFFD}-7", "add", "\u{10FFFD}-5 °C"]),
    (["--db", "f", "systems", "rm", "x"], ["systems", "--db", "f", "rm", "x"]),
    (["search", "--", "-1", "--db", "f"], ["search", "--", "\u{10FFFD}-1", "--db", "f"]),
    (["--db", "f"], ["--db", "f"]), (["--db"], ["--db"]),
    (["--db", "f", "--help"], ["--db", "f", "--help"]), ([], []),
    (["--database", "f", "list"], ["--database", "f", "list"]),
  ])
  func `--db moves behind the verb and a negative number is a word`(
    typed: [String], expected: [String]
  ) {
    #expect(normalizedArguments(typed) == expected)
  }

  @Test(arguments: [
    "-4000002", "5100", "--", "-", "−5", "-x", "\u{10FFFD}", "\u{10FFFD}-5", "-5\u{301}", "",
  ])
  func `a word is what was typed`(typed: String) {
    let marked = normalizedArguments(["show", typed]).last ?? ""
    #expect(Array(WordArgument(argument: marked).text.utf8) == Array(typed.utf8))
  }

  @Test(arguments: ["-5", "−5", "-5 °C", "\u{10FFFD}x", "−3 why"])
  func `a value of an option is what was typed`(typed: String) throws {
    for arguments in [
      ["set", "-m", typed, "--author", typed, "--db", typed, "s:E1", "category=1"],
      ["set", "s:E1", "category=1", "--reason", typed, "--author=\(typed)", "--db=\(typed)"],
      ["--db", typed, "set", "s:E1", "--reason=\(typed)", "--author", typed, "--", "category=1"],
    ] {
      let command = try #require(
        try ErrKB.parseAsRoot(normalizedArguments(arguments)) as? SetFields)
      #expect(command.author.reason == typed)
      #expect(command.author.author == typed)
      #expect(command.global.db == typed)
    }
    let arguments = ["list", "--category", typed, "--system", typed]
    let list = try #require(try ErrKB.parseAsRoot(normalizedArguments(arguments)) as? List)
    #expect(list.filter.traits.category == typed && list.filter.system == typed)
    let `import` = try #require(
      try ErrKB.parseAsRoot(normalizedArguments(["import", "--document", typed, typed])) as? Import)
    #expect(`import`.document == typed && `import`.paths == [typed])
    let diff = try #require(
      try ErrKB.parseAsRoot(normalizedArguments(["diff", typed, typed])) as? Diff)
    #expect(diff.sides == [typed, typed])
  }

  @Test func `an option before which a number stands is still an option`() throws {
    let arguments = normalizedArguments(["rm", "-5", "--force", "-6", "--db", "f"])
    let remove = try #require(try ErrKB.parseAsRoot(arguments) as? RemoveEntries)
    #expect(remove.entries.map(\.text) == ["-5", "-6"] && remove.force && remove.global.db == "f")
  }

  @Test func `a sentence of the parser quotes what was typed`() {
    do {
      _ = try ErrKB.parseAsRoot(normalizedArguments(["list", "--limit", "-5"]))
      Issue.record("a limit of -5 was accepted")
    } catch {
      let expected = "The value '-5' is invalid for '--limit <limit>'"
      #expect(withoutMarks(ErrKB.message(for: error)) == expected)
    }
  }

  @Test(
    arguments: [
      ([[0x61], [0x61, 0xFF]], "argument 2 is not UTF-8 (a\\xFF)"),
      // A word in GB18030.
      ([[0xC3, 0xDC, 0xC2, 0xEB]], "argument 1 is not UTF-8 (\\xC3\\xDC\\xC2\\xEB)"),
      // Half a surrogate pair, an overlong slash, a character cut short.
      ([[0xED, 0xA0, 0x80]], "argument 1 is not UTF-8 (\\xED\\xA0\\x80)"),
      ([[0xC0, 0xAF]], "argument 1 is not UTF-8 (\\xC0\\xAF)"),
      ([[], [0xE4, 0xBB]], "argument 2 is not UTF-8 (\\xE4\\xBB)"),
    ] as [([[UInt8]], String)])
  func `an argument that is no text is refused by its number`(
    arguments: [[UInt8]], sentence: String
  ) throws {
    let failure = #expect(throws: Failure.self) { try decodedArguments(arguments) }
    #expect(
      failure?.message
        == sentence + "; set the terminal to UTF-8, or rename the file that it names")
    #expect(failure?.status == .usage)
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

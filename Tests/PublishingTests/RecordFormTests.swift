import Catalog
import TestSupport
import Testing

@testable import Publishing

private let time = "2026-01-31T12:00:00.000Z"
private let later = "2026-02-01T12:00:00.000Z"

/// An entry with everything that an entry can have.
private func fullRecord() -> EntryRecord {
  var entry = Entry(system: "shop", code: "0029")
  entry.variant = "2"
  entry.codeEnd = "0031"
  entry.aliases = ["0x1D", "ErrStock"]
  entry.category = "null"
  entry.httpStatus = 404
  entry.severity = "high"
  entry.attributes = ["源": "JOB", "state": "sourced", "a: b": " x "]
  entry.status = .deprecated
  entry.replacedBy = "30"
  entry.texts[.simplifiedChinese] = .init(
    message: "找不到 \"{0}\"", description: "第一行\n  第二行\t", state: .sourced)
  entry.texts[.english] = .init(
    message: "not found", description: nil, state: .reviewed,
    review: .init(author: "ann", at: time),
    origin: .init(language: .simplifiedChinese, message: "找不到", remedy: "一\n二"))
  entry.remedies[.simplifiedChinese] = ["先查库存", "- 再 重试: #2"]
  entry.remedies[.japanese] = ["待つ"]
  entry.texts[.japanese] = .init(message: nil, description: nil, state: .draft)
  var page = SourceRecord(
    code: "29", lines: 7...9,
    base: FieldValues([
      .category: "null", .severity: "low", .message(.simplifiedChinese): "找不到 \"{0}\"",
      .remedy(.simplifiedChinese): "先查", .attribute("源"): "JOB", .aliases: "ErrStock\n0x1D",
    ]))
  page.goneSince = later
  page.conflicts = [
    .severity: .init(ancestor: nil, theirs: "low"),
    .remedy(.simplifiedChinese): .init(ancestor: "旧", theirs: nil),
  ]
  page.asksAboutWithdrawal = true
  page.rename = "E30#2"
  let book = SourceRecord(code: "0029", lines: 1...1, base: FieldValues())
  return EntryRecord(entry: entry, sources: ["page": page, "our: book": book])
}

private func fullSystem() -> SystemRecord {
  let digest = String(repeating: "0123456789abcdef", count: 4)
  return SystemRecord(
    system: .init(
      slug: "shop", name: "# Shop", vendor: "ACME", language: .simplifiedChinese,
      helpURL: "https://example.com/?a=b#c"),
    documents: [
      .init(
        name: "page", url: "https://example.com", licence: "CC-BY-4.0", language: .english,
        sha256: digest, mapping: #"{"tables":[{"columns":[{"heading":"a/b","role":"code"}]}]}"#,
        readerVersion: 3, importedAt: time),
      .init(
        name: "book", sha256: digest, mapping: #"{ "a" : 1.5, "b": "\u0041" }"#,
        readerVersion: 1, importedAt: later),
      .init(name: "odd", sha256: digest, mapping: "[]", readerVersion: 1, importedAt: later),
      .init(
        name: "none", sha256: digest, mapping: "{\"\u{85}\":null,\"b\":[true,[]],\"c\":\"\"}",
        readerVersion: 1, importedAt: later),
    ])
}

private func text(
  _ writer: some EntryWriter, _ system: SystemRecord?, _ records: [EntryRecord]
) throws -> String {
  var writer = writer
  var bytes: [UInt8] = []
  if let system { try writer.begin(system, fields: [], to: &bytes) }
  for record in records { try writer.write(record, to: &bytes) }
  return String(decoding: bytes, as: UTF8.self)
}

private func records(lines text: String) throws -> ([Record], [RecordProblem]) {
  var form = RecordForm()
  let records = try text.split(separator: "\n").enumerated().compactMap {
    form.record(try RecordNode(json: Array($1.utf8), line: $0 + 1))
  }
  return (records, form.problems)
}

private func records(yaml text: String) throws -> ([Record], [RecordProblem]) {
  var form = RecordForm()
  let records = try text.split(separator: "---\n").compactMap { document in
    try RecordNode(yaml: Array(document.utf8), line: 1).flatMap { form.record($0) }
  }
  return (records, form.problems)
}

@Suite struct RecordFormTests {
  @Test func `a record comes back from a line of JSON and from YAML as it was`() throws {
    var plain = EntryRecord(entry: Entry(system: "shop", code: "E1"))
    plain.entry.texts[.english] = .init(message: "", description: nil, state: .sourced)
    plain.entry.texts[.english]?.message = "yes"
    let all: [Record] = [.system(fullSystem()), .entry(fullRecord()), .entry(plain)]
    let lines = try records(
      lines: text(JSONLinesWriter(), fullSystem(), [fullRecord(), plain]))
    #expect(lines.0 == all)
    #expect(lines.1 == [])
    let yaml = try records(
      yaml: text(YAMLRecordWriter(), fullSystem(), [fullRecord(), plain]))
    #expect(yaml.0 == all)
    #expect(yaml.1 == [])
  }

  @Test(arguments: 1...20)
  func `any text comes back from both`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "a", "文", " ", "\n", "\t", "\"", "\\", "'", "#", ":", "-", "{", "]", "|", ">", "%",
      "\u{2028}", "\u{FEFF}", "\u{202E}", "😀", "e\u{301}", "1", "~", "null", "---", ", ",
    ]
    func word() -> String {
      (0...Int.random(in: 0...8, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
    }
    func name(_ beginning: String) -> String {
      beginning + word().filter { !$0.isNewline }
    }
    for _ in 0..<50 {
      var record = EntryRecord(entry: Entry(system: "shop", code: name("E")))
      record.entry.texts[.english] = .init(message: word(), description: word(), state: .draft)
      record.entry.category = name("C")
      record.entry.attributes = [name("h"): "v" + word()]
      record.sources["d" + word()] = SourceRecord(
        code: "c" + word(), lines: 1...2,
        base: FieldValues([.message(.english): word(), .category: record.entry.category ?? ""]))
      let lines = try records(lines: text(JSONLinesWriter(), nil, [record]))
      #expect(lines.0 == [.entry(record)])
      var form = RecordForm()
      let document = Array(try text(YAMLRecordWriter(), nil, [record]).utf8)
      let node = try #require(try RecordNode(yaml: document, line: 1))
      #expect(form.record(node) == .entry(record))
    }
  }

  @Test func `a line has sorted keys, and sources say only what the entry does not`() throws {
    var entry = Entry(system: "shop", code: "E1")
    entry.texts[.english] = .init(message: "full", description: nil, state: .sourced)
    let source = SourceRecord(
      code: "E1", lines: 3...3,
      base: FieldValues([.message(.english): "full", .category: "disk"]))
    let record = EntryRecord(entry: entry, sources: ["page": source])
    #expect(
      try text(JSONLinesWriter(), nil, [record]) == #"{"aliases":[],"attributes":{},"#
        + #""category":null,"code":"E1","code_end":null,"http_status":null,"remedies":{},"#
        + #""replaced_by":null,"schema":"errkb.entry/1","severity":null,"#
        + #""sources":[{"document":"page","gives":{"message.en":"\#(checksum("full"))"},"#
        + #""line":3,"says":{"category":"disk"}}],"status":"active","system":"shop","#
        + #""texts":{"en":{"message":"full","state":"sourced"}},"variant":"","withdrawn":null}"#
        + "\n")
  }

  @Test func `YAML leaves out what is empty or goes without saying`() throws {
    var entry = Entry(system: "shop", code: "0029")
    entry.texts[.english] = .init(
      message: "full", description: "one\ntwo", state: .sourced)
    entry.remedies[.english] = ["wait", "try again"]
    let source = SourceRecord(
      code: "0029", lines: 3...3, base: FieldValues([.message(.english): "full"]))
    let record = EntryRecord(entry: entry, sources: ["page": source])
    let system = SystemRecord(system: .init(slug: "shop", name: "Shop"))
    #expect(
      try text(YAMLRecordWriter(), system, [record]) == """
        schema: errkb.system/1
        slug: shop
        name: Shop
        ---
        code: "0029"
        texts:
          en:
            message: full
            description: |-
              one
              two
        remedies:
          en:
            - wait
            - try again
        sources:
          - document: page
            line: 3
            gives: {message.en: \(checksum("full"))}

        """)
  }

  @Test func `a document is one object with its systems behind the entries`() throws {
    var writer = JSONWriter()
    var bytes: [UInt8] = []
    let system = SystemRecord(system: .init(slug: "shop"))
    try writer.begin([system], fields: [], to: &bytes)
    try writer.begin(system, fields: [], to: &bytes)
    try writer.end(to: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self) == #"{"results":[],"schema":"errkb.export/1","#
        + #""systems":[{"documents":[],"help_url":null,"language":null,"name":"shop","#
        + #""schema":"errkb.system/1","slug":"shop","vendor":null}]}"# + "\n")
  }

  @Test(arguments: [
    // FNV-1a of "", "a" and "foobar": 811c9dc5, e40c292c, bf9cf968.
    ("", "ibbmjnmf"), ("a", "oeamcjcm"), ("foobar", "lpjmpjgi"),
  ])
  func `a checksum is FNV-1a in letters`(text: String, sum: String) {
    #expect(checksum(text) == sum)
  }

  @Test func `a text that was changed in the file is a draft, and no document gives it`() throws {
    var entry = Entry(system: "shop", code: "E1")
    entry.category = "disk"
    entry.texts[.english] = .init(
      message: "the disk is full", description: "d", state: .reviewed,
      review: .init(author: "ann", at: time))
    entry.texts[.simplifiedChinese] = .init(
      message: "磁盘已满", description: nil, state: .reviewed,
      review: .init(author: "ann", at: time),
      origin: .init(language: .english, message: "the disk is full"))
    let source = SourceRecord(
      code: "E1", lines: 1...1,
      base: FieldValues([
        .message(.english): "the disk is full", .description(.english): "d", .category: "disk",
      ]))
    let yaml = try text(
      YAMLRecordWriter(), nil, [EntryRecord(entry: entry, sources: ["page": source])])
    let edited = yaml.replacing(
      "    message: the disk is full\n    desc", with: "    message: no space\n    desc")
    try #require(edited != yaml)
    guard case .entry(let record) = try records(yaml: edited).0.first else {
      Issue.record("no entry")
      return
    }
    #expect(record.entry.texts[.english]?.message == "no space")
    #expect(record.entry.texts[.english]?.state == .draft)
    #expect(record.entry.texts[.english]?.review == nil)
    #expect(record.entry.texts[.simplifiedChinese]?.state == .outdated)
    #expect(
      record.sources["page"]?.base
        == FieldValues([.description(.english): "d", .category: "disk"]))
  }

  @Test(arguments: [
    (#"[]"#, "a system or an entry is an object: keys and values"),
    (#"{}"#, "neither a system with 'slug' nor an entry with 'code'"),
    (
      #"{"schema":"errkb.entry/2"}"#,
      "'errkb.entry/2' was written by a newer errkb, and this one does not know it"
    ),
    (#"{"schema":"x/1"}"#, "the schema 'x/1' is not errkb.system/1 or errkb.entry/1"),
    (#"{"slug":"Shop"}"#, "'Shop' cannot name a system; use lower-case letters, digits and -"),
    (
      #"{"slug":"\#(String(repeating: "a", count: 65))"}"#,
      "'aaaaaaaaaaaaaaaaaaaa…' has 65 bytes and cannot name a system; use at most 64"
    ),
    (
      #"{"system":"a","code":"1","remedies":{"en":["\#(String(repeating: "x", count: 600_000))","#
        + #""\#(String(repeating: "y", count: 600_000))"]}}"#,
      "remedy.en would hold 1200001 bytes; a field holds at most 1 MiB"
    ),
    (
      #"{"slug":"a","helpurl":""}"#, "unknown key 'helpurl' in the system; did you mean 'help_url'?"
    ),
    (#"{"slug":"a","documents":[{"name":"p"}]}"#, "'sha256' is missing in a document"),
    (
      #"{"code":"1"}"#,
      "'system' is missing: no system was announced above, and the entry names none"
    ),
    (#"{"system":"a","code":1}"#, "'code' is a text; put it in quotation marks"),
    (#"{"system":"a","code":null,"texts":{}}"#, "'code' is missing in the entry"),
    (#"{"system":"a","code":"1","code":"2"}"#, "the key 'code' stands twice in the entry"),
    (#"{"system":"a","code":"1","variant":"1"}"#, "'1' cannot be a variant"),
    (#"{"system":"a","code":"1","http_status":99}"#, "'http_status' is an HTTP status"),
    (#"{"system":"a","code":"1","http_status":"404"}"#, "'http_status' is an HTTP status"),
    (#"{"system":"a","code":"1","status":"gone"}"#, "'gone' is no status"),
    (#"{"system":"a","code":"1","aliases":"b"}"#, "'aliases' is a list"),
    (
      #"{"system":"a","code":"1","remedies":{"en":["a\nb"]}}"#,
      "item 1 of 'remedies' holds a line break"
    ),
    (#"{"system":"a","code":"1","remedies":{"en":["a"," "]}}"#, "item 2 of 'remedies' is blank"),
    (#"{"system":"a","code":"1","texts":{"english":{}}}"#, "'english' in 'texts' is no language"),
    (
      #"{"system":"a","code":"1","texts":{"zh":{},"cn":{}}}"#,
      "the language zh-Hans stands twice in 'texts'"
    ),
    (#"{"system":"a","code":"1","texts":{"en":{"state":"done"}}}"#, "'done' is no state"),
    (
      #"{"system":"a","code":"1","texts":{"en":{"reviewed":{"by":"x"}}}}"#,
      "'at' is missing in 'reviewed'"
    ),
    (
      #"{"system":"a","code":"1","texts":{"en":{"made_from":{}}}}"#,
      "'language' is missing in 'made_from'"
    ),
    (#"{"system":"a","code":"1","sources":[{"document":"p"}]}"#, "'line' is missing in a source"),
    (
      #"{"system":"a","code":"1","sources":[{"document":"p","line":3,"last_line":2}]}"#,
      "'last_line' is the number of a line"
    ),
    (
      #"{"system":"a","code":"1","sources":[{"document":"p","line":1,"gone_since":"today"}]}"#,
      "'gone_since' is a time such as"
    ),
    (
      #"{"system":"a","code":"1","sources":[{"document":"p","line":1,"says":{"colour":"x"}}]}"#,
      "'colour' in 'says' is no field"
    ),
    (
      #"{"system":"a","code":"1","sources":[{"document":"p","line":1,"withdrawal":1}]}"#,
      "'withdrawal' is true or false"
    ),
    (
      #"{"system":"a","code":"1","sources":[{"document":"p","line":1},{"document":"p","line":2}]}"#,
      "the document 'p' stands twice in 'sources'"
    ),
  ])
  func `a mistake is told in words`(line: String, sentence: String) throws {
    let (records, problems) = try records(lines: line)
    #expect(records == [])
    #expect(problems.first?.message.hasPrefix(sentence) == true, "\(problems)")
    #expect(problems.first?.line == 1)
  }

  @Test func `a mistake in YAML is told with its line`() throws {
    let document = "system: a\ncode: E1\ntexts:\n  en:\n    state: done\n"
    var form = RecordForm()
    let node = try #require(try RecordNode(yaml: Array(document.utf8), line: 11))
    #expect(form.record(node) == nil)
    #expect(form.problems.map(\.line) == [15])
    let problem = #expect(throws: RecordProblem.self) {
      try RecordNode(yaml: Array("a: [\n".utf8), line: 11)
    }
    #expect(problem?.line == 12)
  }

  @Test func `aliases that multiply are refused`() throws {
    var bomb = "a: &a [\(String(repeating: "x,", count: 20))]\n"
    for letter in "bcdefg" {
      let before = String(UnicodeScalar(UInt8(letter.asciiValue ?? 98) - 1))
      let items = Array(repeating: "*\(before)", count: 20).joined(separator: ",")
      bomb += "\(letter): &\(letter) [\(items)]\n"
    }
    let problem = #expect(throws: RecordProblem.self) {
      try RecordNode(yaml: Array(bomb.utf8), line: 1)
    }
    #expect(problem?.message.hasPrefix("aliases (*)") == true)
  }
}

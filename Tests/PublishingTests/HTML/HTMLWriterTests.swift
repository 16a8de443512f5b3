import Catalog
import Foundation
import Testing

@testable import Publishing

@Suite struct HTMLWriterTests {
  private let shop = SystemRecord(
    system: SystemDescription(
      slug: "shop", name: "<Shop>", vendor: "A & B", language: .english,
      helpURL: "https://shop.test/help"),
    documents: [
      DocumentRecord(
        name: "page", url: "https://shop.test/codes", licence: "CC-BY-4.0", sha256: "", mapping: "",
        readerVersion: 1, importedAt: "")
    ])
  private let hostile = "</script><script>alert(1)</script><!--<script>"

  /// An entry with everything an entry can have.
  private var full: Entry {
    var entry = Entry(system: "shop", code: "E42")
    entry.systemLanguage = .english
    entry.variant = "disk"
    entry.codeEnd = "E49"
    entry.aliases = ["0x2A", "ENOSPC"]
    entry.category = "Storage / disks"
    entry.httpStatus = 507
    entry.severity = "critical"
    entry.attributes = ["Module": "core"]
    entry.status = .deprecated
    entry.replacedBy = "E 50"
    entry.withdrawn = "2026-01-02T03:04:05.000Z"
    entry.texts[.english] = .init(
      message: "No space", description: "The *disk* is full", state: .sourced)
    entry.texts[.simplifiedChinese] = .init(message: "空间不足", description: nil, state: .outdated)
    entry.remedies[.english] = ["Look with `df`.", "Remove logs."]
    entry.remedies[.simplifiedChinese] = ["删除日志。"]
    entry.sources = [.init(document: "page", line: 7)]
    return entry
  }

  @Test func `the page of a system shows all that an entry has`() throws {
    let page = try page(HTMLSystemWriter(generator: "errkb 1"), [full], fields: [.category])
    for part in [
      #"<title>&lt;Shop&gt;: error codes</title>"#, #"<meta name="generator" content="errkb 1">"#,
      #"<article id="E42:disk""#, ##"href="#E42:disk" aria-label="Link to E42""##,
      #"<code class="code">E42</code>–<code class="last">E49</code>"#, "#disk",
      #"<code class="alias">0x2A</code>, <code class="alias">ENOSPC</code>"#, "<dd>507</dd>",
      #"<span lang="en">critical</span>"#, #"<span lang="en">core</span>"#,
      #"<span class="badge">deprecated</span>"#,
      #"<span class="badge">withdrawn 2026-01-02</span>"#,
      ##"<a href="#E~2050"><code>E 50</code></a>"##, #"<p class="message">No space</p>"#,
      #"<p class="description">The <em>disk</em> is full</p>"#,
      "<li>Look with <code>df</code>.</li>\n<li>Remove logs.</li>",
      #"<div class="text" lang="zh-Hans" dir="auto">"#,
      #"zh-Hans<span class="badge">outdated</span>"#,
      #"rel="noopener noreferrer">page</a>, line 7"#, "CC-BY-4.0", "A &amp; B",
      #"<a href="https://shop.test/help""#, ##"<a href="#:in:Storage~20~2F~20disks">"##,
    ] { #expect(page.contains(part), "\(part)") }
    // The system's own language comes first.
    let english = try #require(page.range(of: "No space"))
    let chinese = try #require(page.range(of: "空间不足"))
    #expect(english.lowerBound < chinese.lowerBound)
  }

  @Test func `entries stand under their categories, and the contents count them`() throws {
    let entries = [("1", nil), ("2", "A"), ("3", "A"), ("4", "B")].map { code, category in
      var entry = Entry(system: "shop", code: code)
      entry.category = category
      return entry
    }
    let page = try page(HTMLSystemWriter(generator: ""), entries, fields: [.category])
    let order = [
      ">Without category</h2>", #"id="1""#, #"<h2 id=":in:A">"#, #"id="2""#, #"id="3""#,
      #"<h2 id=":in:B">"#, #"id="4""#, #"<nav id=":contents""#, "<small>2</small>",
    ]
    let places = try order.map { try #require(page.range(of: $0), "\($0)").lowerBound }
    #expect(places == places.sorted())
    #expect(page.components(separatedBy: "<h2").count == 4)
    let plain = try self.page(HTMLSystemWriter(generator: ""), [entries[0]], fields: [])
    #expect(!plain.contains("<nav") && plain.contains(">Entries</h2>"))
    let empty = try self.page(HTMLSystemWriter(generator: ""), [], fields: [])
    #expect(empty.contains("There are no entries"))
  }

  @Test func `nothing in an entry or a system leaves its place in a page`() throws {
    let texts = "\"'><img src=x onerror=alert(1)>" + hostile
    var entry = Entry(system: "shop", code: texts)
    entry.variant = texts
    entry.codeEnd = texts
    entry.aliases = [texts]
    entry.category = texts
    entry.severity = texts
    entry.attributes = [texts: texts]
    entry.replacedBy = texts
    entry.texts[.english] = .init(message: texts, description: texts, state: .sourced)
    entry.remedies[.english] = [texts]
    entry.sources = [.init(document: texts, line: 1)]
    var system = shop
    system.system.name = texts
    system.system.vendor = texts
    system.system.helpURL = "javascript:" + texts
    system.documents[0].name = texts
    system.documents[0].url = texts
    system.documents[0].licence = texts
    let calm = try page(HTMLSystemWriter(generator: ""), [full], fields: [.category])
    let page = try page(HTMLSystemWriter(generator: texts), [entry], system, fields: [.category])
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(!page.contains("<img"))
    #expect(!page.contains("javascript:"))
    // As many of each tag's kind as in a page where nothing is amiss.
    #expect(
      page.components(separatedBy: "<article").count
        == calm.components(separatedBy: "<article").count)
    let index = try self.page(HTMLIndexWriter(generator: texts), [entry], system)
    #expect(index.components(separatedBy: "<script").count == 3)
    #expect(!index.contains("<img"))
  }

  @Test func `the index holds its entries as data that reads back`() throws {
    var entry = full
    entry.texts[.english] = .init(
      message: hostile, description: "see [it](https://x.test)\u{2028}", state: .sourced)
    let page = try page(
      HTMLIndexWriter(generator: ""), [entry, Entry(system: "shop", code: "E50")])
    let data = try #require(
      page.components(separatedBy: #"<script type="application/json">"#).dropFirst().first?
        .components(separatedBy: "</script>").first)
    #expect(!data.contains("<"))
    let system = try #require(
      JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    #expect(system["page"] as? String == "shop.html")
    #expect(system["name"] as? String == "<Shop>")
    let entries = try #require(system["entries"] as? [[String: Any]])
    #expect(entries.compactMap { $0["a"] as? String } == ["E42:disk", "E50"])
    let first = entries[0]
    #expect(first["m"] as? String == hostile)
    #expect(first["l"] as? String == "en")
    #expect(first["n"] as? [String] == ["0x2A", "ENOSPC"])
    #expect(first["z"] as? String == "E49")
    #expect(first["r"] as? String == "Look with df.")
    #expect(first["o"] as? String == "空间不足")
    let rest = try #require(first["t"] as? String)
    for part in ["see it", "Remove logs.", "删除日志。", "Storage / disks"] {
      #expect(rest.contains(part))
    }
  }

  @Test func `the index tells how much of a system is covered`() throws {
    var half = Entry(system: "shop", code: "E50")
    half.texts[.english] = .init(message: "x", description: nil, state: .draft)
    let page = try page(HTMLIndexWriter(generator: ""), [full, half, half])
    for part in [
      #"<a href="shop.html">&lt;Shop&gt;</a>"#, "3 entries", "en 100 %, zh-Hans 33 %",
      "en 33 %, zh-Hans 33 %", #"<a href="https://shop.test/help""#,
    ] { #expect(page.contains(part), "\(part)") }
    #expect(
      try self.page(HTMLIndexWriter(generator: ""), [half]).contains("<dt>Remedies</dt><dd>none"))
    var output: [UInt8] = []
    var empty = HTMLIndexWriter(generator: "")
    try empty.begin([], fields: [.code], to: &output)
    try empty.end(to: &output)
    #expect(String(decoding: output, as: UTF8.self).contains("There are none"))
  }

  @Test(arguments: [true, false])
  func `every entry is written when it comes, and not again`(isIndex: Bool) throws {
    var writer: any EntryWriter =
      isIndex ? HTMLIndexWriter(generator: "") : HTMLSystemWriter(generator: "")
    var output: [UInt8] = []
    try writer.begin([shop], fields: [.code], to: &output)
    try writer.begin(shop, fields: [.code], to: &output)
    for number in 1...100 {
      output = []
      try writer.write(
        EntryRecord(entry: Entry(system: "shop", code: "CODE\(number)")), to: &output)
      #expect(String(decoding: output, as: UTF8.self).contains("CODE\(number)"))
    }
    output = []
    try writer.endSystem(to: &output)
    try writer.end(to: &output)
    #expect(!String(decoding: output, as: UTF8.self).contains("CODE"))
  }

  @Test(arguments: [true, false])
  func `a page allows its own style and script and asks for nothing`(isIndex: Bool) throws {
    let page =
      isIndex
      ? try page(HTMLIndexWriter(generator: ""), [full])
      : try page(HTMLSystemWriter(generator: "", index: indexPageName), [full])
    let style = try #require(
      page.components(separatedBy: "<style>")[1].components(separatedBy: "</style>").first)
    let script = try #require(
      page.components(separatedBy: "<script>")[1].components(separatedBy: "</script>").first)
    #expect(
      page.contains(
        "content=\"default-src 'none'; style-src \(sourceHash(style)); "
          + "script-src \(sourceHash(script)); base-uri 'none'; form-action 'none'\""))
    for absent in [" src=", " style=", "<link", "<img", "@import", "url(", " onclick", "fetch("] {
      #expect(!page.contains(absent), "\(absent)")
    }
    #expect(page.contains("<a href=\"index.html\">") == !isIndex)
  }

  /// A page of one system.
  private func page(
    _ writer: some EntryWriter, _ entries: [Entry], _ system: SystemRecord? = nil,
    fields: Set<Field> = []
  ) throws -> String {
    var writer = writer
    var output: [UInt8] = []
    let system = system ?? shop
    try writer.begin([system], fields: fields, to: &output)
    try writer.begin(system, fields: fields, to: &output)
    for entry in entries { try writer.write(EntryRecord(entry: entry), to: &output) }
    try writer.endSystem(to: &output)
    try writer.end(to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}

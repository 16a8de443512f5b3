import CCMark
import Catalog
import Publishing
import Testing

/// Pages of Markdown as a renderer takes them: nothing in a base makes them run or fetch anything.
struct InertMarkdownTests {
  private static let attacks = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- a", "a --> b", "<?php x ?>",
    "<![CDATA[x]]>", "<svg/onload=alert(1)>", "</td></table><script>",
    "<a href='javascript:x'>y</a>",
    "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a]( javascript:x)",
    "[a](<javascript:x>)", "[a](//evil.com)", "[a]( //evil.com/x)", "[a](<//evil.com>)",
    "[a](/\\evil.com)", "[a](&#47;/evil.com)", "[b]: //evil.com", "[a](\\//evil.com)",
    "[a](&#106;avascript:x)", "[a](javascript&colon;x)", "[a](javascript\\:x)",
    "[a](\\javascript:x)",
    "[a](data:text/html,<script>)", "[a](vbscript:x \"t\")", "![a](javascript:x)",
    "![a](https://x.y/pixel.png)", "![a][b]", "[b]: javascript:x", "[b]:\njavascript:x\n\n[b]",
    "<javascript:alert(1)>", "<data:x>", "[a [b](https://x)](javascript:y)", "`<b>` <b>",
    "``<b>` <b>",
    "\\`<b>`", "\\<b> \\\\<b>", "|<b>|", "\\|<b>", "a\n<script>\nb", "<br><br >", "<scr\nipt>",
    "<\u{0}script>", "[a](java\u{9}script:x)", "<a\nhref=x>", "`[a`](javascript:x)", "&lt;b&gt;",
    "&#60;b&#62;",
    "<https://x.y/<script>>", "<https://x.y\\>", "<mailto:a@b.c\" onclick=x>", "- <b>", "# <b>",
    "> <b>",
    "https://x.y/\\<b>", "https://x`<b>`", "www.x.y` `<b>` `", "WWW.x\\![a](https://x)",
    "https://x`[a](javascript:x)`",
    "[a](https://x`)<b>`", "---\n<b>", "===", "    <b>",
  ]

  @Test(arguments: attacks)
  func `no text of a base is more than text in a page`(attack: String) throws {
    for text in [
      attack, "x " + attack, attack + " `", "`" + attack, "**" + attack + "**", "\\" + attack,
    ] {
      let page = try page(holding: text)
      let body = page.split(separator: "\n---\n", maxSplits: 1).dropFirst().first.map(String.init)
      // A renderer that knows no front matter reads it as well.
      for shown in [page, try #require(body)] {
        #expect(unsafe(in: shown) == [], "\(text)\n\(shown)")
      }
    }
  }

  private func page(holding text: String) throws -> String {
    let line = text.replacing("\n", with: " ")
    var entry = Entry(system: "desk", code: "E " + line)
    entry.variant = line.filter { !"#:".contains($0) }
    entry.category = line
    entry.severity = line
    entry.replacedBy = line
    entry.codeEnd = line
    entry.aliases = [line]
    entry.attributes = [line: text]
    entry.texts[.english] = Entry.Text(message: text, description: text, state: .draft)
    entry.remedies[.english] = [line, line]
    var system = SystemDescription(slug: "desk", name: line, vendor: line)
    system.helpURL = line
    let record = SystemRecord(system: system)
    var writer = MarkdownPageWriter()
    var output: [UInt8] = []
    let fields = Set(FieldValues(entry).fields)
    try writer.begin([record], fields: fields, to: &output)
    try writer.begin(record, fields: fields, to: &output)
    try writer.write(EntryRecord(entry: entry), to: &output)
    try writer.endSystem(to: &output)
    try writer.end(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// The tags, images and links of a page that are none of the writer's own, as cmark-gfm reads it.
  private func unsafe(in page: String) -> [String] {
    cmark_gfm_core_extensions_ensure_registered()
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return ["no parser"] }
    defer { cmark_parser_free(parser) }
    for name in ["table", "autolink", "strikethrough"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    cmark_parser_feed(parser, page, page.utf8.count)
    let root = cmark_parser_finish(parser)
    defer { cmark_node_free(root) }
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    var found: [String] = []
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
      let literal = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
      switch cmark_node_get_type(node) {
      case CMARK_NODE_HTML_INLINE: if literal != "<br>" { found.append(literal) }
      case CMARK_NODE_HTML_BLOCK: found.append(literal)
      case CMARK_NODE_IMAGE: found.append("an image")
      case CMARK_NODE_LINK:
        let url = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
        let scheme = url.firstMatch(of: /^[^\/?#]*:/).map { $0.0.lowercased() }
        if let scheme, !["http:", "https:", "mailto:"].contains(scheme) { found.append(url) }
        // The scheme is that of the page.
        if url.hasPrefix("//") { found.append(url) }
      default: break
      }
    }
    return found
  }
}

import TestSupport
import Testing
import TextAnalysis

@Test(arguments: [
  ("", ""), ("a", "a"), ("a\nb", "a\nb"), ("*a* _b_ c", "{e a} {e b} c"),
  ("**a *b* c**", "{s a {e b} c}"),
  ("***a***", "{e {s a}}"), ("***a* b**", "{s {e a} b}"), ("***a** b*", "{e {s a} b}"),
  ("****a****", "{s {s a}}"),
  ("**a*", "*{e a}"), ("*a**", "{e a}*"), ("*a _b* c_", "{e a _b} c_"), ("*a **b*", "*a *{e b}"),
  ("`*a*`", "{c *a*}"), ("*`a`*", "{e {c a}}"), ("[a *b* c](u)", "{u a {e b} c}"),
  ("*[a](u)*", "{e {u a}}"),
  ("[*a](u)*", "{u *a}*"), ("[![图](x.png) 文](u)", "{u {!x.png 图} 文}"),
  ("[a [b](v)](u)", "{u a {v b}}"),
  // Destinations.
  ("[a](u \"t\")", "{u a}"), ("[a]( u )", "{u a}"), ("[a](<u v> 't')", "{u v a}"),
  (#"[a](u\)v\\)"#, #"{u)v\ a}"#),
  ("[a](u(1))", "{u(1) a}"), ("[a]()", "{ a}"), ("[](u)", "{u }"),
  ("[a](u v)", "[a](u v)"), ("[a](u 't' v)", "[a](u 't' v)"), ("[a](u (t))", "{u a}"),
  (#"[a](C:\temp)"#, #"{C:\temp a}"#),
  ("<xy:z>", "{xy:z xy:z}"), ("<x:y>", "<x:y>"), ("<a@b>", "{mailto:a@b a@b}"), ("<b>", "<b>"),
])
func `inlines are read as parts that nest`(inlines: String, expected: String) {
  #expect(sketch(inlineParts(inlines)) == expected)
}

@Test func `parts always nest, and their text is the plain text`() {
  var random = SeededGenerator(seed: 5)
  let alphabet = Array("[]()!**__`\\<>:@ab 错\n")
  for _ in 0..<5000 {
    let length = Int.random(in: 0...30, using: &random)
    let text = String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "a" })
    var open: [InlineSpan] = []
    var plain = ""
    for part in inlineParts(text) {
      switch part {
      case .text(let text): plain += text
      case .begin(let span): open.append(span)
      case .end(let span): #expect(open.popLast() == span, "\(text)")
      }
    }
    #expect(open.isEmpty, "\(text)")
    #expect(plain == plainText(text))
  }
}

/// Spans in braces, each led by its kind or destination.
private func sketch(_ parts: [InlinePart]) -> String {
  parts.map { part in
    switch part {
    case .text(let text): text
    case .begin(.emphasis): "{e "
    case .begin(.strong): "{s "
    case .begin(.code): "{c "
    case .begin(.link(let destination)): "{\(destination) "
    case .begin(.image(let source)): "{!\(source) "
    case .end: "}"
    }
  }.joined()
}

@Test(
  arguments: [
    ("**a", [.strong]), ("a **b** **c", [.strong]), ("**a*", []), ("a** b", []), ("** a", []),
    ("***a", []), ("\\**a", []), ("`**a`", []), ("[a](b", [.link]), ("[a](b) [c](d", [.link]),
    ("[**a](b)", [.strong]), ("![a](b", [.link]), ("[a]", []), ("[a", []), ("\\[a](b", []),
    ("[a](b **c", [.link, .strong]), ("plain", []), ("", []),
  ] as [(String, [UnclosedMark])])
func `strong emphasis and links without an end are told`(inlines: String, expected: [UnclosedMark])
{
  #expect(unclosedMarks(inInlines: inlines) == expected)
}

import Testing
import TextAnalysis

private let cases: [(String, Placeholder.Style, Placeholder.Meaning)] = [
  ("{0}", .braces, .name("0")), ("{ 0 }", .braces, .name("0")),
  ("{0,number,#.##}", .braces, .name("0")), ("{1:x}", .braces, .name("1")),
  ("{2!r}", .braces, .name("2")), ("{}", .braces, .next(kind: "{}")),
  ("{ }", .braces, .next(kind: "{}")), ("{{name}}", .braces, .name("name")),
  ("#{y}", .braces, .name("y")), ("{用户名}", .braces, .name("用户名")),
  ("{ids[0]}", .braces, .name("ids[0]")), ("${x}", .variable, .name("x")),
  ("$name", .variable, .name("name")), ("%s", .format, .next(kind: "%s")),
  ("%-10s", .format, .next(kind: "%s")), ("%lld", .format, .next(kind: "%d")),
  ("%5u", .format, .next(kind: "%d")), ("%.*f", .format, .next(kind: "%f")),
  ("%1$s", .format, .place(1)), ("%12$08x", .format, .place(12)),
  ("%(name)s", .format, .name("name")), ("%{name}", .format, .name("name")),
  ("%1", .insert, .place(1)), ("%2!d!", .insert, .place(2)),
  ("<port-number>", .angleBrackets, .name("port-number")),
]

@Test(arguments: cases)
func `a placeholder is known by what it stands for`(
  written: String, style: Placeholder.Style, meaning: Placeholder.Meaning
) {
  #expect(placeholders(in: written).map { String(written[$0]) } == [written])
  let placeholder = Placeholder(written[...])
  #expect(placeholder.written == written)
  #expect(placeholder.style == style)
  #expect(placeholder.meaning == meaning)
}

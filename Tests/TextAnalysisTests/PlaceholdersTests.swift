import Testing
import TextAnalysis

private let texts: [(String, [String])] = [
  ("", []), ("磁盘已满", []), ("任务{0}不存在", ["{0}"]), ("【{0}】[{1}]（{2}）", ["{0}", "{1}", "{2}"]),
  ("{name}{}{ id }", ["{name}", "{}", "{ id }"]),
  ("{{name}} ${x} #{y}", ["{{name}}", "${x}", "#{y}"]),
  ("{用户名} {user.name} {ids[0]}", ["{用户名}", "{user.name}", "{ids[0]}"]),
  ("{0,number,#.##} {1:x} {2!r}", ["{0,number,#.##}", "{1:x}", "{2!r}"]),
  ("%s %d%% %1$s", ["%s", "%d", "%1$s"]),
  ("%5.2f %-10s %lld %@", ["%5.2f", "%-10s", "%lld", "%@"]),
  ("%(name)s is %1, %2!d!.", ["%(name)s", "%1", "%2!d!"]), ("%dms", ["%d"]), ("%%s", []),
  ("$name $5 a$b", ["$name"]), ("<host>:<port-number>", ["<host>", "<port-number>"]),
  ("任务<id>和$name", ["<id>", "$name"]),
  ("a<br>b<B>c</b> List<String> 1 < 2 > 1", []), ("<https://example.org>", []),
  // What only looks like one.
  ("缺少参数【ip_list】", []), ("80%的磁盘 50%d 100 % of", []), ("a%20b%E4%BD%A0", []),
  ("{\"code\": 0} {code: 0} {a, b} {", []), ("{a\nb}", []), ("{{{x}}}", ["{{x}}"]),
  (String(repeating: "{", count: 200_000), []),
]

@Test(arguments: texts)
func `placeholders are found, and nothing that looks like one`(text: String, expected: [String]) {
  #expect(placeholders(in: text).map { String(text[$0]) } == expected)
}

import Catalog
import Testing

@Test(
  arguments: [
    ("1001", nil, "1001", nil), ("bk-job:1001", "bk-job", "1001", nil),
    ("BK-Job:1001", "bk-job", "1001", nil), ("bk-job:1001#2", "bk-job", "1001", "2"),
    ("1001#1", nil, "1001", ""), ("1001#", nil, "1001#", nil), ("bk-job:C#", "bk-job", "C#", nil),
    ("C##2", nil, "C#", "2"), ("C##", nil, "C##", nil), ("1001#鉴权", nil, "1001", "鉴权"),
    ("core:1001", nil, "core:1001", nil), ("bk-job:a:b", "bk-job", "a:b", nil),
    ("a:b#3", nil, "a:b", "3"), ("#5", nil, "#5", nil), ("a#b#2", nil, "a#b", "2"),
    ("bk-job:", "bk-job", "", nil), ("", nil, "", nil), (":1", nil, ":1", nil),
    ("-1", nil, "-1", nil),
    ("bk-job:-1", "bk-job", "-1", nil),
  ] as [(String, String?, String, String?)])
func `an address is cut where a system is named`(
  text: String, system: String?, code: String, variant: String?
) {
  let address = EntryAddress(text) { $0 == "bk-job" }
  #expect(address.system == system)
  #expect(address.code == code)
  #expect(address.variant == variant)
  #expect(address.key == CodeKey(code))
}

@Test(
  arguments: ["JOB:1", "C#", "C##", "C#2", "#5", "#5#6", "a:b#c", "bk-job:1", "-1", "#", "##1"],
  ["", "2", "鉴权"])
func `an entry's own address leads back to it`(code: String, variant: String) {
  var entry = Entry(system: "bk-job", code: code)
  entry.variant = variant
  for text in [entry.address, entry.id.distinctText] {
    let address = EntryAddress(text) { $0 == "bk-job" }
    #expect(address.system == "bk-job")
    #expect(address.code == code)
    #expect(address.variant ?? "" == variant)
  }
  #expect(EntryAddress(entry.id).text == entry.id.distinctText)
  #expect(EntryAddress(entry.id.distinctText) { _ in true }.variant == variant)
}

@Test(arguments: [
  ("E1", "", "s:E1"), ("E1", "web", "s:E1#web"), ("C#", "", "s:C#"), ("C#2", "", "s:C#2#1"),
  ("C#2", "web", "s:C#2#web"), ("#5", "", "s:#5"),
])
func `an address names the first variant only where it would be read as another`(
  code: String, variant: String, expected: String
) {
  var entry = Entry(system: "s", code: code)
  entry.variant = variant
  #expect(entry.address == expected)
}

@Test(arguments: [
  ("bk-job", true), ("a", true), ("0", true), ("", false), ("Bk", false), ("a_b", false),
  ("a b", false),
  ("任务", false), ("a:b", false), ("é", false),
])
func `a slug is lower-case letters, digits and hyphens`(text: String, isSlug: Bool) {
  #expect(SystemDescription.isSlug(text) == isSlug)
}

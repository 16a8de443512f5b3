import Catalog
import Testing

@Test(arguments: [
  ("zh", "zh-Hans"), ("cn", "zh-Hans"), ("CN", "zh-Hans"), ("zh_CN", "zh-Hans"),
  ("zh-SG", "zh-Hans"),
  ("zh_CN.UTF-8", "zh-Hans"), ("ZH-hans", "zh-Hans"), ("zh-Hans-TW", "zh-Hans"),
  ("zh-TW", "zh-Hant"),
  ("zh_HK.UTF-8", "zh-Hant"), ("zh-MO", "zh-Hant"), ("zh-hant", "zh-Hant"), ("en", "en"),
  ("EN", "en"),
  ("en_US.UTF-8", "en-US"), ("pt-br", "pt-BR"), ("sr_RS@latin", "sr-RS"),
  ("sr-latn-rs", "sr-Latn-RS"),
  ("ja", "ja"), ("ko-KR", "ko-KR"), ("de-1996", "de-1996"), ("yue", "yue"),
])
func `a tag or its short form resolves to the canonical tag`(text: String, tag: String) {
  #expect(Language(text)?.tag == tag)
  #expect(Language(tag)?.tag == tag)
}

@Test(arguments: [
  "", "C", "POSIX", "C.UTF-8", "english", "e", "1", "zh-", "-zh", "zh--CN", "中文", "en US", "e1",
  "zh/CN",
  "en-waytoolongtag",
])
func `what is no language tag is refused`(text: String) {
  #expect(Language(text) == nil)
}

@Test(arguments: [
  ("en", true), ("pt-BR", true), ("zh-Hans", false), ("ja", false), ("ko-KR", false), ("ru", false),
  ("sr-Latn-RS", true), ("de", true),
])
func `the script of a language is known as far as needed`(tag: String, isLatin: Bool) throws {
  #expect(try #require(Language(tag)).isWrittenInLatin == isLatin)
}

@Test(
  arguments: [
    (["en", "zh-Hans", "ja"], ["zh-Hans", "en"], ["zh-Hans", "en", "ja"]),
    (["en", "ja", "de"], ["ko"], ["de", "en", "ja"]), ([], ["en"], []),
    (["en", "zh-Hans"], ["en", "en", "zh-Hans", "en"], ["en", "zh-Hans"]),
    (["en", "de", "zh-Hans"], ["en-US"], ["en", "de", "zh-Hans"]),
    (["de", "en", "en-GB", "en-US"], ["en-US"], ["en-US", "en", "en-GB", "de"]),
    (["en", "ja", "zh-Hans"], ["zh-Hant"], ["zh-Hans", "en", "ja"]),
  ] as [([String], [String], [String])])
func `a reader's languages come first, the rest sorted`(
  present: [String], preferred: [String], expected: [String]
) {
  let ordered = Language.ordered(
    present.compactMap { Language($0) }, preferring: preferred.compactMap { Language($0) })
  #expect(ordered.map(\.tag) == expected)
}

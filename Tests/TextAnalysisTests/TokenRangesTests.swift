import Testing
import TextAnalysis

@Test(
  arguments: [
    ("内存不足。", ["内存"], ["内存"]), ("内存不足", ["内存", "存不", "不足"], ["内存不足"]),
    ("内存，不足", ["内存", "不足"], ["内存", "不足"]),
    ("无效的AccessKey", ["key"], ["Key"]), ("无效的AccessKey", ["access", "key"], ["AccessKey"]),
    ("错", ["错"], ["错"]),
    ("内存不足", ["足"], ["足"]), ("返回 -1 或 1", ["_1"], ["-1"]), ("返回 -1 或 1", ["1"], ["1"]),
    ("第 1.10 节", ["1_10"], ["1.10"]),
    ("ＡＢ c", ["ab"], ["ＡＢ"]), ("a b", ["x"], []), ("", ["a"], []),
    ("bk_biz_id", ["bk", "id"], ["bk", "id"]),
  ] as [(String, Set<String>, [String])])
func `the places of tokens are found in the text`(
  text: String, tokens: Set<String>, places: [String]
) {
  #expect(tokenRanges(in: text, where: tokens.contains).map { String(text[$0]) } == places)
}

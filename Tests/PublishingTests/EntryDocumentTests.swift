import Catalog
import Testing

@testable import Publishing

@Suite struct EntryDocumentTests {
  @Test func `an entry has every key, sorted, and nothing escaped that need not be`() throws {
    var entry = Entry(system: "shop", code: "E/1")
    entry.httpStatus = 404
    entry.attributes = ["源 头": "a/b"]
    entry.texts[.simplifiedChinese] = .init(
      message: "找不到 \"{0}\"", description: nil, state: .sourced)
    entry.remedies[.simplifiedChinese] = ["先查\t库存", "再重试"]
    entry.sources = [.init(document: "page", line: 7)]
    #expect(
      try jsonText(EntryDocument(entry)) == #"{"aliases":[],"attributes":{"源 头":"a/b"},"#
        + #""category":null,"code":"E/1","code_end":null,"http_status":404,"#
        + #""remedies":{"zh-Hans":["先查\t库存","再重试"]},"replaced_by":null,"#
        + #""schema":"errkb.entry/1","severity":null,"sources":[{"document":"page","line":7}],"#
        + #""status":"active","system":"shop","#
        + #""texts":{"zh-Hans":{"message":"找不到 \"{0}\"","state":"sourced"}},"#
        + #""variant":"","withdrawn":null}"#)
  }

  @Test func `the revision is shown on request only`() throws {
    var entry = Entry(system: "shop", code: "1")
    entry.revision = 3
    #expect(try jsonText(EntryDocument(entry, showsRevision: true)).contains(#""revision":3"#))
    #expect(try !jsonText(EntryDocument(entry)).contains("revision"))
  }

  @Test func `names of properties are snake case and keys of dictionaries stay`() throws {
    struct Sample: Encodable {
      let helpURL = "https://example.com/a"
      let byName = ["someKey": 1]
    }
    #expect(
      try jsonText(Sample()) == #"{"by_name":{"someKey":1},"help_url":"https://example.com/a"}"#)
  }
}

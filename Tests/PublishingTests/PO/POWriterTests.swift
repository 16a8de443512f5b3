import Catalog
import Testing

@testable import Publishing

/// PO files as they are written.
struct POWriterTests {
  private let chinese = Language.simplifiedChinese

  private func text(
    _ entries: [Entry], from source: Language? = nil, language: Language? = .simplifiedChinese
  ) throws -> String {
    var writer = POWriter(
      into: .english, from: source,
      at: HistoryMoment(batch: 7, at: "2026-11-21T10:03:15.123Z"), generator: "errkb 1")
    var output: [UInt8] = []
    let system = SystemRecord(
      system: SystemDescription(slug: "desk", name: "Desk", language: language))
    try writer.begin([system], fields: [], to: &output)
    try writer.begin(system, fields: [], to: &output)
    for entry in entries { try writer.write(EntryRecord(entry: entry), to: &output) }
    try writer.endSystem(to: &output)
    try writer.end(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// The units without the header.
  private func units(_ entries: [Entry], from source: Language? = nil) throws -> String {
    let text = try text(entries, from: source)
    return text.split(separator: "\n\n", maxSplits: 1).last.map(String.init) ?? ""
  }

  private var disk: Entry {
    var entry = Entry(system: "desk", code: "E1")
    entry.systemLanguage = chinese
    entry.texts[chinese] = .init(message: "磁盘已满", description: nil, state: .sourced)
    entry.remedies[chinese] = ["清理", "重试"]
    entry.sources = [.init(document: "page", line: 3), .init(document: "我的 页", line: 12)]
    return entry
  }

  @Test func `a header has all that gettext asks for, and what errkb needs`() throws {
    #expect(
      try text([]) == #"""
        # Texts of error codes, exported by errkb, which imports what becomes of them.
        msgid ""
        msgstr ""
        "Project-Id-Version: errkb\n"
        "Report-Msgid-Bugs-To: \n"
        "POT-Creation-Date: 2026-11-21 10:03+0000\n"
        "PO-Revision-Date: 2026-11-21 10:03+0000\n"
        "Last-Translator: errkb\n"
        "Language-Team: en\n"
        "Language: en\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Content-Transfer-Encoding: 8bit\n"
        "X-Generator: errkb 1\n"
        "X-Source-Language: zh_CN\n"
        "X-Errkb-Batch: 7 2026-11-21T10:03:15.123Z\n"

        """#)
    #expect(try !text([], language: .english).contains("X-Source-Language"))
    #expect(try text([], from: .japanese).contains(#""X-Source-Language: ja\n""#))
  }

  @Test func `each message, description and step is a unit with its place and its lines`() throws {
    #expect(
      try units([disk]) == """
        #: page:3 \u{2068}我的 页\u{2069}:12
        msgctxt "desk:E1/message"
        msgid "磁盘已满"
        msgstr ""

        #: page:3 \u{2068}我的 页\u{2069}:12
        msgctxt "desk:E1/remedy/1"
        msgid "清理"
        msgstr ""

        #: page:3 \u{2068}我的 页\u{2069}:12
        msgctxt "desk:E1/remedy/2"
        msgid "重试"
        msgstr ""

        """)
  }

  @Test func `a draft is fuzzy, what is outdated as well, with what it was made from`() throws {
    var entry = disk
    entry.sources = []
    entry.remedies = [:]
    entry.texts[.english] = .init(message: "full", description: nil, state: .draft)
    #expect(
      try units([entry]) == """
        #. Draft: nobody has reviewed this translation.
        #, fuzzy
        msgctxt "desk:E1/message"
        msgid "磁盘已满"
        msgstr "full"

        """)
    entry.texts[.english]?.state = .outdated
    entry.texts[.english]?.origin = .init(language: chinese, message: "磁盘满了")
    entry.texts[chinese]?.description = "第一行\n第二行\n"
    entry.texts[.english]?.description = "one\ntwo"
    #expect(
      try units([entry]) == #"""
        #. Outdated: the text has changed since it was translated.
        #, fuzzy
        #| msgid "磁盘满了"
        msgctxt "desk:E1/message"
        msgid "磁盘已满"
        msgstr "full"

        #. Outdated with the other texts of the code: review them together.
        #, fuzzy
        msgctxt "desk:E1/description"
        msgid ""
        "第一行\n"
        "第二行"
        msgstr ""
        "one\n"
        "two"

        """#)
    entry.texts[.english]?.state = .reviewed
    #expect(try !units([entry]).contains("fuzzy"))
  }

  @Test func `a text that the source lacks is taken from another language, which is said`() throws {
    var entry = disk
    entry.sources = []
    entry.remedies[chinese] = nil
    entry.remedies[.japanese] = ["再試行"]
    entry.remedies[.korean] = ["재시도"]
    #expect(
      try units([entry]).hasSuffix(
        """
        #. This text is in ja: there is none in zh-Hans.
        msgctxt "desk:E1/remedy/1"
        msgid "再試行"
        msgstr ""

        """))
    #expect(try units([entry], from: .korean).contains("재시도"))
    entry.texts = [.english: .init(message: "full", description: nil, state: .draft)]
    entry.remedies = [:]
    #expect(try text([entry]).hasSuffix("Z\\n\"\n"), "there is nothing to translate")
  }

  @Test func `a remedy with other steps is one unit`() throws {
    var entry = disk
    entry.sources = []
    entry.texts[chinese]?.message = nil
    entry.texts[.english] = .init(message: nil, description: nil, state: .reviewed)
    entry.remedies[.english] = ["Make room and retry"]
    #expect(
      try units([entry]) == #"""
        msgctxt "desk:E1/remedy"
        msgid ""
        "清理\n"
        "重试"
        msgstr "Make room and retry"

        """#)
  }

  @Test func `category, status and withdrawal are told`() throws {
    var entry = disk
    entry.sources = []
    entry.remedies = [:]
    entry.category = "磁盘 / \u{202E}x"
    entry.status = .deprecated
    entry.withdrawn = "2026-11-21T10:03:15.123Z"
    #expect(
      try units([entry]).hasPrefix(
        """
        #. Category: 磁盘 / \u{FFFD}x
        #. The code is deprecated.
        #. Withdrawn: no document has the code any more.
        msgctxt
        """))
  }

  @Test(arguments: [
    ("zh-Hans", "zh_CN"), ("zh-Hant", "zh_TW"), ("pt-BR", "pt_BR"), ("en", "en"),
    ("sr-Latn", "sr@latin"), ("sr-Latn-RS", "sr_RS@latin"), ("uz-Cyrl", "uz@cyrillic"),
    ("yue", "yue"), ("es-419", "es_419"), ("az-Arab", "az_Arab"),
  ])
  func `languages are named as gettext does`(tag: String, name: String) throws {
    let language = try #require(Language(tag))
    #expect(language.gettextName == name)
    #expect(Language(gettextName: name) == language)
  }
}

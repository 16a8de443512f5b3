import Catalog
import Documents
import Publishing
import TestSupport
import Testing

@testable import Commands

/// Entries written as tables and read back.
struct TableRoundTripTests {
  /// A way to write entries.
  enum Format: CaseIterable {
    case csv, tsv, csvWithMark, excel, markdown

    var writer: any EntryWriter {
      switch self {
      case .csv: SheetWriter.csv()
      case .tsv: SheetWriter.tsv()
      case .csvWithMark: SheetWriter.csv(writesMark: true)
      case .excel: SheetWriter.csv(isForSpreadsheets: true)
      case .markdown: MarkdownPageWriter()
      }
    }

    var document: DocumentFormat {
      switch self {
      case .tsv: .tsv
      case .csv, .csvWithMark, .excel: .csv
      case .markdown: .markdown
      }
    }
  }

  @Test(arguments: Format.allCases, 1...40)
  func `whatever entries hold comes back as it is`(format: Format, seed: UInt64) throws {
    var nasty = NastyEntries(seed: seed)
    let entries = nasty.entries(12)
    let text = try written(entries, by: format.writer)
    let document = try readBack(text, format)
    #expect(document.diagnostics.filter { $0.severity > .note } == [])
    #expect(document.lines.notUnderstood == 0 && document.lines.prose <= 12)
    #expect(document.entries.count == entries.count)
    for (entry, draft) in zip(inOrder(entries, of: format), document.entries) {
      let expected = carried(entry)
      var found = FieldValues(draft)
      found[.code] = draft.code
      guard found != expected else { continue }
      let fields = found.fieldsChanged(from: expected)
      for field in fields {
        Issue.record(
          "\(field.name): \(String(reflecting: expected[field])) came back as \(String(reflecting: found[field]))"
        )
      }
    }
  }

  @Test(arguments: Format.allCases, 1...10)
  func `what was read back is written alike`(format: Format, seed: UInt64) throws {
    var nasty = NastyEntries(seed: seed + 1000)
    let text = try written(nasty.entries(12), by: format.writer)
    let again = try readBack(text, format).entries.map(entry)
    #expect(
      try String(decoding: written(again, by: format.writer), as: UTF8.self)
        == String(decoding: text, as: UTF8.self))
  }

  private func readBack(_ text: [UInt8], _ format: Format) throws -> ReadDocument {
    guard format.document != .markdown else {
      return try readDocument(text, options: ReadingOptions())
    }
    let sheet = try SourceDocument(text, format: format.document)
    #expect(sheet.systems == ["desk"])
    return sheet.read(system: "desk", options: ReadingOptions(format: format.document))
  }

  private func inOrder(_ entries: [Entry], of format: Format) -> [Entry] {
    guard format == .markdown else { return entries }
    let groups = Dictionary(grouping: entries) { Array(($0.category ?? "").utf8) }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap(\.value)
  }

  private func written(_ entries: [Entry], by writer: any EntryWriter) throws -> [UInt8] {
    var writer = writer
    var output: [UInt8] = []
    let system = SystemRecord(
      system: SystemDescription(
        slug: "desk", name: "Desk: \"#1\"", vendor: "---", language: .simplifiedChinese))
    let fields = Set(entries.flatMap { FieldValues($0).fields }).union([.code])
    try writer.begin([system], fields: fields, to: &output)
    try writer.begin(system, fields: fields, to: &output)
    let format: Format = writer is MarkdownPageWriter ? .markdown : .csv
    for entry in inOrder(entries, of: format) {
      try writer.write(EntryRecord(entry: entry), to: &output)
    }
    try writer.endSystem(to: &output)
    try writer.end(to: &output)
    return output
  }

  /// What tables carry of an entry: all but the state of its texts.
  private func carried(_ entry: Entry) -> FieldValues {
    var values = FieldValues(entry)
    for field in values.fields {
      if case .state = field { values[field] = nil }
    }
    return values
  }

  private func entry(_ draft: EntryDraft) -> Entry {
    var entry = Entry(system: "desk", code: draft.code)
    entry.variant = draft.variant ?? ""
    for (field, value) in draft.scalars { entry[field] = value }
    entry.aliases = draft.aliases
    entry.attributes = draft.attributes
    entry.texts = draft.texts.mapValues {
      Entry.Text(message: $0.message, description: $0.description, state: .sourced)
    }
    entry.remedies = draft.remedies
    return entry
  }
}

/// Entries made to be hard to write.
struct NastyEntries {
  private var random: SeededGenerator

  private static let pieces = [
    "a", "码", "磁盘 {0} 已满", "😀", "‮שלום‬", "é", "e\u{301}", "\t", " ", "  ", "\u{3000}", "\u{A0}",
    "|", "||", "\\", "\\\\", "\\|", "\"", "\"\"", "'", "''", "=", "+1", "-", "--", "-1", ":", "：",
    "@",
    "#", "##", " #", "*", "**b**", "_", "__", "a_b", "`", "``", "`x|y`", "[x](y)", "![x](y)", "]",
    "(",
    "<br>", "<br >", "<br/>", "<b>", "</b>", "<name>", "<!--", "<!x", "<?x?>", "<http://x.y>", "<",
    ">",
    "&", "&amp;", "&#124;", "&#0124;", "&#10;", "&lt;", "&#x41;", "~", "~~", "1.", "1. ", "2. ",
    "- ",
    "(1)", "①", "%s", "${x}", "$a$", "【{0}】", "<instance-id>", ",", ";", "===", "---", "|-|-|",
    "n/a",
    "null", "http://x.y/z", "www.x.com", "C:\\dir\\file", "sep=;", "＝", "\u{200B}", "\u{FEFF}",
    "\u{2028}", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- -->",
    "[a](javascript:x)", "[a](&#106;avascript:x)", "[a](<JAVASCRIPT:x>)", "[a](data:x \"t\")",
    "![a](https://x.y/z.png)", "<javascript:x>", "](vbscript:x)", "[r]: javascript:x", "[a](/b)",
    "[a](java\\script:x)",
  ]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func entries(_ count: Int) -> [Entry] {
    let attributes =
      (0..<3).map { _ in line() } + ["Code", "Message (en)", "attributes.x", "System"]
    let categories = (0..<3).map { _ in chance(4) ? nil : line() }
    let languages =
      [Language.simplifiedChinese, .english]
      + [Language("yue"), Language("pt_BR")].compactMap { $0 }
    var seen: Set<String> = []
    return (0..<count).compactMap { _ in
      var entry = Entry(system: "desk", code: chance(3) ? "E\(count)" : line())
      guard !CodeKey(entry.code).isEmpty else { return nil }
      entry.variant = chance(2) ? "" : line().filter { !"#:".contains($0) }
      if entry.variant == "1" || entry.variant.allSatisfy(\.isWhitespace) { entry.variant = "" }
      guard seen.insert(CodeKey(entry.code).text + "#" + entry.variant).inserted else { return nil }
      if chance(4) { entry.codeEnd = line() }
      if chance(3) {
        entry.aliases = Set((0..<3).map { _ in line() }).sorted {
          Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
        }
      }
      entry.category = categories.randomElement(using: &random) ?? nil
      if chance(3) { entry.httpStatus = Int.random(in: 100...599, using: &random) }
      if chance(3) { entry.severity = line() }
      entry.status = [.active, .deprecated].randomElement(using: &random) ?? .active
      if chance(4) { entry.replacedBy = line() }
      // No field of a code holds what is none.
      if CodeKey(entry.codeEnd ?? "x").isEmpty { entry.codeEnd = nil }
      if CodeKey(entry.replacedBy ?? "x").isEmpty { entry.replacedBy = nil }
      for name in attributes where chance(3) { entry.attributes[name] = line() }
      for language in languages where chance(2) {
        entry.texts[language] = Entry.Text(
          message: chance(4) ? nil : text(), description: chance(2) ? nil : text(), state: .sourced)
        if chance(2) {
          entry.remedies[language] = (0..<Int.random(in: 1...3, using: &random)).map { _ in line() }
        }
      }
      return entry
    }
  }

  private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &random) == 0 }

  /// A text of one line that is not only blanks.
  private mutating func line() -> String {
    while true {
      let count = Int.random(in: 1...5, using: &random)
      let line = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      if !line.allSatisfy(\.isWhitespace), !line.contains(where: \.isNewline) { return line }
    }
  }

  private mutating func text() -> String {
    let lines = (0..<(chance(3) ? 3 : 1)).map { _ in chance(8) ? "" : line() }
    let text = lines.joined(separator: "\n")
    return text.allSatisfy(\.isWhitespace) ? "x" : text
  }
}

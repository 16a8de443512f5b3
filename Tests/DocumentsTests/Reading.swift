import Catalog

@testable import Documents

/// Reads a page written in a test.
func read(_ page: String, options: ReadingOptions = ReadingOptions()) throws -> ReadDocument {
  try readDocument(Array(page.utf8), options: options)
}

/// Reads a page of Markdown, feeding its parser pieces of about `pieceSize` bytes.
func readDocument(
  _ bytes: [UInt8], options: ReadingOptions, pieceSize: Int
) throws -> ReadDocument {
  try SourceDocument(bytes, reader: MarkdownReader(pieceSize: pieceSize)).read(options: options)
}

extension ReadDocument {
  /// The only entry of a page.
  var entry: EntryDraft? { entries.count == 1 ? entries[0] : nil }

  /// Messages in a language, by code.
  func messages(_ language: Language = .simplifiedChinese) -> [String: String] {
    Dictionary(
      entries.compactMap { entry in entry.texts[language]?.message.map { (entry.code, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Line and severity of each diagnostic.
  var marks: [String] { diagnostics.map { "\($0.line) \($0.severity.rawValue)" } }

  /// The account as `entry heading prose blank notUnderstood`.
  var account: String {
    "\(lines.entry) \(lines.heading) \(lines.prose) \(lines.blank) \(lines.notUnderstood)"
  }
}

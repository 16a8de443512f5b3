import ArgumentParser
import Publishing

/// A format that entries are exported in.
enum ExportFormat: String, CaseIterable {
  case json, jsonl, yaml, csv, tsv, markdown, html, po

  /// The formats as a person reads them.
  static let list = allCases.map(\.rawValue).joined(separator: ", ")

  /// Reads a format's name.
  init(parsing name: String) throws {
    guard let format = ExportFormat(rawValue: name) else {
      throw ValidationError("there are \(Self.list)")
    }
    self = format
  }

  /// The ending of its files' names.
  var fileExtension: String { self == .markdown ? "md" : rawValue }

  /// Whether importing the export into an empty base makes the same base, so that nothing is left
  /// out, not even what was removed.
  var isLossless: Bool { self == .jsonl || self == .yaml }

  /// Whether it is tables, which are read back as documents.
  var isTable: Bool { [.csv, .tsv, .markdown].contains(self) }

  /// Whether a file of a system without entries says nothing of it.
  var isEmptyWithoutEntries: Bool { isTable || self == .po }

  /// Whether a file speaks of one system.
  var isOneSystemAFile: Bool { self == .markdown || self == .html }

  /// What the format has no place for, or what is left out of it; nil when it carries everything but
  /// the history.
  var losses: String? {
    switch self {
    case .jsonl, .yaml: nil
    case .json: "removed entries"
    case .html: "approvals and removed entries"
    case .csv, .tsv:
      "names of systems, states of texts, approvals, sources and removed entries"
    case .markdown: "states of texts, approvals, sources and removed entries"
    case .po: "fields that are no text, other languages, approvals and removed entries"
    }
  }

  /// A writer of one file; nil for po, of which more has to be known.
  func writer(_ options: SheetOptions) -> (any EntryWriter)? {
    switch self {
    case .csv: SheetWriter.csv(isForSpreadsheets: options.excel, writesMark: options.bom)
    case .tsv: SheetWriter.tsv(writesMark: options.bom)
    case .markdown: MarkdownPageWriter()
    case .json: JSONWriter()
    case .jsonl: JSONLinesWriter()
    case .yaml: YAMLRecordWriter()
    case .html: HTMLSystemWriter(generator: Self.generator)
    case .po: nil
    }
  }

  /// What formats that name their maker say.
  static let generator = "errkb " + ErrKB.version
}

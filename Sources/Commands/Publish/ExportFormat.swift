import ArgumentParser
import Publishing

/// A format that entries are exported in.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  case json, jsonl, yaml

  /// What `--help` says of the option.
  static let help = ArgumentHelp(
    stringLiteral: allCases.map(\.rawValue).joined(separator: ", ") + ".")

  /// The ending of its files' names.
  var fileExtension: String { rawValue }

  /// Whether importing the export into an empty base makes the same base, so that nothing is left
  /// out, not even what was removed.
  var isLossless: Bool { self == .jsonl || self == .yaml }

  /// Whether a file speaks of one system.
  var isOneSystemAFile: Bool { false }

  /// A writer of one file.
  func writer() -> any EntryWriter {
    switch self {
    case .json: JSONWriter()
    case .jsonl: JSONLinesWriter()
    case .yaml: YAMLRecordWriter()
    }
  }
}

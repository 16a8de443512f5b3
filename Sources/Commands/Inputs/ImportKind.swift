import Documents
import SystemPackage

/// What a file that is to be imported is taken for by its name.
enum ImportKind {
  /// A page or a sheet.
  case document
  /// An export of errkb's own, a record a line.
  case lines
  /// A list of documents, or an export of errkb's own.
  case yaml
  /// What translators made of an export.
  case translations

  /// Looks at the ending; nil for a file that is none of them.
  init?(fileNamed name: String) {
    switch FilePath(name).extension?.lowercased() {
    case "jsonl", "ndjson": self = .lines
    case "yaml", "yml": self = .yaml
    case "po": self = .translations
    default:
      guard isDocumentName(FilePath(name).lastComponent?.string ?? name) else { return nil }
      self = .document
    }
  }
}

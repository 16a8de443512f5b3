import SystemPackage

/// What a file is that is named to be imported or compared: told once, by how it begins and what it is
/// called.
package enum InputKind: Equatable, Sendable {
  /// A page, a sheet or whatever else there is a reader for.
  case document(DocumentFormat)
  /// An export of errkb's own.
  case records(RecordSyntax)
  /// An export that is made for programs to read and cannot be imported.
  case answer
  /// What translators made of an export: a PO file.
  case translations
  /// A list of documents, a `sources.yaml`.
  case list
  /// A base or a snapshot.
  case database

  /// How records are written.
  package enum RecordSyntax: Sendable {
    /// An object of JSON a line.
    case lines
    /// A stream of YAML documents.
    case yaml
  }

  /// As many bytes of a file as it takes to tell.
  package static let beginning = 1 << 18

  /// Tells what a file is.
  ///
  /// What errkb exported says so itself. All else goes by its name, and by its shape where it has none.
  ///
  /// - Parameters:
  ///   - beginning: its first bytes; all, where it has fewer than `InputKind.beginning`.
  ///   - name: its path; nil for what has no name.
  ///   - format: how it is laid out if it is a document, where a person said so.
  package init(beginning: [UInt8], name: String?, format: DocumentFormat? = nil) {
    let named = name.flatMap { InputKind(name: $0) }
    if beginning.starts(with: Self.databaseMark) || named == .database {
      self = .database
    } else if named == .translations || name == nil && isTranslations(beginning) {
      self = .translations
    } else if let export = exportKind(of: beginning) {
      self = export
    } else if let named, named == .records(.lines) || named == .list {
      self = named
    } else if let format {
      self = .document(format)
    } else if let name {
      self = .document(DocumentFormat(name: FilePath(name).lastComponent?.string ?? ""))
    } else {
      self = .document(DocumentFormat(shapeOf: wholeLines(of: beginning)))
    }
  }

  /// Tells what a file is by its name alone; nil for one that no folder is searched for.
  package init?(name: String) {
    let path = FilePath(name)
    switch path.extension?.lowercased() {
    case "jsonl", "ndjson": self = .records(.lines)
    case "yaml", "yml": self = .list
    case "po": self = .translations
    case "db", "sqlite", "sqlite3": self = .database
    case let ending:
      // A README speaks about its folder and not about a system.
      guard let file = path.lastComponent, let format = DocumentFormat(ending: ending),
        !file.string.hasPrefix("."), path.stem?.lowercased() != "readme"
      else { return nil }
      self = .document(format)
    }
  }

  /// Whether the file is a document.
  package var isDocument: Bool { if case .document = self { true } else { false } }

  /// Whether the file is an export that can be restored.
  package var isRecords: Bool { if case .records = self { true } else { false } }

  // <https://www.sqlite.org/fileformat2.html#magic_header_string>
  private static let databaseMark = Array("SQLite format 3\0".utf8)
}

/// The bytes without a line that was cut off in the middle.
private func wholeLines(of beginning: [UInt8]) -> [UInt8] {
  guard beginning.count >= InputKind.beginning, let last = beginning.lastIndex(of: 0x0A) else {
    return beginning
  }
  return Array(beginning[...last])
}

/// Whether a text begins as a PO file does.
private func isTranslations(_ bytes: [UInt8]) -> Bool {
  let lines = bytes.prefix(1 << 16).split(separator: 0x0A).lazy.filter { line in
    line.first != UInt8(ascii: "#") && !line.allSatisfy { $0 == 0x20 || $0 == 0x0D }
  }
  return lines.first.map { line in
    ["msgid \"", "msgctxt \""].contains { line.starts(with: $0.utf8) }
  } ?? false
}

/// Which of errkb's exports a text is, by the schema that it names; nil for none of them.
private func exportKind(of beginning: [UInt8]) -> InputKind? {
  // A text cut anywhere may end in half a character.
  let text = String(decoding: beginning, as: UTF8.self)
  let lines = text.split(whereSeparator: \.isNewline).lazy
    .map { $0.hasPrefix("\u{FEFF}") ? $0.dropFirst() : $0 }
    .filter { line in !line.allSatisfy(\.isWhitespace) && !line.hasPrefix("#") }
  guard let first = lines.first else { return nil }
  if first.hasPrefix("{\"results\":[") { return .answer }
  if first.hasPrefix("{") {
    return namesSchema(first, behind: "\"schema\"") ? .records(.lines) : nil
  }
  for (index, line) in lines.enumerated() {
    if index > 0, line.hasPrefix("---") { return nil }
    if line.hasPrefix("schema:") || line.hasPrefix("\"schema\":") {
      return namesSchema(line, behind: "schema") ? .records(.yaml) : nil
    }
  }
  return nil
}

/// Whether a schema of records stands behind a key.
private func namesSchema(_ line: Substring, behind key: String) -> Bool {
  line.ranges(of: key).contains { range in
    let rest = line[range.upperBound...].drop { " \":'".contains($0) }
    return rest.hasPrefix("errkb.system/") || rest.hasPrefix("errkb.entry/")
  }
}

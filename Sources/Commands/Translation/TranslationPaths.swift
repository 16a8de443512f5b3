import SystemPackage

/// The PO files that paths on the command line stand for.
struct TranslationPaths {
  private(set) var paths: [String] = []

  /// Finds the files: those whose names end in `.po`, and those of folders that hold nothing else to
  /// import; nil when there are none.
  ///
  /// - Throws: `Failure` for PO files and others together.
  init?(_ paths: [String]) throws {
    var others: [String] = []
    for path in paths {
      let found = try Self.files(path)
      if found.isEmpty { others.append(path) }
      self.paths += found
    }
    guard let first = self.paths.first else { return nil }
    guard others.isEmpty else {
      throw Failure(
        .usage, code: "usage", "\(first) is a PO file and \(others[0]) is none",
        hint: "import them one after the other")
    }
  }

  private static func files(_ path: String) throws -> [String] {
    guard isFolder(path) else { return isNamedSo(path) ? [path] : [] }
    let importable = [
      "md", "markdown", "txt", "csv", "tsv", "jsonl", "ndjson", "yaml", "yml", "po",
    ]
    let found = try Commands.files(in: FilePath(path)) { name in
      FilePath(name).extension.map { importable.contains($0.lowercased()) } ?? false
    }.map(\.string)
    return found.allSatisfy(isNamedSo) ? found : []
  }

  private static func isNamedSo(_ path: String) -> Bool {
    FilePath(path).extension?.lowercased() == "po"
  }
}

import SystemPackage

/// The PO files that paths on the command line stand for.
struct TranslationPaths {
  /// The files to take in; none where the paths stand for something else.
  private(set) var paths: [String] = []
  /// PO files of folders that hold something else to import as well.
  private(set) var leftAlone: [String] = []

  /// Finds the files: those whose names end in `.po`, and those of folders that hold nothing else to
  /// import.
  ///
  /// - Throws: `Failure` for PO files and others together.
  init(_ paths: [String]) throws {
    var others: [String] = []
    for path in paths {
      let found = try files(path)
      if found.isEmpty { others.append(path) }
      self.paths += found
    }
    guard let first = self.paths.first, let other = others.first else { return }
    throw Failure(
      .usage, code: "usage", "\(first) is a PO file and \(other) is none",
      hint: "import them one after the other")
  }

  private mutating func files(_ path: String) throws -> [String] {
    guard isFolder(path) else { return isNamedSo(path) ? [path] : [] }
    let folder = FilePath(path)
    let found = try names(in: folder) { ImportKind(fileNamed: $0) != nil }
    guard found.allSatisfy(isNamedSo) else {
      leftAlone += found.filter(isNamedSo).map { folder.appending($0).string }
      return []
    }
    return try Commands.files(in: folder, where: isNamedSo).map(\.string)
  }

  private func isNamedSo(_ path: String) -> Bool { ImportKind(fileNamed: path) == .translations }
}

/// Whether a text begins as a PO file does.
func isTranslations(_ bytes: [UInt8]) -> Bool {
  let lines = bytes.prefix(1 << 16).split(separator: 0x0A).lazy.filter { line in
    line.first != UInt8(ascii: "#") && !line.allSatisfy { $0 == 0x20 || $0 == 0x0D }
  }
  return lines.first.map { line in
    ["msgid \"", "msgctxt \""].contains { line.starts(with: $0.utf8) }
  } ?? false
}

extension Failure {
  /// Standard input is a PO file.
  static var unnamedTranslations: Failure {
    Failure(
      .usage, code: "usage",
      "standard input is a PO file, and these are imported by their names",
      hint: "save it under a name that ends in .po, and type: "
        + commandLine("import", operands: ["NAME.po"]))
  }
}

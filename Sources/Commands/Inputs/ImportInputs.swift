import Documents
import SystemPackage

/// What the paths on the command line stand for: PO files, exports of errkb's own, or documents; never two
/// of them together.
struct ImportInputs {
  enum Content {
    case translations([Input])
    case records(RecordFiles)
    case documents([Input])
  }

  /// PO files of folders that hold something else to import as well.
  private(set) var leftAlone: [String] = []
  /// Folders of exports, of which documents were left alone.
  private(set) var withDocuments: [String] = []
  private let isDocument: Bool
  private let format: DocumentFormat?

  /// Begins with nothing.
  ///
  /// - Parameters:
  ///   - isDocument: whether standard input is said to be a document.
  ///   - format: how documents are laid out; nil for what their names say.
  init(isDocument: Bool, format: DocumentFormat?) {
    // A person who types is no export.
    self.isDocument = isDocument || Terminal.input.isInteractive
    self.format = format
  }

  /// Opens the files of all paths.
  ///
  /// - Throws: `Failure`, also for what cannot be imported, or not together.
  mutating func open(_ paths: [String]) throws -> Content {
    let translations = try paths.map { try self.translations($0) }
    if let first = translations.lazy.compactMap(\.first).first {
      try refuseOthers(paths, translations.map(\.isEmpty), beside: first.path, "a PO file")
      leftAlone = []
      return .translations(translations.flatMap(\.self))
    }
    var inputs: [Input] = []
    var records: [[RecordFile]] = []
    for path in paths {
      let found = try files(path)
      let files = try found.compactMap { try $0.records() }
      if !files.isEmpty, isFolder(path), try holds(path, \.isDocument) {
        withDocuments.append(path)
      }
      inputs += found
      records.append(files)
    }
    guard let first = records.lazy.compactMap(\.first).first else { return .documents(inputs) }
    try refuseOthers(
      paths, records.map(\.isEmpty), beside: first.label, "an export of errkb's own")
    return .records(RecordFiles(records.flatMap(\.self)))
  }

  /// The PO files that a path stands for: one that is named so, or those of a folder that holds nothing
  /// else to import.
  private mutating func translations(_ path: String) throws -> [Input] {
    func isNamedSo(_ name: String) -> Bool { InputKind(name: name) == .translations }
    guard isFolder(path) else { return isNamedSo(path) ? [Input(path)] : [] }
    let folder = FilePath(path)
    let found = try names(in: folder) { name in
      InputKind(name: name).map { $0 != .database } ?? false
    }
    guard found.allSatisfy(isNamedSo) else {
      leftAlone += found.filter(isNamedSo).map { folder.appending($0).string }
      return []
    }
    return try Commands.files(in: folder, where: isNamedSo).map { Input($0.string) }
  }

  /// The files that a path stands for: itself, or of a folder its `sources.yaml`, else the exports in it,
  /// else its documents.
  private func files(_ path: String) throws -> [Input] {
    guard path != "-", isFolder(path) else {
      let input = Input(path, isDocument: isDocument, format: format)
      // With a name it is one by that.
      guard input.kind != .translations else { throw Failure.unnamedTranslations }
      return [input]
    }
    let folder = FilePath(path)
    let list = folder.appending("sources.yaml")
    if isFile(list.string) {
      try refuseToLeave(folder, by: list)
      return [Input(list.string, typed: path)]
    }
    let records = try exports(in: folder)
    guard records.isEmpty else { return records }
    return try documents(in: folder).map { Input($0.string, typed: path, format: format) }
  }

  /// Whether names in a folder are of a kind.
  private func holds(_ folder: String, _ isWanted: (InputKind) -> Bool) throws -> Bool {
    try !names(in: FilePath(folder)) { InputKind(name: $0).map(isWanted) ?? false }.isEmpty
  }

  private func refuseOthers(
    _ paths: [String], _ isOther: [Bool], beside first: String, _ kind: String
  ) throws {
    guard let other = zip(paths, isOther).first(where: \.1)?.0 else { return }
    throw Failure(
      .usage, code: "usage", "\(first) is \(kind) and \(other) is none",
      hint: "import them one after the other")
  }
}

/// The exports of errkb's own in a folder.
///
/// - Throws: `Failure`, also for a file that may be one and cannot be read.
func exports(in folder: FilePath) throws -> [Input] {
  var found: [Input] = []
  let named = try files(in: folder) { name in
    InputKind(name: name).map { $0.isRecords || $0 == .list } ?? false
  }
  for file in named {
    let input = Input(file.string, typed: folder.string)
    guard let records = try input.records() else { continue }
    found.append(input)
    if found.count > RecordFiles.mostOpen { records.close() }
  }
  return found
}

extension Failure {
  /// Standard input is a PO file.
  fileprivate static var unnamedTranslations: Failure {
    Failure(
      .usage, code: "usage",
      "standard input is a PO file, and these are imported by their names",
      hint: "save it under a name that ends in .po, and type: "
        + commandLine("import", operands: ["NAME.po"]))
  }
}

import Documents
import Files
import SystemPackage

/// Whether a folder lies at the path.
func isFolder(_ path: String) -> Bool { kind(path) == .folder }

/// Whether something that is no folder lies at the path.
func isFile(_ path: String) -> Bool { kind(path).map { $0 != .folder } ?? false }

/// Whether the path names a file that can be read twice, and no pipe or device.
func isRegularFile(_ path: String) -> Bool { kind(path) == .file }

/// Whether something lies at the path that is neither a file nor a folder: a device, a pipe.
func isSpecialFile(_ path: String) -> Bool {
  kind(path).map { $0 != .file && $0 != .folder } ?? false
}

/// What lies at the path; nil also where that cannot be looked at: who opens it says why.
private func kind(_ path: String) -> FileKind? { try? FileKind.at(path) }

/// Makes the folders above a file that is about to be created.
func makeFolder(of path: String) throws {
  do throws(FolderError) {
    try Files.makeFolder(of: path)
  } catch {
    throw Failure(
      .database, code: "cannot_open", "cannot make the folder \(error.path): \(error.reason)")
  }
}

/// The bytes of a file; `-` is standard input.
func fileBytes(_ path: String, _ limit: FileLimit) throws -> [UInt8] {
  try tellingUnreadable(path) { try readFile(path, atMost: limit) }
}

/// Runs a body that reads a file, and tells which it was where that cannot be done.
func tellingUnreadable<T: ~Copyable>(
  _ path: String, _ body: () throws -> T
) throws -> T {
  do {
    return try body()
  } catch let error as FileError {
    throw Failure.unreadable(path, error)
  }
}

/// The first bytes of a file, fewer where it is shorter; none of what cannot be read, or is a pipe and
/// would lose them.
func fileHead(_ path: String, _ count: Int) -> [UInt8] {
  guard isRegularFile(path) else { return [] }
  // Whoever reads the file says why it cannot be read.
  return (try? InputFile(path).head(count)) ?? []
}

/// The text of a file, or of standard input by `-`, line ends made one.
func fileText(_ path: String, _ limit: FileLimit) throws -> String {
  let bytes: [UInt8]
  do {
    bytes = try fileBytes(path, limit)
  } catch var failure as Failure where failure.code == Failure.tooLarge {
    // What is typed is too long as well.
    failure.status = .usage
    throw failure
  }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw Failure(
      .usage, code: "not_text", "\(fileLabel(path)) is not UTF-8 text; convert it first")
  }
  return text.replacing("\r\n", with: "\n")
}

/// What to call a file in messages.
func fileLabel(_ path: String) -> String {
  path == "-" ? "standard input" : path.isEmpty ? "''" : path
}

/// The documents of a folder that has no `sources.yaml`, ordered by name.
func documents(in folder: FilePath) throws -> [FilePath] {
  let documents = try files(in: folder) { InputKind(name: $0)?.isDocument ?? false }
  guard !documents.isEmpty else {
    throw Failure(
      .document, code: "no_documents",
      "\(folder) holds no sources.yaml and no document (.md, .markdown, .txt)")
  }
  return documents
}

/// The files of a folder to import whose names are wanted, ordered by name.
///
/// - Throws: `Failure`, also for a link that leads out of the folder: who was given the folder did not
///   mean to import another file of this machine.
func files(in folder: FilePath, where isWanted: (String) -> Bool) throws -> [FilePath] {
  let files = try names(in: folder, where: isWanted).map { folder.appending($0) }
  for file in files { try refuseToLeave(folder, by: file) }
  return files
}

/// The names in a folder that are wanted, in order.
func names(in folder: FilePath, where isWanted: (String) -> Bool) throws -> [String] {
  try tellingUnreadable(folder.string) { try fileNames(in: folder.string, where: isWanted) }
}

/// Refuses a file of a folder that is a link to somewhere else.
func refuseToLeave(_ folder: FilePath, by file: FilePath) throws {
  guard leadsOut(file.string, of: folder.string) else { return }
  throw Failure(
    .document, code: "outside",
    "\(file) leads out of \(folder); put the file itself there, or import it by its own path")
}

extension Failure {
  /// A file that cannot be read.
  static func unreadable(_ path: String, _ error: FileError) -> Failure {
    let code = if case .tooLarge = error { tooLarge } else { "unreadable" }
    return Failure(.document, code: code, "cannot read \(fileLabel(path)): \(error.reason)")
  }

  /// The word for a file that is too large.
  fileprivate static let tooLarge = "too_large"
}

/// The text without the line feeds that end a file and begin no line of a value.
func withoutLastLineFeeds(_ text: String) -> String {
  var text = text
  while text.last?.isNewline == true { text.removeLast() }
  return text
}

/// Bytes that are not UTF-8, for a message: short, and on one line.
func shown(_ bytes: [UInt8]) -> String {
  let text = oneLine(notation(bytes))
  return text.count > 60 ? text.prefix(60) + "…" : text
}

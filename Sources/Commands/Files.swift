import Documents
import Glibc
import SystemPackage

/// Whether a folder lies at the path.
func isFolder(_ path: String) -> Bool { mode(path).map { $0 & S_IFMT == S_IFDIR } ?? false }

/// Whether something that is no folder lies at the path.
func isFile(_ path: String) -> Bool { mode(path).map { $0 & S_IFMT != S_IFDIR } ?? false }

/// Whether the path names a file that can be read twice, and no pipe or device.
func isRegularFile(_ path: String) -> Bool {
  mode(path).map { $0 & S_IFMT == S_IFREG } ?? false
}

/// Whether something lies at the path that is neither a file nor a folder: a device, a pipe.
func isSpecialFile(_ path: String) -> Bool {
  mode(path).map { ![S_IFREG, S_IFDIR].contains($0 & S_IFMT) } ?? false
}

private func mode(_ path: String) -> mode_t? {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode : nil
}

/// Makes the folders above a file that is about to be created.
func makeFolder(of path: String) throws {
  guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
  let folder = String(path[..<slash])
  guard !isFolder(folder) else { return }
  try makeFolder(of: folder)
  guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
    throw Failure(
      .database, code: "cannot_open",
      "cannot make the folder \(folder): \(String(cString: strerror(errno)))")
  }
}

/// The bytes of a file.
func fileBytes(_ path: FilePath) throws -> [UInt8] {
  do {
    return try readFile(path)
  } catch {
    throw Failure.unreadable(path, error)
  }
}

/// The first bytes of a file, fewer where it is shorter; none of what cannot be read, or is a pipe and
/// would lose them.
func fileHead(_ path: String, _ count: Int) -> [UInt8] {
  guard mode(path).map({ $0 & S_IFMT == S_IFREG }) == true,
    let file = try? FileDescriptor.open(FilePath(path), .readOnly)
  else {
    // Whoever reads the file says why it cannot be read.
    return []
  }
  var bytes = [UInt8](repeating: 0, count: count)
  let read = try? file.closeAfter { try bytes.withUnsafeMutableBytes { try file.read(into: $0) } }
  return Array(bytes.prefix(read ?? 0))
}

/// The text of a file, or of standard input by `-`, line ends made one.
func fileText(_ path: String) throws -> String {
  let bytes = try fileBytes(path == "-" ? "/dev/stdin" : FilePath(path))
  guard let text = String(validating: bytes, as: UTF8.self) else {
    let name = path == "-" ? "standard input" : path
    throw Failure(.usage, code: "not_text", "\(name) is not UTF-8 text; convert it first")
  }
  return text.replacing("\r\n", with: "\n")
}

/// The documents of a folder that has no `sources.yaml`, ordered by name.
func documents(in folder: FilePath) throws -> [FilePath] {
  let documents = try files(in: folder, where: isDocumentName)
  guard !documents.isEmpty else {
    throw Failure(
      .document, code: "no_documents",
      "\(folder) holds no sources.yaml and no document (.md, .markdown, .txt)")
  }
  return documents
}

/// The files of a folder whose names are wanted, ordered by name.
func files(in folder: FilePath, where isWanted: (String) -> Bool) throws -> [FilePath] {
  guard let directory = opendir(folder.string) else {
    throw Failure.unreadable(folder, Errno(rawValue: errno))
  }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
        String(cString: $0)
      }
    }
    if isWanted(name) { names.append(name) }
  }
  return names.sorted().map { folder.appending($0) }
}

extension Failure {
  /// A file that cannot be read.
  static func unreadable(_ path: FilePath, _ error: Errno) -> Failure {
    Failure(.document, code: "unreadable", "cannot read \(path): \(error)")
  }
}

/// The text without the line feeds that end a file and begin no line of a value.
func withoutLastLineFeeds(_ text: String) -> String {
  var text = text
  while text.last?.isNewline == true { text.removeLast() }
  return text
}

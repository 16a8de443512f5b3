import Documents
import Glibc

/// Whether a folder lies at the path.
func isFolder(_ path: String) -> Bool { mode(path).map { $0 & S_IFMT == S_IFDIR } ?? false }

/// Whether something that is no folder lies at the path.
func isFile(_ path: String) -> Bool { mode(path).map { $0 & S_IFMT != S_IFDIR } ?? false }

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

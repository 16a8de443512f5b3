import Glibc

/// Whether something lies at the path.
func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Whether a folder lies at the path.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Whether nothing lies at the path, or a file of no length.
func isEmptyFile(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) != 0 || status.st_size == 0
}

/// Whether files can be made beside a file, as SQLite's journals are.
func isWritable(folderOf path: String) -> Bool {
  let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  return access(folder, W_OK) == 0
}

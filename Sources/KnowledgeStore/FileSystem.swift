import Glibc

/// Whether something lies at the path.
func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Whether a folder lies at the path.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Whether something lies at the path that is neither a file nor a folder: a device, a pipe.
func isSpecialFile(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
}

/// Whether nothing lies at the path, or a file of no length.
func isEmptyFile(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) != 0 || status.st_size == 0
}

/// Whether files can be made beside a file, as SQLite's journals are.
func isWritable(folderOf path: String) -> Bool {
  access(folderPath(of: path), W_OK) == 0
}

/// The folder that a path names a file in.
func folderPath(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
}

/// The path with its symbolic links followed, as far as it exists.
func resolvedPath(_ path: String) -> String {
  guard let resolved = realpath(path, nil) else { return path }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// Whether two paths lead to one file.
func isSameFile(_ left: String, _ right: String) -> Bool {
  var first = stat()
  var second = stat()
  return stat(left, &first) == 0 && stat(right, &second) == 0
    && first.st_ino == second.st_ino && first.st_dev == second.st_dev
}

/// The size of a file in bytes; 0 when there is none.
func fileSize(_ path: String) -> Int {
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

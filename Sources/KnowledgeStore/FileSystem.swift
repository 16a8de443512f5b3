import Glibc

/// Whether something lies at the path.
func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

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

/// The folder for files that are soon gone, with its `/`.
///
/// A relative one would be whichever folder is at hand.
var temporaryFolder: String {
  let named = getenv("TMPDIR").map { String(cString: $0) } ?? ""
  return (named.hasPrefix("/") ? named : "/tmp") + "/"
}

/// Some bytes of a file; fewer where it ends, none where it cannot be read.
func fileBytes(_ path: String, _ range: Range<Int>) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: range.count)
  guard fseek(file, range.lowerBound, SEEK_SET) == 0 else { return [] }
  let count = fread(&bytes, 1, bytes.count, file)
  return Array(bytes[..<count])
}

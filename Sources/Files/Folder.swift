import Glibc

/// The names in a folder that are wanted, in order.
///
/// - Throws: `FileError`; `.name` for one that is not UTF-8 and would be wanted but for that.
package func fileNames(
  in folder: String, where isWanted: (String) -> Bool
) throws(FileError) -> [String] {
  guard let directory = opendir(folder) else { throw .system(errno) }
  defer { closedir(directory) }
  var names: [String] = []
  errno = 0
  while let entry = readdir(directory) {
    let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
    let name = String(decoding: bytes, as: UTF8.self)
    guard isWanted(name) else { continue }
    // Another name than that of the file would be opened.
    guard name.utf8.elementsEqual(bytes) else { throw .name(of: notation(bytes)) }
    names.append(name)
    errno = 0
  }
  guard errno == 0 else { throw .system(errno) }
  return names.sorted()
}

/// Makes the folders above a file that is about to be created, and sees to it that they are on the
/// disk.
///
/// - Throws: `FolderError`.
package func makeFolder(of path: String) throws(FolderError) {
  guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
  let folder = String(path[..<slash])
  guard (try? FileKind.at(folder)) != .folder else { return }
  try makeFolder(of: folder)
  do throws(ForeignLink) { try refuseForeignLink(folderPath(of: folder)) } catch {
    throw FolderError(path: folder, reason: error.description)
  }
  if mkdir(folder, 0o777) == 0 {
    syncFolder(of: folder)
  } else if errno != EEXIST {
    throw FolderError(path: folder, reason: String(cString: strerror(errno)))
  }
}

/// A folder that cannot be made.
package struct FolderError: Error {
  package let path: String
  /// Why, as the end of a sentence.
  package let reason: String
}

/// Writes to the disk which names are in the folder of a file.
///
/// A folder that cannot be opened keeps it in the cache of the file system, which is all it can do.
func syncFolder(of path: String) {
  let folder = folderPath(of: path)
  let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { return }
  fsync(descriptor)
  close(descriptor)
}

/// The folder a path names a file in, with its `/`; empty for the one at hand.
func folderPath(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
}

/// Whether a path that is in a folder by its name leads out of it by a symbolic link.
///
/// False for what is not there.
package func leadsOut(_ path: String, of folder: String) -> Bool {
  guard let target = realpath(path, nil) else { return false }
  defer { free(target) }
  guard let root = realpath(folder.isEmpty ? "." : folder, nil) else { return false }
  defer { free(root) }
  let length = strlen(root)
  // Only `/` itself ends in a slash.
  let isInside =
    strncmp(target, root, length) == 0
    && (target[length] == 0x2F || target[length] == 0 || length == 1)
  return !isInside
}

import Glibc

/// What lies at a path.
package enum FileKind: Equatable, Sendable {
  case file, folder, pipe, socket, device

  /// The kind that a mode of `stat(2)` tells.
  package init(_ mode: mode_t) {
    self =
      switch mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      default: .device
      }
  }

  /// Looks at what lies at a path; a symbolic link stands for what it leads to.
  ///
  /// - Returns: nil where nothing lies.
  /// - Throws: `FileError` where it cannot be looked at, such as in a folder without the right to
  ///   search it.
  package static func at(_ path: String) throws(FileError) -> FileKind? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw .system(errno) }
      return nil
    }
    return FileKind(status.st_mode)
  }

  /// The kind in a sentence.
  package var name: String {
    switch self {
    case .file: "a file"
    case .folder: "a folder"
    case .pipe: "a named pipe"
    case .socket: "a socket"
    case .device: "a device"
    }
  }
}

import Glibc

/// Why a file is not read.
package enum FileError: Error, Equatable {
  /// A call of the system failed with this `errno`.
  case system(Int32)
  /// Something else lies there than a file.
  case wrongKind(FileKind)
  /// It has more bytes than are read; the size is nil for what comes through a pipe, or grew.
  case tooLarge(size: Int?, FileLimit)
  /// A file in a folder has a name that is not UTF-8.
  case name(of: String)

  /// The reason, as the end of a sentence.
  package var reason: String {
    switch self {
    case .system(let code): String(cString: strerror(code))
    case .wrongKind(let kind): "it is \(kind.name), and only a file can be read"
    case .tooLarge(let size?, let limit):
      "it has \(size) bytes, and \(limit.name) may have \(limit.size); \(limit.advice)"
    case .tooLarge(nil, let limit):
      "it has more than \(limit.size), which is what \(limit.name) may have; \(limit.advice)"
    case .name(let name):
      "it holds a file whose name is not UTF-8, '\(name)'; rename it"
    }
  }
}

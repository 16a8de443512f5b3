import Files
import Glibc
import SystemPackage

/// What an export is written to: standard output, or a file that appears when it is whole.
struct OutputFile {
  /// What is to be written next.
  var buffer: [UInt8] = []
  private let file: FileDescriptor?

  /// Writes a file, or to standard output without a path.
  ///
  /// The file is written beside its place and renamed into it, so an old one stays until the new one
  /// is complete, and a failure leaves nothing. `/dev/null` and what the caller opened is written to as it is.
  ///
  /// - Parameter replacing: whether a file that is there is replaced.
  static func write(
    to path: String?, replacing: Bool, _ body: (inout OutputFile) throws -> Void
  ) throws {
    guard let path else {
      var output = OutputFile(file: nil)
      try body(&output)
      return try output.flush()
    }
    guard !isOpen(path) else { return try write(throughTo: path, body) }
    try makeFolder(of: path)
    do {
      let file = try AtomicFile(at: path)
      var output = OutputFile(file: FileDescriptor(rawValue: file.descriptor))
      try body(&output)
      try output.flush()
      try file.putInPlace(replacing: replacing)
    } catch AtomicFileError.exists {
      // It was not there when the export began.
      throw Failure.exists(path)
    } catch AtomicFileError.foreignLink(let link) {
      throw Failure.foreignLink(link)
    } catch let error as AtomicFileError {
      var failure = Failure.unwritable(path, error.reason)
      if case .failed = error { throw failure }
      // The reason says what to do.
      failure.hint = nil
      throw failure
    } catch let error as Errno {
      throw Failure.unwritable(path, "\(error)")
    }
  }

  /// Whether a path names what is written to as it is: what the caller opened, or nothing at all.
  static func isOpen(_ path: String) -> Bool {
    path == "/dev/null" || givenDescriptor(path) != nil
  }

  /// Whether a path names standard output, or the terminal that this goes to.
  static func isStandardOutput(_ path: String) -> Bool {
    guard let descriptor = givenDescriptor(path) else { return false }
    guard path != "-", descriptor != STDOUT_FILENO else { return true }
    return isatty(descriptor) == 1
      && isSameFile("/dev/fd/\(descriptor)", "/dev/fd/\(STDOUT_FILENO)")
  }

  /// Whether a path names a terminal that the caller opened, which would act on what is written.
  static func isTerminal(_ path: String) -> Bool {
    givenDescriptor(path).map { isatty($0) == 1 } ?? false
  }

  private static func write(
    throughTo path: String, _ body: (inout OutputFile) throws -> Void
  ) throws {
    do {
      // Opened anew, a file that standard output goes to would be written from its beginning.
      let file =
        try givenDescriptor(path).map { try FileDescriptor(rawValue: $0).duplicate() }
        ?? FileDescriptor.open(FilePath(path), .writeOnly)
      var output = OutputFile(file: file)
      try file.closeAfter {
        try body(&output)
        try output.flush()
      }
    } catch let error as Errno {
      throw Failure.unwritable(path, "\(error)")
    }
  }

  /// Hands the buffer on when it has grown.
  mutating func drain() throws {
    if buffer.count >= 1 << 16 { try flush() }
  }

  private mutating func flush() throws {
    if let file {
      try file.writeAll(buffer)
    } else {
      writeData(buffer)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

extension Failure {
  /// A file that is not to be replaced.
  static func exists(_ path: String) -> Failure {
    Failure(.usage, code: "exists", "\(path) is there already; replace it with --force")
  }

  /// A place that somebody else's link leads away from.
  static func foreignLink(_ link: ForeignLink) -> Failure {
    Failure(.usage, code: "foreign_link", link.description)
  }

  /// A file that cannot be written.
  static func unwritable(_ path: String, _ reason: String) -> Failure {
    Failure(
      .document, code: "unwritable", "cannot write \(path): \(reason)",
      hint: "check the folder and the space on the disk, or name another path")
  }
}

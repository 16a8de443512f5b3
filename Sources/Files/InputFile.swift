import Glibc

/// A file that is open for reading: a regular file, or what the caller opened for us.
///
/// A named pipe, a device or a socket is not waited for: nothing is read of it. What the shell opened
/// (`-`, `/dev/stdin`, `/dev/fd/N`, as `<(…)` makes them) may be a pipe, since its writer is there.
package struct InputFile: ~Copyable {
  /// The descriptor; it is closed with the value.
  package let descriptor: Int32
  /// The size in bytes of a regular file when it was opened; nil for a stream.
  package let size: Int?
  /// Where reading begins: behind what others have read of standard input before.
  package let start: Int
  /// Tells whether another opening of the path gave the same file, unchanged.
  package let identity: Identity

  /// Which file of the machine was opened, and when it was last written to.
  package struct Identity: Equatable, Sendable {
    private let numbers: [Int]

    fileprivate init(_ status: stat) {
      numbers = [
        Int(status.st_dev), Int(status.st_ino), Int(status.st_size), Int(status.st_mtim.tv_sec),
        Int(status.st_mtim.tv_nsec),
      ]
    }
  }

  /// Opens a file; `-` is standard input.
  ///
  /// - Throws: `FileError`.
  package init(_ path: String) throws(FileError) {
    let given = givenDescriptor(path)
    let descriptor =
      given.map { fcntl($0, F_DUPFD_CLOEXEC, 0) }
      // A pipe without a writer is opened at once with O_NONBLOCK, a terminal does not become ours
      // with O_NOCTTY; see open(2).
      ?? open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      // A socket cannot be opened.
      let error = errno
      if error == ENXIO, let kind = try? FileKind.at(path) { throw .wrongKind(kind) }
      throw .system(error)
    }
    do throws(FileError) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
      let kind = FileKind(status.st_mode)
      guard kind == .file || given != nil && kind != .folder else { throw .wrongKind(kind) }
      size = kind == .file ? Int(status.st_size) : nil
      identity = Identity(status)
    } catch {
      close(descriptor)
      throw error
    }
    start = size != nil && given != nil ? max(0, lseek(descriptor, 0, SEEK_CUR)) : 0
    self.descriptor = descriptor
  }

  /// Takes an open regular file over.
  init(owning descriptor: Int32, size: Int) {
    self.descriptor = descriptor
    self.size = size
    start = 0
    identity = Identity(stat())
  }

  deinit { close(descriptor) }

  /// All bytes of the file.
  ///
  /// - Throws: `FileError`; `.tooLarge` as soon as more than the limit are there.
  package func bytes(atMost limit: FileLimit) throws(FileError) -> [UInt8] {
    if let size, size - start > limit.bytes { throw .tooLarge(size: size, limit) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size.map { max(0, $0 - start) } ?? 0)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { chunk.deallocate() }
    while case let count = try read(into: chunk, at: bytes.count), count > 0 {
      guard bytes.count + count <= limit.bytes else { throw .tooLarge(size: nil, limit) }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }

  /// The first bytes of the file, fewer where it is shorter.
  package func head(_ count: Int) throws(FileError) -> [UInt8] {
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { chunk.deallocate() }
    return Array(chunk[..<(try read(into: chunk, at: 0))])
  }

  /// Reads some bytes; the place counts from `start`, and is where a stream stands anyway.
  ///
  /// - Returns: how many were read; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer, at place: Int) throws(FileError) -> Int {
    while true {
      let count =
        size == nil
        ? Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        : pread(descriptor, buffer.baseAddress, buffer.count, start + place)
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // The caller's pipe may be one that does not wait.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, -1)
      default: throw .system(errno)
      }
    }
  }
}

/// The bytes of a file; `-` is standard input.
///
/// - Throws: `FileError`.
package func readFile(_ path: String, atMost limit: FileLimit) throws(FileError) -> [UInt8] {
  try InputFile(path).bytes(atMost: limit)
}

/// The descriptor that a path names which the caller opened for us; nil for any other path.
package func givenDescriptor(_ path: String) -> Int32? {
  switch path {
  case "-", "/dev/stdin": return STDIN_FILENO
  case "/dev/stdout": return STDOUT_FILENO
  case "/dev/stderr": return STDERR_FILENO
  default:
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }
}

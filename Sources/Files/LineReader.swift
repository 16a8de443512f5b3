import Glibc

/// Reads a file line by line, as often as is wanted, holding one line at a time.
package final class LineReader {
  private let file: InputFile
  private let limit: FileLimit
  private let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  /// What of the chunk is still to be given.
  private var rest = 0..<0
  /// Where in the file the chunk ends.
  private var place = 0

  /// Reads a file that can be read twice, lines of at most `limit` bytes.
  package init(_ file: consuming InputFile, atMost limit: FileLimit) {
    self.file = file
    self.limit = limit
  }

  deinit { chunk.deallocate() }

  /// Goes back to the first line.
  package func rewind() {
    rest = 0..<0
    place = 0
  }

  /// The next line with its line feed; nil after the last.
  ///
  /// - Throws: `FileError`; `.tooLarge` for a line that is too long.
  package func next() throws(FileError) -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      if rest.isEmpty {
        let count = try file.read(into: chunk, at: place)
        guard count > 0 else { return line.isEmpty ? nil : line }
        place += count
        rest = 0..<count
      }
      let bytes = UnsafeRawBufferPointer(rebasing: chunk[rest])
      let lineFeed = bytes.baseAddress.flatMap { start in
        memchr(start, 0x0A, bytes.count).map { UnsafeRawPointer($0) - start }
      }
      let count = lineFeed.map { $0 + 1 } ?? bytes.count
      line += bytes[..<count]
      guard line.count <= limit.bytes else { throw .tooLarge(size: nil, limit) }
      rest = rest.lowerBound + count..<rest.upperBound
      if lineFeed != nil { return line }
    }
  }
}

extension InputFile {
  /// The same file where it can be read twice; else one with all that comes through the pipe, so that
  /// nobody's work waits for a slow writer.
  ///
  /// The copy has no name and is gone with the value.
  ///
  /// - Parameter limit: how long a line may be.
  /// - Throws: `FileError`.
  package consuming func rereadable(atMost limit: FileLimit) throws(FileError) -> InputFile {
    guard size == nil else { return self }
    guard let stream = tmpfile() else { throw .system(errno) }
    defer { fclose(stream) }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    var (size, line) = (0, 0)
    while case let count = try read(into: chunk, at: size), count > 0 {
      let bytes = chunk[..<count]
      line = bytes.lastIndex(of: 0x0A).map { count - 1 - $0 } ?? line + count
      guard line <= limit.bytes else { throw .tooLarge(size: nil, limit) }
      guard fwrite(chunk.baseAddress, 1, count, stream) == count else { throw .system(errno) }
      size += count
    }
    guard fflush(stream) == 0, case let copy = fcntl(fileno(stream), F_DUPFD_CLOEXEC, 0), copy >= 0
    else { throw .system(errno) }
    return InputFile(owning: copy, size: size)
  }
}
